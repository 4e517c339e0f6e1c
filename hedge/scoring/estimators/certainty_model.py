"""The models behind `hedge.CertaintyClassifier`: one fitted on labels of one's own, and the shipped one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.models.linear import FloatArray, softmax
from hedge.scoring.certainty.pool import LEVELS, NOT_EVALUABLE
from hedge.scoring.estimators.certainty_reading import BLOCKS, Reading, read_texts, score_texts
from hedge.scoring.estimators.certainty_summary import SUMMARY

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

#: What a classifier may draw on, from the fewest features to the most: lengths of the blocks (statement, predicate,
#: text and summary) beside each other.
FEATURE_SETS = {
    "words": (0.0, 0.0, 2.0, 0.0),
    "summary": (0.0, 0.0, 1.5, 1.0),
    "statement": (1.0, 0.0, 1.0, 1.0),
    "all": (0.5, 0.3, 1.5, 1.0),
}
AUTO = "auto"
_FOLDS = 3
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
    lengths : array, shape (4,)
        Lengths of the blocks statement, predicate, text and summary; 0 leaves one out.
    """

    names: tuple[str, ...]
    idf: FloatArray
    centre: FloatArray
    spread: FloatArray
    lengths: FloatArray

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, those of the summary last."""
        return (*self.names, *(f"summary:{name}" for name in SUMMARY))

    @property
    def blocks(self) -> NDArray[np.intp]:
        """Block of each feature, as its number in `BLOCKS`."""
        return np.array([BLOCKS.index(name.partition(":")[0]) for name in self.names], dtype=np.intp)

    def encode(self, readings: Sequence[Reading]) -> csr_matrix:
        """Encode readings. *Shape:* ``(len(readings), len(columns))``."""
        from scipy.sparse import csr_matrix, hstack

        index = {name: column for column, name in enumerate(self.names)}
        blocks = self.blocks
        values: list[FloatArray] = []
        columns: list[NDArray[np.intp]] = []
        starts = [0]
        for reading in readings:
            found = np.array([index.get(name, -1) for name in reading.names], dtype=np.intp)
            known = found[found >= 0]
            row = reading.values[found >= 0] * self.idf[known]
            own = blocks[known]
            norms = np.sqrt(np.bincount(own, row**2, minlength=len(BLOCKS)))
            values.append(row * (self.lengths[: len(BLOCKS)] / np.maximum(norms, 1e-12))[own])
            columns.append(known)
            starts.append(starts[-1] + len(known))
        cells = np.concatenate([np.zeros(0), *values]), np.concatenate([np.zeros(0, dtype=np.intp), *columns])
        sparse = csr_matrix((*cells, starts), shape=(len(readings), len(self.names)))
        table = np.array([reading.summary for reading in readings]).reshape(len(readings), len(SUMMARY))
        dense = np.clip((table - self.centre) / self.spread, -4, 4) * self.lengths[-1] / np.sqrt(len(SUMMARY))
        return csr_matrix(hstack([sparse, csr_matrix(dense)]))


def fit_encoder(readings: Sequence[Reading], rarest: int) -> TextEncoder:
    """Choose the features that at least `rarest` readings have, and measure them."""
    from collections import Counter

    counts = Counter(name for reading in readings for name in reading.names)
    names = tuple(sorted(name for name, count in counts.items() if count >= rarest))
    idf = np.array([1 + np.log((1 + len(readings)) / (1 + counts[name])) for name in names])
    table = np.array([reading.summary for reading in readings])
    spread = np.maximum(table.std(axis=0), _LEAST_SPREAD)
    return TextEncoder(names, idf, table.mean(axis=0), spread, np.ones(len(BLOCKS) + 1))


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
    readings: Sequence[Reading],
    classes: NDArray[np.intp],
    *,
    rarest: int,
    features: str,
    options: dict[str, Any],
    weight: FloatArray | None = None,
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
    features : str
        One of `FEATURE_SETS`, or ``"auto"`` for the one with the least log loss in cross-validation.
    options : dict
        For `sklearn.linear_model.LogisticRegression`.
    weight : array, optional
        Of the samples.
    """
    full = fit_encoder(readings, rarest)
    table = full.encode(readings)
    if features == AUTO:
        features = _best_features(full, table, classes, options, weight)
    lengths = np.array(FEATURE_SETS[features])
    columns = _column_lengths(full, lengths)
    estimator = _fit(table.multiply(columns).tocsr(), classes, options, weight)
    weights, bias = np.asarray(estimator.coef_).T, np.asarray(estimator.intercept_)
    if weights.shape[1] == 1:  # scikit-learn scores the second class only
        weights, bias = np.hstack([-weights, weights]) / 2, np.array([-bias[0], bias[0]]) / 2
    kept = np.flatnonzero(lengths[full.blocks])
    names = tuple(full.names[i] for i in kept)
    encoder = TextEncoder(names, full.idf[kept], full.centre, full.spread, lengths)
    return TextCertaintyModel(encoder, np.vstack([weights[kept], weights[len(full.names) :]]), bias)


def _best_features(
    encoder: TextEncoder,
    table: csr_matrix,
    classes: NDArray[np.intp],
    options: dict[str, Any],
    weight: FloatArray | None,
) -> str:
    """Name of the feature set with the least log loss, the smallest of equals; all features for very few texts."""
    from sklearn.model_selection import StratifiedKFold

    folds = min(_FOLDS, int(np.bincount(classes).min()))
    if folds < 2:
        return "all"
    losses = dict.fromkeys(FEATURE_SETS, 0.0)
    for fitted, held in StratifiedKFold(folds, shuffle=True, random_state=0).split(classes, classes):
        for name, lengths in FEATURE_SETS.items():
            scaled = table.multiply(_column_lengths(encoder, np.array(lengths))).tocsr()
            estimator = _fit(scaled[fitted], classes[fitted], options, None if weight is None else weight[fitted])
            chances = estimator.predict_proba(scaled[held])[np.arange(len(held)), classes[held]]
            held_weight = np.ones(len(held)) if weight is None else weight[held]
            losses[name] -= float(held_weight @ np.log(np.maximum(chances, 1e-12)))
    return min(losses, key=lambda name: losses[name])


def _column_lengths(encoder: TextEncoder, lengths: FloatArray) -> FloatArray:
    return np.concatenate([lengths[encoder.blocks], np.full(len(SUMMARY), lengths[-1])])


def _fit(table: csr_matrix, classes: NDArray[np.intp], options: dict[str, Any], weight: FloatArray | None) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=2000, **options).fit(table, classes, sample_weight=weight)
