from __future__ import annotations

import pytest

from hedge.documents import Span
from hedge.parsing import Parser
from hedge.sources import Attribution
from hedge.statements import StatementUnit, find_units


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def attribution(text: str, source: str, cue: str, *content: str) -> Attribution:
    return Attribution(
        source=(span(text, source),), cue=(span(text, cue),), content=tuple(span(text, part) for part in content)
    )


def texts(text: str, units: tuple[StatementUnit, ...]) -> list[tuple[str, str]]:
    return [(unit.kind, " ".join(s.of(text) for s in unit.spans)) for unit in units]


def test_contents_and_the_authors_sentences(parser: Parser) -> None:
    text = "The mayor said the bridge may close. It was built in 1931. Perhaps."
    (parse,) = parser.parse([text])
    units = find_units(parse, [attribution(text, "The mayor", "said", "the bridge may close")])
    assert texts(text, units) == [
        ("indirect", "the bridge may close"),
        ("author", "It was built in 1931."),
        ("author", "Perhaps."),
    ]
    assert [unit.attribution for unit in units] == [0, None, None]


def test_a_clause_beside_the_attribution_is_the_authors(parser: Parser) -> None:
    text = "The mayor said the bridge may close, and the council left the room."
    (parse,) = parser.parse([text])
    units = find_units(parse, [attribution(text, "The mayor", "said", "the bridge may close")])
    assert texts(text, units)[1][0] == "author"
    assert "the council left the room" in texts(text, units)[1][1]


def test_an_adverbial_beside_the_attribution_is_no_statement(parser: Parser) -> None:
    text = "On Monday, the mayor said the bridge may close."
    (parse,) = parser.parse([text])
    units = find_units(parse, [attribution(text, "the mayor", "said", "the bridge may close")])
    assert len(units) == 1


def test_a_condition_of_what_is_said_is_no_statement(parser: Parser) -> None:
    text = "If the test fails, the mayor said, the bridge may close."
    (parse,) = parser.parse([text])
    assert len(find_units(parse, [attribution(text, "the mayor", "said", "the bridge may close")])) == 1
    text = "After the test failed, the mayor said the bridge may close."
    (parse,) = parser.parse([text])
    assert len(find_units(parse, [attribution(text, "the mayor", "said", "the bridge may close")])) == 1


def test_a_subject_whose_verb_is_taken_is_left_out(parser: Parser) -> None:
    text = "The council met on Tuesday, and the result is expected next week."
    (parse,) = parser.parse([text])
    expected = Attribution(source=(), cue=(span(text, "is expected"),), content=(span(text, "next week"),))
    assert texts(text, find_units(parse, [expected]))[0] == ("author", "The council met on Tuesday")


def test_the_words_of_a_turn_are_direct_speech(parser: Parser) -> None:
    text = "MS. ORTEGA: We may close it.\nQ: When?"
    (parse,) = parser.parse([text])
    turns = [index for index, block in enumerate(parse.blocks) if block.label is not None]
    units = find_units(parse, [], turns)
    assert texts(text, units) == [("direct", "We may close it."), ("direct", "When?")]
    assert [parse.blocks[unit.turn].label.of(text) for unit in units if unit.turn is not None] == ["MS. ORTEGA", "Q"]
    assert {unit.kind for unit in find_units(parse, [])} == {"author"}


def test_a_cleft_leaves_nothing_to_the_author(parser: Parser) -> None:
    text = "It was the mayor who said that the bridge may close."
    (parse,) = parser.parse([text])
    assert len(find_units(parse, [attribution(text, "who", "said", "that the bridge may close")])) == 1
    plain = "It was the mayor who closed the bridge, the clerk said."
    (parse,) = parser.parse([plain])
    units = find_units(parse, [attribution(plain, "the clerk", "said", "It was the mayor who closed the bridge")])
    assert len(units) == 1


def test_what_announces_a_cue_is_no_statement(parser: Parser) -> None:
    text = "It is too early to say whether the bridge may close."
    (parse,) = parser.parse([text])
    taken = Attribution(source=(), cue=(span(text, "to say"),), content=(span(text, "whether the bridge may close"),))
    assert len(find_units(parse, [taken])) == 1
    plain = "It was dark when she said that the bridge may close."
    (parse,) = parser.parse([plain])
    assert len(find_units(parse, [attribution(plain, "she", "said", "that the bridge may close")])) == 2


def test_what_is_left_ends_without_a_comma(parser: Parser) -> None:
    text = "The council left the room, the mayor said the bridge may close."
    (parse,) = parser.parse([text])
    units = find_units(parse, [attribution(text, "the mayor", "said", "the bridge may close")])
    assert texts(text, units)[0] == ("author", "The council left the room")


def test_marks_stay_in_pairs(parser: Parser) -> None:
    for text in ('The "express" train is late, the clerk said.', "(The train was late.)", "“Late” trains are common."):
        (parse,) = parser.parse([text])
        ((_, whole),) = texts(text, find_units(parse, []))
        assert whole == text
    text = '"The train is late," sighed the clerk, and the crowd left.'
    (parse,) = parser.parse([text])
    said = attribution(text, "the clerk", "sighed", '"The train is late,"')
    assert [part for _, part in texts(text, find_units(parse, [said]))] == ['"The train is late,"', "the crowd left."]


def test_what_is_left_does_not_end_in_a_preposition(parser: Parser) -> None:
    text = "Some had gone back to feed the goats, despite police warnings that the road would close."
    (parse,) = parser.parse([text])
    warned = attribution(text, "police", "warnings", "that the road would close")
    assert texts(text, find_units(parse, [warned]))[0] == ("author", "Some had gone back to feed the goats")


@pytest.mark.parametrize(
    ("text", "cue", "content", "left"),
    [
        ("Bo Tan, accused of fraud, left the country.", "accused of", ("Bo Tan", "fraud"), "Bo Tan left the country."),
        (
            "The plant, believed to be extinct, was found in Lund.",
            "believed",
            ("The plant", "to be extinct"),
            "The plant was found in Lund.",
        ),
        ("The plant is believed to be extinct.", "is believed", ("The plant", "to be extinct"), ""),
    ],
)
def test_a_participle_leaves_the_clause_its_subject(
    parser: Parser, text: str, cue: str, content: tuple[str, ...], left: str
) -> None:
    (parse,) = parser.parse([text])
    own = Attribution(source=(), cue=(span(text, cue),), content=tuple(span(text, part) for part in content))
    found = [words for kind, words in texts(text, find_units(parse, [own])) if kind == "author"]
    assert found == ([left] if left else [])
