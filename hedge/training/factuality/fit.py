"""Fit the factuality model: stacked heads on predicted parses of the training sets."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.factuality import read_factuality
from hedge.encoding import load_encoder
from hedge.evaluation.factuality import factuality_metrics
from hedge.models.store import PACKS
from hedge.predicates.vectors import WordVectors, load_word_vectors
from hedge.scoring.factuality import (
    PACK,
    FactualityHead,
    Floats,
    boosting_table,
    embed,
    linear_scores,
)
from hedge.scoring.forest import forest_from_sklearn
from hedge.scoring.vocabulary import Vocabulary
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder.folds import COMMAND, FoldEncoders
from hedge.training.factuality.recipes import RECIPES, Recipe
from hedge.training.factuality.samples import Samples, collect, pool
from hedge.training.factuality.stack import LOSSES, fit_stack
from hedge.training.parses import ParseCache

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

VERSION = "14"
RAREST = 3
FOLDS = 5
RIDGE_PENALTY = 60.0
# Sparse features that the boosted ensembles see.
CHOSEN = 400
# Below this share of the largest coefficient, a feature of the ridge regression is dropped from the shipped file.
SMALLEST = 0.01


# Numbers and addresses: they would tie the model to its training texts.
_ODD = re.compile(r"\d\d|://|@|www\.")
_BOOSTING: dict[str, Any] = {
    "learning_rate": 0.1,
    "max_leaf_nodes": 15,
    "min_samples_leaf": 30,
    "l2_regularization": 1.0,
    "max_features": 0.3,
    "max_bins": 63,
    "random_state": 0,
}


def train_factuality(data: Path, encoders: Path, cache: ParseCache | None = None) -> dict[str, float]:
    """Fit and write the pack ``factuality``.

    Parameters
    ----------
    data : Path
        Folder with the data sets that `RECIPES` names.
    encoders : Path
        The folder with the encoders of the folds, from `hedge.training.encoder.folds.train_fold_encoders`.
    cache : ParseCache, optional
        Where parses are kept.

    Returns
    -------
    dict of str to float
        ``<head>_mae`` and ``<head>_pearson_r`` on the dev part of each head's set.

    Raises
    ------
    MissingInputError, InputError
        A file is missing or damaged.
    """
    cache = cache or ParseCache()
    vectors, encoder, readers = load_word_vectors(), load_encoder(), FoldEncoders(encoders)
    scores: dict[str, float] = {}
    sizes: dict[str, int] = {}
    for name, recipe in RECIPES.items():
        head, sizes[name] = fit_recipe(recipe, data, vectors, readers, cache)
        head.save(PACKS / PACK / name)
        held = collect(read_factuality(data / recipe.dev / "dev.jsonl"), cache, lambda _: encoder)
        for mode, rows in (("", held.encoded), ("fast_", None)):
            predicted = head.predict([each.names for each in held.described], embed(held.described, vectors), rows)
            figures = factuality_metrics(held.gold, predicted)
            scores |= {f"{name}_{mode}{key}": value for key, value in figures.items()}
    finish_pack(_card(scores, sizes))
    return scores


def fit_recipe(
    recipe: Recipe, data: Path, vectors: WordVectors, readers: FoldEncoders, cache: ParseCache
) -> tuple[FactualityHead, int]:
    """Fit a head and its stack on the training sets of a recipe; also returns the number of their targets."""
    samples = training_samples(recipe, data, readers, cache)
    parts, blend = fit_stack(held_out_scores(samples, vectors, recipe), samples, recipe)
    return replace(fit_head(samples, vectors, recipe), stack=parts, stack_blend=blend), len(samples.gold)


def training_samples(recipe: Recipe, data: Path, readers: FoldEncoders, cache: ParseCache) -> Samples:
    """The targets of the training sets of a recipe, with the rows of encoders that have not seen the sentences."""
    return pool(
        {each: collect(read_factuality(data / each / "train.jsonl"), cache, readers.of) for each in recipe.train}
    )


def held_out_scores(samples: Samples, vectors: WordVectors, recipe: Recipe) -> Floats:
    """Scores from the parse, of each fold by a head that was fitted on the others."""
    parsed = np.zeros(len(samples.gold))
    for fold in np.unique(samples.folds):
        held = samples.folds == fold
        part = samples[held]
        other = fit_head(samples[~held], vectors, recipe)
        parsed[held] = other.predict([each.names for each in part.described], embed(part.described, vectors))
    return parsed


def fit_head(samples: Samples, vectors: WordVectors, recipe: Recipe) -> FactualityHead:
    """Fit a head: a ridge regression, and boosted ensembles on its scores for sentences it was not fitted on.

    Parameters
    ----------
    samples : Samples
        Training targets.
    vectors : WordVectors
        Of the parser pack.
    recipe : Recipe
        Boosting rounds and blend.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor

    names = [each.names for each in samples.described]
    vocabulary = Vocabulary(name for name in Vocabulary.of(names, RAREST).names if not _ODD.search(name))
    sparse, dense = vocabulary.encode(names), embed(samples.described, vectors)
    ridge = _fit_ridge(sparse, dense, samples.gold)
    columns = _most_telling(sparse, ridge.coef_)
    first = _held_out_scores(sparse, dense, samples)
    table = boosting_table(first, sparse, columns, dense)
    ensembles = tuple(
        forest_from_sklearn(
            HistGradientBoostingRegressor(loss=loss, max_iter=count, **_BOOSTING).fit(table, samples.gold)
        )
        for loss, count in zip(LOSSES, recipe.rounds, strict=True)
    )
    return _pruned(
        FactualityHead(
            vocabulary=vocabulary,
            weights=ridge.coef_,
            intercept=float(ridge.intercept_),
            columns=columns,
            ensembles=ensembles,
            blend=recipe.blend,
        )
    )


