"""Read a file into text: encodings detected and said, binary content refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from hedge.errors import InputError, MissingInputError

LARGEST_FILE = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as it was read.

    Parameters
    ----------
    id : str
        The path as given, or ``"-"`` for standard input.
    text : str
        The decoded text; every offset refers to it.
    encoding : str
        The encoding used.
    assumed : bool
        True where the encoding was detected rather than UTF-8 or a byte-order mark.
    """

    id: str
    text: str
    encoding: str
    assumed: bool


def read_source(path: str | Path) -> Source:
    """Read a text file (``"-"`` for standard input).

    Parameters
    ----------
    path : str or Path
        UTF-8, with or without a byte-order mark; UTF-16 and UTF-32 with one; anything else is detected with
        charset-normalizer.

    Raises
    ------
    MissingInputError
        The path does not exist, or cannot be opened.
    InputError
        It is a directory, is empty, holds binary data, or is too large.
    """
    if str(path) == "-":
        return decode_source(sys.stdin.buffer.read(LARGEST_FILE + 1), "-")
    file = Path(path)
    if file.is_dir():
        raise InputError(f"expected a text file, got the folder {path}: name the files inside it")
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError as error:
        raise MissingInputError(f"expected a text file, but {path} does not exist: check the path") from error
    except OSError as error:
        raise MissingInputError(
            f"expected a readable text file, but {path} cannot be opened: {error.strerror}"
        ) from error
    return decode_source(data, str(path))


def read_sources(name: str | Path) -> Iterator[Source]:
    """Read the documents of an input, one by one; raises as `read_source` does."""
    yield read_source(name)


def decode_source(data: bytes, name: str) -> Source:
    """Decode the bytes of a document called `name`; raises `InputError` as `read_source` does."""
    if len(data) > LARGEST_FILE:
        raise InputError(f"expected at most {LARGEST_FILE >> 20} MB of text, but {name} is larger: split it")
    if not data.strip():
        raise InputError(f"expected text, but {name} is empty: give a file with at least one sentence")
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
                           (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8")):  # fmt: skip
        if data.startswith(mark):
            try:
                return Source(id=name, text=_checked(data.decode(encoding), name), encoding=encoding, assumed=False)
            except UnicodeDecodeError:
                continue
    if data.count(0) * 100 > len(data):
        raise InputError(f"expected text, but {name} holds binary data: convert it to plain text first")
    guess = from_bytes(data).best()
    if guess is None:
        raise InputError(f"expected text, but {name} is in no encoding that could be recognised: save it as UTF-8")
    return Source(id=name, text=_checked(str(guess), name), encoding=guess.encoding, assumed=True)


def _checked(text: str, name: str) -> str:
    """Return `text`, unless it is blank, or control characters show that it never was text."""
    if not text.strip():
        raise InputError(f"expected text, but {name} is empty: give a file with at least one sentence")
    sample = text[:20_000]
    odd = sum(char < " " and char not in "\t\n\r\f\v\x1b\0" for char in sample)
    if odd * 20 > len(sample) or sample.count("\0") * 4 > len(sample):
        raise InputError(f"expected text, but {name} holds binary data: convert it to plain text first")
    return text
