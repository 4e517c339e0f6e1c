"""Where results go: standard output, or files that appear under their name only when they are whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from hedge.errors import InputError


@contextmanager
def open_whole(path: Path, option: str) -> Iterator[TextIO]:
    """Open a file to write beside its target, and move it there at the end of the with block.

    Parameters
    ----------
    path : Path
        The target; what stands there is replaced. A pipe or device is written to as it is.
    option : str
        The command-line option that named it, for the message.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    target = Path(os.path.realpath(path))
    whole = path.is_file() or not path.exists()
    partial = target.with_name(target.name + ".partial") if whole else path
    try:
        with partial.open("w", encoding="utf-8") as stream:
            yield stream
        if whole:
            os.replace(partial, target)
    except OSError as error:
        raise InputError(
            f"expected to write {path}, but that failed: {error.strerror}; choose another {option}"
        ) from error
    finally:
        if whole:
            with suppress(OSError):  # mostly it has been moved
                partial.unlink()


def check_place(path: Path | None, option: str) -> None:
    """Raise `InputError` where no file can be written, before the long work rather than after it."""
    if path is not None and not Path(os.path.realpath(path)).parent.is_dir():
        raise InputError(f"expected a folder to write {path} into, found none: make it, or choose another {option}")
    if path is not None and path.is_dir():
        raise InputError(f"expected a file to write to, got the folder {path}: choose another {option}")


@contextmanager
def open_output(path: Path | None) -> Iterator[TextIO]:
    """Open what ``--out`` names as `open_whole` does; without it, standard output."""
    if path is None:
        yield sys.stdout
        return
    with open_whole(path, "--out") as stream:
        yield stream


def printable(text: str, stream: TextIO) -> str:
    """Replace what the stream's encoding cannot show, lone surrogates among it."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
