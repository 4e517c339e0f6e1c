"""Chances held against others are no chances of their own."""

from __future__ import annotations

import pytest

from hedge.parsing import Parser
from hedge.scoring.perception.comparisons import is_better_than_even, is_compared, is_even


@pytest.mark.parametrize(
    ("text", "word", "compared"),
    [
        ("Coffee drinkers had a 23% lower risk of gout.", "risk", True),
        ("The risk of gout was lower.", "lower", True),
        ("Women are twice as likely to get gout.", "likely", True),
        ("Women are more likely than men to get gout.", "likely", True),
        ("There is a low risk of gout.", "risk", False),
        ("It is likely that the dam holds.", "likely", False),
        ("It is more likely than not that the dam holds.", "likely", False),
        ("The chances are better than even.", "better", False),
    ],
)
def test_compared(parser: Parser, text: str, word: str, compared: bool) -> None:
    (parse,) = parser.parse([text])
    (sentence,) = parse.sentences
    index = [each.text for each in sentence.words].index(word)
    assert is_compared(sentence, index, opened=False) is compared


def test_even(parser: Parser) -> None:
    (parse,) = parser.parse(["It is 50-50 whether he wins 50 votes in a better-than-even race."])
    (sentence,) = parse.sentences
    texts = [word.text for word in sentence.words]
    assert [index for index in range(len(texts)) if is_even(sentence, index)] == [2, 4]
    assert is_better_than_even(sentence, texts.index("race"))
