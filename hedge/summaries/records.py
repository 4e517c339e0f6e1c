"""Profiles and comparisons as plain values for JSON, rounded as all scores that leave the library."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from hedge.summaries.comparisons import Comparison
from hedge.summaries.corpus import CorpusProfile
from hedge.summaries.details import Groups
from hedge.summaries.distributions import Distribution
from hedge.summaries.intervals import Estimate
from hedge.summaries.profiles import Profile
from hedge.summaries.trends import Trend

# How many characteristic cues a record holds.
_CUES = 10


def detail_record(profile: Profile | CorpusProfile) -> dict[str, Any]:
    """Return the parts that profiles within and across documents share, beyond the basic ones.

    ``certainty`` is completed by ``distribution``; ``label_shares``, ``cue_rates`` and ``groups`` hold estimates, each
    an object with ``value``, ``interval``, ``statements`` and ``documents``.
    """
    return {
        "distribution": _distribution(profile.distribution),
        "label_shares": _estimates(profile.label_shares),
        "cue_rates": _estimates(profile.cue_rates),
        "groups": _groups(profile.groups),
    }


def profile_record(profile: CorpusProfile) -> dict[str, Any]:
    """Return a profile across documents as `hedge profile --format json` writes it."""
    certainty, interval = profile.certainty, profile.interval
    pooled = profile.pooled
    return {
        "speaker": profile.speaker,
        "type": profile.type,
        "documents": profile.documents,
        "statements": profile.statements,
        "words": profile.words,
        "certainty": None
        if certainty is None or interval is None
        else {"mean": rounded(certainty), "interval": _pair(interval)},
        "pooled": None
        if pooled is None
        else {
            "mean": rounded(pooled.value),
            "interval": _pair(pooled.interval),
            "weight": rounded(pooled.weight),
        },
        "labels": profile.labels,
        "cues_per_100_words": rounded(profile.cues_per_100_words),
        "most_certain": _place(profile.most_certain),
        "least_certain": _place(profile.least_certain),
        **detail_record(profile),
        "characteristic_cues": [
            {
                "text": cue.text,
                "type": cue.type,
                "count": cue.count,
                "others": cue.others,
                "log_odds": rounded(cue.log_odds),
                "z": rounded(cue.z),
            }
            for cue in profile.characteristic[:_CUES]
        ],
        "trend": _trend(profile.trend),
        "timeline": [{"date": point.date, **_estimate(point.certainty)} for point in profile.timeline],
    }


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as `hedge compare --format json` writes it."""
    test = comparison.test
    return {
        "a": {"name": comparison.a, "certainty": _estimate(comparison.mean_a)},
        "b": {"name": comparison.b, "certainty": _estimate(comparison.mean_b)},
        "shared_documents": comparison.shared_documents,
        "difference": {"value": rounded(comparison.difference), "interval": _pair(comparison.interval)},
        "effect_size": {"value": rounded(comparison.effect_size), "interval": _pair(comparison.effect_interval)},
        "superiority": {"value": rounded(comparison.superiority), "interval": _pair(comparison.superiority_interval)},
        # As many digits as the number of arrangements can give.
        "p_value": round(test.p_value, 6),
        "q_value": None if comparison.q_value is None else round(comparison.q_value, 6),
        "test": {"exchange": test.exchange, "arrangements": _count(test.arrangements), "exact": test.exact},
        "detectable": rounded(comparison.detectable),
        "note": comparison.note,
    }


def rounded(value: float | None) -> float | None:
    """Round to four digits, so that the last bits of floating-point sums do not show; None where there is no number."""
    return None if value is None or not math.isfinite(value) else round(value, 4) + 0.0


def _pair(interval: tuple[float, float]) -> list[float | None]:
    return [rounded(bound) for bound in interval]


def _count(number: int) -> int | float:
    # Beyond what a double holds exactly, readers of JSON would each make something else of it.
    return number if number < 2**53 else float(f"{number:.6e}") if number < 10**300 else 1e300


def _estimate(estimate: Estimate) -> dict[str, Any]:
    return {
        "value": rounded(estimate.value),
        "interval": _pair(estimate.interval),
        "statements": estimate.statements,
        "documents": estimate.documents,
    }


def _estimates(estimates: Mapping[str, Estimate]) -> dict[str, Any]:
    return {name: _estimate(estimate) for name, estimate in estimates.items()}


def _groups(groups: Groups) -> dict[str, Any]:
    return {name: _estimates(parts) for name, parts in groups.items()}


def _distribution(distribution: Distribution | None) -> dict[str, Any] | None:
    if distribution is None:
        return None
    return {
        "quantiles": [
            {"share": q.share, "value": rounded(q.value), "interval": _pair(q.interval)} for q in distribution.quantiles
        ],
        "histogram": list(distribution.histogram),
    }


def _trend(trend: Trend | None) -> dict[str, Any] | None:
    if trend is None:
        return None
    return {
        "slope_per_year": _estimate(trend.slope),
        "p_value": rounded(trend.p_value),
        "start": trend.start,
        "end": trend.end,
        "fitted": [rounded(value) for value in trend.fitted],
    }


def _place(place: tuple[str, int] | None) -> dict[str, Any] | None:
    return None if place is None else {"document": place[0], "statement": place[1]}
