"""Certainty metrics by hand-counted cases."""

from __future__ import annotations

import numpy as np
import pytest

from hedge.evaluation.certainty import certainty_metrics
from hedge.scoring.certainty.pool import Scores


def test_perfect_predictions() -> None:
    level = np.array([0, 1, 2, 3, -1])
    levels = np.eye(4)[[0, 1, 2, 3, 3]]
    scores = Scores(levels, np.array([1.0, 1, 1, 1, 0]), np.zeros(5))
    labels = ["uncommitted", "possible", "probable", "certain", "na"]
    intervals = np.stack([scores.certainty, scores.certainty], axis=1)
    figures = certainty_metrics(level, np.zeros(5, dtype=bool), labels, scores, intervals)
    for name in ("certainty_macro_f1", "certainty_spearman", "na_f1", "coverage_90"):
        assert figures[name] == pytest.approx(1.0), name
    assert figures["interval_width"] == pytest.approx(0.0)


def test_na_is_a_miss_for_the_level() -> None:
    level = np.array([0, 1, 2, 3])
    scores = Scores(np.full((4, 4), 0.25) + np.diag([0.0, 0.01, 0.02, 0.03]), np.ones(4), np.zeros(4))
    labels = ["uncommitted", "possible", "probable", "na"]
    figures = certainty_metrics(level, np.zeros(4, dtype=bool), labels, scores, np.tile([0.0, 1.0], (4, 1)))
    assert figures["certainty_macro_f1"] == pytest.approx(0.75)
    assert (figures["na_f1"], figures["coverage_90"], figures["interval_width"]) == (0.0, 1.0, 1.0)
