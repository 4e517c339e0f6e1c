from __future__ import annotations

import pytest

from hedge.parsing import Parser
from hedge.scoring.certainty_clauses import describe_levels, describe_raising, find_condition, reversing_governor


def condition(parser: Parser, text: str) -> str | None:
    (sentence,) = parser.parse([text])[0].sentences
    root = next(index for index, word in enumerate(sentence.words) if word.head < 0)
    return find_condition(sentence, range(len(sentence.words)), root)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The wall will fall if the rain goes on.", "if"),
        ("The wall will not fall unless the rain goes on.", "unless"),
        ("Should the rain go on, the wall will fall.", "should"),
        ("The wall will fall even if the rain stops.", None),
        ("The wall leans as if it were drunk.", None),
        ("Should the wall fall?", None),
        ("The wall fell because it rained.", None),
    ],
)
def test_conditions(parser: Parser, text: str, expected: str | None) -> None:
    assert condition(parser, text) == expected


def test_raising_says_class_voice_and_tense(parser: Parser) -> None:
    (sentence,) = parser.parse(["The thief is believed to have fled."])[0].sentences
    believed = next(index for index, word in enumerate(sentence.words) if word.text == "believed")
    assert set(describe_raising(sentence, believed)) == {"raised=belief/pass", "raised.shape=pass/True"}
    (sentence,) = parser.parse(["The thief failed to flee."])[0].sentences
    failed = next(index for index, word in enumerate(sentence.words) if word.text == "failed")
    assert "raised.reversed" in set(describe_raising(sentence, failed))


def test_levels_of_the_words_around_a_predicate(parser: Parser) -> None:
    (sentence,) = parser.parse(["The thief probably fled."])[0].sentences
    fled = next(index for index, word in enumerate(sentence.words) if word.text == "fled")
    assert list(describe_levels(sentence, fled, set())) == ["level.advmod=2"]
    assert list(describe_levels(sentence, fled, {2})) == []


def test_governors_that_reverse(parser: Parser) -> None:
    (sentence,) = parser.parse(["The thief refused to confirm that he fled."])[0].sentences
    confirm = next(index for index, word in enumerate(sentence.words) if word.text == "confirm")
    assert reversing_governor(sentence, confirm) == "refuse"
    assert reversing_governor(sentence, sentence.words[confirm].head) is None
