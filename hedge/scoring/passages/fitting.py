"""Fit models of passages: an encoder from the texts, then ridge regressions of ratings or classes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.models.linear import FloatArray, LinearModel
from hedge.scoring.passages.features import RawPassage
from hedge.scoring.passages.model import PassageEncoder, PassageModel, StateWeights, standardise
from hedge.scoring.passages.reading import READINGS

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_LEAST_SCALE = 1e-9
_LEAST_STATE = 1e-3  # states vary by about one
# Offsets that are tried for the score of a class, and how many neighbours on either side are averaged.
_OFFSETS = np.linspace(-0.2, 0.7, 91)
_SMOOTH = 3
_FACTORS = np.geomspace(1, 30, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRecipe:
    """How a model of passages is fitted.

    Parameters
    ----------
    rarest : int
        Words and pairs in fewer passages are left out.
    style_weight : float
        See `PassageEncoder`; 0 leaves the measures of style out.
    reading : str
        How texts are read: a key of `hedge.scoring.passages.reading.READINGS`.
    """

    rarest: int
    style_weight: float
    reading: str = "passages"


def fit_encoder(passages: Sequence[RawPassage], recipe: PassageRecipe) -> PassageEncoder:
    """Learn the vocabulary with its idf, and the mean and spread of the measures of style."""
    counts: Counter[str] = Counter()
    for passage in passages:
        counts.update(passage.words.keys())
    total = len(passages)
    idf = {
        name: math.log((1 + total) / (1 + count)) + 1
        for name, count in sorted(counts.items())
        if count >= recipe.rarest
    }
    names = list(passages[0].style) if recipe.style_weight else []
    table = np.array([[passage.style[name] for name in names] for passage in passages])
    spread = np.maximum(table.std(axis=0), _LEAST_SCALE) if names else np.zeros(0)
    # A measure that never varies in these texts says nothing about others.
    varied = [i for i in range(len(names)) if spread[i] > _LEAST_SCALE]
    centre = table.mean(axis=0) if names else np.zeros(0)
    return PassageEncoder(
        idf,
        {names[i]: float(centre[i]) for i in varied},
        {names[i]: float(spread[i]) for i in varied},
        recipe.style_weight,
    )


def fit_ridge(texts: Sequence[str], ratings: FloatArray, recipe: PassageRecipe, alpha: float) -> PassageModel:
    """Fit a ridge regression of ratings around their mean."""
    return fit_ridge_on(READINGS[recipe.reading](texts), ratings, recipe, alpha)


def fit_ridge_on(
    passages: Sequence[RawPassage], ratings: FloatArray, recipe: PassageRecipe, alpha: float
) -> PassageModel:
    """As `fit_ridge`, on texts that have been read."""
    from sklearn.linear_model import Ridge

    design = _Design(passages, recipe)
    mean = float(ratings.mean())
    estimator = Ridge(alpha=alpha, fit_intercept=False, solver="cholesky").fit(design.table, ratings - mean)
    weights = np.asarray(estimator.coef_, dtype=np.float64).reshape(-1, 1)
    return design.model(weights, np.array([mean]), ("rating",))


class _Design:
    """Passages as rows of a table, and how its weights become a model."""

    def __init__(self, passages: Sequence[RawPassage], recipe: PassageRecipe) -> None:
        self._reading = recipe.reading
        self._encoder = fit_encoder(passages, recipe)
        table, self._features = encode_table(self._encoder, passages)
        states = np.array([passage.states for passage in passages], dtype=np.float64)
        self._centre, self._scale = map(_kept, (states.mean(axis=0), np.maximum(states.std(axis=0), _LEAST_STATE)))
        # All states together weigh as much as all words.
        self._factor = 1 / math.sqrt(max(states.shape[1], 1))
        self.table = table
        if states.shape[1]:
            block = self._factor * standardise(states, self._centre, self._scale)
            self.table = np.hstack([table.toarray(), block])

    def products(self) -> FloatArray:
        """Products of the rows with each other. *Shape:* ``(n_passages, n_passages)``."""
        found = self.table @ self.table.T
        return np.asarray(found if isinstance(self.table, np.ndarray) else found.toarray())

    def model(self, weights: FloatArray, bias: FloatArray, outputs: tuple[str, ...]) -> PassageModel:
        """The model with these weights of the table's columns."""
        split = len(self._features)
        vocabulary = {name: row for row, name in enumerate(self._features)}
        linear = LinearModel(vocabulary, _kept(weights[:split]), bias, outputs)
        states = StateWeights(self._centre, self._scale, _kept(self._factor * weights[split:]))
        return PassageModel(self._encoder, linear, self._reading, states if len(weights) > split else None)


def _kept(values: FloatArray) -> FloatArray:
    """As files keep them, so that a saved model says what the fitted one did."""
    return values.astype(np.float16).astype(np.float64)


