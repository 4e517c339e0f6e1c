"""Bootstrap intervals over documents or sentences (Efron and Tibshirani 1993, percentile method)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

T = TypeVar("T")
Metrics = dict[str, float]
Intervals = dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The result of one evaluation.

    Parameters
    ----------
    n : int
        Number of gold items: sentences, targets, attributions, cues or statements, as the task says.
    metrics : dict of str to float
        The figures, by the keys that outside scripts rely on.
    intervals : dict of str to tuple of float
        Their 95 % bootstrap intervals.
    errors : tuple of str
        What went wrong, as the lines that ``--errors`` writes; empty for tasks that do not keep their errors.
    """

    n: int
    metrics: Metrics
    intervals: Intervals
    errors: tuple[str, ...] = ()


def bootstrap(
    units: Sequence[T],
    metrics: Callable[[Sequence[T]], Mapping[str, float]],
    *,
    samples: int = 500,
    random_state: int = 0,
) -> tuple[Metrics, Intervals]:
    """Compute metrics over `units` and their 95 % intervals from resampled units.

    Parameters
    ----------
    units : sequence
        What is resampled with replacement: documents, or sentences.
    metrics : callable
        From a sequence of units to named figures; NaN where a figure is not defined for a sample.
    samples : int, default 500
        Number of bootstrap samples.
    random_state : int, default 0
        Seed.

    Returns
    -------
    metrics, intervals : dict
        The figures on `units`, and their 2.5 and 97.5 percentiles.

    Examples
    --------
    >>> figures, intervals = bootstrap([1.0, 1.0, 1.0], lambda units: {"mean": sum(units) / len(units)})
    >>> figures, intervals
    ({'mean': 1.0}, {'mean': (1.0, 1.0)})
    """
    figures = {name: float(value) for name, value in metrics(units).items()}
    generator = np.random.default_rng(random_state)
    drawn: dict[str, list[float]] = {name: [] for name in figures}
    for _ in range(samples):
        sample = [units[index] for index in generator.integers(0, len(units), len(units))]
        for name, value in metrics(sample).items():
            drawn[name].append(float(value))
    intervals = {}
    for name, values in drawn.items():
        low, high = np.nanpercentile(values, [2.5, 97.5]) if not np.isnan(values).all() else (np.nan, np.nan)
        intervals[name] = (float(low), float(high))
    return figures, intervals
