"""Boosted and randomised trees as plain arrays: no scikit-learn, no pickle at run time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Rows evaluated together; bounds the memory of the (rows, trees) tables.
_ROWS_AT_ONCE = 512
# After so many levels, descents that have met a leaf are left out; to look after each would take longer.
_LEVELS_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Forest:
    """The sum of trees, all descended at once.

    Parameters
    ----------
    feature : array of int, shape (n_trees, n_nodes)
        Column that a node compares.
    threshold : array of float, shape (n_trees, n_nodes)
        Rows with a value up to it go left.
    left, right : array of int, shape (n_trees, n_nodes)
        Children of a node; a leaf is its own child.
    value : array of float, shape (n_trees, n_nodes) or (n_trees, n_nodes, n_outputs)
        What a leaf adds.
    baseline : float
        Added to every sum.
    depth : int
        Length of the longest path from a root to a leaf.
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    baseline: float
    depth: int
    # As `_predict` reads them: all trees' nodes in one row, each node's right child before its left one.
    _roots: NDArray[np.intp] = field(init=False, repr=False, compare=False)
    _features: NDArray[np.intp] = field(init=False, repr=False, compare=False)
    _children: NDArray[np.intp] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        n_trees, n_nodes = self.feature.shape
        roots = np.arange(n_trees, dtype=np.intp) * n_nodes
        children = np.stack([self.right, self.left], axis=2) + roots[:, None, None]
        object.__setattr__(self, "_roots", roots)
        object.__setattr__(self, "_features", self.feature.astype(np.intp).ravel())
        object.__setattr__(self, "_children", children.ravel())

    def predict(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Sums for the rows of a table without missing values.

        *Shape:* ``(n_rows, n_columns)`` to ``(n_rows,)``, or ``(n_rows, n_outputs)`` where leaves add several values.
        """
        parts = [self._predict(table[start : start + _ROWS_AT_ONCE]) for start in range(0, len(table), _ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros((0, *self.value.shape[2:]))

    def _predict(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        threshold, values = self.threshold.ravel(), table.ravel()
        row = np.repeat(np.arange(len(table)) * table.shape[1], len(self._roots))
        at = node = np.tile(self._roots, len(table))
        moving = np.arange(len(node))  # descents that have not met a leaf
        for _ in range(0, self.depth, _LEVELS_AT_ONCE):
            for _ in range(_LEVELS_AT_ONCE):
                before = at
                lower = values.take(row + self._features.take(at)) <= threshold.take(at)
                at = self._children.take(2 * at + lower)
            moved = np.flatnonzero(at != before)
            node[moving] = at
            if not len(moved):
                break
            at, row, moving = at[moved], row[moved], moving[moved]
        leaves = self.value.reshape(-1, *self.value.shape[2:]).take(node, axis=0)
        sums: NDArray[np.float64] = leaves.reshape(len(table), len(self._roots), *self.value.shape[2:]).sum(axis=1)
        return sums + self.baseline

    def arrays(self, prefix: str) -> dict[str, NDArray[Any]]:
        """Arrays to save, named with a prefix."""
        return {
            f"{prefix}.feature": _compact(self.feature),
            f"{prefix}.threshold": self.threshold,
            f"{prefix}.left": _compact(self.left),
            f"{prefix}.right": _compact(self.right),
            f"{prefix}.value": self.value,
            f"{prefix}.baseline": np.array([self.baseline, self.depth]),
        }


def _compact(numbers: NDArray[np.int32]) -> NDArray[Any]:
    """Return numbers of columns or nodes in two bytes each, where they fit."""
    return numbers.astype(np.int16) if numbers.max(initial=0) <= np.iinfo(np.int16).max else numbers


def forest_from_arrays(arrays: Mapping[str, NDArray[Any]], prefix: str) -> Forest:
    """Read what `Forest.arrays` gave; raises `KeyError` where an array is missing."""
    baseline, depth = arrays[f"{prefix}.baseline"].tolist()
    return Forest(
        feature=arrays[f"{prefix}.feature"].astype(np.int32),
        threshold=arrays[f"{prefix}.threshold"],
        left=arrays[f"{prefix}.left"].astype(np.int32),
        right=arrays[f"{prefix}.right"].astype(np.int32),
        value=arrays[f"{prefix}.value"],
        baseline=baseline,
        depth=int(depth),
    )


def forest_from_sklearn(estimator: Any) -> Forest:
    """Take over the trees of a fitted `HistGradientBoostingRegressor` without categorical columns."""
    trees = [predictor.nodes for (predictor,) in estimator._predictors]
    size = max(map(len, trees))
    shape = (len(trees), size)
    feature, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    threshold, value = np.zeros(shape), np.zeros(shape)
    for row, nodes in enumerate(trees):
        own, leaf = np.arange(len(nodes)), nodes["is_leaf"].astype(bool)
        feature[row, : len(nodes)] = np.where(leaf, 0, nodes["feature_idx"])
        threshold[row, : len(nodes)] = np.where(leaf, 0.0, nodes["num_threshold"])
        left[row, : len(nodes)] = np.where(leaf, own, nodes["left"])
        right[row, : len(nodes)] = np.where(leaf, own, nodes["right"])
        value[row, : len(nodes)] = nodes["value"]
    depth = max(int(nodes["depth"].max()) for nodes in trees)
    return Forest(feature, threshold, left, right, value, float(np.ravel(estimator._baseline_prediction)[0]), depth)


def forest_from_classifier(estimator: Any, binary: NDArray[np.bool_]) -> Forest:
    """Take over a fitted `ExtraTreesClassifier`: the sums are the mean class probabilities of its trees.

    `binary` tells the columns that are 0 or 1 everywhere; any threshold between is the same, and one half is stored.
    """
    trees = [each.tree_ for each in estimator.estimators_]
    size = max(tree.node_count for tree in trees)
    shape = (len(trees), size)
    feature, left, right = (np.zeros(shape, dtype=np.int32) for _ in range(3))
    threshold, value = np.zeros(shape), np.zeros((*shape, len(estimator.classes_)), dtype=np.float32)
    for row, tree in enumerate(trees):
        own, count = np.arange(tree.node_count), tree.node_count
        leaf = tree.children_left < 0
        feature[row, :count] = np.where(leaf, 0, tree.feature)
        threshold[row, :count] = np.where(leaf, 0.0, np.where(binary[tree.feature], 0.5, tree.threshold))
        left[row, :count] = np.where(leaf, own, tree.children_left)
        right[row, :count] = np.where(leaf, own, tree.children_right)
        shares = np.where(leaf[:, None], tree.value[:, 0, :], 0.0)
        value[row, :count] = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9) / len(trees)
    depth = max(tree.max_depth for tree in trees)
    return Forest(feature, threshold, left, right, value.astype(np.float16).astype(np.float64), 0.0, depth)
