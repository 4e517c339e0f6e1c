from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import N_COLUMNS
from hedge.predicates import PredicateFeatures
from hedge.scoring.factuality import stack_table
from hedge.training.factuality.recipes import Recipe
from hedge.training.factuality.samples import Samples
from hedge.training.factuality.stack import fit_stack

RECIPE = Recipe(train=("weather",), dev="weather", rounds=(20, 20))
N = 400
# The parse is of no use.
PARSED = np.tile([-2.5, 2.5], N // 2)


def rows(seed: int) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(N, N_COLUMNS)).astype(np.float32)


def samples(gold: NDArray[np.float32], own: NDArray[np.bool_]) -> Samples:
    described = [PredicateFeatures(("lemma",), ("fell", "")) for _ in range(N)]
    numbers = np.arange(N)
    return Samples(described, np.clip(gold.astype(np.float64), -3, 3), numbers, numbers % 3, rows(0), own)


def predict(data: Samples, recipe: Recipe, encoded: NDArray[np.float32]) -> NDArray[np.float64]:
    parts, blend = fit_stack(PARSED, data, recipe)
    assert len(parts) == len(blend)
    assert abs(sum(blend) - 1) < 1e-9
    table = stack_table(PARSED, encoded)
    return np.sum([weight * part.predict(table) for weight, part in zip(blend, parts, strict=True)], axis=0)


def test_the_stack_trusts_what_is_right() -> None:
    data = samples(rows(0)[:, 0], np.ones(N, dtype=bool))
    found = predict(data, RECIPE, rows(1))
    assert np.corrcoef(found, rows(1)[:, 0])[0, 1] > 0.9
    assert abs(np.corrcoef(found, PARSED)[0, 1]) < 0.2
    np.testing.assert_array_equal(predict(data, RECIPE, rows(1)), found)


def test_a_stack_has_as_many_parts_as_the_recipe_says() -> None:
    data = samples(rows(0)[:, 0], np.ones(N, dtype=bool))
    for blend, repeats, count in (((0.4, 0.6), 3, 6), ((0.0, 1.0), 2, 2)):
        parts, _ = fit_stack(PARSED, data, replace(RECIPE, stack_blend=blend, repeats=repeats))
        assert len(parts) == count


def test_samples_of_other_sets_count_what_the_recipe_says() -> None:
    own = np.arange(N) < N // 2
    # The two sets rate the same column the opposite way.
    data = samples(np.where(own, 1, -1) * rows(0)[:, 0], own)
    slopes = [
        float(np.polyfit(rows(0)[:, 0], predict(data, replace(RECIPE, others=others), rows(0)), 1)[0])
        for others in (0.0, 0.5, 1.0)
    ]
    assert slopes[0] > slopes[1] > slopes[2]
    assert slopes[0] > 0.5
