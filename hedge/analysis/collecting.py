"""Garbage collection while models load."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections() -> Iterator[None]:
    """Keep Python from walking, time and again, over all that is being loaded, of which hardly anything is garbage.

    In the end everything counts as old, as if those walks had been made: else the first allocation would make up for
    them. Nothing happens where collections are off already, or objects are frozen, which no walk reaches.
    """
    if not gc.isenabled() or gc.get_freeze_count():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
