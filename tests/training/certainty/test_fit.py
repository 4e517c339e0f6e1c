"""Calibration and fitting on toy samples."""

from __future__ import annotations

import numpy as np

from hedge.scoring.certainty.pool import COLUMNS, EXPERTS, Opinions, conformal_intervals
from hedge.training.certainty.calibration import calibrate
from hedge.training.certainty.fit import Samples, fit_models, fit_trees


def toy(size: int = 240) -> Samples:
    """Statements whose single feature tells the level; one in six is not evaluable."""
    levels = np.array([number % 6 - 1 if number % 6 < 5 else 3 for number in range(size)])
    rows = [{"bias": 1.0, f"word={level}": 1.0, f"cue={level == 3}": 1.0} for level in levels]
    real = np.ones(size, dtype=bool)
    return Samples(
        rows,
        levels,
        levels,
        levels == 2,
        np.arange(size) % 12,
        np.ones(size),
        real,
        np.zeros((size, len(COLUMNS))),
    )


def noise(size: int = 240) -> Opinions:
    generator = np.random.default_rng(0)
    return Opinions(generator.normal(size=(len(EXPERTS), size, len(COLUMNS))), generator.normal(size=(size, 2)))


def test_models_learn_what_a_feature_tells() -> None:
    samples = toy()
    levels, evaluable, _ = fit_models(samples, np.ones(240, dtype=bool))
    named = samples.level >= 0
    rows = [row for row, keep in zip(samples.rows, named, strict=True) if keep]
    assert (levels.scores(rows).argmax(axis=1) == samples.level[named]).all()
    assert ((evaluable.scores(samples.rows)[:, 1] > evaluable.scores(samples.rows)[:, 0]) == named).all()


def test_trees_learn_what_a_feature_tells() -> None:
    samples = toy()
    opinions = fit_trees(samples, samples.real).opinions(samples.rows)
    named = samples.level >= 0
    assert (opinions[named, :4].argmax(axis=1) == samples.level[named]).all()
    assert ((opinions[:, 4] > 0) == named).all()


def test_calibration_covers_nine_in_ten_and_softens_noise() -> None:
    level, opinions = toy().level, noise()
    settings = calibrate((opinions, level), (noise(), level), encoder=False)
    low, high = conformal_intervals(opinions.pooled(settings), settings)[level >= 0].T
    gold = level[level >= 0] / 3
    assert 0.88 <= np.mean((low - 1e-9 <= gold) & (gold <= high + 1e-9)) <= 0.93
    assert settings.level_weights[2] == settings.evaluable_weights[2] == 0.0
    assert max(settings.level_weights) < 0.3


def test_calibration_listens_to_an_encoder_that_knows() -> None:
    level, opinions = toy().level, noise()
    opinions.experts[2] = 0.0
    named = np.flatnonzero(level >= 0)
    opinions.experts[2, named, level[named]] = 4.0
    opinions.experts[2, :, 4] = np.where(level >= 0, 4.0, -4.0)
    news = opinions, level
    alone, pooled = (calibrate(news, news, encoder=encoder) for encoder in (False, True))
    assert alone.level_weights[2] == alone.evaluable_weights[2] == 0.0
    assert pooled.level_weights[2] > 0.5
    assert pooled.evaluable_weights[2] > 0.5
    assert (opinions.pooled(pooled).levels[named].argmax(axis=1) == level[named]).mean() > 0.95


def test_an_encoder_that_fails_on_our_sentences_is_trusted_less() -> None:
    level, opinions = toy().level, noise()
    named = np.flatnonzero(level >= 0)
    opinions.experts[2, named, level[named]] = 4.0
    news = opinions, level
    trusting, wary = (calibrate(news, (own, level), encoder=True) for own in (opinions, noise()))
    assert wary.level_weights[2] < trusting.level_weights[2]


def test_offsets_are_those_of_the_news() -> None:
    level, opinions = toy().level, noise()
    rarely = np.where(np.arange(len(level)) % 4 == 0, level, 3)
    settings = calibrate((opinions, level), (opinions, rarely), encoder=True)
    assert settings.level_offsets[3] < 1.0
    assert calibrate((opinions, rarely), (opinions, level), encoder=True).level_offsets[3] > 1.0
