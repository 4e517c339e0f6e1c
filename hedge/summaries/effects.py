"""How large a difference between two samples is: in standard deviations, and as a probability."""

from __future__ import annotations

import math

import numpy as np

from hedge.summaries.intervals import Interval, Spread, Values, join_evidence, robust_mean
from hedge.summaries.robust import Floats


def measure_effect(difference: float, spread: Spread, first: Values, second: Values) -> tuple[float, Interval]:
    """Hedges' g and its interval; 0 where nothing varies.

    Parameters
    ----------
    difference, spread : float, Spread
        Of the means, and how uncertain it is.
    first, second : Values
        Certainties of the two.
    """
    freedom = len(first.values) + len(second.values) - 2
    squares = sum(float(np.sum((part.values - part.values.mean()) ** 2)) for part in (first, second))
    if freedom < 1 or squares <= 1e-12:
        return 0.0, (-math.inf, math.inf)
    deviation = math.sqrt(squares / freedom)
    # 1 - 3/(4 f - 1) is the usual approximation; f is as many degrees as statements are worth once clustered.
    value = (1 - 3 / (4 * freedom - 1)) * difference / deviation
    usual = squares / freedom * (1 / len(first.values) + 1 / len(second.values))
    worth = max(1.0, freedom / max(1.0, spread.variance / usual))
    reach = spread.quantile(0.975) * math.sqrt(spread.variance / deviation**2 + value**2 / (2 * worth))
    return value, (value - reach, value + reach)


def measure_superiority(first: Values, second: Values) -> tuple[float, Interval]:
    """Probability that a value of the first exceeds one of the second, with the interval of clustered placements."""
    above = _placements(first.values, second.values)
    # The difference of these two means has the deviations of the statistic; its value is twice the mean.
    placed, other = first.with_values(above), second.with_values(_placements(second.values, first.values))
    found = robust_mean(placed, other)
    spread = join_evidence(found, _placement_variance(placed) + _placement_variance(other))
    value = float(above.mean())
    return value, (max(0.0, value - spread.reach), min(1.0, value + spread.reach))


def _placement_variance(placed: Values) -> float:
    """Variance to be expected of a mean of placements: uniform ones vary by 1/12."""
    count = len(placed.values)
    squares = float(np.sum((placed.values - placed.values.mean()) ** 2))
    return (1 / 12 + squares) / count**2


def _placements(values: Floats, others: Floats) -> Floats:
    """For each value the share of the others below it, ties counted half."""
    ordered = np.sort(others)
    below = np.searchsorted(ordered, values, "left") + np.searchsorted(ordered, values, "right")
    share: Floats = below / (2 * len(ordered))
    return share
