from __future__ import annotations

import pytest

from hedge.scoring.passages.features import group_counts, read_passage, style_features, tokens_of, word_features
from hedge.scoring.passages.lexicon import GRAMMATICAL, GROUPS


def test_tokens_mask_numbers_and_straighten_quotes() -> None:
    assert tokens_of("I’d pay 1,200.50 (or 5%).") == ["i'd", "pay", "0", "(", "or", "0%", ")", "."]
    assert tokens_of("") == []


def test_words_and_pairs_know_the_edges() -> None:
    assert set(word_features(["no", "."])) == {"w:no", "w:.", "w:<s> no", "w:no .", "w:. </s>"}
    assert word_features(["no", "no"])["w:no"] > word_features(["no"])["w:no"] == 1


def test_phrases_count_for_their_groups() -> None:
    counts = group_counts(tokens_of("I think it is, in fact, not clear to me, though my guess is clear."))
    assert counts["opinion"] == 3  # I think, to me, my guess
    assert counts["certainty"] == 2  # in fact, clear
    assert counts["ignorance"] == 1  # not clear
    assert counts["concession"] == 1
    assert counts["self"] == 3  # I, me, my


@pytest.mark.parametrize("text", ["", " ", "?!", "א", "\ud800", "a", "1", "It may.\n\n- One\n- Two"])
def test_every_text_has_the_same_finite_measures(text: str) -> None:
    measures = read_passage(text).style
    assert list(measures) == list(read_passage("The dam is safe.").style)
    assert all(abs(value) < 1e6 for value in measures.values())


def test_densities_do_not_grow_with_repetition() -> None:
    text = "It may rain. "
    once, often = (style_features(t, tokens_of(t)) for t in (text, text * 9))
    assert once["possibility"] == often["possibility"]
    assert once["log_sentences"] < often["log_sentences"]


def test_edges_are_the_first_and_last_sentence() -> None:
    text = "I think it might rain. The roof is new. It must never leak."
    measures = style_features(text, tokens_of(text))
    assert measures["first_hedges"] > measures["last_hedges"] == 0
    assert measures["last_boosters"] > measures["first_boosters"] == 0


def test_entries_are_lower_case_and_short_enough_to_match() -> None:
    for group, entries in GROUPS.items():
        for entry in entries.split():
            tokens = tokens_of(entry.replace("_", " "))
            assert " ".join(tokens) == entry.replace("_", " ")
            assert len(tokens) <= (1 if group in GRAMMATICAL else 4)
