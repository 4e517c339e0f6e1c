from __future__ import annotations

from hedge.corpora.wiki import LabelledSentence
from hedge.training.uncertainty import cross_validate_uncertainty, fit_uncertainty

SENTENCES = [
    LabelledSentence(f"{name} {verb} the old mill.", "may" in verb)
    for name in ("Anna", "Bela", "Cora", "Dora", "Ewa", "Fay")
    for verb in ("bought", "may have bought")
]


def test_cross_validation_scores_unseen_sentences() -> None:
    assert cross_validate_uncertainty(SENTENCES)["f1"] == 1.0


def test_fit_is_reproducible() -> None:
    texts = [sentence.text for sentence in SENTENCES]
    assert (
        fit_uncertainty(SENTENCES).probabilities(texts).tolist()
        == fit_uncertainty(SENTENCES).probabilities(texts).tolist()
    )
