from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.evaluation.calibration import (
    Bin,
    area_under_risk_coverage,
    calibration_error,
    reliability_curve,
    risk_coverage,
)


def test_reliability_by_hand() -> None:
    probability = np.array([0.05, 0.15, 0.95, 1.0])
    happened = np.array([False, True, True, True])
    assert reliability_curve(probability, happened) == [
        Bin(0.05, 0.0, 1),
        Bin(0.15, 1.0, 1),
        Bin(pytest.approx(0.975), 1.0, 2),
    ]
    assert calibration_error(probability, happened) == pytest.approx((0.05 + 0.85 + 2 * 0.025) / 4)


def test_risk_coverage_by_hand() -> None:
    coverage, risk = risk_coverage(np.array([0.2, 0.9, 0.6]), np.array([False, True, False]))
    np.testing.assert_allclose(coverage, [1 / 3, 2 / 3, 1])
    np.testing.assert_allclose(risk, [0, 1 / 2, 2 / 3])


def test_ties_share_their_error() -> None:
    one = area_under_risk_coverage(np.array([0.5, 0.5, 0.5, 0.5]), np.array([True, False, True, False]))
    other = area_under_risk_coverage(np.array([0.5, 0.5, 0.5, 0.5]), np.array([False, True, False, True]))
    assert one == other == 0.5


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40))
def test_full_coverage_has_the_error_rate(pairs: list[tuple[float, bool]]) -> None:
    confidence, right = np.array([c for c, _ in pairs]), np.array([r for _, r in pairs])
    _, risk = risk_coverage(confidence, right)
    assert risk[-1] == pytest.approx(1 - right.mean())
    assert 0 <= calibration_error(confidence, right) <= 1
    assert sum(each.count for each in reliability_curve(confidence, right)) == len(pairs)
