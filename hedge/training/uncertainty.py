"""Fit the model of uncertain sentences on labelled Wikipedia sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hedge.corpora.wiki import LabelledSentence, read_wiki
from hedge.evaluation.uncertainty import uncertainty_metrics
from hedge.models.store import PACKS
from hedge.scoring.estimators.passages import UncertaintyClassifier
from hedge.scoring.uncertainty import PACK, UncertaintyModel
from hedge.training.cards import Card, finish_pack
from hedge.training.parses import ParseCache

VERSION = "2"
FOLDS = 5
REPEATS = 5


def train_uncertainty(data: Path, cache: ParseCache | None = None) -> dict[str, float]:
    """Fit and write the pack ``uncertainty``.

    Parameters
    ----------
    data : Path
        Folder with ``train.csv``.
    cache : ParseCache, optional
        Not used, as the features need no parse; taken so that all training commands are called alike.

    Returns
    -------
    dict of str to float
        Metrics as `evaluate_uncertainty` gives them, from stratified five-fold cross-validation, the mean of five
        divisions into folds.
    """
    sentences = read_wiki(data / "train.csv")
    repeats = [cross_validate_uncertainty(sentences, random_state) for random_state in range(REPEATS)]
    scores = {metric: float(np.mean([repeat[metric] for repeat in repeats])) for metric in repeats[0]}
    lowest = {"f1": min(repeat["f1"] for repeat in repeats)}
    fit_uncertainty(sentences).save(PACKS / PACK)
    finish_pack(
        Card(
            name=PACK,
            version=VERSION,
            about="Tells sentences with a cue of uncertainty from certain ones: logistic regression over tf-idf "
            "weights of words, their beginnings, word pairs and classes of hedging words. Raw sentences in, no parse.",
            data=f"{len(sentences)} sentences of the CoNLL-2010 Wikipedia task (sample of clips/pattern). The pack "
            "holds weights of words and word pairs, no sentences.",
            licence="research use (the sample's terms)",
            splits=f"fitted on all sentences; scored by stratified {FOLDS}-fold cross-validation with {REPEATS} "
            "divisions into folds, which also served to choose the regularisation",
            command="hedge train uncertainty --data ../shared/data/uncertainty_wiki",
            limits="fitted on encyclopedic prose, where praise without a source counts as uncertain; half of the "
            "training sentences are uncertain, far more than in running text, and the strong regularisation leans "
            "towards uncertain: for fewer false alarms ask for a probability of more than one half.",
            scores={"cross-validation": scores, "lowest of the divisions": lowest},
        )
    )
    return scores


def fit_uncertainty(sentences: Sequence[LabelledSentence]) -> UncertaintyModel:
    """Fit vocabulary, weights and classifier."""
    estimator = UncertaintyClassifier().fit(
        [each.text for each in sentences], [int(each.uncertain) for each in sentences]
    )
    model: UncertaintyModel = estimator.model_
    return model


def cross_validate_uncertainty(sentences: Sequence[LabelledSentence], random_state: int = 0) -> dict[str, float]:
    """Metrics over all sentences, each scored by a model that was not fitted on it.

    Parameters
    ----------
    sentences : sequence of LabelledSentence
        The sample.
    random_state : int, default 0
        Decides which sentences share a fold.
    """
    from sklearn.model_selection import StratifiedKFold

    gold = np.array([sentence.uncertain for sentence in sentences])
    probabilities = np.zeros(len(gold))
    for fitted, held in StratifiedKFold(FOLDS, shuffle=True, random_state=random_state).split(gold, gold):
        model = fit_uncertainty([sentences[i] for i in fitted])
        probabilities[held] = model.probabilities([sentences[i].text for i in held])
    return uncertainty_metrics(gold, probabilities)
