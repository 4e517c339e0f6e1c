from __future__ import annotations

import pytest

from hedge.scoring.passages.features import tokens_of
from hedge.scoring.passages.finding_features import finding_measures, groups_of, pair_features, read_finding
from hedge.scoring.passages.finding_lexicon import GROUPS


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("About 40% of the wells ran dry.", {"approx", "percent"}),
        ("Between 3 and 5 wells ran dry.", {"range", "number"}),
        ("Further studies should test this.", {"research_needed", "should"}),
        ("Among patients with asthma, the drug failed.", {"among", "negation"}),
        ("Output doubled, p = 0.03.", {"exact", "increase"}),
    ],
)
def test_groups(text: str, groups: set[str]) -> None:
    measures = finding_measures(tokens_of(text))
    assert groups <= {group for group in GROUPS if measures[f"has_{group}"]}


def test_the_beginning_counts_apart() -> None:
    measures = finding_measures(tokens_of("If it rains, the moss on the northern wall may grow."))
    assert measures["early_if"] == 1
    assert measures["early_possible"] == 0 < measures["has_possible"]


def test_beginnings_of_words_stand_for_all_endings() -> None:
    assert groups_of("recommending") == groups_of("recommends") == ("recommend",)
    assert groups_of("wall") == ()


def test_pairs_have_a_group_each() -> None:
    assert set(pair_features(tokens_of("It may rain"))) == {"g:it <possible>", "g:<possible> rain"}
    assert pair_features([]) == {}


@pytest.mark.parametrize("text", ["", " ", "?!", "\ud800", "1", "It may."])
def test_every_finding_has_the_same_measures(text: str) -> None:
    assert list(read_finding(text).style) == list(read_finding("Shade cools the roof.").style)


def test_entries_can_match() -> None:
    for group, entries in GROUPS.items():
        assert len(set(entries.split())) == len(entries.split()), group
        for entry in entries.split():
            phrase = entry.removesuffix("*").replace("_", " ").strip()
            assert " ".join(tokens_of(phrase)) == phrase
            assert len(phrase.split()) <= 4
            assert group in groups_of(entry.replace("_", " ").replace("*", "x")), entry
