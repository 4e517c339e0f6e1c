"""Means, shares and rates of statements that come in documents, with intervals that few documents allow.

Statements of one document are alike (one occasion, one subject, one writer), so what varies freely is the document.
Everything here takes documents, or whatever else is named as the cluster, for the sample; where one document is the
whole subject, each statement is a cluster of its own.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedge.summaries.robust import Floats, RobustEstimate

Interval = tuple[float, float]
Integers = NDArray[np.int64]

# Prior of the variance of certainties between a speaker's statements: a scaled inverse chi-square distribution with the
# moments of the speakers in NewsCert train who have six statements or more, rounded (benchmarks/profile_prior.py).
PRIOR_WEIGHT = 7.0
PRIOR_VARIANCE = 0.05
# Prior of the variance between a speaker's documents, as a share of that between the statements of one: what is to be
# expected after the persons who speak in several documents of NewsCert train (benchmarks/profile_prior.py).
PRIOR_CLUSTERING = 0.05
# Degrees of freedom that this expectation is worth beside those of the documents at hand. With 4, intervals of
# differences hold 93 % or more from one document to twenty where documents differ up to four times as much as expected,
# and 85 % or more at ten times (benchmarks/comparison_calibration.py); more weight loses that, less makes intervals
# from one or two documents useless.
CLUSTER_WEIGHT = 4.0
# Half-width of a 90 % interval of the normal distribution, in standard deviations.
NINETY = 1.645


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its 95 % interval, and what it rests on.

    Parameters
    ----------
    value : float
        The figure.
    interval : tuple of float
        95 % interval.
    statements, documents : int
        How many it is computed from.
    """

    value: float
    interval: Interval
    statements: int
    documents: int


def show_mean(value: float | None, interval: Interval | None) -> str:
    """Return a mean certainty with its interval as text; says so where there is none.

    Examples
    --------
    >>> show_mean(0.8, (0.6, 1.0))
    'certainty 0.80 [0.60, 1.00]'
    """
    if value is None or interval is None:
        return "nothing to evaluate"
    return f"certainty {value:.2f} [{interval[0]:.2f}, {interval[1]:.2f}]"


@dataclass(frozen=True, slots=True)
class Values:
    """One number for each statement, the cluster it belongs to, and how unsure the model is of it.

    Parameters
    ----------
    values : array of float, shape (n,)
        The numbers.
    clusters : array of int, shape (n,)
        From 0 without gaps, unless they are shared with another `Values`.
    noise : array of float, shape (n,)
        The model's standard error of each number.
    """

    values: Floats
    clusters: Integers
    noise: Floats

    @classmethod
    def of(cls, values: Sequence[Sequence[float]], half_widths: Sequence[Sequence[float]] | None = None) -> Values:
        """Make them from values by cluster and the half-widths of their 90 % intervals."""
        clusters = [place for place, own in enumerate(values) for _ in own]
        widths = [width for own in half_widths for width in own] if half_widths is not None else [0.0] * len(clusters)
        flat = [value for own in values for value in own]
        return cls(np.array(flat, float), np.array(clusters, np.int64), np.array(widths, float) / NINETY)

    def with_values(self, values: Floats) -> Values:
        """Other numbers for the same statements, without noise."""
        return Values(values, self.clusters, np.zeros(len(values)))


@dataclass(frozen=True, slots=True)
class Spread:
    """How far an estimate may be off.

    Parameters
    ----------
    variance : float
        Its variance, the model's own uncertainty included.
    freedom : float
        Degrees of freedom.
    """

    variance: float
    freedom: float

    @property
    def reach(self) -> float:
        """Half-width of the 95 % interval."""
        return self.quantile(0.975) * math.sqrt(self.variance)

    def quantile(self, share: float) -> float:
        """Quantile of Student's t distribution with these degrees of freedom."""
        from scipy.special import stdtrit

        return float(stdtrit(self.freedom, share))


