"""Fitting the linear model of cues."""

from __future__ import annotations

from hedge.training.cues import fit_linear


def test_rare_features_are_left_out_and_the_rest_decides() -> None:
    rows = [["may", "x"], ["may"], ["run"], ["run"], ["once"]] * 10
    model = fit_linear([*rows, ["never again"]], [*(["epistemic", "epistemic", "none", "none", "none"] * 10), "none"])
    assert "never again" not in model.vocabulary
    best = model.probabilities([["may"], ["run"]]).argmax(axis=1)
    assert [model.outputs[index] for index in best] == ["epistemic", "none"]
