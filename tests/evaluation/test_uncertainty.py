from __future__ import annotations

import math
from pathlib import Path

import pytest

from hedge.evaluation.uncertainty import evaluate_uncertainty, uncertainty_metrics


def test_metrics_by_hand() -> None:
    metrics = uncertainty_metrics([True, True, True, False, False], [0.9, 0.5, 0.1, 0.6, 0.1])
    assert metrics["precision"] == pytest.approx(2 / 3)
    assert metrics["recall"] == pytest.approx(2 / 3)
    assert metrics["f1"] == pytest.approx(2 / 3)
    assert metrics["accuracy"] == pytest.approx(3 / 5)
    # Pairs in order: .9 beats both, .5 beats one, .1 ties with one.
    assert metrics["roc_auc"] == pytest.approx(3.5 / 6)


def test_undefined_figures_are_nan() -> None:
    metrics = uncertainty_metrics([False, False], [0.1, 0.2])
    assert all(math.isnan(metrics[name]) for name in ("precision", "recall", "roc_auc"))
    assert metrics["accuracy"] == 1.0


def test_file(tmp_path: Path) -> None:
    path = tmp_path / "dev.csv"
    path.write_text("uncertain,sentence\n1,It may perhaps be older.\n0,He died in 1903.\n", encoding="utf-8")
    result = evaluate_uncertainty(path)
    assert result.n == 2
    assert result.metrics["f1"] == 1.0
    assert set(result.metrics) == {"precision", "recall", "f1", "accuracy", "roc_auc"}
