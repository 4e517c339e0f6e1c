from __future__ import annotations

import math
from pathlib import Path

import pytest

from hedge.evaluation.perception import JudgedStatement, embedded_statement, evaluate_perception, perception_metrics
from hedge.parsing import Parser
from hedge.scoring.perception.model import PerceivedProbability

LIKELY = PerceivedProbability(mean=0.7, p50=(0.6, 0.8), p90=(0.4, 0.9))
UNLIKELY = PerceivedProbability(mean=0.2, p50=(0.1, 0.3), p90=(0.0, 0.5))


def test_metrics_by_hand() -> None:
    # Means .8 and .4: errors -.1 and -.2.
    metrics = perception_metrics(
        [JudgedStatement((0.6, 1.0), LIKELY), JudgedStatement((0.1, 0.5, 0.6), UNLIKELY)],
    )
    assert metrics["mae"] == pytest.approx(0.15)
    assert metrics["rmse"] == pytest.approx(math.sqrt((0.01 + 0.04) / 2))
    assert metrics["pearson_r"] == pytest.approx(1.0)
    # .6 and .1 are on a bound, 1, .5 and .6 outside; .6, .1 and .5 are inside the wide ones.
    assert metrics["coverage_50"] == pytest.approx(2 / 5)
    assert metrics["coverage_90"] == pytest.approx(3 / 5)


def test_undefined_figures_are_nan() -> None:
    assert all(math.isnan(value) for value in perception_metrics([]).values())
    assert math.isnan(perception_metrics([JudgedStatement((0.5,), LIKELY)])["pearson_r"])


def test_embedded_statement_is_what_is_believed(parser: Parser) -> None:
    believed, plain = parser.parse(["Bo does believe that the old mill burned.", "The old mill burned."])
    spans = embedded_statement(believed)
    assert [span.of(believed.text) for span in spans.source] == ["Bo"]
    assert [span.of(believed.text) for span in spans.cue] == ["does believe"]
    assert [span.of(believed.text) for span in spans.content] == ["that the old mill burned"]
    assert [span.of(plain.text) for span in embedded_statement(plain).content] == ["The old mill burned."]


def test_file(tmp_path: Path, parser: Parser) -> None:
    path = tmp_path / "test.csv"
    path.write_text(
        "statement,response\n"
        "Bo believes it's very likely that the mill burned.,85\n"
        "Bo believes it's very unlikely that the mill burned.,10\n"
        "Bo believes it's very likely that the mill burned.,90\n",
        encoding="utf-8",
    )
    result = evaluate_perception(path, parser)
    assert result.n == 2
    assert set(result.metrics) == set(result.intervals) == {"mae", "rmse", "pearson_r", "coverage_50", "coverage_90"}
    assert result.metrics["mae"] < 0.08
