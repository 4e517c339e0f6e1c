"""Spans: half-open ranges of code points in the caller's original string."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of code points in a text.

    Parameters
    ----------
    start, end : int
        Offsets into the caller's original string, ``0 <= start <= end``.

    Examples
    --------
    >>> Span(5, 9).of("They may resume.")
    'may '
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


def join_text(text: str, spans: Iterable[Span]) -> str:
    """Join the texts of `spans` with single spaces, in the order given.

    Examples
    --------
    >>> join_text("Talks, he said, may resume.", [Span(0, 5), Span(16, 27)])
    'Talks may resume.'
    """
    return " ".join(span.of(text) for span in spans)


def writable(text: str) -> str:
    r"""Return the text with lone surrogates, which no file can hold, replaced one by one, so that offsets hold.

    Examples
    --------
    >>> writable("it\ud800 may") == "it\ufffd may"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def merge_spans(spans: Iterable[Span], text: str = "") -> tuple[Span, ...]:
    """Sort spans and merge those that touch, overlap, or have only white space of `text` between them.

    Examples
    --------
    >>> merge_spans([Span(6, 9), Span(0, 5)], "Talks may")
    (Span(start=0, end=9),)
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or text[merged[-1].end : span.start].isspace()):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
