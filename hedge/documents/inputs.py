"""Everything people have as input, as a stream of sources: one function for files, tables and corpora of any kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from hedge.documents.reading import read_source
from hedge.documents.source import BadSource, Source


def read_sources(name: str | Path, *, on_error: Callable[[BadSource], None] | None = None) -> Iterator[Source]:
    """Read the documents of any kind of input, one by one.

    Parameters
    ----------
    name : str or Path
        A text file, or ``"-"`` for standard input.
    on_error : callable, optional
        Called with each `BadSource`, a part of the input that is no document, at the place where it stands in the
        stream; reading then goes on. Without it the first one raises its error.

    Yields
    ------
    Source
        In the order of the input, read lazily.

    Raises
    ------
    HedgeError
        Nothing of the input can be read, or no more of it.
    """
    yield read_source(name)
