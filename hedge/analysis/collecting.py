"""Garbage collection while models load, and while documents are analysed."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collections(*, keep: bool = False) -> Iterator[None]:
    """Keep Python from walking, time and again, over all that is being made, of which hardly anything is garbage.

    Nothing happens where collections are off already, or, with `keep`, where objects are frozen, which no walk reaches.

    Parameters
    ----------
    keep : bool, default False
        Whether what is made will stay. In the end everything counts as old then, as if those walks had been made: else
        the first allocation would make up for them.
    """
    if not gc.isenabled() or (keep and gc.get_freeze_count()):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if keep:
            gc.freeze()
            gc.unfreeze()
        gc.enable()
