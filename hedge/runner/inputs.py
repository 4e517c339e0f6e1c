"""Files, folders and globs to a stream of sources; what cannot be read stands in the stream as a failure."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from glob import has_magic, iglob
from pathlib import Path

from hedge.analysis import FailedDocument
from hedge.documents import BadSource, Source, TableColumns, is_convokit, read_sources
from hedge.errors import HedgeError, InputError

_TEXTS = (".txt", ".text", ".md", ".vtt", ".srt", ".html", ".htm", ".xhtml")
# One document a line.
_LINES = (".jsonl", ".ndjson")
# A number of documents that only reading the whole file would tell.
_TABLES = (".csv", ".tsv", ".tab", ".parquet", ".pq")
#: What is read of a folder, also with ``.gz`` after it; a file that is named, or that a glob names, may be called
#: anything. JSON (not JSONL) is left out: in folders of texts it mostly holds data about them.
SUFFIXES = _TEXTS + _LINES + _TABLES


def read_inputs(
    names: Iterable[str],
    *,
    skip: Path | None = None,
    columns: TableColumns | None = None,
    format: str | None = None,
    on_guess: Callable[[str, str], None] | None = None,
) -> Iterator[Source | FailedDocument]:
    """Read documents lazily, in order.

    Parameters
    ----------
    names : iterable of str
        Files of any kind that `read_sources` reads, ``"-"``, folders and globs, as for `expand_names`.
    skip : Path, optional
        A file to leave out of folders and globs: the one that results are written to.
    columns, format
        As for `read_sources`.
    on_guess : callable, optional
        Called with the name and the encoding of a file that is not UTF-8, when its first document is read.

    Yields
    ------
    Source or FailedDocument
        The latter in the place of a file, row or caption that cannot be read.
    """
    for name in names:
        try:
            for path in expand_names([name], skip=skip):
                yield from _read(path, columns, format, on_guess)
        except (HedgeError, OSError) as error:
            yield _failed(name, error)


def _read(
    name: str,
    columns: TableColumns | None,
    format: str | None,
    on_guess: Callable[[str, str], None] | None,
) -> Iterator[Source | FailedDocument]:
    bad: list[BadSource] = []
    told = False
    try:
        for source in read_sources(name, columns=columns, format=format, on_error=bad.append):
            yield from _drain(bad)
            if source.assumed and on_guess is not None and not told:
                told = True
                on_guess(name, source.encoding)
            yield source
        yield from _drain(bad)
    except (HedgeError, OSError) as error:
        yield from _drain(bad)
        yield _failed(name, error)


def _drain(bad: list[BadSource]) -> Iterator[FailedDocument]:
    """What was bad before the place in the stream that is reached."""
    yield from (_failed(each.id, each.error) for each in bad)
    bad.clear()


def _failed(name: str, error: Exception) -> FailedDocument:
    return FailedDocument(id=name, type=type(error).__name__, message=str(error))


def expand_names(names: Iterable[str], *, skip: Path | None = None) -> Iterator[str]:
    """Replace folders and globs by the files in them.

    Parameters
    ----------
    names : iterable of str
        ConvoKit corpora are left as they are. Other folders are searched to any depth for files with one of the
        `SUFFIXES`, other than hidden ones, in name order. Names that do not exist and contain ``*``, ``?`` or ``[`` are
        globs (``**`` for folders to any depth).
    skip : Path, optional
        A file to leave out of folders and globs.

    Raises
    ------
    InputError
        A folder or glob holds nothing to read.
    """
    for name in names:
        if is_convokit(Path(name)):
            yield name
            continue
        if os.path.isdir(name):
            found: Iterable[str] = _files_below(name)
            what = f"files in the folder {name} with one of the suffixes {' '.join(SUFFIXES)}"
        elif has_magic(name) and not os.path.exists(name):
            found = (path for path in sorted(iglob(name, recursive=True)) if not os.path.isdir(path))
            what = f"files that match {name}"
        else:
            yield name
            continue
        empty = True
        for path in found:
            if skip is None or not _same(path, skip):
                empty = False
                yield path
        if empty:
            raise InputError(f"expected {what}, but there are none: check the path")


def _files_below(folder: str) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise InputError(f"expected a folder that can be read, but {error.filename} cannot: {error.strerror}")

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            if file.lower().removesuffix(".gz").endswith(SUFFIXES) and not file.startswith("."):
                yield os.path.join(place, file)


def _same(path: str, other: Path) -> bool:
    return os.path.basename(path) == other.name and os.path.realpath(path) == os.path.realpath(other)


def is_single(names: list[str]) -> bool:
    """Tell whether the names are one file (which may still hold many documents) rather than several or a folder."""
    return len(names) == 1 and not os.path.isdir(names[0]) and (os.path.exists(names[0]) or not has_magic(names[0]))


def count_documents(names: Iterable[str], *, skip: Path | None = None) -> int | None:
    """Count documents without reading them: files, and lines of JSONL; None if that cannot be told.

    Examples
    --------
    >>> count_documents(["a.txt", "b.txt"])
    2
    >>> count_documents(["-"]) is None
    True
    """
    number = 0
    try:
        for path in expand_names(names, skip=skip):
            suffix = Path(path).suffix.lower()
            if suffix in (*_TABLES, ".gz") or path == "-" or not (os.path.isfile(path) or not os.path.exists(path)):
                return None
            number += _count_lines(path) if suffix in _LINES else 1
    except (HedgeError, OSError):
        return None  # reading says why
    return number


def _count_lines(path: str) -> int:
    with open(path, "rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b"")) or 1