def _fit_ridge(sparse: csr_matrix, dense: NDArray[np.float32], gold: Floats) -> Any:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import Ridge

    table = hstack([sparse, csr_matrix(dense)]).tocsr()
    return Ridge(alpha=RIDGE_PENALTY, solver="sparse_cg", tol=1e-3).fit(table, gold)


def _held_out_scores(sparse: csr_matrix, dense: NDArray[np.float32], samples: Samples) -> Floats:
    """Ridge scores of each sample from a fit without its sentence."""
    from sklearn.model_selection import GroupKFold

    scores = np.zeros(len(samples.gold))
    for fitted, held in GroupKFold(FOLDS).split(sparse, samples.gold, samples.groups):
        ridge = _fit_ridge(sparse[fitted], dense[fitted], samples.gold[fitted])
        scores[held] = linear_scores(ridge.coef_, ridge.intercept_, sparse[held], dense[held])
    return scores


def _most_telling(sparse: csr_matrix, weights: Floats) -> NDArray[np.intp]:
    """Columns with the largest share in the variance of the ridge scores, in column order."""
    share = np.asarray(sparse.mean(axis=0)).ravel()  # above 1 for the few names that a target has twice
    spread = np.abs(weights[: len(share)]) * np.sqrt(np.maximum(share * (1 - share), 0))
    return np.sort(np.argsort(-spread, kind="stable")[:CHOSEN])


def _pruned(head: FactualityHead) -> FactualityHead:
    """Drop features whose coefficient hardly counts; single precision for the rest."""
    names = head.vocabulary.names
    split = len(names)
    weights = head.weights
    needed = np.abs(weights[:split]) >= SMALLEST * np.abs(weights[:split]).max()
    needed[head.columns] = True
    kept = np.flatnonzero(needed)
    return replace(
        head,
        vocabulary=Vocabulary(names[column] for column in kept),
        weights=np.concatenate([weights[kept], weights[split:]]).astype(np.float32),
        columns=np.searchsorted(kept, head.columns),
    )


def _card(scores: dict[str, float], sizes: dict[str, int]) -> Card:
    return Card(
        name=PACK,
        version=VERSION,
        about="Says of every predicate whether the text presents it as having happened: ridge regression over sparse "
        "features of predicted trees and word vectors of the parser pack, stacked with two gradient boosting ensembles "
        "(squared and absolute error) and blended with them; unless the pipeline is the fast one, two more ensembles "
        "give the score from that and from what the encoder and the probes of its middle layers say of the word (in "
        "all heads but `general` three pairs). The pipeline uses the head "
        "`general`, fitted on UW with Ross & Pavlick and MegaVeridicality (split 1) for the veridicality of verbs; the "
        "others rate as the annotators of the sets did whose names they bear.",
        data="train targets: " + ", ".join(f"{name} {count}" for name, count in sizes.items()) + ".",
        licence="UDS-IH2 is over the English Web Treebank (CC BY-SA 4.0, carried on by its head); the others are for "
        "research use",
        splits="train parts to fit, with the encoder on what encoders make of sentences unknown to them; dev parts to "
        "choose and score; the stacks of `meantime` and `commitmentbank` by cross-validation on train "
        "(benchmarks/factuality_settings.py); of the sets with three splits for cross-validation the first, so "
        "that figures on the other two are not out of sample. The parser saw the sentences of UDS-IH2 train in its own "
        "training, so its trees are better there than on new text.",
        command=f"{COMMAND}, then hedge train factuality --data ../shared/data/factuality --encoders FOLDS",
        limits="fitted on web text and news; negated, conditional and open-complement predicates are the hardest. "
        "Scores do not carry over between the annotation schemes of the heads.",
        scores={
            f"{name}{label}, dev": {key: scores[f"{name}_{mode}{key}"] for key in ("mae", "pearson_r")}
            for name in sizes
            for mode, label in (("", ""), ("fast_", " without encoder"))
        },
    )
