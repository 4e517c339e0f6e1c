"""B-cubed and name accuracy against figures worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.evaluation.speakers import b_cubed, is_right_name, name_accuracy


def test_b_cubed_of_a_split_and_a_merged_cluster() -> None:
    # Gold {1 2 3} {4 5}, predicted {1 2} {3 4 5}.
    # Precision: 1, 1, 1/3, 2/3, 2/3 -> 11/15; recall: 2/3, 2/3, 1/3, 1, 1 -> 11/15.
    precision, recall, f1 = b_cubed("aaabb", "xxyyy")
    assert precision == pytest.approx(11 / 15)
    assert recall == pytest.approx(11 / 15)
    assert f1 == pytest.approx(11 / 15)


def test_b_cubed_of_singletons_has_full_precision() -> None:
    precision, recall, _ = b_cubed("aab", "xyz")
    assert precision == 1.0
    assert recall == pytest.approx((1 / 2 + 1 / 2 + 1) / 3)


def test_b_cubed_of_nothing() -> None:
    assert b_cubed([], []) == (0.0, 0.0, 0.0)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1))
def test_b_cubed_is_symmetric_and_bounded(pairs: list[tuple[int, int]]) -> None:
    gold, predicted = zip(*pairs, strict=True)
    precision, recall, f1 = b_cubed(gold, predicted)
    swapped = b_cubed(predicted, gold)
    assert (precision, recall) == (pytest.approx(swapped[1]), pytest.approx(swapped[0]))
    assert 0 < f1 <= 1 + 1e-12
    assert b_cubed(gold, gold)[2] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("gold", "kind", "predicted", "predicted_kind", "right"),
    [
        ("Ana Ruiz", "person", "ana ruiz", "person", True),
        ("Ana Ruiz", "person", "Ruiz", "person", True),
        ("Ana Ruiz", "person", "Ana", "person", False),
        ("Ana Ruiz Jr.", "person", "Ana Ruiz", "person", True),
        ("Ulm Post", "organization", "Post", "organization", False),
        ("Ulm Post", "organization", "ULM POST", "organization", True),
        ("NONE", "none", "author", "author", True),
        ("NONE", "none", None, "", True),
        ("NONE", "none", "Ruiz", "person", False),
        ("critics", "group", None, "", False),
    ],
)
def test_right_names(gold: str, kind: str, predicted: str | None, predicted_kind: str, right: bool) -> None:
    assert is_right_name(gold, kind, predicted, predicted_kind) is right


def test_name_accuracy_is_the_share_of_right_names() -> None:
    names = [("Ana Ruiz", "person", "Ruiz", "person"), ("critics", "group", "opponents", "group")]
    assert name_accuracy(names) == 0.5
    assert math.isnan(name_accuracy([]))