def robust_mean(sample: Values, other: Values | None = None) -> RobustEstimate:
    r"""Mean of a sample, or its difference from that of another, with the cluster-robust variance of `fit_contrast`.

    For means the CR2 adjustment is a factor for each sample and cluster: the summed deviations of a sample in a
    cluster are divided by :math:`\sqrt{1 - n_g / N}`. Clusters with equal numbers in both samples are the same, so
    what two speakers share in a document does not count as a difference.

    Examples
    --------
    >>> found = robust_mean(Values.of([[0.2], [0.4], [0.6], [0.8]]))
    >>> round(found.value, 3), round(found.variance, 5), round(found.freedom, 3)
    (0.5, 0.01667, 3.0)
    """
    if other is None and np.bincount(sample.clusters).max() == 1:
        return _simple_mean(sample)
    groups = 1 + max(int(part.clusters.max()) for part in (sample, other) if part is not None)
    score, diagonal = np.zeros(groups), np.zeros(groups)
    crossed, value, model = [], 0.0, 0.0
    for part, sign in ((sample, 1.0), (other, -1.0)):
        if part is None:
            continue
        count = len(part.values)
        mean = math.fsum(part.values) / count
        sizes = np.bincount(part.clusters, minlength=groups)
        factor = _adjustment(sizes, count) / count
        score += sign * factor * np.bincount(part.clusters, part.values - mean, groups)
        diagonal += factor**2 * sizes
        crossed.append(factor * sizes / math.sqrt(count))
        value += sign * mean
        model += float(np.sum(part.noise**2)) / count**2
    # Under independent errors the scores have the covariance diag(d) - sum z z'.
    part_cross = np.array(crossed)
    products = part_cross @ part_cross.T
    trace = float(diagonal.sum() - np.trace(products))
    square = float(np.sum(diagonal**2) - 2 * np.sum(diagonal * np.sum(part_cross**2, axis=0)) + np.sum(products**2))
    known = trace > 1e-12
    return RobustEstimate(
        value=value,
        variance=float(np.sum(score**2)) if known else math.nan,
        freedom=trace**2 / square if known else 0.0,
        model=model,
    )


def _simple_mean(sample: Values) -> RobustEstimate:
    """Mean where every statement is a cluster of its own: CR2 is then the textbook's variance."""
    count = len(sample.values)
    mean = math.fsum(sample.values) / count
    deviations = sample.values - mean
    return RobustEstimate(
        value=mean,
        variance=float(deviations @ deviations) / (count * (count - 1)) if count > 1 else math.nan,
        freedom=count - 1.0,
        model=float(sample.noise @ sample.noise) / count**2,
    )


def expected_variance(sample: Values) -> float:
    r"""Variance of a mean that is to be expected of so many statements spread so over documents.

    :math:`V_0 = \frac{s^2}{N} (1 + \lambda \sum_d n_d^2 / N)` (Kish 1965, section 5.4), where :math:`s^2` is the
    variance within documents, shrunk toward that of news, and :math:`\lambda` the ratio of the variance between
    documents to it, both fitted on NewsCert.
    """
    sizes = np.bincount(sample.clusters)
    present = sizes > 0
    count = len(sample.values)
    means = np.bincount(sample.clusters, sample.values)[present] / sizes[present]
    inside = float(np.sum(sample.values**2) - np.sum(sizes[present] * means**2))
    spread = (PRIOR_WEIGHT * PRIOR_VARIANCE + max(0.0, inside)) / (PRIOR_WEIGHT + count - int(present.sum()))
    return spread / count * (1 + PRIOR_CLUSTERING * float(np.sum(sizes**2)) / count)


def join_evidence(found: RobustEstimate, expected: float) -> Spread:
    r"""Combine what the documents show with what is to be expected of them.

    A scaled inverse chi-square prior at the variance expected (Gelman et al. 2013, section 3.3) with the weight
    `CLUSTER_WEIGHT`: :math:`(w V_0 + f V_C) / (w + f)` on :math:`w + f` degrees of freedom, to which the model's own
    uncertainty is added. The model's scores are taken for expectations given the text, so that its errors come on top
    of the spread between them.
    """
    robust = found.freedom * found.variance if found.freedom else 0.0
    freedom = CLUSTER_WEIGHT + found.freedom
    return Spread((CLUSTER_WEIGHT * expected + robust) / freedom + found.model, freedom)


def mean_estimate(sample: Values) -> tuple[float, Spread]:
    """Mean certainty, and how far it may be off for documents like these.

    Statements of one document are alike, so documents, not statements, are what varies: the variance is the
    cluster-robust CR2 of `robust_mean` (Bell and McCaffrey 2002) on Satterthwaite's degrees of freedom. With few
    documents that says little, or, with one, nothing. So it is joined with what is to be expected
    (`expected_variance`, `join_evidence`), and the model's own uncertainty about each statement is added. For one
    document the interval is wider than that of `hedge.Profile`, which is about that document alone.

    References
    ----------
    Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage
    samples. Survey Methodology 28.
    Gelman, A. et al. (2013). Bayesian Data Analysis, third edition.
    Kish, L. (1965). Survey Sampling.
    """
    found = robust_mean(sample)
    return found.value, join_evidence(found, expected_variance(sample))


