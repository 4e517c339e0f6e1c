"""Patterned sentences of our own with a certainty by the NewsCert guide: phenomena too rare in 76 articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hedge.training.certainty.constructions import PATTERNS
from hedge.training.certainty.events import EVENT_PATTERNS, EVENTS
from hedge.training.certainty.frames import FRAMES
from hedge.training.certainty.idioms import IDIOMS
from hedge.training.certainty.judgements import JUDGEMENTS
from hedge.training.certainty.propositions import PROPOSITIONS, SOURCES, STATES
from hedge.training.certainty.scopes import SCOPES
from hedge.training.certainty.sentences import (
    IDIOMS_FILE,
    Example,
    inside_sentence,
    make_example,
    quoted_example,
    read_sentences,
)

REPLICAS = 4

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


def pattern_examples() -> Iterator[Example]:
    """Every pattern with `REPLICAS` sources, propositions and the like, dealt out in turn, then every sentence."""
    for number, (level, pattern) in enumerate((*PATTERNS, *FRAMES, *SCOPES, *JUDGEMENTS, *EVENT_PATTERNS, *IDIOMS)):
        for replica in range(REPLICAS):
            forms = _forms(number, replica)
            filled = _agreeing(pattern.format(**forms))
            parts = [part.strip() for part in filled.split("|")]
            yield make_example(parts, level, rejected=_REJECTING.match(parts[1]) is not None)
            if parts[:2] == ["", ""] and len(parts) == 3 and not parts[2].startswith("(") and replica % 2:
                # What is hedged in somebody's own words is as hedged in quotation marks.
                yield quoted_example(inside_sentence(forms["S"]), parts[2], level)
    yield from read_sentences(IDIOMS_FILE)


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
