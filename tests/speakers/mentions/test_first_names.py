from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.errors import ModelError
from hedge.speakers import lexicon
from hedge.speakers.mentions.first_names import gender_of, load_first_names, read_first_names, write_first_names


def test_names_of_many_countries() -> None:
    men = ["wojciech", "kwame", "ravi", "hiroshi", "björn", "bjorn", "osman"]
    women = ["ngozi", "siobhan", "siobhán", "priya", "olena", "mette", "yumiko", "fatima"]
    assert {name: gender_of(name) for name in men} == dict.fromkeys(men, "m")
    assert {name: gender_of(name) for name in women} == dict.fromkeys(women, "f")


def test_what_tells_nothing() -> None:
    assert {gender_of(word) for word in ("andrea", "harbour", "")} == {""}


def test_listed_names_stay_what_they_are() -> None:
    for name in lexicon.MALE_NAMES ^ lexicon.FEMALE_NAMES:
        assert gender_of(name) == ("m" if name in lexicon.MALE_NAMES else "f")
    assert {gender_of(name) for name in lexicon.MALE_NAMES & lexicon.FEMALE_NAMES} <= {""}


def test_no_word_for_a_person_is_a_name() -> None:
    # Titles before a name must not be taken for a part of it.
    assert {"lord", "lady", "captain", "sister", "king"}.isdisjoint(load_first_names())


@given(st.dictionaries(st.text(st.characters(categories=["Ll"]), min_size=1), st.sampled_from("mf")))
def test_written_lists_come_back(tmp_path_factory: pytest.TempPathFactory, names: dict[str, str]) -> None:
    path = tmp_path_factory.mktemp("names") / "names.json"
    write_first_names(names, path)
    assert dict(read_first_names(path)) == names


@pytest.mark.parametrize("content", ["", "[]", '{"m": "a"}', '{"m": 3, "f": ""}', json.dumps({"m": "a", "f": "b"})])
def test_damaged_lists_are_one_clear_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "names.json"
    path.write_text(content)
    with pytest.raises(ModelError, match=r"expected first names .*names\.json"):
        read_first_names(path)
