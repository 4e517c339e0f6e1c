"""Runs of words that make up a name."""

from __future__ import annotations

from typing import Any

import pytest

from hedge.parsing.tree import Sentence, Word
from hedge.speakers.mentions.runs import find_runs


def _runs(parser: Any, text: str) -> list[str]:
    (parse,) = parser.parse([text])
    return [sentence.span_of(range(a, b + 1)).of(text) for sentence in parse.sentences for a, b in find_runs(sentence)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It is safe, said Per Dahl, who lives there.", ["Per Dahl"]),
        ("By contrast, the WHO recommends rest.", ["WHO"]),
        ("Prices fell per Danish crown.", []),
        ("He asked them who wrote it.", []),
    ],
)
def test_a_name_may_look_like_another_word(parser: Any, text: str, names: list[str]) -> None:
    assert _runs(parser, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Democratic senator wrote to Norvale Bank.", ["Norvale Bank"]),
        ("Only European farmers object to it.", []),
        ("The Democratic Alliance wrote to Judicial Watch.", ["The Democratic Alliance", "Judicial Watch"]),
    ],
)
def test_an_adjective_of_a_common_noun_names_nobody(parser: Any, text: str, names: list[str]) -> None:
    assert _runs(parser, text) == names


def test_where_all_is_in_capitals_they_tell_nothing(parser: Any) -> None:
    assert not {"WHO", "IT"} & {*_runs(parser, "NOBODY KNOWS WHO SAID IT.")}


def test_a_sentence_of_nothing_but_the() -> None:
    def word(index: int, text: str, upos: str) -> Word:
        start = index * 4
        return Word(
            text=text, lemma=text.lower(), upos=upos, xpos="", feats="", head=-1, deprel="root", start=start,
            end=start + len(text),
        )  # fmt: skip

    words = [*(word(index, "The", "DET") for index in range(20_000)), word(20_000, "Osterby", "PROPN")]
    assert list(find_runs(Sentence(tuple(words), 0))) == [(19_999, 20_000)]


@pytest.mark.parametrize(
    "name",
    [
        "Save the Children",
        "Friends of the Earth",
        "3M",
        "7-Eleven",
        "Médecins Sans Frontières",
        "Human Rights Watch",
        "X",
    ],
)
def test_well_known_names_are_whole_however_they_are_tagged(parser: Any, name: str) -> None:
    assert _runs(parser, f"{name} said the plan may fail.") == [name]


@pytest.mark.parametrize("name", ["May Chen", "Will Hunt", "Art Cole", "Hope Marlow", "Jan Swafford", "Harbour Advice"])
def test_a_name_may_open_a_sentence_with_another_word(parser: Any, name: str) -> None:
    assert _runs(parser, f"{name} said the plan may fail.") == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Will Chen come?", ["Chen"]),
        ("May God help us.", ["God"]),
        ("It may close in Jan. Talks began on Jan. 6 and go on until 2 Jan at least.", []),
        ("Their X broke on Monday.", []),
    ],
)
def test_words_before_names_and_months_stay_apart(parser: Any, text: str, names: list[str]) -> None:
    assert _runs(parser, text) == names


@pytest.mark.parametrize("name", ["Mr. Planner", "Ms. Driver"])
def test_a_role_behind_a_courtesy_title_is_a_surname(parser: Any, name: str) -> None:
    assert _runs(parser, f"The road would close, said {name}.") == [name]
