from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from hedge.encoding.heads import N_COLUMNS
from hedge.predicates import PredicateFeatures
from hedge.predicates.vectors import WordVectors
from hedge.scoring.factuality import embed, load_head
from hedge.training.factuality import RECIPES, Recipe, Samples, fit_head, pool, with_encoder

VECTORS = WordVectors({"fell": 0, "rose": 1}, np.array([[0.5, 0.0], [0.0, 0.5]], dtype=np.float32))
RECIPE = Recipe(train=("weather",), dev="weather", rounds=(20, 20))


def samples(n: int = 120) -> Samples:
    described = [
        PredicateFeatures(("neg" if i % 2 else "pos", f"lemma={i % 7}"), ("fell" if i % 3 else "rose", ""))
        for i in range(n)
    ]
    gold = np.array([-2.5 if i % 2 else 2.5 for i in range(n)])
    return Samples(described, gold, np.arange(n) // 2, np.zeros((0, N_COLUMNS), dtype=np.float32))


def test_fitted_head_learns_survives_saving_and_is_reproducible(tmp_path: Path) -> None:
    data = samples()
    head = fit_head(data, VECTORS, RECIPE)
    names, vectors = [each.names for each in data.described], embed(data.described, VECTORS)
    predicted = head.predict(names, vectors)
    assert np.abs(predicted - data.gold).mean() < 0.8
    head.save(tmp_path)
    np.testing.assert_allclose(load_head(tmp_path).predict(names, vectors), predicted, atol=1e-6)
    np.testing.assert_array_equal(fit_head(data, VECTORS, RECIPE).predict(names, vectors), predicted)


def test_pooled_samples_say_where_they_are_from() -> None:
    pooled = pool({"weather": samples(4), "traffic": samples(2)})
    assert ["set=traffic" in each.names for each in pooled.described] == [False] * 4 + [True] * 2
    assert pooled.groups.tolist() == [0, 0, 1, 1, 2, 2]
    assert pooled.gold.tolist() == [2.5, -2.5, 2.5, -2.5, 2.5, -2.5]


def test_the_pool_trusts_what_is_right() -> None:
    data = samples(400)
    head = fit_head(data, VECTORS, RECIPE)
    names, vectors = [each.names for each in data.described], embed(data.described, VECTORS)
    source = np.random.default_rng(0)
    rows = source.normal(size=(400, N_COLUMNS)).astype(np.float32)
    # Gold follows the first column alone, and the parse is of no use.
    gold = np.clip(rows[:, 0].astype(np.float64), -3, 3)
    held = replace(data, gold=gold, encoded=rows)
    pooled = with_encoder(head, held, VECTORS, column=1)
    parse, first, second = pooled.pool[:3]
    assert first > 0.7
    assert abs(parse) < 0.2
    assert abs(second) < 0.3
    error = np.abs(pooled.predict(names, vectors, rows) - gold).mean()
    assert error < np.abs(head.predict(names, vectors) - gold).mean() / 2


def test_every_recipe_has_a_column_of_the_encoder() -> None:
    assert [recipe.column for recipe in RECIPES.values()] == [1, 0, 2, 3, 4, 5]
