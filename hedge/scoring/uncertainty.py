"""Uncertain sentences in the sense of CoNLL-2010: hedged, vague, or with a view that nobody is named for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.models import model_folder
from hedge.scoring.uncertainty_features import sentence_features
from hedge.scoring.vocabulary import Vocabulary

PACK = "uncertainty"
THRESHOLD = 0.5

# skops needs no further trust for a logistic regression and a tf-idf transformer.
TRUSTED: list[str] = []


@dataclass(frozen=True, slots=True)
class UncertaintyModel:
    """Logistic regression over tf-idf weights of surface features; works on raw sentences.

    Parameters
    ----------
    vocabulary : Vocabulary
        The features.
    weighting : sklearn.feature_extraction.text.TfidfTransformer
        Their weights.
    classifier : sklearn.linear_model.LogisticRegression
        Class 1 is "uncertain".

    References
    ----------
    Farkas et al. (2010), "The CoNLL-2010 Shared Task: Learning to Detect Hedges and their Scope".
    """

    vocabulary: Vocabulary
    weighting: Any
    classifier: Any

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Probability, in [0, 1], that each sentence is uncertain; 0.5 and above counts as uncertain.

        *Shape:* ``(len(sentences),)``.
        """
        if not sentences:
            return np.zeros(0)
        weighted = self.weighting.transform(self.vocabulary.encode([sentence_features(each) for each in sentences]))
        return np.asarray(self.classifier.predict_proba(weighted)[:, 1], dtype=np.float64)

    def save(self, folder: Path) -> None:
        """Write ``features.json`` and ``model.skops``."""
        import skops.io

        folder.mkdir(parents=True, exist_ok=True)
        names = json.dumps(self.vocabulary.names, ensure_ascii=False, separators=(",", ":"))
        (folder / "features.json").write_text(names + "\n", encoding="utf-8")
        skops.io.dump([self.weighting, self.classifier], folder / "model.skops", compression=8, compresslevel=9)


@cache
def load_uncertainty_model() -> UncertaintyModel:
    """Load the shipped model (once a process).

    Raises
    ------
    ModelMissingError, ModelHashError
        The pack is missing or damaged.
    """
    import skops.io

    folder = model_folder(PACK)
    weighting, classifier = skops.io.load(folder / "model.skops", trusted=TRUSTED)
    names = json.loads((folder / "features.json").read_text(encoding="utf-8"))
    return UncertaintyModel(Vocabulary(names), weighting, classifier)
