"""F1 of classes."""

from __future__ import annotations

import math

import pytest

from hedge.evaluation.classes import class_f1, macro_f1


def test_a_class_that_is_nowhere_has_no_f1_but_counts_in_the_mean() -> None:
    assert math.isnan(class_f1([False, False], [False, False]))
    assert macro_f1([0, 0, 1], [0, 0, 1], range(4)) == pytest.approx(0.5)
    assert math.isnan(macro_f1([], [], range(4)))
