"""Figures of predicted ratings against gold ones: squared and absolute error, linear and rank correlation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_NAN = float("nan")

Ratings = Sequence[float] | NDArray[np.float64]


def regression_metrics(gold: Ratings, predicted: Ratings) -> dict[str, float]:
    """Mean squared and absolute error, Pearson and Spearman correlation; NaN where a figure is not defined.

    Examples
    --------
    >>> regression_metrics([1.0, 2.0, 3.0], [1.0, 2.0, 6.0])["mse"]
    3.0
    """
    truth, guess = np.asarray(gold, dtype=np.float64), np.asarray(predicted, dtype=np.float64)
    if not len(truth):
        return dict.fromkeys(("mse", "mae", "pearson_r", "spearman_r"), _NAN)
    return {
        "mse": float(((truth - guess) ** 2).mean()),
        "mae": float(np.abs(truth - guess).mean()),
        "pearson_r": pearson(truth, guess),
        "spearman_r": pearson(_ranks(truth), _ranks(guess)),
    }


def pearson(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Pearson correlation; NaN where either side is constant or empty."""
    if not len(first) or np.ptp(first) == 0 or np.ptp(second) == 0:
        return _NAN
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks, the mean rank for ties."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[inverse], dtype=np.float64)
