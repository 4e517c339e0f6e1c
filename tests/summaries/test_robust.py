from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.summaries.intervals import Values, mean_estimate, rate_interval, robust_mean, share_interval
from hedge.summaries.robust import fit_contrast

BY_CLUSTER = st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=5), min_size=2, max_size=6)


def test_a_slope_by_hand() -> None:
    # Four points alone in their clusters: slope .1, residuals +-.05; CR2 with leverages h is sum (w e)^2 / (1 - h).
    design = np.column_stack([np.ones(4), [-1.5, -0.5, 0.5, 1.5]])
    values = np.array([0.1, 0.3, 0.3, 0.5])
    found = fit_contrast(design, values, [0, 1, 2, 3], np.array([0.0, 1.0]), np.full(4, 0.1))
    slope = (0.1 * -1.5 + 0.3 * -0.5 + 0.3 * 0.5 + 0.5 * 1.5) / 5
    assert found.value == pytest.approx(slope) == pytest.approx(0.12)
    residuals = values - 0.3 - slope * design[:, 1]
    leverage = 0.25 + design[:, 1] ** 2 / 5
    assert found.variance == pytest.approx(float(np.sum((design[:, 1] / 5 * residuals) ** 2 / (1 - leverage))))
    assert found.model == pytest.approx(0.01 / 5)
    assert 1 < found.freedom < 2


@given(BY_CLUSTER, BY_CLUSTER, st.booleans())
def test_means_in_closed_form_are_the_regression(
    first: list[list[float]], second: list[list[float]], shared: bool
) -> None:
    a, b = Values.of(first), Values.of(second)
    b = b if shared else Values(b.values, b.clusters + len(first), b.noise)
    rows = len(a.values), len(b.values)
    design = np.zeros((sum(rows), 2))
    design[: rows[0], 0] = design[rows[0] :, 1] = 1
    clusters = [*a.clusters.tolist(), *b.clusters.tolist()]
    general = fit_contrast(design, np.concatenate([a.values, b.values]), clusters, np.array([1.0, -1.0]))
    direct = robust_mean(a, b)
    assert direct.value == pytest.approx(general.value, abs=1e-9)
    assert direct.variance == pytest.approx(general.variance, abs=1e-9)
    assert direct.freedom == pytest.approx(general.freedom, rel=1e-6)


@given(BY_CLUSTER)
def test_the_brute_force_of_satterthwaite(values: list[list[float]]) -> None:
    # The variance is y'Qy for Q = sum of p p'; under independent errors its degrees are tr(Q)^2 / tr(Q^2).
    sample = Values.of(values)
    count, groups = len(sample.values), len(values)
    residual = np.eye(count) - 1 / count
    columns = []
    for group in range(groups):
        inside = (sample.clusters == group).astype(float)
        size = inside.sum()
        columns.append(residual @ inside / np.sqrt(1 - size / count) / count)
    product = np.array(columns) @ np.array(columns).T
    found = robust_mean(sample)
    assert found.freedom == pytest.approx(np.trace(product) ** 2 / np.sum(product**2), rel=1e-6)
    assert found.variance == pytest.approx(
        sum(float(column @ sample.values) ** 2 for column in columns), rel=1e-6, abs=1e-12
    )


def test_one_cluster_shows_nothing_and_the_expectation_counts() -> None:
    sample = Values.of([[0.2, 0.8]])
    assert robust_mean(sample).freedom == 0
    assert mean_estimate(sample)[1].freedom == 4


def test_what_two_share_in_a_document_cancels() -> None:
    # Documents differ much, the two speakers of one document by .1 always.
    first, second = [[0.2], [0.5], [0.8]], [[0.1], [0.4], [0.7]]
    together = robust_mean(Values.of(first), Values.of(second))
    assert together.variance == pytest.approx(0, abs=1e-15)
    alone = Values.of(second)
    apart = robust_mean(Values.of(first), Values(alone.values, alone.clusters + 3, alone.noise))
    assert apart.variance == pytest.approx(2 * 0.09 / 3)


def test_shares_by_hand_without_clustering() -> None:
    # 200 clusters of one: the t quantile is near 1.96 and the design effect near 1, so it is about Wilson's interval.
    low, high = share_interval(Values.of([[1.0], [0.0]] * 100))
    assert (low, high) == (pytest.approx(0.4314, abs=2e-3), pytest.approx(0.5686, abs=2e-3))
    assert share_interval(Values.of([[0.0]] * 20))[0] == pytest.approx(0, abs=1e-12)


@given(BY_CLUSTER, st.floats(0, 0.1))
def test_shares_hold_the_share_and_grow_with_doubt(values: list[list[float]], noise: float) -> None:
    happened = Values.of([[float(value > 0.5) for value in own] for own in values])
    low, high = share_interval(happened)
    wide_low, wide_high = share_interval(happened, noise)
    assert 0 <= wide_low <= low + 1e-12
    assert low - 1e-9 <= happened.values.mean() <= high + 1e-9
    assert high - 1e-12 <= wide_high <= 1


def test_rates_by_hand() -> None:
    # Garwood's exact interval of 5 events is [1.6235, 11.6683].
    low, high = rate_interval(np.array([5.0]), np.array([100.0]))
    assert (low, high) == (pytest.approx(0.016235, abs=1e-6), pytest.approx(0.116683, abs=1e-6))
    # Ten at once and then none for long is less sure than one each time.
    steady = rate_interval(np.full(10, 2.0), np.full(10, 50.0))
    bunched = rate_interval(np.array([20.0] + [0.0] * 9), np.full(10, 50.0))
    assert bunched[1] - bunched[0] > 1.5 * (steady[1] - steady[0])
    assert rate_interval(np.zeros(3), np.full(3, 10.0))[0] == 0
