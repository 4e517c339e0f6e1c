"""Kinds of text beyond plain prose, read with parse and encoder: turns, headlines, long quotations, scare quotes."""

from __future__ import annotations

import pytest

from hedge.documents import join_text
from hedge.encoding import load_encoder
from hedge.parsing import Parser
from hedge.sources import Attribution, find_attributions, load_attribution_model


def find(parser: Parser, text: str) -> tuple[Attribution, ...]:
    parses = parser.parse([text])
    return find_attributions(parses, load_attribution_model(), load_encoder().encode(parses))[0]


def pairs(parser: Parser, text: str) -> list[tuple[str, str]]:
    return [(join_text(text, found.source), join_text(text, found.content)) for found in find(parser, text)]


def test_parents_of_nested_attributions(parser: Parser) -> None:
    text = "The Lantern reported that Mr. Lind had told investigators that the minister knew of the leak."
    outer, inner = find(parser, text)
    assert [join_text(text, found.source) for found in (outer, inner)] == ["The Lantern", "Mr. Lind"]
    assert (outer.parent, inner.parent) == (None, 0)


def test_questions_and_answers(parser: Parser) -> None:
    text = (
        "Q: Why was the bridge closed?\n\n"
        "A: Because the pillars moved. The engineer said they would fall within a year.\n\n"
        "Q: Do you believe that?\n\nA: I think he is right, but the union wants another study."
    )
    found = pairs(parser, text)
    assert ("The engineer", "they would fall within a year") in found
    assert ("I", "he is right") in found
    # Who asks and who answers is told by the labels of the turns, not by attributions.
    assert all(source not in {"Q", "A", "Q:", "A:"} for source, _ in found)


def test_turns_of_a_transcript(parser: Parser) -> None:
    text = "MS. HOLT: I think the repairs will take a year.\n\nMR. OSEI: The union says they will take two."
    assert pairs(parser, text) == [("I", "the repairs will take a year"), ("The union", "they will take two")]


def test_headline(parser: Parser) -> None:
    text = "Ferry fares to rise in May, harbour board says\n\nThe harbour board met on Tuesday evening."
    assert pairs(parser, text) == [("harbour board", "Ferry fares to rise in May")]


@pytest.mark.parametrize(
    "text",
    [
        "The “free” ferry costs four dollars.",
        "The so-called “people's harbour” was sold to a bank last year.",
        "He drives a 'vintage' car with three wheels.",
    ],
)
def test_scare_quotes(parser: Parser, text: str) -> None:
    assert find(parser, text) == ()


def test_quotation_over_paragraphs(parser: Parser) -> None:
    text = (
        "“We have lived here for a century,” said Dana Holt, whose family owns the mill. “Nobody asked us.\n\n"
        "“They came at night and measured the road.\n\n“In the morning the road was closed.”\n\n"
        "The council did not reply."
    )
    found = find(parser, text)[0]
    assert join_text(text, found.source) == "Dana Holt, whose family owns the mill"
    assert found.kind == "direct"
    assert found.content[-1].of(text).endswith("“In the morning the road was closed.”")


def test_quotation_inside_a_quotation(parser: Parser) -> None:
    text = "“My father told me, ‘Never sell the boat,’” Holt said."
    assert pairs(parser, text) == [
        ("Holt", "“My father told me, ‘Never sell the boat,’”"),
        ("My father", "‘Never sell the boat,’"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Holt said that the mill was empty and that nobody would come back.",
        "Holt said the road was closed, the mill was empty and nobody would come back.",
        "Holt said that the road was closed, that the mill was empty and that nobody would come back.",
    ],
)
def test_conjoined_contents(parser: Parser, text: str) -> None:
    assert pairs(parser, text) == [("Holt", text[len("Holt said ") : -1])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police could not confirm the report.", ("Police", "the report")),
        ("The farmers hope for rain.", ("The farmers", "for rain")),
        ("The senator does not believe the poll.", ("The senator", "the poll")),
        ("Divers do not know whether the wreck will be raised.", ("Divers", "whether the wreck will be raised")),
        ("What the divers fear is that the wreck will sink.", ("the divers", "that the wreck will sink")),
    ],
)
def test_withheld_and_guessed(parser: Parser, text: str, expected: tuple[str, str]) -> None:
    assert pairs(parser, text) == [expected]


def test_content_around_its_cue(parser: Parser) -> None:
    text = "“The pillars,” Varga said, “moved by a metre in one night.”"
    assert pairs(parser, text) == [("Varga", "“The pillars,” “moved by a metre in one night.”")]


@pytest.mark.parametrize(
    "text",
    [
        "The kettle cannot whistle.",
        "The bridge may be safe.",
        "The goalkeeper did not save the penalty.",
        "The striker failed to score the penalty.",
        "The ointment does not work on dogs.",
        "The admiral, incidentally, speaks Greek.",
        "The proof fails.",
        "Nobody knows the cost.",
        "No one believes that the bridge is safe.",
        "Prices are certain to rise.",
        "The minister is certain to be asked about it.",
        "She is sure not to come.",
    ],
)
def test_plain_sentences_hold_no_attribution(parser: Parser, text: str) -> None:
    assert find(parser, text) == ()


@pytest.mark.parametrize(
    "text",
    ["A baker accused of poisoning the well was released.", "They were warned that the dam may burst."],
)
def test_who_is_accused_or_warned_is_no_source(parser: Parser, text: str) -> None:
    assert [source for source, _ in pairs(parser, text)] == [""]


def test_a_hearer_is_no_content(parser: Parser) -> None:
    assert find(parser, "Whether it works, she could not tell us.") == ()
