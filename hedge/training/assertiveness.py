"""Fit the assertiveness of passages on human ratings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.assertiveness import RatedPassage, read_assertiveness
from hedge.evaluation.assertiveness import assertiveness_metrics
from hedge.evaluation.regression import regression_metrics
from hedge.models.store import PACKS
from hedge.scoring.estimators.passages import AssertivenessRegressor
from hedge.scoring.passages.assertiveness import FILE, PACK
from hedge.training.cards import Card, finish_pack

VERSION = "1"
FOLDS = 10


def train_assertiveness(data: Path) -> dict[str, float]:
    """Fit and write the pack ``assertiveness``.

    Parameters
    ----------
    data : Path
        Folder with ``train.csv``.

    Returns
    -------
    dict of str to float
        Metrics from ten-fold cross-validation, as `evaluate_assertiveness` gives them.
    """
    passages = read_assertiveness(data / "train.csv")
    scores = cross_validate_assertiveness(passages)
    fit_assertiveness(passages).model_.save(PACKS / PACK, FILE)
    finish_pack(
        Card(
            name=PACK,
            version=VERSION,
            about="Says how assertive a whole passage sounds: ridge regression over tf-idf weights of words and word "
            "pairs and a hundred measures of style (densities of hedges, boosters and other groups of words, lengths, "
            "punctuation). Raw text in, no parse; every score is a sum of effects of named features.",
            data=f"{len(passages)} passages with mean human ratings (ComplexData-MILA/epistemic-integrity): model "
            "answers, debate arguments, forum posts, podcast talk, scientific findings. The source is not a feature. "
            f"Ratings run from {min(p.assertiveness for p in passages):.1f} to "
            f"{max(p.assertiveness for p in passages):.1f}, mean {np.mean([p.assertiveness for p in passages]):.1f}; "
            "the pack holds weights of words and word pairs, no passages.",
            licence="research use (the data set's terms)",
            splits=f"fitted on all passages; scored by {FOLDS}-fold cross-validation (shuffled, seed 0), which also "
            "served to choose the features; the last column predicts the mean of the other folds",
            command="hedge train assertiveness --data ../shared/data/assertiveness",
            limits="part of the gain tells sources from each other, as the figures by source show; scores gather "
            "around the mean; English prose of these kinds only.",
            scores={"cross-validation": scores, "constant": _constant(passages)},
        )
    )
    return scores


def _constant(passages: Sequence[RatedPassage]) -> dict[str, float]:
    ratings = np.array([passage.assertiveness for passage in passages])
    found = np.zeros(len(ratings))
    for fitted, held in _folds(len(ratings)):
        found[held] = ratings[fitted].mean()
    metrics = regression_metrics(ratings, found)
    return {name: metrics[name] for name in ("mse", "mae")}


def fit_assertiveness(passages: Sequence[RatedPassage]) -> AssertivenessRegressor:
    """Fit on rated passages."""
    return AssertivenessRegressor().fit([p.text for p in passages], [p.assertiveness for p in passages])


def cross_validate_assertiveness(passages: Sequence[RatedPassage]) -> dict[str, float]:
    """Metrics over all passages, each scored by a model that was not fitted on it."""
    found = np.zeros(len(passages))
    for fitted, held in _folds(len(passages)):
        model = fit_assertiveness([passages[i] for i in fitted])
        found[held] = model.model_.scores([passages[i].text for i in held])[:, 0]
    rated = [(p.source, p.assertiveness, float(score)) for p, score in zip(passages, found, strict=True)]
    return assertiveness_metrics(rated, sorted({p.source for p in passages}))


def _folds(size: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    from sklearn.model_selection import KFold

    return list(KFold(FOLDS, shuffle=True, random_state=0).split(np.zeros(size)))
