"""Score uncertain-sentence detection: precision, recall and F1 of the uncertain class, accuracy, ROC area."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.wiki import read_wiki
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.scoring.uncertainty import THRESHOLD, UncertaintyModel, load_uncertainty_model

_NAN = float("nan")


def uncertainty_metrics(
    gold: Sequence[bool] | NDArray[np.bool_], probabilities: Sequence[float] | NDArray[np.float64]
) -> dict[str, float]:
    """Metrics of predicted probabilities against gold labels; NaN where a figure is not defined.

    Examples
    --------
    >>> uncertainty_metrics([True, True, False, False], [0.9, 0.2, 0.6, 0.1])["f1"]
    0.5
    """
    truth, scores = np.asarray(gold, dtype=bool), np.asarray(probabilities, dtype=np.float64)
    found = scores >= THRESHOLD
    right, predicted, positive = int((truth & found).sum()), int(found.sum()), int(truth.sum())
    return {
        "precision": right / predicted if predicted else _NAN,
        "recall": right / positive if positive else _NAN,
        "f1": 2 * right / (predicted + positive) if predicted + positive else _NAN,
        "accuracy": float((truth == found).mean()) if len(truth) else _NAN,
        "roc_auc": _area(truth, scores),
    }


def _area(truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Share of pairs of an uncertain and a certain sentence that are in the right order, ties counted half."""
    positive, negative = scores[truth], np.sort(scores[~truth])
    if not len(positive) or not len(negative):
        return _NAN
    below = np.searchsorted(negative, positive, side="left")
    not_above = np.searchsorted(negative, positive, side="right")
    return float((below + not_above).sum() / (2 * len(positive) * len(negative)))


def evaluate_uncertainty(path: Path, *, model: UncertaintyModel | None = None) -> Evaluation:
    """Run the uncertainty model on a ``.csv`` file with columns uncertain and sentence.

    Parameters
    ----------
    path : Path
        The file.
    model : UncertaintyModel, optional
        Default: the shipped one.

    Returns
    -------
    Evaluation
        Metrics in [0, 1], keys as in `uncertainty_metrics`; intervals over sentences; ``n`` sentences.

    Raises
    ------
    MissingInputError, InputError
        There is no such file, or it is not in the format.
    """
    sentences = read_wiki(path)
    probabilities = (model or load_uncertainty_model()).probabilities([sentence.text for sentence in sentences])
    units = [(sentence.uncertain, float(p)) for sentence, p in zip(sentences, probabilities, strict=True)]
    metrics, intervals = bootstrap(
        units, lambda part: uncertainty_metrics([gold for gold, _ in part], [p for _, p in part])
    )
    return Evaluation(n=len(units), metrics=metrics, intervals=intervals)
