"""Open the files of published corpora, with one clear error where that fails."""

from __future__ import annotations

from pathlib import Path

from hedge.errors import InputError, MissingInputError


def read_utf8(path: Path, kind: str) -> str:
    """Content of a text file, without a byte order mark; line ends stay as they are read.

    Parameters
    ----------
    path : Path
        The file.
    kind : str
        Its suffix, for the error message.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        The file is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingInputError(f"expected a {kind} file, but {path} is none: check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"expected UTF-8 in {path}, got other bytes at offset {error.start}: convert it") from error
