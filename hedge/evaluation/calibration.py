"""Whether probabilities mean what they say, and what a model gains by abstaining."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bin:
    """One point of a reliability curve.

    Parameters
    ----------
    probability : float
        Mean predicted probability of the samples in the bin.
    share : float
        Share of them in which the event happened.
    count : int
        How many they are.
    """

    probability: float
    share: float
    count: int


def reliability_curve(probability: Floats, happened: Bools, bins: int = 10) -> list[Bin]:
    """Predicted probability against what happened, in bins of equal width; empty bins are left out.

    Parameters
    ----------
    probability : array of float, shape (n,)
        In [0, 1].
    happened : array of bool, shape (n,)
        Whether the event happened.
    bins : int, default 10
        Number of bins.

    References
    ----------
    Murphy, A. and Winkler, R. (1977). Reliability of subjective probability forecasts. JRSS C 26.

    Examples
    --------
    >>> reliability_curve(np.array([0.1, 0.9, 0.9]), np.array([False, True, False]), bins=2)
    [Bin(probability=0.1, share=0.0, count=1), Bin(probability=0.9, share=0.5, count=2)]
    """
    place = np.minimum((probability * bins).astype(int), bins - 1)
    return [
        Bin(float(probability[place == number].mean()), float(happened[place == number].mean()), int(count))
        for number, count in zip(*np.unique(place, return_counts=True), strict=True)
    ]


def calibration_error(probability: Floats, happened: Bools) -> float:
    """Expected calibration error: mean gap of the reliability curve over ten bins, by size (Naeini et al. 2015).

    Examples
    --------
    >>> calibration_error(np.array([0.8, 0.8, 0.8, 0.8]), np.array([True, True, True, False]))
    0.050000000000000044
    """
    curve = reliability_curve(probability, happened)
    return sum(abs(each.probability - each.share) * each.count for each in curve) / max(1, len(probability))


def risk_coverage(confidence: Floats, right: Bools) -> tuple[Floats, Floats]:
    """Error rate among the most confident answers, for every share of answers given.

    Parameters
    ----------
    confidence : array of float, shape (n,)
        Higher for answers that are given first; answers of equal confidence share their mean error.
    right : array of bool, shape (n,)
        Whether the answer is right.

    Returns
    -------
    coverage, risk : array of float, shape (n,)
        Share of answers given, in (0, 1], and the error rate among them.

    References
    ----------
    El-Yaniv, R. and Wiener, Y. (2010). On the foundations of noise-free selective classification. JMLR 11.

    Examples
    --------
    >>> coverage, risk = risk_coverage(np.array([0.9, 0.5]), np.array([True, False]))
    >>> coverage.tolist(), risk.tolist()
    ([0.5, 1.0], [0.0, 0.5])
    """
    _, level, counts = np.unique(-confidence, return_inverse=True, return_counts=True)
    error = (np.bincount(level, weights=~right) / counts)[level]
    given = np.arange(1, len(confidence) + 1)
    return given / len(confidence), np.cumsum(error[np.argsort(level, kind="stable")]) / given


def area_under_risk_coverage(confidence: Floats, right: Bools) -> float:
    """Mean risk over all coverages: 0 where every answer is right, the error rate where confidence says nothing."""
    return float(risk_coverage(confidence, right)[1].mean()) if len(right) else float("nan")
