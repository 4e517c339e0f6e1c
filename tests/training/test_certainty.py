"""Calibration and fitting on toy samples."""

from __future__ import annotations

import numpy as np

from hedge.training.certainty import Samples, calibrate, f1_score, fit_models


def toy(size: int = 240) -> Samples:
    """Statements whose single feature tells the level; one in six is not evaluable."""
    levels = np.array([number % 6 - 1 if number % 6 < 5 else 3 for number in range(size)])
    rows = [{"bias": 1.0, f"word={level}": 1.0, f"cue={level == 3}": 1.0} for level in levels]
    real = np.ones(size, dtype=bool)
    return Samples(rows, levels, levels, levels == 2, np.arange(size) % 12, np.ones(size), real)


def test_models_learn_what_a_feature_tells() -> None:
    samples = toy()
    levels, evaluable, _ = fit_models(samples, np.ones(240, dtype=bool))
    named = samples.level >= 0
    rows = [row for row, keep in zip(samples.rows, named, strict=True) if keep]
    assert (levels.scores(rows).argmax(axis=1) == samples.level[named]).all()
    assert ((evaluable.scores(samples.rows)[:, 1] > evaluable.scores(samples.rows)[:, 0]) == named).all()


def test_calibration_covers_nine_in_ten() -> None:
    samples = toy()
    generator = np.random.default_rng(0)
    raw = tuple(generator.normal(size=(240, outputs)) for outputs in (4, 2, 2))
    settings = calibrate(samples, (raw[0], raw[1], raw[2]))
    assert settings.conformal_quantile > 0
    assert settings.label_weights[3] == 1.0
    assert settings.sharpness < 0.6  # noise is to be softened as far as possible


def test_f1_of_nothing_is_zero() -> None:
    nothing = np.zeros(3, dtype=bool)
    assert f1_score(nothing, nothing) == 0.0
    assert f1_score(~nothing, np.array([True, True, False])) == 0.8
