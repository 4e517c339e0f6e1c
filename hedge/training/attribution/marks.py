"""Texts of our own with the parts of attributions marked in them.

``<>`` holds a source, ``[]`` a cue, ``{}`` a content. A digit from 2 to 9 right behind an opening mark is the number of
the attribution; without one it is the first. An attribution without a source of its own has that of the first.
"""

from __future__ import annotations

from hedge.documents import Span
from hedge.sources.attribution import Attribution

_ROLES = {"<": "source", "[": "cue", "{": "content"}
_FIRST = "1"
_NUMBERS = frozenset("23456789")


def read_marks(marked: str) -> tuple[str, tuple[Attribution, ...]]:
    """Return the text without its marks, and the attributions whose parts they held, in the order of their cues."""
    text = ""
    opened: list[tuple[str, str, int]] = []
    spans: dict[tuple[str, str], tuple[Span, ...]] = {}
    before = ""
    for char in marked:
        if char in _ROLES:
            opened.append((_FIRST, _ROLES[char], len(text)))
        elif char in _NUMBERS and before in _ROLES:
            opened[-1] = (char, *opened[-1][1:])
        elif char in ">]}":
            number, role, start = opened.pop()
            spans[number, role] = (*spans.get((number, role), ()), Span(start, len(text)))
        else:
            text += char
        before = char
    first = spans.get((_FIRST, "source"), ())
    attributions = (
        Attribution(
            source=spans.get((number, "source"), first),
            cue=spans[number, "cue"],
            content=spans.get((number, "content"), ()),
        )
        for number in (_FIRST, *sorted(_NUMBERS))
        if (number, "cue") in spans
    )
    return text, tuple(sorted(attributions, key=lambda one: one.cue))
