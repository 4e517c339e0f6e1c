from __future__ import annotations

import math
from pathlib import Path

import pytest

from hedge.evaluation.assertiveness import assertiveness_metrics
from hedge.evaluation.tasks import evaluate_task


def test_metrics_by_source() -> None:
    rated = [("a", 1.0, 1.0), ("a", 2.0, 4.0), ("a", 3.0, 3.0), ("b", 9.0, 5.0)]
    metrics = assertiveness_metrics(rated, ["a", "b"])
    assert metrics["mse"] == pytest.approx((4 + 16) / 4)
    # Deviations: -1, 0, 1 against -5/3, 4/3, 1/3.
    assert metrics["a_pearson_r"] == pytest.approx(2 / math.sqrt(2 * 14 / 3))
    assert math.isnan(metrics["b_pearson_r"])


def test_file(tmp_path: Path) -> None:
    path = tmp_path / "dev.csv"
    path.write_text(
        "text,assertiveness,source\n"
        "The dam must be repaired now. There is no doubt about it.,7,letters\n"
        '"I think, maybe, the dam could need some repairs? I am not sure.",2,letters\n',
        encoding="utf-8",
    )
    result = evaluate_task("assertiveness", path)
    assert result.n == 2
    assert set(result.metrics) == {"mse", "mae", "pearson_r", "spearman_r", "letters_pearson_r"}
    assert result.metrics["letters_pearson_r"] == pytest.approx(1)
    assert result.intervals.keys() == result.metrics.keys()
