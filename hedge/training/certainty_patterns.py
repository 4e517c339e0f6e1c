"""Patterned sentences of our own with a certainty by the NewsCert guide: phenomena too rare in 76 articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from hedge.documents import Span
from hedge.scoring.certainty_features import StatementSpans
from hedge.training.certainty_constructions import PATTERNS
from hedge.training.certainty_events import EVENT_PATTERNS, EVENTS
from hedge.training.certainty_frames import FRAMES
from hedge.training.certainty_idioms import IDIOMS
from hedge.training.certainty_judgements import JUDGEMENTS
from hedge.training.certainty_propositions import PROPOSITIONS, SOURCES, STATES
from hedge.training.certainty_scopes import SCOPES

REPLICAS = 4
_FILE = "certainty_sentences.txt"


# Words of attribution with which a source rejects what follows.
_REJECTING = re.compile(
    r"^(denied|dismissed|((has|have) )?ruled out|doubt(s|ed)?|(has|have) doubts"
    r"|(do|does|did)(n't| not) (think|believe|expect)|It (is|was) (false|untrue|not true|a lie|a myth|doubtful))$"
)
# A subject of ours that is plural or "I", and a verb that is neither; a bar may stand between them.
_DISAGREEING = re.compile(
    r"\b((?:[Tt]he )?(?:rebels|two parties)|[Pp]rices|[Aa]nalysts|[Tt]wo former officials|I)( \| | \| \(| )"
    r"(is|was|has|does(?:n't)?|\w+s)\b"
)
_PLAIN = {"is": "are", "was": "were", "has": "have", "does": "do", "doesn't": "don't", "wishes": "wish"}
_PLAIN |= {
    f"{verb}s": verb
    for verb in (
        "believe", "think", "expect", "plan", "doubt", "fear", "want", "hope", "long", "dream", "intend", "aim",
        "seem", "appear", "hypothesize", "look", "stand",
    )
}  # fmt: skip
# A question or denial of ours with "did", about a proposition with "be".
_DID_BE = (
    (re.compile(r"\bdid not be\b"), "was not"),
    (re.compile(r"\bdoes not necessarily be\b"), "is not necessarily"),
    (re.compile(r"\bDid (the \w+) be\b"), r"Was \1"),
    (re.compile(r"\bdid (the \w+) be\b"), r"was \1"),
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own: text, place of the statement, level (0 to 3, ``"na"`` or ``"wish"``), polarity."""

    text: str
    spans: StatementSpans
    level: int | str
    polarity: str


def pattern_examples() -> Iterator[Example]:
    """Every pattern with `REPLICAS` sources, propositions and the like, dealt out in turn, then every sentence."""
    for number, (level, pattern) in enumerate((*PATTERNS, *FRAMES, *SCOPES, *JUDGEMENTS, *EVENT_PATTERNS, *IDIOMS)):
        for replica in range(REPLICAS):
            forms = _forms(number, replica)
            filled = _agreeing(pattern.format(**forms))
            parts = [part.strip() for part in filled.split("|")]
            yield _example(parts, level)
            if parts[:2] == ["", ""] and len(parts) == 3 and not parts[2].startswith("(") and replica % 2:
                # What is hedged in somebody's own words is as hedged in quotation marks.
                yield _quoted(_inside(forms["S"]), parts[2], level)
    yield from _sentences()


def _sentences() -> Iterator[Example]:
    """Every sentence of the file, the author's also quoted."""
    lines = files("hedge.training").joinpath(_FILE).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        grade, _, words = line.partition(" ")
        level = int(grade) if grade.isdecimal() else grade
        parts = [part.strip() for part in words.split("|")] if "|" in words else ["", "", words]
        yield _example(parts, level)
        if "|" not in words and not words.startswith("("):
            yield _quoted(_inside(SOURCES[number % len(SOURCES)]), words, level)


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
        "event": EVENTS[(number + 5 * replica) % len(EVENTS)],
    }


def _agreeing(filled: str) -> str:
    """A pattern with its names filled in, with verbs that agree with their subjects and no "did be"."""
    for wrong, right in _DID_BE:
        filled = wrong.sub(right, filled)
    return _DISAGREEING.sub(_agreeing_verb, filled)


def _agreeing_verb(match: re.Match[str]) -> str:
    subject, between, verb = match.groups()
    plain = {"is": "am", "was": "was"}.get(verb) if subject == "I" else None
    return subject + between + (plain or _PLAIN.get(verb, verb))


def _inside(source: str) -> str:
    """A source as it stands inside a sentence."""
    return source if source in ("I", "Mr. Lind") else source[0].lower() + source[1:]


def _quoted(source: str, content: str, level: int | str) -> Example:
    """A sentence as somebody's words, told afterwards: “It may rain,” she said."""
    content = _capital(content)
    quote = f"“{content}”" if content[-1] in "?!" else f"“{content.rstrip('.')},”"
    told = len(quote) + 1 + len(source) + 1
    spans = StatementSpans(
        source=(Span(len(quote) + 1, told - 1),), cue=(Span(told, told + 4),), content=(Span(0, len(quote)),)
    )
    return Example(text=f"{quote} {source} said.", spans=spans, level=level, polarity="pos")


def _example(parts: Sequence[str], level: int | str) -> Example:
    text, spans = "", []
    for part in parts[:3]:
        outside, _, inside = part[1:].partition(")") if part.startswith("(") else ("", "", part)
        text = f"{text} {outside}".strip()
        inside = _capital(inside.strip()) if outside.endswith((".", "?")) else inside
        start = len(text) + bool(text and part)
        text = f"{text} {inside.strip()}".strip()
        spans.append((Span(start, len(text)),) if part else ())
    if text[-1] not in ".?!”":
        text += "."
    return Example(
        text=_capital(" ".join((text, *parts[3:]))),
        spans=StatementSpans(source=spans[0], cue=spans[1], content=spans[2]),
        level=level,
        polarity="neg" if _REJECTING.match(parts[1]) else "pos",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
