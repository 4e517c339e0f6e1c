"""Remarks on what happens beside the words of a transcript: "(Laughter.)", "Several hon. Members rose—"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedge.documents.spans import Span

# On a line of its own whatever stands in brackets: "(Transcript ends 11:51)".
_LINE = re.compile(r"\s*(?:\([^()]{1,80}\)|\[[^\[\]]{1,80}\])\s*$")
# Within a paragraph only these words tell.
_HAPPENING = (
    r"(?:applause|audio|begin|boo(?:ing|s)|cheer(?:ing|s)|chuckl(?:es|ing)|clip|cross-?talk|end|gasps|groans|heckling"
    r"|inaudible|indiscernible|interruptions?|jeers|laugh(?:ing|s|ter)|murmurs|music|pauses?|playing|shout(?:ing|s)"
    r"|sighs|silence|unintelligible|video|whistling)"
)
_AROUND = r"(?:and|audience|brief|continue[ds]|from|gallery|general|in|long|loud|more|of|prolonged|renewed|some|the)"
_INLINE = re.compile(
    rf"[(\[](?:{_AROUND}\s)*{_HAPPENING}(?:\s(?:{_AROUND}|{_HAPPENING}))*[.!]?[)\]](?=\s|$)"
    r"|(?:An|Other|Several|Some)\shon\.?\s(?:and\slearned\s)?members?\srose\s?[—–-]+(?=\s|$)",
    re.IGNORECASE,
)
_CLOSED = frozenset(".!?…—–-:;\"”’')]")


def is_remark(line: str) -> bool:
    """Whether a line of a transcript is nothing but a remark in brackets.

    Examples
    --------
    >>> is_remark("(Laughter.)"), is_remark("Good morning. (Laughter.)")
    (True, False)
    """
    return _LINE.match(line) is not None


def find_remarks(text: str, span: Span) -> Iterator[Span]:
    """Yield the remarks between the sentences of a paragraph, in text order.

    Examples
    --------
    >>> text = "It rose. (Applause) It may fall (laughter) again."
    >>> [remark.of(text) for remark in find_remarks(text, Span(0, len(text)))]
    ['(Applause)']
    """
    start = span.start
    for match in _INLINE.finditer(text, span.start, span.end):
        before = text[start : match.start()].rstrip()
        if before[-1:] in _CLOSED or (not before and (start == span.start or text[start - 1] in _CLOSED)):
            yield Span(*match.span())
        # What was looked at is not looked at again.
        start = match.end()
