"""Fit a certainty classifier on labels of one's own: cross-validate it by group, fit it on everything, save it."""

from __future__ import annotations

import os
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.labelled import LabelledText, read_labelled
from hedge.errors import InputError
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.scoring.estimators.certainty import CertaintyClassifier

FOLDS = 5
# Probabilities below this count as this in the log loss, as a label may be missing from a fold.
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one text in cross-validation."""

    gold: str
    found: str
    chance: float


def train_own_certainty(data: Path, out: Path, *, folds: int = FOLDS) -> Evaluation:
    """Fit `hedge.CertaintyClassifier` on a table, and save it to a folder.

    Parameters
    ----------
    data : Path
        A ``.csv`` file with the columns text, label and, optionally, group.
    out : Path
        The folder; new, empty, or holding a classifier saved before.
    folds : int, default 5
        Parts of the cross-validation; fewer where a label has fewer groups.

    Returns
    -------
    Evaluation
        Cross-validated figures: ``accuracy``, ``macro_f1``, ``log_loss``, an ``<label>_f1`` for each, and, to compare
        with, ``majority_accuracy``. Intervals by resampling groups.

    Raises
    ------
    InputError
        The table is not as described, a label has fewer than two groups, or the folder cannot be written.
    """
    rows = read_labelled(data)
    _check_folder(out)
    result = cross_validate_own(rows, folds=folds)
    estimator = CertaintyClassifier().fit([row.text for row in rows], [row.label for row in rows])
    estimator.save(out, scores={name: round(value, 4) for name, value in result.metrics.items()})
    return result


def cross_validate_own(rows: Sequence[LabelledText], *, folds: int = FOLDS) -> Evaluation:
    """Score every text by a classifier that has seen nothing of its group.

    Raises
    ------
    InputError
        There is one label only, or a label with fewer than two groups.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    texts = [row.text for row in rows]
    labels = np.array([row.label for row in rows])
    groups = np.unique([row.group for row in rows], return_inverse=True)[1]
    spread = Counter(label for label, _ in {(row.label, row.group) for row in rows})
    if len(spread) < 2:
        raise InputError(f"expected at least 2 labels, got only {labels[0]!r}: add examples of others")
    rare, fewest = min(spread.items(), key=lambda pair: (pair[1], pair[0]))
    if fewest < 2:
        raise InputError(
            f"expected every label in at least 2 groups, so that it can be held out; {rare!r} is in one: "
            "add examples, join it with another label, or drop it"
        )
    outcomes: list[_Outcome | None] = [None] * len(rows)
    parts = StratifiedGroupKFold(min(folds, fewest), shuffle=True, random_state=0)
    for fitted, held in parts.split(texts, labels, groups):
        _score_fold(texts, labels, fitted, held, outcomes)
    by_group: dict[int, list[_Outcome]] = defaultdict(list)
    for group, outcome in zip(groups, outcomes, strict=True):
        if outcome is not None:
            by_group[int(group)].append(outcome)
    metrics, intervals = bootstrap(list(by_group.values()), _metrics_of(sorted(spread)))
    return Evaluation(n=len(rows), metrics=metrics, intervals=intervals)


def _score_fold(
    texts: Sequence[str],
    labels: NDArray[np.str_],
    fitted: NDArray[np.intp],
    held: NDArray[np.intp],
    outcomes: list[_Outcome | None],
) -> None:
    if len(set(labels[fitted])) < 2:
        raise InputError("expected at least 2 labels in each part of the cross-validation, got 1: use smaller groups")
    estimator = CertaintyClassifier().fit([texts[i] for i in fitted], labels[fitted])
    chances = estimator.predict_proba([texts[i] for i in held])
    known = estimator.classes_.tolist()
    for i, row in zip(held, chances, strict=True):
        gold = str(labels[i])
        chance = float(row[known.index(gold)]) if gold in known else 0.0
        outcomes[i] = _Outcome(gold, str(known[int(row.argmax())]), chance)


def _metrics_of(labels: Sequence[str]) -> Callable[[Sequence[Sequence[_Outcome]]], dict[str, float]]:
    def metrics(groups: Sequence[Sequence[_Outcome]]) -> dict[str, float]:
        outcomes = [outcome for group in groups for outcome in group]
        gold, found = Counter(o.gold for o in outcomes), Counter(o.found for o in outcomes)
        right = Counter(o.gold for o in outcomes if o.gold == o.found)
        f1 = {
            label: 2 * right[label] / (gold[label] + found[label]) if gold[label] + found[label] else np.nan
            for label in labels
        }
        present = [f1[label] for label in labels if gold[label]]
        return {
            "accuracy": right.total() / len(outcomes),
            "majority_accuracy": max(gold.values()) / len(outcomes),
            "macro_f1": float(np.mean(present)),
            "log_loss": float(np.mean([-np.log(max(o.chance, _LEAST)) for o in outcomes])),
            **{f"{label}_f1": value for label, value in f1.items()},
        }

    return metrics


def _check_folder(out: Path) -> None:
    """Fail before the work, not after it, where the result could not be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise InputError(
            f"expected a folder to write to, but {os.fspath(out)} is none ({error.strerror}): choose another --out"
        ) from error
