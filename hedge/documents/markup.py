"""Marks of Markdown, as in the answers of language models: fences around code, labels in bold, emphasis, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedge.documents.spans import Span

_FENCED = re.compile(r"^[ \t]*(?P<fence>`{3,}|~{3,})[^\n`]*\n(?:.*?^[ \t]*(?P=fence)[`~]*[ \t]*$|.*)", re.M | re.S)
_BOLD = r"(?P<mark>\*\*|__)(?P<label>[^*_:.!?\n]{1,60}?)"
_LABEL = re.compile(rf"\s*(?P<item>(?:[-*•]|\d{{1,2}}[.)])\s+)?{_BOLD}(?::(?P=mark)|(?P=mark)\s?:)(?=\s|$)")
_LONGEST_LABEL = 6
_EMPHASIS = re.compile(r"(?<![\w*])(?P<mark>\*{1,3}|__)(?=[^\s*_])[^*\n]{0,400}?(?<=[^\s*_])(?P=mark)(?![\w*])")
_HEADING = re.compile(r"\s*(?P<mark>#{1,6})(?=\s)")


def find_code(text: str, span: Span) -> Iterator[Span]:
    r"""Yield the fenced code of a stretch of a text; what is opened and never closed goes on to its end.

    Examples
    --------
    >>> text = "It may:\n```\nx = 1\n```\nOr not."
    >>> [code.of(text) for code in find_code(text, Span(0, len(text)))]
    ['```\nx = 1\n```']
    """
    for match in _FENCED.finditer(text, span.start, span.end):
        yield Span(*match.span())


def label_end(text: str, start: int, end: int) -> int:
    """Where a label in bold that opens a line ends, its colon included; `start` where there is none.

    Examples
    --------
    >>> label_end("1. **Kidney strain:** It may rise.", 0, 34)
    21
    """
    found = _LABEL.match(text, start, end)
    if found is None:
        return start
    words = found["label"].split()
    # "**Ana Ruiz:**" speaks.
    name = found["item"] is None and len(words) > 1 and all(word[0].isupper() for word in words)
    return start if name or len(words) > _LONGEST_LABEL else found.end()


def find_marks(text: str) -> Iterator[Span]:
    """Yield the marks of emphasis and headings in a line: they are none of its words.

    Examples
    --------
    >>> text = "It *may* rise, by 2 * 3 or f***ing more."
    >>> [(mark.start, mark.of(text)) for mark in find_marks(text)]
    [(3, '*'), (7, '*')]
    """
    heading = _HEADING.match(text)
    if heading is not None:
        yield Span(*heading.span("mark"))
    for match in _EMPHASIS.finditer(text):
        length = len(match["mark"])
        yield Span(match.start(), match.start() + length)
        yield Span(match.end() - length, match.end())