def mean_interval(values: Sequence[float], half_widths: Sequence[float]) -> Interval:
    """95 % interval of the mean certainty of a speaker whose statements are a sample of what they might say.

    The variance between statements has a prior fitted on news (normal model with a scaled inverse chi-square
    prior, so a t interval; Gelman et al. 2013, section 3.3), and the model's own uncertainty about each statement, read
    off its 90 % interval, is added.

    Parameters
    ----------
    values : sequence of float
        Certainties in [0, 1]; at least one.
    half_widths : sequence of float
        Half-widths of their 90 % intervals.

    Returns
    -------
    tuple of float
        Lower and upper bound, within [0, 1].

    Examples
    --------
    >>> low, high = mean_interval([0.5, 0.5, 0.5, 0.5], [0.0] * 4)
    >>> round(low, 2), round(high, 2)
    (0.29, 0.71)
    """
    count = len(values)
    mean = sum(values) / count
    freedom = PRIOR_WEIGHT + count - 1
    spread = (PRIOR_WEIGHT * PRIOR_VARIANCE + sum((value - mean) ** 2 for value in values)) / freedom
    model = sum((width / NINETY) ** 2 for width in half_widths) / count
    reach = Spread((spread + model) / count, freedom).reach
    return max(0.0, mean - reach), min(1.0, mean + reach)


def share_interval(happened: Values, noise: float = 0.0) -> Interval:
    r"""95 % interval of a share: Wilson's, with as many statements as the clustered ones are worth.

    The design effect is what the clusters show joined with what is to be expected (`join_evidence`); statements are
    divided by it (Korn and Graubard 1998).

    Parameters
    ----------
    happened : Values
        1 where it is so, 0 elsewhere.
    noise : float, default 0
        Variance of the share that the model's own uncertainty adds.

    References
    ----------
    Korn, E. L. and Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of positive
    counts estimated from survey data. Survey Methodology 24.
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22.

    Examples
    --------
    >>> low, high = share_interval(Values.of([[1], [0], [1], [1], [0], [1], [1], [0]]))
    >>> round(low, 2), round(high, 2)
    (0.27, 0.88)
    """
    count = len(happened.values)
    share = float(np.mean(happened.values))
    usual = (share * count + 0.5) / (count + 1)
    simple = usual * (1 - usual) / count
    sizes = np.bincount(happened.clusters)
    expected = simple * (1 + PRIOR_CLUSTERING * (float(np.sum(sizes**2)) / count - 1))
    found = robust_mean(happened)
    if found.variance == 0:
        # All alike: the clusters cannot show how much they differ.
        found = RobustEstimate(value=share, variance=expected, freedom=found.freedom, model=0.0)
    spread = join_evidence(found, expected)
    worth = usual * (1 - usual) / (spread.variance + noise)
    return wilson(share, worth, spread.quantile(0.975))


def wilson(share: float, worth: float, quantile: float) -> Interval:
    """Wilson's interval of a share of `worth` samples."""
    square = quantile**2 / worth
    middle = (share + square / 2) / (1 + square)
    reach = quantile / (1 + square) * math.sqrt(share * (1 - share) / worth + square / (4 * worth))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def rate_interval(counts: Floats, exposures: Floats) -> Interval:
    r"""95 % interval of a rate: the exact Poisson one, with counts that vary as much as they do between clusters.

    The variance of the ratio estimator over that of a Poisson count, :math:`\phi`, joined with 1 as what is to be
    expected, scales counts (as in quasi-Poisson regression; McCullagh and Nelder 1989, section 6.2).

    Parameters
    ----------
    counts, exposures : array of float, shape (g,)
        What was counted in each cluster, and in how much.

    Returns
    -------
    tuple of float
        In counts per unit of exposure.

    References
    ----------
    McCullagh, P. and Nelder, J. A. (1989). Generalized Linear Models, second edition.

    Examples
    --------
    >>> low, high = rate_interval(np.array([3.0, 2.0]), np.array([60.0, 40.0]))
    >>> round(low, 3), round(high, 3)
    (0.016, 0.117)
    """
    from scipy.special import gammaincinv

    total, exposure, groups = float(counts.sum()), float(exposures.sum()), len(counts)
    phi = 1.0
    if groups > 1 and total:
        residual = counts - total / exposure * exposures
        observed = groups / (groups - 1) * float(np.sum(residual**2)) / total
        phi = max(1.0, (CLUSTER_WEIGHT + (groups - 1) * observed) / (CLUSTER_WEIGHT + groups - 1))
    low = float(gammaincinv(total / phi, 0.025)) if total else 0.0
    return phi * low / exposure, phi * float(gammaincinv(total / phi + 1, 0.975)) / exposure


def _adjustment(sizes: Integers, count: int) -> Floats:
    """CR2's factor of every cluster; 0 where one cluster is the whole sample, and shows no deviation."""
    left = 1 - sizes / count
    factor: Floats = np.where(left > 1e-9, 1 / np.sqrt(np.where(left > 1e-9, left, 1.0)), 0.0)
    return factor
