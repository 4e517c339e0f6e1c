"""Partial pooling: what is to be believed of a speaker with few statements, given all the others."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hedge.summaries.robust import Floats

# With fewer speakers than this nothing can be said about how much speakers differ.
FEWEST_SPEAKERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooled:
    """A speaker's mean certainty, drawn toward that of all.

    Parameters
    ----------
    value : float
        The pooled mean.
    interval : tuple of float
        95 % interval.
    weight : float
        Share of the speaker's own mean in it: near 1 for many statements, near 0 for few.
    """

    value: float
    interval: tuple[float, float]
    weight: float


def pool_means(means: Sequence[float], variances: Sequence[float]) -> tuple[Pooled, ...] | None:
    r"""Shrink the means of speakers toward their common mean (empirical Bayes, random effects).

    The mean of speaker :math:`i` is taken for normal around :math:`\theta_i` with a known variance :math:`v_i`, and
    the :math:`\theta_i` for normal around :math:`\mu` with variance :math:`\tau^2`, the same for all (Efron and Morris
    1975). :math:`\tau^2` is the estimate of Paule and Mandel (1982), :math:`\mu` the mean weighted by
    :math:`1/(v_i + \tau^2)`, and the pooled mean :math:`(1 - B_i) m_i + B_i \mu` with
    :math:`B_i = \frac{K-3}{K-1} \frac{v_i}{v_i + \tau^2}` for :math:`K` speakers. The interval is Morris's (1983): its
    variance counts that :math:`\mu` and :math:`\tau^2` are estimated, too. Shrinkage makes the list of speakers as a
    whole more accurate, and extremes that rest on a handful of statements vanish from it; a single speaker who really
    is unlike the others is drawn too far. The raw mean stands beside it for that reason.

    Parameters
    ----------
    means, variances : sequence of float
        One for each speaker.

    Returns
    -------
    tuple of Pooled or None
        In the same order; None with fewer than four speakers.

    References
    ----------
    Efron, B. and Morris, C. (1975). Data analysis using Stein's estimator and its generalizations. JASA 70.
    Morris, C. N. (1983). Parametric empirical Bayes inference: theory and applications. JASA 78.
    Paule, R. C. and Mandel, J. (1982). Consensus values and weighting factors. J. Res. Nat. Bureau of Standards 87.

    Examples
    --------
    >>> pooled = pool_means([0.9, 0.5, 0.6, 0.7], [0.04, 0.001, 0.001, 0.001])
    >>> [round(each.value, 2) for each in pooled]
    [0.83, 0.5, 0.6, 0.7]
    """
    count = len(means)
    if count < FEWEST_SPEAKERS:
        return None
    own, noise = np.array(means, float), np.maximum(np.array(variances, float), 1e-12)
    between = _between(own, noise)
    weights = 1 / (noise + between)
    center = float(np.sum(weights * own) / np.sum(weights))
    drawn = (count - 3) / (count - 1) * noise * weights
    values = (1 - drawn) * own + drawn * center
    share = weights / np.sum(weights)
    # The last term: tau is an estimate, worth more or less to each speaker by the ratio of average to own variance.
    average = float(np.sum(weights * noise) / np.sum(weights))
    known = noise * (1 - (1 - share) * drawn)
    guessed = 2 / (count - 3) * drawn**2 * (average + between) * weights * (own - center) ** 2
    reaches = 1.959964 * np.sqrt(known + guessed)
    return tuple(
        Pooled(
            value=float(value),
            interval=(max(0.0, float(value - reach)), min(1.0, float(value + reach))),
            weight=float(1 - away),
        )
        for value, reach, away in zip(values, reaches, drawn, strict=True)
    )


def _between(means: Floats, variances: Floats) -> float:
    """Variance between speakers: at which the weighted squares are as large as their degrees of freedom."""
    from scipy.optimize import brentq

    def excess(between: float) -> float:
        weights = 1 / (variances + between)
        center = np.sum(weights * means) / np.sum(weights)
        return float(np.sum(weights * (means - center) ** 2)) - (len(means) - 1)

    if excess(0.0) <= 0:
        return 0.0
    top = 1.0
    while excess(top) > 0 and math.isfinite(top):
        top *= 2
    return float(brentq(excess, 0.0, top, xtol=1e-12))
