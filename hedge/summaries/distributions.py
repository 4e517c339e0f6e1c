"""How certainties are distributed, not only where their mean is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hedge.summaries.intervals import (
    PRIOR_CLUSTERING,
    Interval,
    Values,
    join_evidence,
    robust_mean,
    wilson,
)
from hedge.summaries.robust import RobustEstimate

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """The certainty that a share of the statements stays below.

    Parameters
    ----------
    share : float
        In (0, 1); .5 is the median.
    value : float
        The certainty.
    interval : tuple of float
        95 % interval.
    """

    share: float
    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Certainties of a speaker's statements.

    Parameters
    ----------
    quantiles : tuple of Quantile
        At .1, .25, .5, .75 and .9.
    histogram : tuple of int
        Statements in ten bins of equal width over [0, 1].
    """

    quantiles: tuple[Quantile, ...]
    histogram: tuple[int, ...]


def describe_distribution(sample: Values) -> Distribution:
    r"""Quantiles with intervals, and the histogram, of certainties.

    The intervals are Woodruff's (1952): that of the share of statements below the quantile, with the design effect of
    the clusters, read back as certainties. It is the distribution of the model's scores, which are expectations given
    the text: the true levels scatter somewhat more.

    References
    ----------
    Woodruff, R. S. (1952). Confidence intervals for medians and other position measures. JASA 47.

    Examples
    --------
    >>> found = describe_distribution(Values.of([[0.1], [0.5], [0.9]]))
    >>> found.quantiles[2].value, found.histogram
    (0.5, (0, 1, 0, 0, 0, 1, 0, 0, 0, 1))
    """
    ordered = np.sort(sample.values)
    values = np.quantile(ordered, QUANTILES).tolist()
    bounds = [_share_bounds(sample, value, share) for value, share in zip(values, QUANTILES, strict=True)]
    intervals = np.quantile(ordered, bounds).tolist()
    quantiles = tuple(
        Quantile(share=share, value=value, interval=(low, high))
        for share, value, (low, high) in zip(QUANTILES, values, intervals, strict=True)
    )
    bins = np.minimum((sample.values * BINS).astype(int), BINS - 1)
    return Distribution(quantiles=quantiles, histogram=tuple(int(n) for n in np.bincount(bins, minlength=BINS)))


def _share_bounds(sample: Values, value: float, share: float) -> Interval:
    """95 % interval of the share of statements below a quantile."""
    count = len(sample.values)
    simple = share * (1 - share) / count
    sizes = np.bincount(sample.clusters)
    expected = simple * (1 + PRIOR_CLUSTERING * (float(np.sum(sizes**2)) / count - 1))
    found = robust_mean(sample.with_values((sample.values <= value).astype(float)))
    if not found.variance > 0:
        found = RobustEstimate(value=share, variance=expected, freedom=found.freedom, model=0.0)
    spread = join_evidence(found, expected)
    return wilson(share, share * (1 - share) / spread.variance, spread.quantile(0.975))
