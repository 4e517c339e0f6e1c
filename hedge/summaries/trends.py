"""How certainty changes over the dates of documents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from hedge.summaries.intervals import Estimate, Spread, mean_estimate, mean_interval
from hedge.summaries.robust import fit_contrast
from hedge.summaries.samples import DAYS_A_YEAR, Item, certainties, number_clusters

# A line through fewer dates, or documents, always fits.
FEWEST_DATES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePoint:
    """What a speaker said on one date.

    Parameters
    ----------
    date : str
        ISO date.
    certainty : Estimate
        Mean certainty.
    """

    date: str
    certainty: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A straight line through the certainty of a speaker's statements over time.

    Parameters
    ----------
    slope : Estimate
        Change of certainty in a year; its interval takes documents for the sample.
    p_value : float
        Of no change, two-sided.
    start, end : str
        First and last date.
    fitted : tuple of float
        The line at `start` and at `end`.
    """

    slope: Estimate
    p_value: float
    start: str
    end: str
    fitted: tuple[float, float]


def fit_trend(items: Sequence[Item]) -> Trend | None:
    """Fit a line to scored statements over the dates of their documents.

    Least squares, each statement with the same weight; the variance of the slope is cluster-robust (`fit_contrast`)
    plus the model's own uncertainty about each statement. A slope describes the dates at hand: it is no forecast, and
    with few documents its interval is very wide.

    Returns
    -------
    Trend or None
        None with fewer than three dates, or documents that do not let the slope vary.
    """
    dated = [item for item in items if item.when is not None]
    when = np.array([item.when for item in dated], float)
    numbers = number_clusters(dated)
    if len(set(when.tolist())) < FEWEST_DATES or len(numbers) < FEWEST_DATES:
        return None
    sample = certainties(dated, numbers)
    center = float(when.mean())
    design = np.column_stack([np.ones(len(dated)), when - center])
    found = fit_contrast(design, sample.values, sample.clusters.tolist(), np.array([0.0, 1.0]), sample.noise)
    if found.freedom < 1 or not math.isfinite(found.variance):
        return None
    spread = Spread(found.variance + found.model, found.freedom)
    level = float(sample.values.mean())
    first, last = float(when.min()), float(when.max())
    return Trend(
        slope=Estimate(
            value=found.value,
            interval=(found.value - spread.reach, found.value + spread.reach),
            statements=len(dated),
            documents=len({item.document for item in dated}),
        ),
        p_value=_two_sided(found.value, spread),
        start=_iso(first),
        end=_iso(last),
        fitted=(level + found.value * (first - center), level + found.value * (last - center)),
    )


def list_dates(items: Sequence[Item]) -> tuple[TimePoint, ...]:
    """Mean certainty of scored statements on every date, oldest first.

    The interval of a date with one document is about that document; with several, for documents like these.
    """
    by_date: dict[float, list[Item]] = {}
    for item in items:
        if item.when is not None:
            by_date.setdefault(item.when, []).append(item)
    return tuple(TimePoint(date=_iso(when), certainty=_on_date(by_date[when])) for when in sorted(by_date))


def estimate_mean(items: Sequence[Item]) -> Estimate:
    """Mean certainty of scored statements, at least one, with the 95 % interval for documents like these.

    See `hedge.summaries.intervals.mean_estimate`.
    """
    mean, spread = mean_estimate(certainties(items))
    return Estimate(
        value=mean,
        interval=(max(0.0, mean - spread.reach), min(1.0, mean + spread.reach)),
        statements=len(items),
        documents=len({item.document for item in items}),
    )


def estimate_here(items: Sequence[Item]) -> Estimate:
    """Mean certainty of scored statements, at least one, with the interval for statements like these (`mean_interval`).

    That is for one document as the whole subject.
    """
    values = [item.statement.certainty for item in items]
    widths = [(item.statement.interval[1] - item.statement.interval[0]) / 2 for item in items]
    return Estimate(
        value=sum(values) / len(values),
        interval=mean_interval(values, widths),
        statements=len(items),
        documents=len({item.document for item in items}),
    )


def _on_date(items: Sequence[Item]) -> Estimate:
    return estimate_here(items) if len(number_clusters(items)) == 1 else estimate_mean(items)


def _two_sided(value: float, spread: Spread) -> float:
    from scipy.special import stdtr

    if spread.variance == 0:
        return 1.0 if value == 0 else 0.0
    return float(2 * stdtr(spread.freedom, -abs(value) / math.sqrt(spread.variance)))


def _iso(years: float) -> str:
    return date.fromordinal(round(years * DAYS_A_YEAR)).isoformat()
