"""Profiles across documents as a flat table, for spreadsheets and data frames."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from hedge.summaries.corpus import CorpusProfile
from hedge.summaries.counts import LABELS
from hedge.summaries.intervals import Estimate
from hedge.summaries.records import rounded

#: Columns that every table of `profile_rows` has, with their types.
PROFILE_COLUMNS: dict[str, type] = {
    "speaker": str, "type": str, "documents": int, "statements": int, "words": int,
    **dict.fromkeys(
        ("certainty", "certainty_low", "certainty_high", "pooled", "pooled_low", "pooled_high", "median",
         "cues_per_100_words", "hedges_per_100_words", "boosters_per_100_words", "trend_per_year", "trend_low",
         "trend_high", *(f"share_{label}" for label in LABELS)),
        float,
    ),
}  # fmt: skip


def profile_rows(profiles: Iterable[CorpusProfile]) -> tuple[dict[str, type], list[dict[str, Any]]]:
    """Return profiles across documents as a table: one row each, as `hedge profile --format csv` writes them.

    Returns
    -------
    columns : dict of str to type
        `PROFILE_COLUMNS`, then mean certainties by ``kind``, ``voice``, ``words`` and whatever else was asked for, such
        as ``voice_self``.
    rows : list of dict
        Columns that do not apply to a profile are left out or None.
    """
    kept = list(profiles)
    groups = _group_columns(kept)
    return {**PROFILE_COLUMNS, **dict.fromkeys(groups.values(), float)}, [_row(each, groups) for each in kept]


def _group_columns(profiles: Iterable[CorpusProfile]) -> dict[tuple[str, str], str]:
    """Names of columns for the parts that certainty is split by, such as ``words_reported_directly``."""
    parts = dict.fromkeys((name, part) for each in profiles for name, own in each.groups.items() for part in own)
    plain = {pair: re.sub(r"\s+", "_", "_".join(pair)) for pair in parts}
    # Values that differ in their blanks only stay two.
    times = Counter([*PROFILE_COLUMNS, *plain.values()])
    return {pair: name if times[name] == 1 else "_".join(pair) for pair, name in plain.items()}


def _row(profile: CorpusProfile, groups: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    pooled, trend = profile.pooled, profile.trend
    row: dict[str, Any] = {
        "speaker": profile.speaker,
        "type": profile.type,
        "documents": profile.documents,
        "statements": profile.statements,
        "words": profile.words,
        "certainty": rounded(profile.certainty),
        "certainty_low": rounded(profile.interval[0]) if profile.interval else None,
        "certainty_high": rounded(profile.interval[1]) if profile.interval else None,
        "pooled": rounded(pooled.value) if pooled else None,
        "pooled_low": rounded(pooled.interval[0]) if pooled else None,
        "pooled_high": rounded(pooled.interval[1]) if pooled else None,
        "median": rounded(profile.distribution.quantiles[2].value) if profile.distribution else None,
        "cues_per_100_words": rounded(profile.cues_per_100_words),
        "hedges_per_100_words": _value(profile.cue_rates.get("hedge")),
        "boosters_per_100_words": _value(profile.cue_rates.get("booster")),
        "trend_per_year": _value(trend.slope if trend else None),
        "trend_low": rounded(trend.slope.interval[0]) if trend else None,
        "trend_high": rounded(trend.slope.interval[1]) if trend else None,
    }
    row |= {f"share_{label}": _value(profile.label_shares.get(label)) for label in LABELS}
    for name, parts in profile.groups.items():
        row |= {groups[name, part]: _value(each) for part, each in parts.items()}
    return row


def _value(estimate: Estimate | None) -> float | None:
    return None if estimate is None else rounded(estimate.value)
