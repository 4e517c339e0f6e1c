"""Learning curves: what a model scores on the same held-out data when it is fitted on parts of its training data."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

SHARES = (0.25, 0.5, 1.0)
DRAWS = 3
#: An extrapolation further than this many times the data is not worth its name.
FURTHEST = 16.0

Scores = Mapping[str, float]


def nested_subsets(n: int, draws: int = DRAWS) -> Iterator[tuple[float, list[int]]]:
    """Numbers of the units of each share; the smaller shares of a draw lie inside the larger, everything comes last.

    Examples
    --------
    >>> [(share, len(chosen)) for share, chosen in nested_subsets(8, draws=1)]
    [(0.25, 2), (0.5, 4), (1.0, 8)]
    """
    for draw in range(draws):
        order = np.random.default_rng(draw).permutation(n)
        for share in SHARES[:-1]:
            yield share, sorted(order[: round(share * n)].tolist())
    yield 1.0, list(range(n))


def measure_curve(
    n: int, score: Callable[[Sequence[int]], Scores], metrics: Sequence[str]
) -> dict[str, dict[str, list[float]]]:
    """Scores of each draw, by metric and share.

    Parameters
    ----------
    n : int
        Training units: articles, or items where there are no articles.
    score : callable
        Fits a model on the units with these numbers, and gives its scores on the held-out data.
    metrics : sequence of str
        The scores to keep.
    """
    found: dict[str, dict[str, list[float]]] = {metric: {} for metric in metrics}
    for share, chosen in nested_subsets(n):
        scores = score(chosen)
        for metric in metrics:
            found[metric].setdefault(f"{share:g}", []).append(round(float(scores[metric]), 4))
        print(f"  {share:g} of {n}:", ", ".join(f"{metric} {scores[metric]:.3f}" for metric in metrics), flush=True)
    return found


def gain_per_doubling(means: Mapping[float, float]) -> float:
    """Slope of the least-squares line through scores over the logarithm to base 2 of the share of the data.

    Examples
    --------
    >>> gain_per_doubling({0.25: 0.6, 0.5: 0.65, 1.0: 0.7})
    0.05
    """
    shares = sorted(means)
    slope, _ = np.polyfit(np.log2(shares), [means[share] for share in shares], 1)
    return round(float(slope), 6)


def data_needed(value: float, target: float, gain: float, *, lower: bool = False) -> float | None:
    """How many times the data would bring a score to its target, were each doubling to gain as much as before.

    Parameters
    ----------
    value, target : float
        The score now, and what it should be.
    gain : float
        Of each doubling.
    lower : bool, default False
        Whether lower scores are better.

    Returns
    -------
    float or None
        1 where the target is met; None where more than `FURTHEST` times the data would be needed, or no number of
        times would do.

    Examples
    --------
    >>> data_needed(0.70, 0.75, 0.05), data_needed(0.40, 0.36, -0.02, lower=True), data_needed(0.70, 0.75, 0.01)
    (2.0, 4.0, None)
    """
    short, rise = (value - target, -gain) if lower else (target - value, gain)
    if short <= 0:
        return 1.0
    if rise <= 0 or short / rise > FURTHEST:  # far more doublings than needed to be too far
        return None
    times = round(float(2 ** (short / rise)), 2)
    return times if times <= FURTHEST else None


def summarise_curve(draws: Mapping[str, Sequence[float]], shipped: float, target: float, lower: bool) -> dict[str, Any]:
    """Means of the draws by share, the gain of a doubling, and the data that the shipped model lacks for the target."""
    means = {float(share): statistics.mean(values) for share, values in draws.items()}
    gain = gain_per_doubling(means)
    return {
        "draws": {share: list(values) for share, values in draws.items()},
        "gain_per_doubling": round(gain, 4),
        "times_the_data": data_needed(shipped, target, gain, lower=lower),
    }
