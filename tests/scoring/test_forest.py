from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingRegressor

from hedge.errors import ModelError
from hedge.scoring.factuality import load_head
from hedge.scoring.forest import Forest, forest_from_arrays, forest_from_sklearn


@pytest.fixture
def fitted() -> tuple[HistGradientBoostingRegressor, np.ndarray]:
    generator = np.random.default_rng(0)
    table = generator.normal(size=(700, 6)).astype(np.float32)
    table[:, 0] = table[:, 0] > 0
    target = table[:, 0] * table[:, 1] + np.abs(table[:, 2])
    estimator = HistGradientBoostingRegressor(loss="absolute_error", max_iter=30, max_leaf_nodes=9, random_state=0)
    return estimator.fit(table, target), table


def test_it_predicts_what_scikit_learn_predicts(fitted: tuple[HistGradientBoostingRegressor, np.ndarray]) -> None:
    estimator, table = fitted
    np.testing.assert_allclose(forest_from_sklearn(estimator).predict(table), estimator.predict(table), rtol=1e-12)


def test_rows_do_not_depend_on_each_other(fitted: tuple[HistGradientBoostingRegressor, np.ndarray]) -> None:
    forest = forest_from_sklearn(fitted[0])
    table = fitted[1]
    single = [forest.predict(table[i : i + 1])[0] for i in range(20)]
    assert forest.predict(table)[:20].tolist() == single
    assert len(forest.predict(table[:0])) == 0


def test_arrays_round_trip(fitted: tuple[HistGradientBoostingRegressor, np.ndarray], tmp_path: Path) -> None:
    forest = forest_from_sklearn(fitted[0])
    np.savez_compressed(tmp_path / "forest.npz", **forest.arrays("a"))
    with np.load(tmp_path / "forest.npz", allow_pickle=False) as file:
        again = forest_from_arrays(dict(file), "a")
    assert isinstance(again, Forest)
    assert again.predict(fitted[1]).tolist() == forest.predict(fitted[1]).tolist()


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "head.json").write_text('{"features": [], "blend": [1, 2]}')
    np.savez_compressed(tmp_path / "head.npz", something=np.zeros(2))
    with pytest.raises(ModelError, match="factuality head"):
        load_head(tmp_path)


def test_numbers_too_large_for_two_bytes_are_kept() -> None:
    left, right = (np.array([[child, 1, 2]], dtype=np.int32) for child in (1, 2))
    forest = Forest(
        feature=np.array([[40_000, 0, 0]], dtype=np.int32), threshold=np.array([[0.5, 0.0, 0.0]]),
        left=left, right=right, value=np.array([[0.0, 1.0, 2.0]]), baseline=0.0, depth=1,
    )  # fmt: skip
    table = np.zeros((2, 40_001), dtype=np.float32)
    table[1, 40_000] = 1
    again = forest_from_arrays(forest.arrays("a"), "a")
    assert again.predict(table).tolist() == forest.predict(table).tolist() == [1.0, 2.0]
