"""What exports need of a document, and what they do to its text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from hedge.documents import Segment
from hedge.parsing import Parse
from hedge.speakers import Speaker
from hedge.statements import Statement
from hedge.summaries import Profile

_SURROGATE = re.compile("[\ud800-\udfff]")


class Exportable(Protocol):
    """An analysed document, as far as exports need it; `hedge.Document` is one."""

    @property
    def id(self) -> str:
        """Name given by the caller."""

    @property
    def text(self) -> str:
        """The string that all spans refer to."""

    @property
    def parse(self) -> Parse:
        """Its sentences and trees."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """In text order."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks."""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """One for each speaker with statements."""

    @property
    def date(self) -> str | None:
        """ISO 8601."""

    @property
    def columns(self) -> Mapping[str, str]:
        """What else the input says."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Captions, rows or utterances that the text was joined from."""


def writable(text: str) -> str:
    """Return the text with lone surrogates, which no file can hold, replaced one by one, so that offsets hold."""
    return _SURROGATE.sub("\ufffd", text)


def file_names(documents: Sequence[Exportable]) -> list[str]:
    """Return a file name without suffix for each document: its id without what file systems mind, made unique.

    Names differ in more than their case.
    """
    names: list[str] = []
    taken: set[str] = set()
    for number, document in enumerate(documents, 1):
        stem = re.sub(r"[^\w.\-]+", "_", writable(document.id)).strip("._")[-80:].strip("._") or f"document-{number}"
        name, count = stem, 1
        while name.casefold() in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name.casefold())
        names.append(name)
    return names
