"""Files that appear under their name only when they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from hedge.errors import InputError


@contextmanager
def open_whole(path: Path, option: str) -> Iterator[TextIO]:
    """Open a file to write beside its target, and move it there at the end of the with block.

    Parameters
    ----------
    path : Path
        The target; what stands there is replaced.
    option : str
        The command-line option that named it, for the message.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("w", encoding="utf-8") as stream:
            yield stream
        os.replace(partial, path)
    except OSError as error:
        raise InputError(
            f"expected to write {path}, but that failed: {error.strerror}; choose another {option}"
        ) from error
