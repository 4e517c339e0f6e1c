"""Linear estimates whose errors hang together within clusters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobustEstimate:
    """A linear estimate with its cluster-robust variance.

    Parameters
    ----------
    value : float
        The estimate.
    variance : float
        Its variance between clusters; nan where the clusters do not say.
    freedom : float
        Degrees of freedom of that variance; 0 where the clusters do not say.
    model : float
        Variance that the model's own uncertainty about every statement adds.
    """

    value: float
    variance: float
    freedom: float
    model: float


def fit_contrast(
    design: Floats, values: Floats, clusters: Sequence[int], contrast: Floats, noise: Floats | None = None
) -> RobustEstimate:
    r"""Least squares, and the cluster-robust variance of one contrast of the coefficients.

    The variance is CR2 (Bell and McCaffrey 2002): the residuals of each cluster are multiplied by
    :math:`(I - H_{gg})^{-1/2}`, which makes the variance unbiased for independent errors. Its degrees of freedom are
    Satterthwaite's under the same working model (Imbens and Kolesár 2016): few clusters, or very unequal ones, give
    few.

    Parameters
    ----------
    design : array of float, shape (n, k)
        Of full rank.
    values : array of float, shape (n,)
        One for each row.
    clusters : array of int, shape (n,)
        Rows with the same number belong together.
    contrast : array of float, shape (k,)
        What to estimate: ``contrast @ coefficients``.
    noise : array of float, shape (n,), optional
        Standard deviations of independent errors that the residuals do not show.

    References
    ----------
    Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage
    samples. Survey Methodology 28.
    Imbens, G. W. and Kolesár, M. (2016). Robust standard errors in small samples: some practical advice. Review of
    Economics and Statistics 98.

    Examples
    --------
    >>> ones = np.ones((4, 1))
    >>> found = fit_contrast(ones, np.array([0.2, 0.4, 0.6, 0.8]), [0, 1, 2, 3], np.ones(1))
    >>> round(found.value, 3), round(found.variance, 5), round(found.freedom, 3)
    (0.5, 0.01667, 3.0)
    """
    inverse: Floats = np.linalg.inv(design.T @ design).astype(np.float64)
    weights: Floats = design @ (inverse @ contrast)
    residuals = values - design @ (inverse @ (design.T @ values))
    place = np.asarray(clusters)
    order = np.argsort(place, kind="stable")
    bounds = np.flatnonzero(np.diff(place[order])) + 1
    own, squares, crossed = [], [], []
    for rows in np.split(order, bounds):
        adjusted = _adjust(design[rows], inverse, weights[rows])
        own.append(float(adjusted @ residuals[rows]))
        squares.append(float(adjusted @ adjusted))
        crossed.append(design[rows].T @ adjusted)
    # The scores have the covariance D - Z M Z' under the working model, so traces cost no square matrix of clusters.
    diagonal, part = np.array(squares), np.array(crossed)
    removed = np.einsum("gi,ij,gj->g", part, inverse, part)
    inner = inverse @ (part.T @ part)
    trace = float(np.sum(diagonal - removed))
    square = float(np.sum(diagonal**2) - 2 * np.sum(diagonal * removed) + np.trace(inner @ inner))
    known = trace > 1e-12 * max(1e-300, float(diagonal.sum())) and square > 0
    return RobustEstimate(
        value=float(weights @ values),
        variance=float(np.sum(np.square(own))) if known else math.nan,
        freedom=trace**2 / square if known else 0.0,
        model=0.0 if noise is None else float(np.sum((weights * noise) ** 2)),
    )


def _adjust(design: Floats, inverse: Floats, weights: Floats) -> Floats:
    """Return the weights of a cluster times (I - H)^(-1/2), by way of the few directions in which H is not 0."""
    basis, triangle = np.linalg.qr(design)
    levels, turn = np.linalg.eigh(triangle @ inverse @ triangle.T)
    directions = basis @ turn
    left = 1 - levels
    # What one cluster alone decides has no residual there: a generalised inverse leaves it out.
    factor = np.where(left > 1e-9, 1 / np.sqrt(np.where(left > 1e-9, left, 1.0)), 0.0)
    adjusted: Floats = weights + directions @ ((factor - 1) * (directions.T @ weights))
    return adjusted
