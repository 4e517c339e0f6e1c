from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hedge.errors import ModelError
from hedge.sources.evidence.linear import LinearModel, feature_key, load_linear

MODEL = LinearModel(
    {feature_key("a"): 0, feature_key("b"): 1},
    np.array([[1, 2], [10, 20], [0, 0]], dtype=np.float32),
    np.array([0.5, 0], dtype=np.float32),
)


def test_scores_add_up() -> None:
    assert MODEL.scores([["a", "b"], ["b"]]) == pytest.approx(np.array([[11.5, 22], [10.5, 20]]))


def test_unknown_features_and_empty_samples_count_nothing() -> None:
    assert MODEL.scores([["c"], [], ["a"]]) == pytest.approx(np.array([[0.5, 0], [0.5, 0], [1.5, 2]]))


def test_a_feature_counts_once() -> None:
    assert MODEL.scores([["a", "a"]]) == pytest.approx(np.array([[1.5, 2]]))


def test_no_samples() -> None:
    assert MODEL.scores([]).shape == (0, 2)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    MODEL.save(tmp_path, "cue")
    assert load_linear(tmp_path, "cue").vocabulary == MODEL.vocabulary
    whole = (tmp_path / "cue.npz").read_bytes()
    with pytest.raises(ModelError, match=r"none\.npz"):
        load_linear(tmp_path, "none")
    for content in (b"", b"PK no zip", whole[: len(whole) // 2], whole[:40] + b"x" * 40 + whole[80:]):
        (tmp_path / "cue.npz").write_bytes(content)
        with pytest.raises(ModelError, match="expected a linear model in"):
            load_linear(tmp_path, "cue")
