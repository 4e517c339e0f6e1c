from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.encoding import HEADS, columns_of
from hedge.encoding.heads import N_COLUMNS
from hedge.sources.evidence.encoder import CONTENT, CUE, PAD, SOURCE, Evidence, read_evidence

LABELS = HEADS["attribution"]


def rows(*labels: str, sure: float = 9.0) -> list[np.ndarray]:
    """One sentence, each word of which the encoder is sure of."""
    values = np.zeros((len(labels), N_COLUMNS), dtype=np.float32)
    for number, label in enumerate(labels):
        values[number, columns_of("attribution").start + LABELS.index(label)] = sure + number / 100
    return [values]


def read(*labels: str) -> Evidence:
    return read_evidence(rows(*labels))


def spans(*pairs: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    starts, ends = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return starts, ends


def test_odds_by_hand() -> None:
    evidence = read("B-source", "B-cue", "B-content", "I-content", "O")
    # The encoder is never surer than e to the 6th; in sums a word counts at most 3, for or against.
    assert 4 < evidence.at(SOURCE, np.array([0]))[0] <= 6
    assert -6 <= evidence.at(SOURCE, np.array([1]))[0] < -4
    assert evidence.total(CONTENT, *spans((2, 4), (1, 3), (2, 2))).tolist() == pytest.approx([6, 0, 0])
    assert evidence.mean(CONTENT, *spans((2, 4), (1, 5))).tolist() == pytest.approx([3, 0])
    assert np.sign(evidence.least(CONTENT, *spans((2, 4), (2, 5), (3, 3)))).tolist() == [1, -1, 0]
    assert (evidence.begins_at(CONTENT, np.array([2, 3])) > 0).tolist() == [True, False]
    assert evidence.at(CUE, np.array([1]))[0] > 0


def test_nothing_beyond_the_ends() -> None:
    evidence = read("B-content", "I-content")
    outside = np.array([-PAD, -1, 2, 1 + PAD])
    assert not evidence.at(CONTENT, outside).any()
    assert not evidence.at(CONTENT, outside * 1000).any()
    assert evidence.total(CONTENT, *spans((-5, 40))).tolist() == pytest.approx([6])


def test_a_word_that_shares_its_piece_begins_nothing() -> None:
    (values,) = rows("B-source", "B-cue", "B-cue", "I-cue")
    values[2] = values[1]
    labels = read_evidence([values]).shares.argmax(axis=1)
    assert [LABELS[label] for label in labels] == ["B-source", "B-cue", "I-cue", "I-cue"]


def test_no_words() -> None:
    evidence = read_evidence([])
    assert evidence.shares.shape == (0, len(LABELS))
    assert evidence.total(CUE, *spans((0, 0))).tolist() == [0]


@given(st.lists(st.sampled_from(LABELS), min_size=1, max_size=30), st.data())
def test_lookups_agree_with_the_words(labels: list[str], data: st.DataObject) -> None:
    evidence = read(*labels)
    place = st.integers(0, len(labels))
    pairs = data.draw(st.lists(st.tuples(place, place).map(sorted), min_size=1, max_size=6))
    starts, ends = spans(*[(low, high) for low, high in pairs])
    for role in (SOURCE, CUE, CONTENT):
        words = evidence.at(role, np.arange(len(labels)))
        for (low, high), least, mean in zip(
            pairs, evidence.least(role, starts, ends), evidence.mean(role, starts, ends), strict=True
        ):
            part = words[low:high]
            assert least == pytest.approx(part.min() if len(part) else 0)
            assert mean == pytest.approx(part.clip(-3, 3).mean() if len(part) else 0)
