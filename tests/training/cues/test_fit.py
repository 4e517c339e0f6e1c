"""Fitting the linear model of cues."""

from __future__ import annotations

import numpy as np

from hedge.predicates.cue_pool import CuePool
from hedge.training.cues.fit import Samples, fit_linear, fit_pool


def test_rare_features_are_left_out_and_the_rest_decides() -> None:
    rows = [["may", "x"], ["may"], ["run"], ["run"], ["once"]] * 10
    model = fit_linear([*rows, ["never again"]], [*(["epistemic", "epistemic", "none", "none", "none"] * 10), "none"])
    assert "never again" not in model.vocabulary
    best = model.probabilities([["may"], ["run"]]).argmax(axis=1)
    assert [model.outputs[index] for index in best] == ["epistemic", "none"]


def test_the_pool_is_fitted_on_numbers_as_they_are() -> None:
    rng = np.random.default_rng(0)
    rows = [{"regression": 4 * float(z), "mean": 100 + float(other)} for z, other in rng.normal(size=(400, 2))]
    rows[0]["mostly"] = 1.0
    labels = [row["regression"] + 4 * (row["mean"] - 100) > 1 for row in rows]
    pool = CuePool(fit_pool(rows, labels), 0.5)
    assert np.mean((pool.chances(rows) > 0.5) == labels) > 0.97
    alone = np.concatenate([pool.chances([row]) for row in rows])
    np.testing.assert_array_equal(alone, pool.chances(rows))


def test_sentences_of_our_own_count_twice() -> None:
    own = Samples([["rare"]] * 8, ["epistemic"] * 8, [], [], [])
    rows, labels = [["may"], ["run"]] * 20, ["epistemic", "none"] * 20
    with_own, by_hand = fit_linear(rows, labels, own), fit_linear(rows + own.rows * 2, labels + own.labels * 2)
    assert "rare" not in fit_linear(rows, labels).vocabulary
    np.testing.assert_array_equal(with_own.probabilities([["rare"]]), by_hand.probabilities([["rare"]]))
