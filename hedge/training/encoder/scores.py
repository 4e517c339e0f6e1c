"""What the encoder's heads reach by themselves on samples of a split: figures for its card."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import CUE_TYPES, FACTUALITY_SETS, HEADS, ROLES, columns_of
from hedge.evaluation.classes import class_f1, macro_f1
from hedge.evaluation.factuality import factuality_metrics
from hedge.training.encoder.samples import NO_LABEL, Sample

Scores = NDArray[np.float32]
Pairs = list[tuple[Sample, Scores]]


def score_encoder(samples: Iterable[Sample], run: Callable[[NDArray[np.int64]], Scores]) -> dict[str, dict[str, float]]:
    """Figures by task.

    Parameters
    ----------
    samples : iterable of Sample
        Of a split that was not trained on.
    run : callable
        From word pieces of shape (n,) to scores of shape (n, n_columns).

    Returns
    -------
    dict of str to dict of str to float
        For factuality mean absolute error and correlation of each set, for the tags F1 over word pieces, for certainty
        accuracy and macro-F1 of the five classes, for the sentences F1 and correlation.
    """
    pairs: dict[str, Pairs] = {}
    for sample in samples:
        pairs.setdefault(sample.task, []).append((sample, run(sample.pieces)))
    figures = {f"factuality {name}": _factuality(pairs["factuality"], number)
               for number, name in enumerate(FACTUALITY_SETS)}  # fmt: skip
    figures["attribution"] = _tag_f1(pairs["attribution"], "attribution", ROLES)
    figures["cues"] = _tag_f1(pairs["cues"], "cues", CUE_TYPES)
    figures["certainty"] = _certainty(pairs["content"])
    figures["uncertain sentences"] = {"f1": _uncertain_f1(pairs["uncertain"])}
    figures["science"] = {"pearson_r": _science_r(pairs["science"])}
    return figures


def _factuality(pairs: Pairs, column: int) -> dict[str, float]:
    gold: list[float] = []
    found: list[float] = []
    for sample, scores in pairs:
        if sample.columns[0] == column:
            gold.extend(sample.targets)
            found.extend(float(scores[span, column].mean()) for span in sample.spans)
    return factuality_metrics(gold, found)


def _tag_f1(pairs: Pairs, head: str, classes: Sequence[str]) -> dict[str, float]:
    """F1 of each class over word pieces, begin and inside alike."""
    names = HEADS[head]
    gold, found = [], []
    for sample, scores in pairs:
        known = sample.labels != NO_LABEL
        gold.append(sample.labels[known])
        found.append(scores[known][:, columns_of(head)].argmax(axis=1))
    truth, guess = np.concatenate(gold), np.concatenate(found)
    f1 = {}
    for name in classes:
        members = [number for number, label in enumerate(names) if label.endswith(f"-{name}")]
        f1[name] = class_f1(np.isin(truth, members), np.isin(guess, members))
    return f1


def _certainty(pairs: Pairs) -> dict[str, float]:
    gold = np.array([int(level) for sample, _ in pairs for level in sample.targets[::2]])
    found = np.array([logits.argmax() for sample, scores in pairs for logits in _statement_logits(sample, scores)])
    return {"accuracy": float((gold == found).mean()), "macro_f1": macro_f1(gold, found, range(5))}


def _statement_logits(sample: Sample, scores: Scores) -> Iterator[NDArray[Any]]:
    for content, cue in zip(sample.spans[::2], sample.spans[1::2], strict=True):
        logits = scores[content][:, columns_of("content")].mean(axis=0)
        logits = logits + scores[cue][:, columns_of("framing")].mean(axis=0) if len(cue) else logits
        yield np.asarray(logits[:5])


def _uncertain_f1(pairs: Pairs) -> float:
    column = columns_of("uncertain").start
    gold = np.array([sample.targets[0] > 0.5 for sample, _ in pairs])
    return class_f1(gold, np.array([scores[sample.spans[0], column].max() > 0 for sample, scores in pairs]))


def _science_r(pairs: Pairs) -> float:
    column = columns_of("science").start
    found = [scores[sample.spans[0], column].mean() for sample, scores in pairs]
    return float(np.corrcoef([sample.targets[0] for sample, _ in pairs], found)[0, 1])
