"""Read a file into text: encodings detected and said, binary content refused."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from charset_normalizer import from_bytes

from hedge.documents.source import Source
from hedge.errors import InputError, MissingInputError

LARGEST_FILE = 64 * 2**20
_SAMPLE = 2**20
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


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
    with open_bytes(path) as stream:
        data = stream.read(LARGEST_FILE + 1)
    return decode_source(data, str(path))


@contextmanager
def open_bytes(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file, also one compressed with gzip (``.gz``), or standard input (``"-"``).

    Raises
    ------
    MissingInputError
        The path does not exist, or cannot be opened or read.
    InputError
        It is a directory.
    """
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    file = Path(path)
    if os.path.isdir(file):
        raise InputError(f"expected a text file, got the folder {path}: name the files inside it")
    if "\0" in str(path):
        raise MissingInputError(f"expected the path of a text file, got {str(path)!r} with a NUL in it: check the path")
    try:
        with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as stream:
            yield cast("BinaryIO", stream)
    except FileNotFoundError as error:
        raise MissingInputError(f"expected a text file, but {path} does not exist: check the path") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MissingInputError(f"expected a readable text file, but {path} cannot be opened: {reason}") from error


@contextmanager
def open_text(path: str | Path) -> Iterator[tuple[TextIO, str, bool]]:
    """Open a text file to be read line by line, line ends as they are; the encoding is judged by its beginning.

    Yields
    ------
    tuple of TextIO, str and bool
        The stream, its encoding, and whether that was assumed.

    Raises
    ------
    MissingInputError, InputError
        As `read_source`; also while the file is read, where it turns out not to be in that encoding.
    """
    with open_bytes(path) as raw:
        # Standard input cannot be read from its beginning again, so it is read whole.
        stream = raw if str(path) != "-" else io.BytesIO(raw.read())
        sample = stream.read(_SAMPLE)
        stream.seek(0)
        if len(sample) == _SAMPLE and not sample.startswith(_WIDE):
            # Not in the middle of a character.
            sample = sample[: sample.rfind(b"\n") + 1] or _whole_characters(sample)
        source = decode_source(sample, str(path))
        with io.TextIOWrapper(stream, encoding=source.encoding, newline="") as text:
            try:
                yield text, source.encoding, source.assumed
            except UnicodeDecodeError as error:
                raise InputError(
                    f"expected {source.encoding} up to the end of {path}, got other bytes ({error.reason}): save the "
                    "whole file as UTF-8"
                ) from error


def _whole_characters(sample: bytes) -> bytes:
    """Bytes without the UTF-8 character that begins in the last three of them and goes on after them, if one does."""
    for size in (1, 2, 3):
        if sample[-size] >= 0xC0:
            return sample[:-size]
        if sample[-size] < 0x80:
            break
    return sample


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
                return Source(id=name, text=_checked(data.decode(encoding), name), encoding=encoding)
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
