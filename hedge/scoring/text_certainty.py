"""The models behind `hedge.CertaintyClassifier`: one fitted on labels of one's own, and the shipped one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.models.linear import FloatArray, softmax
from hedge.scoring.certainty_pool import LEVELS, NOT_EVALUABLE
from hedge.scoring.text_reading import BLOCKS, Reading, read_texts, score_texts
from hedge.scoring.text_summary import SUMMARY

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

#: Lengths of the blocks of features beside each other.
BLOCK_WEIGHTS = {"statement": 1.0, "predicate": 1.0, "text": 1.0, "summary": 1.0}
_LABELS = (*reversed(LEVELS), NOT_EVALUABLE)
# A column that hardly varies must not be blown up.
_LEAST_SPREAD = 1e-6


@dataclass(frozen=True, slots=True)
class TextEncoder:
    """Readings to rows of numbers: tf-idf weights block by block, each of length 1, then the standardised summary.

    Parameters
    ----------
    names : tuple of str
        The features it knows, in column order.
    idf : array, shape (len(names),)
        Their inverse document frequencies.
    centre, spread : array, shape (len(SUMMARY),)
        Means and standard deviations of the summary.
    """

    names: tuple[str, ...]
    idf: FloatArray
    centre: FloatArray
    spread: FloatArray

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, those of the summary last."""
        return (*self.names, *(f"summary:{name}" for name in SUMMARY))

    def encode(self, readings: Sequence[Reading]) -> csr_matrix:
        """Encode readings. *Shape:* ``(len(readings), len(columns))``."""
        from scipy.sparse import csr_matrix, hstack

        index = {name: column for column, name in enumerate(self.names)}
        blocks = np.array([BLOCKS.index(name.partition(":")[0]) for name in self.names], dtype=np.intp)
        lengths = np.array([BLOCK_WEIGHTS[block] for block in BLOCKS])
        values: list[FloatArray] = []
        columns: list[NDArray[np.intp]] = []
        starts = [0]
        for reading in readings:
            found = np.array([index.get(name, -1) for name in reading.names], dtype=np.intp)
            known = found[found >= 0]
            row = reading.values[found >= 0] * self.idf[known]
            own = blocks[known]
            norms = np.sqrt(np.bincount(own, row**2, minlength=len(BLOCKS)))
            values.append(row * (lengths / np.maximum(norms, 1e-12))[own])
            columns.append(known)
            starts.append(starts[-1] + len(known))
        cells = np.concatenate([np.zeros(0), *values]), np.concatenate([np.zeros(0, dtype=np.intp), *columns])
        sparse = csr_matrix((*cells, starts), shape=(len(readings), len(self.names)))
        table = np.array([reading.summary for reading in readings]).reshape(len(readings), len(SUMMARY))
        dense = np.clip((table - self.centre) / self.spread, -4, 4) * BLOCK_WEIGHTS["summary"] / np.sqrt(len(SUMMARY))
        return csr_matrix(hstack([sparse, csr_matrix(dense)]))


def fit_encoder(readings: Sequence[Reading], rarest: int) -> TextEncoder:
    """Choose the features that at least `rarest` readings have, and measure them."""
    from collections import Counter

    counts = Counter(name for reading in readings for name in reading.names)
    names = tuple(sorted(name for name, count in counts.items() if count >= rarest))
    idf = np.array([1 + np.log((1 + len(readings)) / (1 + counts[name])) for name in names])
    table = np.array([reading.summary for reading in readings])
    return TextEncoder(names, idf, table.mean(axis=0), np.maximum(table.std(axis=0), _LEAST_SPREAD))


@dataclass(frozen=True, slots=True)
class TextCertaintyModel:
    """A logistic regression over encoded readings, as plain arrays.

    Parameters
    ----------
    encoder : TextEncoder
        Gives the columns.
    weights : array, shape (n_columns, n_classes)
        Coefficients.
    bias : array, shape (n_classes,)
        Intercepts.
    """

    encoder: TextEncoder
    weights: FloatArray
    bias: FloatArray

    def probabilities(self, texts: Sequence[str]) -> FloatArray:
        """Probabilities of the classes. *Shape:* ``(len(texts), n_classes)``."""
        return softmax(np.asarray(self.encoder.encode(read_texts(texts)) @ self.weights + self.bias))

    def choose(self, texts: Sequence[str]) -> NDArray[np.intp]:
        """Index of each text's class."""
        return np.asarray(self.probabilities(texts).argmax(axis=1))

    def contributions(self, text: str, output: int) -> list[tuple[str, float]]:
        """What each feature of a text adds to one class, compared with the mean of all classes; the largest first."""
        row = self.encoder.encode(read_texts([text])).tocoo()
        against = self.weights[:, output] - self.weights.mean(axis=1)
        names = self.encoder.columns
        pairs = [(names[column], float(x * against[column])) for column, x in zip(row.col, row.data, strict=True)]
        return sorted(pairs, key=lambda pair: (-abs(pair[1]), pair[0]))


@dataclass(frozen=True, slots=True)
class ShippedCertainty:
    """The shipped certainty model, asked about whole texts as their authors' statements."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Its classes, in the order of its columns."""
        return _LABELS

    def probabilities(self, texts: Sequence[str]) -> FloatArray:
        """Probabilities of the four labels, and of ``na``. *Shape:* ``(len(texts), 5)``."""
        rows = [
            [*(scored.evaluable * scored.probabilities[label] for label in _LABELS[:-1]), 1 - scored.evaluable]
            for scored in score_texts(texts)
        ]
        return np.array(rows).reshape(len(rows), len(_LABELS))

    def choose(self, texts: Sequence[str]) -> NDArray[np.intp]:
        """Index of each text's label, by the thresholds of the shipped model."""
        return np.array([_LABELS.index(scored.label) for scored in score_texts(texts)], dtype=np.intp)


def fit_text_certainty(
    readings: Sequence[Reading], classes: NDArray[np.intp], *, rarest: int, options: dict[str, Any], weight: Any = None
) -> TextCertaintyModel:
    """Fit encoder and logistic regression.

    Parameters
    ----------
    readings : sequence of Reading
        The samples.
    classes : array of int, shape (len(readings),)
        Number of each one's class; every number up to the largest occurs.
    rarest : int
        Features of fewer texts are left out.
    options : dict
        For `sklearn.linear_model.LogisticRegression`.
    weight : array, optional
        Of the samples.
    """
    from sklearn.linear_model import LogisticRegression

    encoder = fit_encoder(readings, rarest)
    estimator = LogisticRegression(max_iter=2000, **options).fit(
        encoder.encode(readings), classes, sample_weight=weight
    )
    weights, bias = np.asarray(estimator.coef_).T, np.asarray(estimator.intercept_)
    if weights.shape[1] == 1:  # scikit-learn scores the second class only
        weights, bias = np.hstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    return TextCertaintyModel(encoder, weights, bias)
