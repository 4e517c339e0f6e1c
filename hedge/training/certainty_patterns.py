"""Patterned sentences of our own with a certainty by the NewsCert guide: phenomena too rare in 76 articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hedge.documents import Span
from hedge.scoring.certainty_features import StatementSpans
from hedge.training.certainty_constructions import PATTERNS
from hedge.training.certainty_frames import FRAMES
from hedge.training.certainty_propositions import PROPOSITIONS, SOURCES, STATES
from hedge.training.certainty_scopes import SCOPES

REPLICAS = 4


# Words of attribution with which a source rejects what follows.
_REJECTING = re.compile(
    r"^(denied|doubt(s|ed)|has doubts|(do|does|did)(n't| not) (think|believe|expect)"
    r"|It (is|was) (false|untrue|not true|a lie|a myth|doubtful))$"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own: text, place of the statement, level (0 to 3, ``"na"`` or ``"wish"``), polarity."""

    text: str
    spans: StatementSpans
    level: int | str
    polarity: str


def pattern_examples() -> Iterator[Example]:
    """Every pattern with `REPLICAS` sources, propositions and states, dealt out in turn; the author's also quoted."""
    for number, (level, pattern) in enumerate((*PATTERNS, *FRAMES, *SCOPES)):
        parts = [part.strip() for part in pattern.split("|")]
        for replica in range(REPLICAS):
            forms = _forms(number, replica)
            yield _example([part.format(**forms) for part in parts], level)
            if parts[:2] == ["", ""] and replica % 2:
                # What is hedged in somebody's own words is as hedged in quotation marks.
                source = forms["S"]
                inside = source if source in ("I", "Mr. Lind") else source[0].lower() + source[1:]
                yield _quoted(inside, parts[2].format(**forms), level)


def _forms(number: int, replica: int) -> dict[str, str]:
    """What the names in a pattern stand for."""
    subject, past, base, perfect = PROPOSITIONS[(number + 3 * replica) % len(PROPOSITIONS)]
    who, state = STATES[(number + replica) % len(STATES)]
    return {
        "S": SOURCES[(3 * number + 5 * replica) % len(SOURCES)],
        "sub": subject,
        "vp": base,
        "participle": perfect.split(" ", 1)[1],
        "past": f"{subject} {past}",
        "perfect": f"{subject} {perfect}",
        "who": who,
        "state": state,
    }


def _quoted(source: str, content: str, level: int | str) -> Example:
    """A sentence as somebody's words, told afterwards: “It may rain,” she said."""
    content = content[0].upper() + content[1:]
    quote = f"“{content}”" if content[-1] in "?!" else f"“{content.rstrip('.')},”"
    told = len(quote) + 1 + len(source) + 1
    spans = StatementSpans(
        source=(Span(len(quote) + 1, told - 1),), cue=(Span(told, told + 4),), content=(Span(0, len(quote)),)
    )
    return Example(text=f"{quote} {source} said.", spans=spans, level=level, polarity="pos")


def _example(parts: Sequence[str], level: int | str) -> Example:
    text, spans = "", []
    for part in parts:
        outside, _, inside = part.rpartition(")")
        text = f"{text} {outside.strip('(')}".strip()
        start = len(text) + bool(text and part)
        text = f"{text} {inside.strip()}".strip()
        spans.append((Span(start, len(text)),) if part else ())
    if text[-1] not in ".?!”":
        text += "."
    return Example(
        text=text[0].upper() + text[1:],
        spans=StatementSpans(source=spans[0], cue=spans[1], content=spans[2]),
        level=level,
        polarity="neg" if _REJECTING.match(parts[1]) else "pos",
    )
