from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from hedge.errors import MissingInputError
from hedge.evaluation.factuality import evaluate_factuality, factuality_metrics
from hedge.parsing import Parser


def test_metrics_by_hand() -> None:
    # Clipped, the predictions are 3, -1 and 1: errors 0, 1 and 1.
    metrics = factuality_metrics([3.0, -2.0, 2.0], [5.0, -1.0, 1.0])
    assert metrics["mae"] == pytest.approx(2 / 3)
    # Deviations 2, -3, 1 and 2, -2, 0: 10 / sqrt(14 * 8).
    assert metrics["pearson_r"] == pytest.approx(10 / math.sqrt(112))


def test_correlation_with_a_constant_is_not_defined() -> None:
    assert math.isnan(factuality_metrics([1.0, 1.0], [0.0, 2.0])["pearson_r"])


def test_file_and_folder(parser: Parser, tmp_path: Path) -> None:
    lines = [
        {"text": "The choir sang .", "targets": [{"span1": [2, 3], "label": 3}]},
        {"text": "They will clap if it ends .", "targets": [{"span1": [5, 6], "label": -2}]},
    ]
    for split in ("split1", "split2"):
        (tmp_path / split).mkdir()
        content = "\n".join(map(json.dumps, lines))
        (tmp_path / split / "test.jsonl").write_text(content, encoding="utf-8")
        (tmp_path / split / "train.jsonl").write_text("never read", encoding="utf-8")
    one = evaluate_factuality(tmp_path / "split1" / "test.jsonl", parser)
    both = evaluate_factuality(tmp_path, parser)
    assert (one.n, both.n) == (2, 4)
    assert both.metrics == pytest.approx(one.metrics)
    assert both.metrics["mae"] < 1.5
    assert both.metrics["pearson_r"] > 0.99
    low, high = both.intervals["mae"]
    assert low <= both.metrics["mae"] <= high


def test_empty_folder(parser: Parser, tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="jsonl"):
        evaluate_factuality(tmp_path, parser)
