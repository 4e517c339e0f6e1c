"""Score the certainty of scientific findings, by sentence and by aspect."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hedge.corpora.science import read_aspects, read_findings
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.evaluation.regression import regression_metrics
from hedge.scoring.passages.science import ASPECTS, AspectModel, ScienceModel, load_aspect_model, load_science_model

# Gold and predicted classes of a finding, in the order of the aspects.
Classified = tuple[Sequence[str], Sequence[str]]


def aspect_metrics(classified: Sequence[Classified]) -> dict[str, float]:
    """``<aspect>_f1``, the F1 averaged over the classes that the gold has, and ``macro_f1``, its mean over aspects.

    Examples
    --------
    >>> six = ("Certain",) * 6
    >>> aspect_metrics([(six, six), (six, ("Uncertain",) * 6)])["macro_f1"]
    0.6666666666666666
    """
    figures = {
        f"{aspect}_f1": _class_f1([gold[i] for gold, _ in classified], [found[i] for _, found in classified])
        for i, aspect in enumerate(ASPECTS)
    }
    return {"macro_f1": float(np.mean(list(figures.values())))} | figures


def _class_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    truth, guess = np.array(gold), np.array(found)
    if not len(truth):
        return float("nan")
    return float(
        np.mean(
            [
                2 * int(((truth == name) & (guess == name)).sum()) / int((truth == name).sum() + (guess == name).sum())
                for name in np.unique(truth)
            ]
        )
    )


def evaluate_science_certainty(path: Path, *, model: ScienceModel | None = None) -> Evaluation:
    """Run the sentence-level model on a ``sentence-level-*.jsonl`` file.

    Parameters
    ----------
    path : Path
        The file.
    model : ScienceModel, optional
        Default: the shipped one.

    Returns
    -------
    Evaluation
        ``mse mae pearson_r spearman_r`` on the scale from 1 to 6; intervals over ``n`` findings.

    Raises
    ------
    MissingInputError, InputError
        There is no such file, or it is not in the format.
    """
    findings = read_findings(path)
    scores = (model or load_science_model()).certainty([finding.text for finding in findings])
    rated = [(finding.certainty, float(score)) for finding, score in zip(findings, scores, strict=True)]
    metrics, intervals = bootstrap(
        rated, lambda part: regression_metrics([gold for gold, _ in part], [found for _, found in part])
    )
    return Evaluation(n=len(rated), metrics=metrics, intervals=intervals)


def evaluate_aspect_certainty(path: Path, *, model: AspectModel | None = None) -> Evaluation:
    """Run the aspect-level model on an ``aspect-level-*.jsonl`` file.

    Parameters
    ----------
    path : Path
        The file.
    model : AspectModel, optional
        Default: the shipped one.

    Returns
    -------
    Evaluation
        Keys as in `aspect_metrics`; intervals over ``n`` findings.

    Raises
    ------
    MissingInputError, InputError
        There is no such file, or it is not in the format.
    """
    findings = read_aspects(path)
    found = (model or load_aspect_model()).classify([finding.text for finding in findings])
    classified = [(finding.classes, classes) for finding, classes in zip(findings, found, strict=True)]
    metrics, intervals = bootstrap(classified, aspect_metrics)
    return Evaluation(n=len(classified), metrics=metrics, intervals=intervals)
