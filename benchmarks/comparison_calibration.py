"""Do intervals and tests of `hedge.compare` keep their word: ``python benchmarks/comparison_calibration.py``.

Simulates two speakers whose statements hang together in documents, with no difference between them, and counts how
often the 95 % interval of the difference (of Hedges' g, of superiority, and of one speaker's mean) misses the truth,
and how often the permutation test finds p < .05; then, with a difference as large as `detectable` says on average, how
often the test finds it. Also the coverage of pooled means. Writes ``benchmarks/results/comparison_calibration.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from machine import machine

from hedge.summaries.effects import measure_superiority
from hedge.summaries.intervals import (
    PRIOR_CLUSTERING,
    PRIOR_VARIANCE,
    Values,
    expected_variance,
    join_evidence,
    robust_mean,
)
from hedge.summaries.permutation import permute
from hedge.summaries.pooling import pool_means

RESULTS = Path(__file__).parent / "results" / "comparison_calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is simulated.

    Parameters
    ----------
    documents : int
        Of each speaker.
    statements : float
        Mean number a document, at least 1, Poisson.
    clustering : float
        Variance between documents as a share of that within.
    layout : {"shared", "apart", "mixed"}
        Whether the two speak in the same documents; "mixed": in half of them.
    own : float
        Share of the variance between documents that is not common to the two speakers of one document.
    """

    documents: int
    statements: float
    clustering: float
    layout: str
    own: float = 0.5


def simulate(setting: Setting, generator: np.random.Generator, difference: float = 0.0) -> tuple[Values, Values]:
    """Statements of two speakers; bounded scores would only make the tails shorter."""
    spread = PRIOR_VARIANCE**0.5
    common = {"shared": setting.documents, "apart": 0, "mixed": setting.documents // 2}[setting.layout]
    total = 2 * setting.documents - common
    level = generator.normal(0, spread * (setting.clustering * (1 - setting.own)) ** 0.5, total)
    found = []
    for side, places in enumerate((range(setting.documents), range(total - setting.documents, total))):
        values, clusters = [], []
        for place in places:
            count = 1 + generator.poisson(setting.statements - 1)
            own = generator.normal(0, spread * (setting.clustering * setting.own) ** 0.5)
            mean = 0.5 + level[place] + own + (difference if side == 0 else 0.0)
            values.append(generator.normal(mean, spread, count))
            clusters += [place] * count
        flat = np.concatenate(values)
        found.append(Values(flat, np.array(clusters), np.zeros(len(flat))))
    return found[0], found[1]


def check(setting: Setting, runs: int, resamples: int, seed: int) -> dict[str, Any]:
    """Coverage, type I error and power in one setting."""
    generator = np.random.default_rng([seed, setting.documents, int(100 * setting.clustering), len(setting.layout)])
    counts = dict.fromkeys(("difference", "mean", "superiority", "test", "statements_test"), 0)
    detectable = []
    for run in range(runs):
        first, second = simulate(setting, generator)
        found = robust_mean(first, second)
        spread = join_evidence(found, expected_variance(first) + expected_variance(second))
        counts["difference"] += abs(found.value) <= spread.reach
        detectable.append((spread.quantile(0.975) + spread.quantile(0.8)) * spread.variance**0.5)
        alone = robust_mean(first)
        counts["mean"] += abs(alone.value - 0.5) <= join_evidence(alone, expected_variance(first)).reach
        low, high = measure_superiority(first, second)[1]
        counts["superiority"] += low <= 0.5 <= high
        counts["test"] += permute(first, second, resamples=resamples, random_state=run).p_value <= 0.05
        counts["statements_test"] += (
            permute(first, second, exchange="statements", resamples=resamples, random_state=run).p_value <= 0.05
        )
    size = float(np.median(detectable))
    powerful = sum(
        permute(*simulate(setting, generator, size), resamples=resamples, random_state=run).p_value <= 0.05
        for run in range(runs)
    )
    shares = {name: round(count / runs, 4) for name, count in counts.items()}
    return {
        "documents": setting.documents,
        "statements_per_document": setting.statements,
        "clustering": setting.clustering,
        "layout": setting.layout,
        "own": setting.own,
        "coverage_difference": shares["difference"],
        "coverage_mean": shares["mean"],
        "coverage_superiority": shares["superiority"],
        "type_1_error": shares["test"],
        "type_1_error_statements": shares["statements_test"],
        "detectable_median": round(size, 4),
        "power_at_detectable": round(powerful / runs, 4),
    }


def check_pooling(speakers: int, between: float, runs: int, seed: int) -> dict[str, Any]:
    """Coverage and error of pooled means, beside those of raw ones."""
    generator = np.random.default_rng([seed, speakers])
    inside, raw_error, pooled_error = 0, 0.0, 0.0
    for _ in range(runs):
        truth = generator.normal(0.6, between, speakers)
        variances = 0.05 / generator.integers(2, 40, speakers)
        means = generator.normal(truth, variances**0.5)
        pooled = pool_means(means.tolist(), variances.tolist())
        assert pooled is not None
        inside += sum(each.interval[0] <= t <= each.interval[1] for each, t in zip(pooled, truth, strict=True))
        raw_error += float(np.mean((means - truth) ** 2))
        pooled_error += float(np.mean([(each.value - t) ** 2 for each, t in zip(pooled, truth, strict=True)]))
    return {
        "speakers": speakers,
        "between": between,
        "coverage": round(inside / runs / speakers, 4),
        "squared_error_ratio": round(pooled_error / raw_error, 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--resamples", type=int, default=499)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    settings = [
        Setting(documents=documents, statements=6, clustering=clustering, layout=layout)
        for layout, documents, clustering in product(
            ("shared", "apart"), (1, 2, 4, 8, 20), (0.0, PRIOR_CLUSTERING, 0.2, 0.5)
        )
    ]
    settings += [Setting(documents=documents, statements=6, clustering=0.2, layout="mixed") for documents in (4, 8, 20)]
    settings += [
        Setting(documents=documents, statements=6, clustering=0.2, layout="shared", own=0.0) for documents in (2, 4)
    ]
    rows = []
    for setting in settings:
        rows.append(check(setting, options.runs, options.resamples, options.seed))
        print(json.dumps(rows[-1]), flush=True)
    pooling = [
        check_pooling(k, between, options.runs, options.seed) for k in (4, 10, 40) for between in (0.0, 0.1, 0.25)
    ]
    record = {
        "runs": options.runs,
        "resamples": options.resamples,
        "seed": options.seed,
        "machine": machine(),
        "comparisons": rows,
        "pooling": pooling,
    }
    options.out.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
