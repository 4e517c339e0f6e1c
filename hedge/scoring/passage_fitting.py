"""Fit models of passages: an encoder from the texts, then a ridge or a logistic regression; needs scikit-learn."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hedge.models.linear import FloatArray, LinearModel
from hedge.scoring.passage_features import RawPassage
from hedge.scoring.passage_model import PassageEncoder, PassageModel

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_LEAST_SCALE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageRecipe:
    """How a model of passages is fitted.

    Parameters
    ----------
    rarest : int
        Words and pairs in fewer passages are left out.
    style_weight : float
        See `PassageEncoder`; 0 leaves the measures of style out.
    """

    rarest: int
    style_weight: float


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


def fit_ridge(passages: Sequence[RawPassage], ratings: FloatArray, recipe: PassageRecipe, alpha: float) -> PassageModel:
    """Fit a ridge regression of ratings around their mean."""
    from sklearn.linear_model import Ridge

    encoder = fit_encoder(passages, recipe)
    table, features = encode_table(encoder, passages)
    mean = float(ratings.mean())
    estimator = Ridge(alpha=alpha, fit_intercept=False, solver="cholesky").fit(table, ratings - mean)
    weights = np.asarray(estimator.coef_, dtype=np.float64).reshape(-1, 1)
    return PassageModel(encoder, _linear(features, weights, np.array([mean]), ("rating",)))


def fit_classes(
    passages: Sequence[RawPassage],
    labels: NDArray[np.intp],
    outputs: Sequence[Sequence[str]],
    recipe: PassageRecipe,
    *,
    regularisation: float,
    balance: float,
) -> PassageModel:
    """Fit a logistic regression for each column of class numbers.

    Parameters
    ----------
    passages : sequence of RawPassage
        The samples.
    labels : array of int, shape (n_passages, n_columns)
        Class numbers; every class of a column occurs.
    outputs : sequence of sequences of str
        Names of the outputs for the classes of each column.
    recipe : PassageRecipe
        How to encode.
    regularisation : float
        Inverse strength, as `C` of scikit-learn.
    balance : float
        0 weighs passages alike, 1 weighs classes alike, values between lie between.
    """
    encoder = fit_encoder(passages, recipe)
    table, features = encode_table(encoder, passages)
    fitted = [
        _logistic(table, labels[:, column], len(names), regularisation, balance) for column, names in enumerate(outputs)
    ]
    weights = np.hstack([coefficients for coefficients, _ in fitted])
    bias = np.concatenate([intercepts for _, intercepts in fitted])
    return PassageModel(encoder, _linear(features, weights, bias, tuple(name for own in outputs for name in own)))


def _logistic(
    table: csr_matrix, labels: NDArray[np.intp], classes: int, regularisation: float, balance: float
) -> tuple[FloatArray, FloatArray]:
    """Weights ``(n_features, classes)`` and intercepts."""
    from sklearn.linear_model import LogisticRegression

    if classes == 1:  # nothing to tell apart
        return np.zeros((table.shape[1], 1)), np.zeros(1)
    sizes = np.bincount(labels, minlength=classes)
    weights = {number: float((len(labels) / (classes * size)) ** balance) for number, size in enumerate(sizes)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lbfgs stops at the limit close to the optimum
        estimator = LogisticRegression(C=regularisation, max_iter=300, class_weight=weights).fit(table, labels)
    coefficients, intercepts = np.asarray(estimator.coef_).T, np.asarray(estimator.intercept_)
    if classes == 2:  # scikit-learn scores the second class only
        return np.hstack([-coefficients, coefficients]) / 2, np.array([-intercepts[0], intercepts[0]]) / 2
    return coefficients, intercepts


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


def _linear(features: Sequence[str], weights: FloatArray, bias: FloatArray, outputs: tuple[str, ...]) -> LinearModel:
    return LinearModel({name: row for row, name in enumerate(features)}, weights, bias, outputs)
