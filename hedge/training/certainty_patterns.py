"""Patterned sentences of our own with a certainty by the NewsCert guide: phenomena too rare in 76 articles.

A pattern is ``source | cue | content``; either of the first two may be empty. ``{S}`` stands for a source, the other
names for forms of a proposition, and so each pattern yields several sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hedge.documents import Span
from hedge.scoring.certainty_features import StatementSpans

SOURCES = (
    "The minister",
    "Analysts",
    "The company",
    "She",
    "A spokesman for the harbour office",
    "I",
    "Two former officials",
    "Mr. Lind",
)

# A subject and three forms of what it does: past, plain, perfect.
PROPOSITIONS = (
    ("the bridge", "closed on Monday", "close next week", "has closed"),
    ("the two parties", "agreed on a budget", "agree on a budget", "have agreed on a budget"),
    ("the drug", "helps most patients", "help most patients", "has helped most patients"),
    ("the mayor", "knew about the leak", "know about the leak", "has known about the leak"),
    ("prices", "fell sharply in spring", "fall sharply in spring", "have fallen sharply"),
    ("the ferry", "was late again", "be late again", "has been late again"),
    ("the rebels", "left the valley", "leave the valley", "have left the valley"),
    ("the vote", "was a mistake", "be a mistake", "has been a mistake"),
)

# {past}, {perfect}: the proposition's subject with that form; {sub}: the subject alone; {vp}: the plain form alone.
PATTERNS: tuple[tuple[int | str, str], ...] = (
    (3, "{S} | said | {past}"),
    (3, "{S} | said that | {past}"),
    (3, "{S} | confirmed | that {past}"),
    (3, "{S} | confirmed | that {perfect}"),
    (3, "{S} | knew | that {past}"),
    (3, "{S} | insisted | that {past}"),
    (3, "{S} | denied | that {past}"),
    (3, "{S} | said | {sub} will {vp}"),
    (3, "{S} | said | {sub} will certainly {vp}"),
    (3, "{S} | said | {sub} would never {vp}"),
    (3, "{S} | said | there was no doubt that {past}"),
    (3, "{S} | made clear | that {past}"),
    (3, "{S} | announced | that {sub} will {vp}"),
    (3, "{S} | admitted | that {past}"),
    (3, " | | {past}"),
    (3, " | | {sub} will {vp}"),
    (3, " | | {perfect}"),
    (3, " | | Of course {past}"),
    (3, "{S} | said | “we know that {past}”"),
    (3, "{S} | said | {sub} did not {vp}"),
    (2, "{S} | believes | that {past}"),
    (2, "{S} | thinks | {perfect}"),
    (2, "{S} | expects | {sub} to {vp}"),
    (2, "{S} | said | {sub} is likely to {vp}"),
    (2, "{S} | said | {sub} will probably {vp}"),
    (2, "{S} | said | {sub} should {vp}"),
    (2, "{S} | said | “I think {past}”"),
    (2, "{S} | suggested | that {past}"),
    (2, "{S} | said | it seems that {past}"),
    (2, "{S} | said | it is probable that {sub} will {vp}"),
    (2, "{S} | predicted | that {sub} would probably {vp}"),
    (2, "{S} | plans | to {vp}"),
    (2, "{S} | vowed | to {vp}"),
    (2, " | | {sub} is likely to {vp}"),
    (2, " | | {sub} will probably {vp}"),
    (2, " | | {sub} appears to {vp}"),
    (2, " | | Apparently {past}"),
    (2, " | | {sub} is unlikely to {vp}"),
    (2, " | | {sub} is expected to {vp}"),
    (2, "{S} | doubts | that {sub} will {vp}"),
    (2, "{S} | said | {sub} was unlikely to {vp}"),
    (2, "{S} | said | {sub} appears to {vp}"),
    (1, "{S} | said | {sub} may {vp}"),
    (1, "{S} | said | {sub} might {vp}"),
    (1, "{S} | said | {sub} could {vp}"),
    (1, "{S} | said | perhaps {past}"),
    (1, "{S} | said | it is possible that {past}"),
    (1, "{S} | fears | that {sub} may {vp}"),
    (1, "{S} | fears | {sub} could {vp}"),
    (1, "{S} | worried | that {sub} might {vp}"),
    (1, "{S} | warned | that {sub} could {vp}"),
    (1, "{S} | hinted | that {sub} might {vp}"),
    (1, "{S} | did not rule out | that {sub} may {vp}"),
    (1, " | | {sub} may {vp}"),
    (1, " | | {sub} might {vp}"),
    (1, " | | {sub} could {vp}"),
    (1, " | | Maybe {past}"),
    (1, " | | It is possible that {past}"),
    (1, " | | Perhaps {sub} will {vp}"),
    (1, "{S} | believes | that {sub} may {vp}"),
    (1, "{S} | said | there was a chance that {sub} would {vp}"),
    (0, "{S} | said | it is unclear whether {past}"),
    (0, "{S} | said | it was not clear whether {sub} would {vp}"),
    (0, "{S} | cannot confirm | that {past}"),
    (0, "{S} | could not confirm | whether {past}"),
    (0, "{S} | did not confirm | that {past}"),
    (0, "{S} | declined to say | whether {sub} will {vp}"),
    (0, "{S} | would not say | whether {past}"),
    (0, "{S} | did not say | whether {sub} would {vp}"),
    (0, "{S} | asked | whether {past}"),
    (0, "{S} | asked | “Will {sub} {vp}?”"),
    (0, "{S} | wondered | if {past}"),
    (0, "{S} | does not know | whether {past}"),
    (0, "{S} | said | “we do not know whether {past}”"),
    (0, "{S} | said | “I do not know if {sub} will {vp}”"),
    (0, "{S} | said | it remains to be seen whether {sub} will {vp}"),
    (0, "{S} | said | it was too early to say whether {past}"),
    (0, " | | It is unclear whether {past}"),
    (0, " | | It is unclear whether {sub} will {vp}"),
    (0, " | | It remains to be seen whether {sub} will {vp}"),
    (0, " | | Nobody knows whether {past}"),
    (0, " | | Whether {sub} will {vp} is an open question"),
    (0, " | | Will {sub} {vp}?"),
    (0, " | | Why did {sub} {vp}?"),
    (0, " | | When will {sub} {vp}?"),
    (0, "{S} | asked | “Did {sub} {vp}?”"),
    (0, "{S} | asked | why {past}"),
    (0, "{S} | asked about | {sub}"),
    (0, "{S} | said | “Who knows whether {past}?”"),
    (0, "{S} | questioned | whether {past}"),
    (0, "{S} | did not comment on | whether {past}"),
    (2, "{S} | said | she thinks {sub} will {vp}"),
    (2, "{S} | said | she believes that {past}"),
    (2, "{S} | said | she expects {sub} to {vp}"),
    (2, "{S} | said | she plans to {vp}"),
    (2, "{S} | said | “I believe {past}”"),
    (2, " | | I think {past}"),
    (2, " | | We expect {sub} to {vp}"),
    (2, " | | In my view {past}"),
    (2, " | | {sub} seems to {vp}"),
    (2, "{S} | said | {sub} almost certainly {past}"),
    (1, "{S} | said | she fears {sub} could {vp}"),
    (1, "{S} | said | there was a risk that {sub} would {vp}"),
    (1, "{S} | said | she was considering whether to {vp}"),
    (3, "{S} | said | {past}, although it is not clear why"),
    (3, "{S} | said | {past}, which may be a record"),
    (3, "{S} | said | about 40 people saw that {past}"),
    (3, "{S} | said | {past} because of the weather"),
    ("na", "{S} | said | she wants {sub} to {vp}"),
    ("na", "{S} | said | she would like {sub} to {vp}"),
    ("na", "{S} | said | “I want to {vp}”"),
    ("na", "{S} | said | “I hope that {past}”"),
    ("na", "{S} | said | “I do not like it”"),
    ("na", " | | We hope {sub} will {vp}"),
    ("na", " | | I want to thank everybody"),
    ("na", "{S} | wants | {sub} to {vp}"),
    ("na", "{S} | hopes | {sub} will {vp}"),
    ("na", "{S} | urged | {sub} to {vp}"),
    ("na", "{S} | asked | {sub} to {vp}"),
    ("na", "{S} | called on | {sub} to {vp}"),
    ("na", "{S} | said | “Please {vp}!”"),
    ("na", "{S} | said | “Thank you, everybody.”"),
    ("na", "{S} | praised | {sub}"),
    ("na", "{S} | talked about | {sub}"),
    ("na", "{S} | said | “let them {vp}”"),
    ("na", " | | Please {vp}."),
    ("na", " | | Good morning, everybody."),
    ("na", " | | Let us {vp}."),
)
REPLICAS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own: text, place of the statement, level (0 to 3, or ``"na"``), polarity."""

    text: str
    spans: StatementSpans
    level: int | str
    polarity: str


def pattern_examples() -> Iterator[Example]:
    """Every pattern with `REPLICAS` sources and propositions, dealt out in turn."""
    for number, (level, pattern) in enumerate(PATTERNS):
        for replica in range(REPLICAS):
            source = SOURCES[(3 * number + 5 * replica) % len(SOURCES)]
            yield _example(pattern, source, PROPOSITIONS[(number + 3 * replica) % len(PROPOSITIONS)], level)


def _example(pattern: str, source: str, proposition: tuple[str, str, str, str], level: int | str) -> Example:
    subject, past, base, perfect = proposition
    forms = {"S": source, "sub": subject, "vp": base, "past": f"{subject} {past}", "perfect": f"{subject} {perfect}"}
    parts = [part.strip().format(**forms) for part in pattern.split("|")]
    text, spans = "", []
    for part in parts:
        start = len(text) + bool(text and part)
        text = f"{text} {part}".strip()
        spans.append((Span(start, len(text)),) if part else ())
    if text[-1] not in ".?!”":
        text += "."
    polarity = "neg" if "denied" in parts[1] or "doubts" in parts[1] else "pos"
    return Example(
        text[0].upper() + text[1:], StatementSpans(source=spans[0], cue=spans[1], content=spans[2]), level, polarity
    )
