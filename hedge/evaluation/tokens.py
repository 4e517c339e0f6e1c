"""Tokens for span scores: words and punctuation marks, white space ignored."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from hedge.documents import Span

_TOKEN = re.compile(r"\w+|[^\w\s]")


def tokens_in(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Start offsets of the tokens that begin inside the spans.

    Examples
    --------
    >>> sorted(tokens_in("They may, she said, resume.", [Span(0, 8), Span(20, 27)]))
    [0, 5, 20, 26]
    """
    return frozenset(match.start() for span in spans for match in _TOKEN.finditer(text, span.start, span.end))


@dataclass(frozen=True, slots=True)
class TokenSpans:
    """The tokens of a text, numbered from 0.

    Parameters
    ----------
    starts, ends : tuple of int
        Offsets of each token.

    Examples
    --------
    >>> sorted(number_tokens("They may, she said, resume.").touched([Span(5, 9), Span(22, 24)]))
    [1, 2, 6]
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def touched(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the tokens that share a character with one of the spans."""
        return frozenset(
            number
            for span in spans
            for number in range(bisect_left(self.ends, span.start + 1), bisect_left(self.starts, span.end))
        )


def number_tokens(text: str) -> TokenSpans:
    """Find the tokens of a text."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    return TokenSpans(tuple(start for start, _ in spans), tuple(end for _, end in spans))
