from __future__ import annotations

import pytest

from hedge.parsing import Parser
from hedge.statements import find_units
from hedge.statements.clauses import split_clauses


def texts(parser: Parser, text: str) -> list[str]:
    (parse,) = parser.parse([text])
    return ["".join(span.of(text) for span in unit.spans) for unit in find_units(parse, ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bakery closed in May, and the owner may reopen it in June.",
            ["The bakery closed in May", "the owner may reopen it in June."],
        ),
        (
            "The well is dry, and the pump has stopped, but the tank could burst.",
            ["The well is dry", "the pump has stopped", "the tank could burst."],
        ),
        (
            "He resigned and his deputy took over, but nobody saw the letter.",
            ["He resigned", "his deputy took over", "nobody saw the letter."],
        ),
        (
            "The train was late, and whether he caught the ferry is unclear.",
            ["The train was late", "whether he caught the ferry is unclear."],
        ),
        (
            "Some houses burned that night, and how many people got away has never been counted.",
            ["Some houses burned that night", "how many people got away has never been counted."],
        ),
        (
            "The choir sang; it was unclear whether anybody listened.",
            ["The choir sang", "it was unclear whether anybody listened."],
        ),
        (
            "The lease is up, so the owner will probably sell.",
            ["The lease is up", "so the owner will probably sell."],
        ),
        (
            "The lock was broken, therefore the thief had a key.",
            ["The lock was broken", "therefore the thief had a key."],
        ),
    ],
)
def test_each_main_clause_with_a_subject_is_a_statement(parser: Parser, text: str, expected: list[str]) -> None:
    assert texts(parser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose in March but could fall again in summer.",
        "Perhaps the roof leaks and the walls are damp.",
        "If it rains, the match will be moved and the band will stay at home.",
        "The boat sank, although nobody knows why.",
        "The road is closed, so that nobody may pass.",
        "Perhaps it rained, so the river may rise.",
        "He was so tired that he may sleep.",
        "The fuse blew or the cable broke.",
        "Had the guard been awake, and the gate been locked, the horse would still be here.",
        "The speaker will talk about the harbour and how it has grown.",
        "The fuse did not blow, nor did the cable break.",
        "The miller and his brother may sell the farm.",
        "Is the dam safe, and can the gates be closed?",
        "The old map (it is torn) shows a road, and the new one shows none.",
        "The clerk who counts the votes and the clerk who checks them are brothers.",
    ],
)
def test_other_sentences_stay_whole(parser: Parser, text: str) -> None:
    assert texts(parser, text) == [text]


def test_no_word_is_lost(parser: Parser) -> None:
    text = "The mill burned down, but the barn was saved, and nobody has said who may have set the fire."
    (sentence,) = parser.parse([text])[0].sentences
    parts = split_clauses(sentence, range(len(sentence)))
    assert len(parts) > 1
    assert [index for part in parts for index in part] == list(range(len(sentence)))
    assert split_clauses(sentence, range(3)) == [[0, 1, 2]]
