from __future__ import annotations

import json
from pathlib import Path

import pytest

from hedge.evaluation.science import aspect_metrics
from hedge.evaluation.tasks import Options, evaluate_task
from hedge.scoring.passages.science import ASPECTS

REST = ("NotPresent",) * 5


def test_aspect_metrics_by_hand() -> None:
    gold = ["Certain", "Certain", "Uncertain", "NotPresent"]
    found = ["Certain", "Uncertain", "Uncertain", "Certain"]
    metrics = aspect_metrics([((g, *REST), (f, *REST)) for g, f in zip(gold, found, strict=True)])
    # Certain: 1 of 2 found, 2 predicted. Uncertain: 1 of 1, 2 predicted. NotPresent: none.
    assert metrics["Number_f1"] == pytest.approx((2 / 4 + 2 / 3 + 0) / 3)
    # A class that is predicted but not in the gold has no figure of its own.
    assert metrics["Extent_f1"] == 1.0
    assert metrics["macro_f1"] == pytest.approx((metrics["Number_f1"] + 5) / 6)
    assert aspect_metrics([(("Certain", *REST), ("Uncertain", *REST))])["Number_f1"] == 0.0


def test_files(tmp_path: Path) -> None:
    findings = ["The vaccine prevented all infections.", "The vaccine may perhaps prevent some infections."]
    rated = tmp_path / "sentence-level-dev.jsonl"
    rated.write_text(
        "".join(
            json.dumps({"finding": text, "sentence-level-certainty": rating}) + "\n"
            for text, rating in zip(findings, (6, 1), strict=True)
        ),
        encoding="utf-8",
    )
    results = [evaluate_task("science-certainty", rated, Options(preset=preset)) for preset in ("default", "fast")]
    for result in results:
        assert result.n == 2
        assert set(result.metrics) == {"pearson_r", "spearman_r", "mae", "mse"}
        assert result.metrics["spearman_r"] == pytest.approx(1)
    assert results[0].metrics["mae"] != results[1].metrics["mae"]
    classed = tmp_path / "aspect-level-dev.jsonl"
    classes = [dict.fromkeys(ASPECTS, "NotPresent") | {"Probability": name} for name in ("Certain", "Uncertain")]
    classed.write_text(
        "".join(
            json.dumps({"finding": text, "aspect-level-certainty": each}) + "\n"
            for text, each in zip(findings, classes, strict=True)
        ),
        encoding="utf-8",
    )
    result = evaluate_task("aspect-certainty", classed)
    assert set(result.metrics) == {"macro_f1", *(f"{aspect}_f1" for aspect in ASPECTS)}
    assert result.metrics["Probability_f1"] == 1.0