def fit_classes_on(
    passages: Sequence[RawPassage], labels: NDArray[Any], names: Sequence[str], recipe: PassageRecipe, alpha: float
) -> PassageModel:
    """Fit scores for the classes of several columns: a ridge regression of each class, then thresholds.

    Parameters
    ----------
    passages : sequence of RawPassage
        The samples, read as the recipe says.
    labels : array, shape (n_passages, n_columns)
        Labels of any kind.
    names : sequence of str
        Of the columns; outputs are called ``name=label``, the labels of a column in the order of `np.unique`.
    recipe : PassageRecipe
        How to encode.
    alpha : float
        Strength of the regularisation.

    Notes
    -----
    Thresholds are chosen for the F1 averaged over a column's classes, on scores of each sample by a model fitted on all
    the others. A softmax of the scores gives probabilities, which lean towards rare classes as the thresholds do.
    """
    design = _Design(passages, recipe)
    columns = [np.unique(column, return_inverse=True) for column in labels.T]
    truth = np.hstack([np.eye(len(classes))[numbers] for classes, numbers in columns])
    mean = truth.mean(axis=0)
    inverse = np.linalg.inv(design.products() + alpha * np.eye(len(passages)))
    dual = inverse @ (truth - mean)
    unseen = truth - dual / np.diag(inverse)[:, None]
    weights, bias, start = np.asarray(design.table.T @ dual), mean.copy(), 0
    for classes, numbers in columns:
        part = slice(start, start + len(classes))
        offsets = choose_offsets(unseen[:, part], numbers)
        sharpness = _sharpness(unseen[:, part] + offsets, numbers)
        weights[:, part] *= sharpness
        bias[part] = sharpness * (bias[part] + offsets)
        start += len(classes)
    outputs = tuple(f"{name}={label}" for name, (classes, _) in zip(names, columns, strict=True) for label in classes)
    return design.model(weights, bias, outputs)


def choose_offsets(scores: FloatArray, labels: NDArray[np.intp]) -> FloatArray:
    """What to add to the scores of each class so that choosing the highest gives the best F1 averaged over classes.

    The middle of the best offsets of one class after the other, twice; those of the largest class stay 0.

    Parameters
    ----------
    scores : array, shape (n_samples, n_classes)
        Scores, about 0 to 1, of samples that the model was not fitted on.
    labels : array of int, shape (n_samples,)
        Their class numbers.

    Examples
    --------
    >>> scores = np.array([[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.6, 0.4]])
    >>> offsets = choose_offsets(scores, np.array([0, 0, 0, 1]))
    >>> (scores + offsets).argmax(axis=1).tolist()
    [0, 0, 0, 1]
    """
    sizes = np.bincount(labels, minlength=scores.shape[1])
    order = np.argsort(-sizes, kind="stable")[1:]
    offsets = np.zeros(scores.shape[1])
    for number in [*order, *order]:
        figures = []
        for offset in _OFFSETS:
            offsets[number] = offset
            figures.append(_macro_f1(labels, (scores + offsets).argmax(axis=1), scores.shape[1]))
        # Neighbouring offsets share what is signal in these figures, and the middle of good ones is the safest.
        smooth = np.convolve(np.pad(figures, _SMOOTH, mode="edge"), np.full(2 * _SMOOTH + 1, 1.0), mode="valid")
        best = np.flatnonzero(smooth >= smooth.max() - _LEAST_SCALE)
        offsets[number] = _OFFSETS[best].mean()
    return offsets


def _macro_f1(truth: NDArray[np.intp], found: NDArray[np.intp], classes: int) -> float:
    hits = np.bincount(truth[truth == found], minlength=classes)
    sizes = np.bincount(truth, minlength=classes) + np.bincount(found, minlength=classes)
    return float(np.mean(2 * hits / np.maximum(sizes, 1)))


def _sharpness(scores: FloatArray, labels: NDArray[np.intp]) -> float:
    """Factor of the scores whose softmax makes the labels likeliest, each class weighed alike."""
    sizes = np.bincount(labels, minlength=scores.shape[1])
    weights = 1 / sizes[labels]
    losses = []
    for factor in _FACTORS:
        scaled = factor * (scores - scores.max(axis=1, keepdims=True))
        chosen = scaled[np.arange(len(labels)), labels] - np.log(np.exp(scaled).sum(axis=1))
        losses.append(-float(weights @ chosen))
    return float(_FACTORS[int(np.argmin(losses))])


def encode_table(encoder: PassageEncoder, passages: Sequence[RawPassage]) -> tuple[csr_matrix, list[str]]:
    """Encoded passages as a sparse matrix, and the names of its columns."""
    from scipy.sparse import csr_matrix

    features = [*encoder.idf, *(f"s:{name}" for name in encoder.centre)]
    columns = {name: column for column, name in enumerate(features)}
    values: list[float] = []
    indices: list[int] = []
    starts = [0]
    for passage in passages:
        row = encoder.encode(passage)
        values.extend(row.values())
        indices.extend(columns[name] for name in row)
        starts.append(len(values))
    return csr_matrix((values, indices, starts), shape=(len(passages), len(features))), features
