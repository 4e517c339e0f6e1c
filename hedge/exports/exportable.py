"""What exports need of a document, and what they do to its text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from hedge.documents import writable
from hedge.parsing import Parse
from hedge.summaries import AnalysedDocument

# File systems take 255 bytes; a suffix and a number have to fit too.
_LONGEST_NAME = 200
# Devices on Windows, whatever the suffix.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)


class Exportable(AnalysedDocument, Protocol):
    """What exports need besides; `hedge.Document` is one."""

    @property
    def parse(self) -> Parse:
        """Its sentences and trees."""

    @property
    def assertiveness(self) -> float | None:
        """How assertive the whole text sounds."""


def file_names(documents: Sequence[Exportable]) -> list[str]:
    """Return a file name without suffix for each document: its id without what file systems mind, made unique.

    Names differ in more than their case or the way in which their accents are encoded.
    """
    names: list[str] = []
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for number, document in enumerate(documents, 1):
        stem = _stem(document.id) or f"document-{number}"
        name, key = stem, _folded(stem)
        count = counts.get(key, 1)
        while _folded(name) in taken:
            count += 1
            name = f"{stem}-{count}"
        counts[key] = count
        taken.add(_folded(name))
        names.append(name)
    return names


def _stem(id: str) -> str:
    """The end of an id as a file name: letters, digits, points and dashes, without any folder."""
    name = re.sub(r"[^\w.\-]+", "_", writable(id)).strip("._")[-80:]
    stem = name.encode("utf-8")[-_LONGEST_NAME:].decode("utf-8", "ignore").strip("._")
    return f"file_{stem}" if _DEVICES.match(stem) else stem


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
