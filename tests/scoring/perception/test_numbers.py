"""Numbers given as probabilities, and numbers that say something else."""

from __future__ import annotations

import pytest

from hedge.parsing import Parser
from hedge.scoring.perception.numbers import MEASURED, find_stated_number


def numbers_in(parser: Parser, text: str) -> list[tuple[float, str]]:
    """Every stated number of a sentence with its words."""
    (parse,) = parser.parse([text])
    (sentence,) = parse.sentences
    found = [find_stated_number(sentence, index) for index in range(len(sentence))]
    return [
        (round(number.probability, 4), " ".join(sentence.words[index].text for index in sorted(number.words)))
        for number in found
        if number is not None
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("There is a 5% chance that the dam holds.", 0.05),
        ("There is a seventy-five per cent chance that the dam holds.", 0.75),
        ("There is a one-in-ten chance that the dam holds.", 0.1),
        ("There is a 3 in 4 chance that the dam holds.", 0.75),
        ("There is one chance in a hundred that the dam holds.", 0.01),
        ("There is a 50-50 chance that the dam holds.", 0.5),
        ("There is a 20-30% risk of flooding.", 0.25),
        ("There is a chance of 20 to 40 percent that the dam holds.", 0.3),
        ("The dam holds with a probability of 0.7.", 0.7),
        ("The likelihood of flooding is about 30 percent.", 0.3),
        ("The risk of flooding is put at 1 in 200.", 0.005),
        ("The odds are 3 to 1 that the dam holds.", 0.75),
        ("The odds are 3 to 1 against a strike.", 0.25),
        ("It is 5% likely that the dam holds.", 0.05),
        ("I am 100% certain that the dam holds.", 0.999),
        ("My confidence that the dam holds is 60%.", 0.6),
    ],
)
def test_stated(parser: Parser, text: str, number: float) -> None:
    assert [value for value, _ in numbers_in(parser, text)] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Coffee drinkers had a 23% lower risk of gout.",
        "The risk of gout was 23% lower.",
        "The risk rose by 20 percent.",
        "Women were 23% less likely to get gout.",
        "About 5% of voters think it likely that she wins.",
        "It is likely that prices rise 5%.",
        "He is sure to win 60% of the votes.",
        "The risk of 5% inflation worries them.",
        "The odds are 3 to 1.",
        "The chances are 7 to 9 players get hurt.",
    ],
)
def test_not_stated(parser: Parser, text: str) -> None:
    assert numbers_in(parser, text) == []


def test_words(parser: Parser) -> None:
    assert numbers_in(parser, "A 10 percent chance remains.") == [(0.1, "10 percent")]


def test_measured_words_alone_have_numbers() -> None:
    assert {"chance", "odds", "likely", "sure"} < MEASURED
    assert "price" not in MEASURED
