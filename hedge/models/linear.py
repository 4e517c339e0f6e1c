"""A linear model over named features, kept as plain arrays: no scikit-learn, no pickle at run time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores from sums of weights: one column an output.

    Parameters
    ----------
    vocabulary : dict of str to int
        Row of each feature.
    weights : array, shape (n_features, n_outputs)
        Their weights.
    bias : array, shape (n_outputs,)
        Added to each sum.
    outputs : tuple of str
        Names of the columns.

    Examples
    --------
    >>> model = LinearModel({"a": 0}, np.array([[2.0, -1.0]]), np.zeros(2), ("x", "y"))
    >>> model.scores([["a"], ["b"]]).tolist()
    [[2.0, -1.0], [0.0, 0.0]]
    """

    vocabulary: Mapping[str, int]
    weights: FloatArray
    bias: FloatArray
    outputs: tuple[str, ...]

    def scores(self, rows: Sequence[Iterable[str] | Mapping[str, float]]) -> FloatArray:
        """Scores of samples given by feature names (value 1), or by names with values.

        *Shape:* ``(len(rows), n_outputs)``. Features the model does not know count nothing.
        """
        result = np.tile(self.bias, (len(rows), 1))
        get = self.vocabulary.get
        for number, row in enumerate(rows):
            pairs = row.items() if isinstance(row, Mapping) else ((name, 1.0) for name in dict.fromkeys(row))
            known = [(index, value) for name, value in pairs if (index := get(name)) is not None]
            if known:
                indices, values = zip(*known, strict=True)
                result[number] += np.asarray(values) @ self.weights[list(indices)]
        return result

    def probabilities(self, rows: Sequence[Iterable[str] | Mapping[str, float]]) -> FloatArray:
        """Softmax of the scores over the outputs."""
        return softmax(self.scores(rows))

    def save(self, folder: Path, name: str) -> None:
        """Write ``<name>.json`` (vocabulary and outputs) and ``<name>.npz`` (weights in single precision)."""
        folder.mkdir(parents=True, exist_ok=True)
        features = sorted(self.vocabulary, key=lambda feature: self.vocabulary[feature])
        record = {"outputs": self.outputs, "features": features}
        (folder / f"{name}.json").write_text(
            json.dumps(record, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
        )
        np.savez_compressed(folder / f"{name}.npz", weights=self.weights.astype(np.float32), bias=self.bias)


def softmax(scores: FloatArray) -> FloatArray:
    """Probabilities from logits, by rows.

    Examples
    --------
    >>> softmax(np.array([[0.0, 0.0]])).tolist()
    [[0.5, 0.5]]
    """
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))


def load_linear(folder: Path, name: str) -> LinearModel:
    """Read what `LinearModel.save` wrote.

    Raises
    ------
    ModelError
        A file is missing or no such model, or the files do not fit together.
    """
    try:
        record = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        features, outputs = list(record["features"]), tuple(record["outputs"])
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            weights, bias = arrays["weights"].astype(np.float64), arrays["bias"].astype(np.float64)
        vocabulary = {feature: row for row, feature in enumerate(features)}
    except (OSError, EOFError, ValueError, KeyError, TypeError, RecursionError, BadZipFile, zlib.error) as error:
        raise ModelError(f"expected the model {name} in {folder}, got {error!r}: reinstall hedge") from error
    if weights.shape != (len(features), len(outputs)) or bias.shape != (len(outputs),):
        raise ModelError(
            f"expected the model {name} in {folder} to fit its vocabulary, got {weights.shape}: reinstall hedge"
        )
    return LinearModel(vocabulary, weights, bias, outputs)


def linear_from_sklearn(
    estimator: Any, features: Sequence[str], outputs: Sequence[str], *, smallest: float = 1e-3
) -> LinearModel:
    """Take over a fitted scikit-learn linear model, without the features whose weights are all below `smallest`."""
    weights = np.atleast_2d(np.asarray(estimator.coef_, dtype=np.float64)).T
    bias = np.atleast_1d(np.asarray(estimator.intercept_, dtype=np.float64))
    if weights.shape[1] == 1 and len(outputs) == 2:  # a binary logistic regression scores its second class only
        weights, bias = np.hstack([-weights / 2, weights / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= smallest)
    return LinearModel({features[int(row)]: i for i, row in enumerate(kept)}, weights[kept], bias, tuple(outputs))
