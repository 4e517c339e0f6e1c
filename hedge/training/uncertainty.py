"""Fit the model of uncertain sentences on labelled Wikipedia sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hedge.corpora.wiki import LabelledSentence, read_wiki
from hedge.evaluation.uncertainty import uncertainty_metrics
from hedge.models.store import PACKS, register_pack
from hedge.scoring.uncertainty import PACK, UncertaintyModel
from hedge.scoring.uncertainty_features import sentence_features
from hedge.scoring.vocabulary import Vocabulary
from hedge.training.parses import ParseCache

VERSION = "1"
RAREST = 2
REGULARISATION = 2.0
FOLDS = 5


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
        Metrics from stratified five-fold cross-validation, as `evaluate_uncertainty` gives them.
    """
    sentences = read_wiki(data / "train.csv")
    scores = cross_validate_uncertainty(sentences)
    fit_uncertainty(sentences).save(PACKS / PACK)
    _write_card(PACKS / PACK, scores, len(sentences))
    register_pack(PACK, VERSION)
    return scores


def fit_uncertainty(sentences: Sequence[LabelledSentence]) -> UncertaintyModel:
    """Fit vocabulary, weights and classifier."""
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression

    rows = [sentence_features(sentence.text) for sentence in sentences]
    vocabulary = Vocabulary.of(rows, RAREST)
    weighting = TfidfTransformer()
    weighted = weighting.fit_transform(vocabulary.encode(rows))
    labels = [int(sentence.uncertain) for sentence in sentences]
    return UncertaintyModel(
        vocabulary, weighting, LogisticRegression(C=REGULARISATION, max_iter=1000).fit(weighted, labels)
    )


def cross_validate_uncertainty(sentences: Sequence[LabelledSentence]) -> dict[str, float]:
    """Metrics over all sentences, each scored by a model that was not fitted on it."""
    from sklearn.model_selection import StratifiedKFold

    gold = np.array([sentence.uncertain for sentence in sentences])
    probabilities = np.zeros(len(gold))
    for fitted, held in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(gold, gold):
        model = fit_uncertainty([sentences[i] for i in fitted])
        probabilities[held] = model.probabilities([sentences[i].text for i in held])
    return uncertainty_metrics(gold, probabilities)


def _write_card(folder: Path, scores: dict[str, float], sentences: int) -> None:
    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix != ".md")
    lines = [
        "# uncertainty: sentences with a cue of uncertainty",
        "",
        "Logistic regression over tf-idf weights of words, word pairs and classes of hedging words; raw sentences in,",
        "no parse.",
        "",
        f"- Data: {sentences} sentences of the CoNLL-2010 Wikipedia task (sample of clips/pattern; research use). The",
        "  pack holds weights of words and word pairs, no sentences.",
        f"- Date 2026-11-23, version {VERSION}, {size / 2**20:.2f} MiB.",
        "- Refit: `hedge train uncertainty --data ../shared/data/uncertainty_wiki`.",
        "",
        f"| metric | {FOLDS}-fold cross-validation |",
        "|---|---|",
        *(f"| {name} | {value:.3f} |" for name, value in scores.items()),
        "",
        "Limits: fitted on encyclopedic prose, where praise without a source counts as uncertain; half of the training",
        "sentences are uncertain, far more than in running text.",
        "",
    ]
    (folder / "card.md").write_text("\n".join(lines), encoding="utf-8")
