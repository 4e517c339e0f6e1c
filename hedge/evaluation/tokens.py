"""Tokens for span scores: words and punctuation marks, white space ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
