from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hedge.scoring.passages.fitting import PassageRecipe, choose_offsets, fit_classes_on
from hedge.scoring.passages.reading import read_passages


def macro_f1(truth: list[int], found: list[int]) -> float:
    figures = []
    for name in set(truth):
        hits = sum(t == f == name for t, f in zip(truth, found, strict=True))
        figures.append(2 * hits / (truth.count(name) + found.count(name)))
    return sum(figures) / len(figures)


def test_offsets_find_a_rare_class() -> None:
    random = np.random.default_rng(0)
    labels = (np.arange(400) % 10 == 0).astype(int)
    rare = 0.1 + 0.25 * labels + random.normal(0, 0.05, 400)
    scores = np.stack([1 - rare, rare], axis=1)
    assert macro_f1(labels.tolist(), scores.argmax(axis=1).tolist()) < 0.6
    offsets = choose_offsets(scores, labels)
    assert offsets[0] == 0
    assert macro_f1(labels.tolist(), (scores + offsets).argmax(axis=1).tolist()) > 0.95


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30))
def test_offsets_are_within_reach(samples: list[tuple[int, float, float]]) -> None:
    labels = np.array([label for label, _, _ in samples])
    scores = np.array([(1 - a, a, b) for _, a, b in samples])
    offsets = choose_offsets(scores, labels)
    assert offsets[np.bincount(labels, minlength=3).argmax()] == 0
    assert np.abs(offsets).max() <= 0.7


def test_thresholds_find_what_is_rare() -> None:
    texts = [f"the {name} held in week {week}" for name in ("wall", "roof", "gate", "road") for week in range(9)]
    texts += [f"the {name} may hold" for name in ("wall", "roof", "gate")]
    labels = np.array([["open" if "may" in text else "firm"] for text in texts])
    recipe = PassageRecipe(rarest=1, style_weight=1.0)
    model = fit_classes_on(read_passages(texts), labels, ["Rest"], recipe, 1.0)
    assert model.linear.outputs == ("Rest=firm", "Rest=open")
    scores = model.scores(["the road may hold", "the road held in week 5"])
    assert (scores[:, 1] > scores[:, 0]).tolist() == [True, False]
