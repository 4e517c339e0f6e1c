from __future__ import annotations

import math

import pytest

from hedge.evaluation.regression import regression_metrics


def test_metrics_by_hand() -> None:
    metrics = regression_metrics([1.0, 2.0, 3.0, 4.0], [2.0, 2.0, 2.0, 6.0])
    assert metrics["mse"] == pytest.approx((1 + 0 + 1 + 4) / 4)
    assert metrics["mae"] == pytest.approx((1 + 0 + 1 + 2) / 4)
    # Deviations: -1.5, -.5, .5, 1.5 against -1, -1, -1, 3.
    assert metrics["pearson_r"] == pytest.approx(6 / math.sqrt(5 * 12))
    # Ranks 1, 2, 3, 4 against 2, 2, 2, 4.
    assert metrics["spearman_r"] == pytest.approx(3 / math.sqrt(5 * 3))


def test_undefined_figures_are_nan() -> None:
    constant = regression_metrics([1.0, 2.0], [1.5, 1.5])
    assert constant["mse"] == 0.25
    assert math.isnan(constant["pearson_r"])
    assert math.isnan(constant["spearman_r"])
    assert all(math.isnan(value) for value in regression_metrics([], []).values())
