from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hedge.encoding.heads import N_COLUMNS, columns_of
from hedge.predicates import PredicateFeatures
from hedge.predicates.vectors import WordVectors
from hedge.scoring.factuality import embed, load_head
from hedge.training.factuality import fit as training
from hedge.training.factuality.fit import fit_head, with_stack
from hedge.training.factuality.recipes import Recipe
from hedge.training.factuality.samples import Samples

VECTORS = WordVectors({"fell": 0, "rose": 1}, np.array([[0.5, 0.0], [0.0, 0.5]], dtype=np.float32))
RECIPE = Recipe(train=("weather",), dev="weather", rounds=(20, 20))


def samples(n: int = 120) -> Samples:
    described = [
        PredicateFeatures(("neg" if i % 2 else "pos", f"lemma={i % 7}"), ("fell" if i % 3 else "rose", ""))
        for i in range(n)
    ]
    gold = np.array([-2.5 if i % 2 else 2.5 for i in range(n)])
    return Samples(described, gold, np.arange(n) // 2, np.arange(n) // 2 % 3, np.zeros((n, N_COLUMNS), np.float32))


def test_fitted_head_learns_survives_saving_and_is_reproducible(tmp_path: Path) -> None:
    data = samples()
    head = fit_head(data, VECTORS, RECIPE)
    names, vectors = [each.names for each in data.described], embed(data.described, VECTORS)
    predicted = head.predict(names, vectors)
    assert np.abs(predicted - data.gold).mean() < 0.8
    head.save(tmp_path)
    np.testing.assert_allclose(load_head(tmp_path).predict(names, vectors), predicted, atol=1e-6)
    np.testing.assert_array_equal(fit_head(data, VECTORS, RECIPE).predict(names, vectors), predicted)


def test_the_stack_trusts_what_is_right(tmp_path: Path) -> None:
    data = samples(400)
    rows = np.random.default_rng(0).normal(size=(400, N_COLUMNS)).astype(np.float32)
    # Gold follows the first column alone, and the parse is of no use.
    data = replace(data, gold=np.clip(rows[:, 0].astype(np.float64), -3, 3), encoded=rows)
    own = np.ones(400, dtype=bool)
    head = with_stack(fit_head(data, VECTORS, RECIPE), data, own, VECTORS, RECIPE)
    names, vectors = [each.names for each in data.described], embed(data.described, VECTORS)
    fresh = np.random.default_rng(1).normal(size=(400, N_COLUMNS)).astype(np.float32)
    found = head.predict(names, vectors, fresh)
    assert np.corrcoef(found, fresh[:, 0])[0, 1] > 0.9
    assert abs(np.corrcoef(head.predict(names, vectors), fresh[:, 0])[0, 1]) < 0.2
    head.save(tmp_path)
    np.testing.assert_allclose(load_head(tmp_path).predict(names, vectors, fresh), found, atol=1e-6)
    assert len(head.stack) == len(head.stack_blend) == 6


def test_a_stack_may_hold_a_ridge_regression(tmp_path: Path) -> None:
    data = samples(400)
    rows = np.random.default_rng(0).normal(size=(400, N_COLUMNS)).astype(np.float32)
    probe = columns_of("probes").start
    data = replace(data, gold=np.clip(1 + rows[:, probe].astype(np.float64), -3, 3), encoded=rows)
    recipe = replace(RECIPE, stack_blend=(1.0, 0.0, 0.0))
    head = with_stack(fit_head(data, VECTORS, RECIPE), data, np.ones(400, dtype=bool), VECTORS, recipe)
    assert len(head.stack) == 1
    names, vectors = [each.names for each in data.described], embed(data.described, VECTORS)
    fresh = np.random.default_rng(1).normal(size=(400, N_COLUMNS)).astype(np.float32)
    found = head.predict(names, vectors, fresh)
    # A line through what the clipping left of the samples.
    assert np.corrcoef(found, fresh[:, probe])[0, 1] > 0.98
    assert abs(found.mean() - 1) < 0.15
    head.save(tmp_path)
    np.testing.assert_allclose(load_head(tmp_path).predict(names, vectors, fresh), found, atol=1e-6)


def test_samples_of_other_sets_count_what_the_recipe_says() -> None:
    data = samples(400)
    rows = np.random.default_rng(0).normal(size=(400, N_COLUMNS)).astype(np.float32)
    own = np.arange(400) < 200
    # The two sets rate the same column the opposite way.
    data = replace(data, gold=np.where(own, 1, -1) * np.clip(rows[:, 0].astype(np.float64), -3, 3), encoded=rows)
    names, vectors = [each.names for each in data.described], embed(data.described, VECTORS)
    head = fit_head(data, VECTORS, RECIPE)
    slopes = []
    for others in (0.0, 0.5, 1.0):
        found = with_stack(head, data, own, VECTORS, replace(RECIPE, others=others)).predict(names, vectors, rows)
        slopes.append(float(np.polyfit(rows[:, 0], found, 1)[0]))
    assert slopes[0] > slopes[1] > slopes[2]
    assert slopes[0] > 0.5


def test_the_stack_sees_the_parse_of_sentences_it_was_not_fitted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples()
    head = fit_head(data, VECTORS, RECIPE)
    fitted: list[set[int]] = []

    def watch(part: Samples, *rest: Any) -> Any:
        fitted.append(set(part.folds.tolist()))
        return fit_head(part, *rest)

    monkeypatch.setattr(training, "fit_head", watch)
    with_stack(head, data, np.ones(len(data.gold), dtype=bool), VECTORS, RECIPE)
    assert fitted == [{1, 2}, {0, 2}, {0, 1}]
