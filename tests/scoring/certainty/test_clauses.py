from __future__ import annotations

import pytest

from hedge.parsing import Parser
from hedge.scoring.certainty.clauses import (
    describe_levels,
    describe_raising,
    exclusion_level,
    find_condition,
    reversing_governor,
)


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A second leak cannot be ruled out.", 1),
        ("The crew have not ruled out a leak.", 1),
        ("Nobody can exclude a leak.", 1),
        ("A leak has been ruled out.", 3),
        ("We will never exclude guests.", None),
        ("The fee excludes breakfast.", None),
        ("The king ruled for years.", None),
        ("The leak was repaired.", None),
    ],
)
def test_what_verbs_of_exclusion_leave(parser: Parser, text: str, expected: int | None) -> None:
    (sentence,) = parser.parse([text])[0].sentences
    assert exclusion_level(sentence, sentence.root) == expected
    levels = {name for name in describe_levels(sentence, sentence.root, set()) if name.startswith("excluded")}
    assert levels == (set() if expected is None else {f"excluded={expected}"})
    assert not any(name.startswith("excluded") for name in describe_levels(sentence, sentence.root, {sentence.root}))
