from __future__ import annotations

import pytest

from hedge.documents import Span
from hedge.parsing import Parser
from hedge.sources import Attribution
from hedge.statements import find_units


def left(parser: Parser, text: str, source: str, cue: str, content: str) -> list[str]:
    """What the author is left with beside one attribution."""
    (parse,) = parser.parse([text])
    spans = [(Span(text.index(part), text.index(part) + len(part)),) for part in (source, cue, content)]
    units = find_units(parse, [Attribution(source=spans[0], cue=spans[1], content=spans[2])])
    return [" ".join(span.of(text) for span in unit.spans) for unit in units if unit.attribution is None]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The clerk, who asked not to be named, said the safe was empty.", "The clerk", "said", "the safe was empty"),
        ("The owner blamed the old roof, which was mended in 1987.", "The owner", "blamed", "the old roof"),
        (
            "When the choir left the hall, the porter said the lights were out.",
            "the porter",
            "said",
            "the lights were out",
        ),
        (
            "The porter said the lights were out, though nobody had checked them.",
            "The porter",
            "said",
            "the lights were out",
        ),
        (
            "The porter said that thieves had come, a claim without any proof.",
            "The porter",
            "said",
            "that thieves had come",
        ),
        (
            "In a letter to his sister, the porter said the lights were out.",
            "the porter",
            "said",
            "the lights were out",
        ),
        ("The tariff, the miller said, would ruin him.", "the miller", "said", "would ruin him"),
    ],
)
def test_what_is_no_clause_of_its_own_is_no_statement(
    parser: Parser, text: str, source: str, cue: str, content: str
) -> None:
    assert left(parser, text, source, cue, content) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        (
            "The porter, who was late, said the lights were out, and the guests went home.",
            "The porter",
            "said",
            "the lights were out",
            "the guests went home.",
        ),
        (
            "In a letter, the porter said the lights were out, and the guests went home.",
            "the porter",
            "said",
            "the lights were out",
            "the guests went home.",
        ),
        (
            "The porter argued that the lamp was old; our notes are consistent with this view.",
            "The porter",
            "argued",
            "that the lamp was old",
            "our notes are consistent with this view.",
        ),
        (
            "Contrary to what the porter claims, no lamp was broken.",
            "the porter",
            "claims",
            "what",
            "no lamp was broken.",
        ),
        (
            "Regardless of what the porter claims, no lamp was broken.",
            "the porter",
            "claims",
            "what",
            "no lamp was broken.",
        ),
        (
            "Nobody knew of the lamp -- which the porter called a waste -- one question is who paid for it.",
            "the porter",
            "called",
            "a waste",
            "Nobody knew of the lamp one question is who paid for it.",
        ),
    ],
)
def test_a_clause_of_its_own_stays_without_what_leads_to_the_attribution(
    parser: Parser, text: str, source: str, cue: str, content: str, expected: str
) -> None:
    assert left(parser, text, source, cue, content) == [expected]
