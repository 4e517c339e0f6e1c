"""The text as the parser sees it: editorial marks smoothed away, with a map back to the original offsets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from hedge.documents import Span
from hedge.documents.markup import find_marks

# A longer run without white space is no word; the parser reads its beginning.
LONGEST_WORD = 60

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # [if], [in even], [T]he: the bracket marks an editor's insertion, the words belong to the sentence.
    (re.compile(r"\[(?=[^\[\]]{0,60}\])|(?<=[\w.,'’])\](?<!\d\])|\[(?=\w{1,30}\])"), ""),
    # Broken ellipses: ". . .", ".. .", "....".
    (re.compile(r"\.(?:[ \u00a0]?\.){2,}"), "..."),
    (re.compile("[“”„«»]|''|``"), '"'),
    (re.compile("[‘’]"), "'"),
    (re.compile(rf"(?<=\S{{{LONGEST_WORD}}})\S+"), ""),
)


@dataclass(frozen=True, slots=True)
class View:
    """A text for the parser and where each of its characters stands in the original.

    Parameters
    ----------
    text : str
        What the parser reads.
    starts, ends : sequence of int
        For each character of `text`, the original range it stands for.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> Span:
        """Original span of the view's range ``[start, end)``, which holds at least one character."""
        return Span(self.starts[start], self.ends[end - 1])


def view_text(text: str, span: Span, quote_marks: frozenset[int] = frozenset()) -> View:
    """Make the parser's view of one stretch of a document.

    Parameters
    ----------
    text : str
        The document.
    span : Span
        The stretch to view.
    quote_marks : frozenset of int
        Offsets of single quotation marks that open or close a quotation; the view shows double ones.
    """
    chars = [('"' if span.start + i in quote_marks else _plain(char)) for i, char in enumerate(span.of(text))]
    starts = list(range(span.start, span.end))
    ends = [start + 1 for start in starts]
    for mark in find_marks("".join(chars)):
        chars[mark.start : mark.end] = " " * len(mark)
    for pattern, replacement in _RULES:
        chars, starts, ends = _substitute(pattern, replacement, "".join(chars), starts, ends)
    return View("".join(chars), starts, ends)


def _plain(char: str) -> str:
    """A space for what no parser should see: control characters, lone surrogates, line breaks."""
    return " " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char


def _substitute(
    pattern: re.Pattern[str], replacement: str, text: str, starts: list[int], ends: list[int]
) -> tuple[list[str], list[int], list[int]]:
    out: list[str] = []
    new_starts: list[int] = []
    new_ends: list[int] = []
    position = 0
    for match in pattern.finditer(text):
        out.extend(text[position : match.start()])
        new_starts.extend(starts[position : match.start()])
        new_ends.extend(ends[position : match.start()])
        for index, char in enumerate(replacement):
            last = index == len(replacement) - 1
            out.append(char)
            new_starts.append(starts[match.start() + index])
            new_ends.append(ends[match.end() - 1] if last else ends[match.start() + index])
        position = match.end()
    out.extend(text[position:])
    new_starts.extend(starts[position:])
    new_ends.extend(ends[position:])
    return out, new_starts, new_ends
