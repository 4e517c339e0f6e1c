from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hedge.encoding.heads import N_COLUMNS
from hedge.predicates import PredicateFeatures
from hedge.predicates.vectors import WordVectors
from hedge.scoring.factuality import embed, load_head
from hedge.training.factuality import fit as training
from hedge.training.factuality.fit import fit_head, held_out_scores
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
    groups, rows = np.arange(n) // 2, np.zeros((n, N_COLUMNS), np.float32)
    return Samples(described, gold, groups, groups % 3, rows, np.ones(n, dtype=bool))


def test_fitted_head_learns_survives_saving_and_is_reproducible(tmp_path: Path) -> None:
    data = samples()
    head = fit_head(data, VECTORS, RECIPE)
    names, vectors = [each.names for each in data.described], embed(data.described, VECTORS)
    predicted = head.predict(names, vectors)
    assert np.abs(predicted - data.gold).mean() < 0.8
    head.save(tmp_path)
    np.testing.assert_allclose(load_head(tmp_path).predict(names, vectors), predicted, atol=1e-6)
    np.testing.assert_array_equal(fit_head(data, VECTORS, RECIPE).predict(names, vectors), predicted)


def test_a_head_is_scored_on_sentences_that_it_was_not_fitted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    fitted: list[set[int]] = []

    def watch(part: Samples, *rest: Any) -> Any:
        fitted.append(set(part.folds.tolist()))
        return fit_head(part, *rest)

    monkeypatch.setattr(training, "fit_head", watch)
    data = samples()
    scores = held_out_scores(data, VECTORS, RECIPE)
    assert fitted == [{1, 2}, {0, 2}, {0, 1}]
    assert np.abs(scores - data.gold).mean() < 0.8
