"""Idioms as features of a statement: where they stand, and without them."""

from __future__ import annotations

import pytest

from hedge.documents import Span
from hedge.parsing import Parser
from hedge.predicates.cues import Cue
from hedge.scoring.certainty.features import Context, StatementSpans, statement_features


def spans(text: str, content: str, cue: str = "") -> StatementSpans:
    def place(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),)

    return StatementSpans(content=place(content), cue=place(cue) if cue else ())


def idioms(parser: Parser, text: str, content: str, cue: str = "") -> set[str]:
    parses = parser.parse([text])
    context = Context(next(iter(parses)), ())
    return {name for name in statement_features(context, spans(text, content, cue)) if name.startswith("idiom.")}


@pytest.mark.parametrize(
    ("text", "content", "cue", "feature"),
    [
        ("A white winter is on the cards.", "A white winter is on the cards.", "", "idiom.main=1"),
        (
            "The fate of the ship hangs in the balance.",
            "The fate of the ship hangs in the balance.",
            "",
            "idiom.main=0",
        ),
        ("The odds are that he paid.", "he paid", "odds are", "idiom.cue=2"),
        ("It is anyone's guess whether he paid.", "whether he paid", "", "idiom.above=0"),
        (
            "He sold a house that was on the table to his son.",
            "He sold a house that was on the table to his son.",
            "",
            "",
        ),
    ],
)
def test_idioms_tell_their_level_by_where_they_stand(
    parser: Parser, text: str, content: str, cue: str, feature: str
) -> None:
    found = idioms(parser, text, content, cue)
    assert feature in found if feature else not {"idiom.main=1"} & found


def test_a_masked_cue_takes_its_idiom_away(parser: Parser) -> None:
    text = "By all accounts, the vote is a toss-up."
    context = Context(next(iter(parser.parse([text]))), ())
    words = Span(0, 15)
    masked = Cue(
        span=words, text=words.of(text), type="evidential", probability=1.0, sentence=0, words=(0, 1, 2), scope=()
    )
    before, after = (statement_features(context, spans(text, text), hidden) for hidden in (None, masked))
    assert {name for name in before if name.startswith("idiom.")} == {"idiom.main=2", "idiom.main=1"}
    assert {name for name in after if name.startswith("idiom.")} == {"idiom.main=1"}
