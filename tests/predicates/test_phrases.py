"""Phrases are found by form or lemma, with alternatives, wildcards and hyphens; idioms by the longest."""

from __future__ import annotations

import pytest

from hedge.parsing import Parser
from hedge.predicates.cue_lexicon import match_lexicon
from hedge.predicates.idioms import IDIOMS, find_idioms
from hedge.predicates.phrases import PhraseTable


def matches(parser: Parser, text: str, entries: dict[str, str]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Words, entry and kinds of every match."""
    (parse,) = parser.parse([text])
    return [
        (text[sentence.words[start].start : sentence.words[end - 1].end], entry, kinds)
        for sentence in parse.sentences
        for start, end, entry, kinds in PhraseTable(entries).matches(sentence)
    ]


def levels(parser: Parser, text: str) -> list[tuple[str, int]]:
    """Words and level of every idiom."""
    (parse,) = parser.parse([text])
    return [
        (text[sentence.words[start].start : sentence.words[end - 1].end], level)
        for sentence in parse.sentences
        for start, end, level in find_idioms(sentence)
    ]


def test_a_word_matches_by_form_or_lemma(parser: Parser) -> None:
    entries = {"one": "hang in the balance", "two": "odds be"}
    assert matches(parser, "Her fate hung in the balance.", entries) == [
        ("hung in the balance", "hang in the balance", ("one",))
    ]
    assert matches(parser, "The odds were poor.", entries) == [("odds were", "odds be", ("two",))]
    assert matches(parser, "The odd man was poor.", entries) == []


def test_alternatives_wildcards_and_the_kinds_of_all_entries(parser: Parser) -> None:
    entries = {"one": "in * view; in my/her view", "two": "in her view"}
    assert matches(parser, "It is, in her view, late.", entries) == [("in her view", "in my/her view", ("one", "two"))]
    assert matches(parser, "It is, in the view, late.", entries) == [("in the view", "in * view", ("one",))]


def test_hyphens_may_be_words_of_their_own(parser: Parser) -> None:
    assert matches(parser, "The vote is a toss-up.", {"one": "toss-up"}) == [("toss-up", "toss-up", ("one",))]


@pytest.mark.parametrize(
    ("text", "idiom", "level"),
    [
        ("The date is still up in the air.", "up in the air", 0),
        ("It's anyone's guess who will pay.", "anyone's guess", 0),
        ("A white Christmas is on the cards.", "on the cards", 1),
        ("The vote is a toss-up.", "toss-up", 1),
        ("The smart money is on a draw.", "smart money", 2),
        ("All the signs point to a thaw.", "All the signs point", 2),
        ("A sequel is all but certain.", "all but certain", 2),
        ("The result was a foregone conclusion.", "foregone conclusion", 3),
    ],
)
def test_idioms_have_a_level_and_may_be_cues(parser: Parser, text: str, idiom: str, level: int) -> None:
    assert (idiom, level) in levels(parser, text)
    (parse,) = parser.parse([text])
    (only,) = parse.sentences
    assert any(text[only.words[a].start : only.words[b - 1].end] == idiom for a, b, *_ in match_lexicon(only))


def test_the_longest_idiom_is_meant(parser: Parser) -> None:
    assert levels(parser, "There is a chance of rain.") == [("There is a chance", 1)]
    assert levels(parser, "It was not a foregone conclusion.") == [("not a foregone conclusion", 0)]


def test_no_idiom_has_two_levels() -> None:
    entries = [" ".join(entry.split()) for own in IDIOMS.values() for entry in own.split(";")]
    assert len(entries) == len({*entries}) > 1000
    assert all(entry == entry.lower() and entry for entry in entries)
    assert set(IDIOMS) == {0, 1, 2, 3}
