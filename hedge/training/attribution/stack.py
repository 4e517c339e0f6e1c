"""Fit the stack of attribution: models that make each choice from the scores of parse and encoder together.

Every choice is fitted on documents that neither the encoder nor the models of the parse have seen, and sees there what
it will see later: the choices before it are made by models fitted on the other folds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from hedge.scoring.forest import Forest, forest_from_sklearn
from hedge.sources.candidates.contents import LAYOUTS
from hedge.sources.candidates.cues import gold_labels
from hedge.sources.drafts.draft import Draft
from hedge.sources.drafts.reading import Reading
from hedge.sources.drafts.rivals import drop_rivals
from hedge.sources.evidence.columns import Part, Table
from hedge.sources.evidence.stack import DenseModel, Stack
from hedge.training.attribution.samples import GoldRelation
from hedge.training.attribution.worth import best_threshold, judge

Range = tuple[int, int]
Floats = NDArray[np.float64]
# What is no sample of a choice: there is no gold, or it is not among the candidates.
_UNUSED = np.nan
_FOLDS = 4
# F1 is flat around its maximum, and an attribution that is missed leaves its content to the author, which is worse for
# the profiles of both than one too many: a quarter of a point for each of the four figures.
_SLACK = 0.01
# Chosen on the documents judged, whose choices are made by models of the other folds.
_TREES: dict[str, dict[str, Any]] = {
    "source": {"max_iter": 250},
    "part": {"max_iter": 400, "max_leaf_nodes": 24, "learning_rate": 0.05, "min_samples_leaf": 30},
    "layout": {"max_iter": 100, "max_leaf_nodes": 12},
    "acceptance": {"max_iter": 150, "max_leaf_nodes": 12, "learning_rate": 0.06},
}


@dataclass(frozen=True, slots=True)
class Held:
    """A document that the models under the stack have not seen.

    Parameters
    ----------
    reading : Reading
        At its first step.
    relations : list of GoldRelation
        Its gold.
    """

    reading: Reading
    relations: list[GoldRelation]


Model = TypeVar("Model")
Fit = Callable[[Table, Floats], Model]


@dataclass(frozen=True, slots=True)
class _Fitted(Generic[Model]):
    """A model fitted on all documents, and for each fold one that was fitted on the others."""

    whole: Model
    folds: tuple[Model, ...]


def fit_stack(documents: Sequence[Held], *, n_judged: int | None = None) -> Stack:
    """Fit all choices in turn, and choose the threshold.

    Parameters
    ----------
    documents : sequence of Held
        Their readings are used up.
    n_judged : int, optional
        The threshold is chosen on the first so many documents; default: all.
    """
    readings = [each.reading for each in documents]
    tables = [reading.cue_table() for reading in readings]
    labels = [
        gold_labels(each.reading.tokens, [relation.frame.cue for relation in each.relations]).astype(np.float64)
        for each in documents
    ]
    cue = _fit_folds(_fit_dense(0.1), tables, labels)
    for number, (reading, table) in enumerate(zip(readings, tables, strict=True)):
        reading.take_cues(cue.folds[number % _FOLDS].scores(table))
    gold = [_match(each) for each in documents]
    source = _fit_choice("source", documents, Reading.source_table, _source_labels, Reading.take_sources, gold)
    part = _fit_choice("part", documents, Reading.part_table, _part_labels, Reading.take_parts, gold)
    layout = _fit_choice("layout", documents, Reading.layout_table, _layout_labels, Reading.take_layouts, gold)
    extension = _fit_extension(documents, gold)
    drafts = [reading.drafts() for reading in readings]
    tables = [reading.draft_table(own) for reading, own in zip(readings, drafts, strict=True)]
    labels = [_draft_labels(each, own) for each, own in zip(documents, drafts, strict=True)]
    acceptance = _fit_folds(_fit_trees("acceptance"), tables, labels)
    kept, scores = [], []
    for number, (own, table) in enumerate(zip(drafts, tables, strict=True)):
        chosen, odds = drop_rivals(own, acceptance.folds[number % _FOLDS].predict(table).tolist())
        kept.append(chosen)
        scores.append(np.array(odds))
    worths = [judge(each.relations, own) for each, own in zip(documents, kept, strict=True)]
    return Stack(
        cue=cue.whole,
        source=source,
        part=part,
        layout=layout,
        extension=extension,
        acceptance=acceptance.whole,
        threshold=best_threshold(np.concatenate(scores[:n_judged]), worths[:n_judged], slack=_SLACK),
    )


Gold = list[GoldRelation | None]


def _fit_choice(
    name: str,
    documents: Sequence[Held],
    table_of: Callable[[Reading], Table],
    labels_of: Callable[[Reading, Gold], list[float]],
    take: Callable[[Reading, Floats], None],
    gold: Sequence[Gold],
) -> Forest:
    """Fit one choice, and make it in every document by the models of the other folds."""
    readings = [each.reading for each in documents]
    tables = [table_of(reading) for reading in readings]
    labels = [np.array(labels_of(*pair), dtype=np.float64) for pair in zip(readings, gold, strict=True)]
    fitted = _fit_folds(_fit_trees(name), tables, labels)
    for number, (reading, table) in enumerate(zip(readings, tables, strict=True)):
        take(reading, fitted.folds[number % _FOLDS].predict(table))
    return fitted.whole


def _fit_folds(fit: Fit[Model], tables: Sequence[Table], labels: Sequence[Floats]) -> _Fitted[Model]:
    """Fit on all documents and without each fold; document `n` is in fold ``n % _FOLDS``."""

    def without(fold: int | None) -> Model:
        chosen = [n for n, own in enumerate(labels) if n % _FOLDS != fold and len(own)]
        table, own = np.concatenate([tables[n] for n in chosen]), np.concatenate([labels[n] for n in chosen])
        used = ~np.isnan(own)
        return fit(table[used], own[used])

    return _Fitted(without(None), tuple(without(fold) for fold in range(_FOLDS)))


def _fit_dense(regularization: float) -> Fit[DenseModel]:
    def fit(table: Table, labels: Floats) -> DenseModel:
        if labels.min() == labels.max():
            # So few samples that only one answer is known.
            return DenseModel(np.zeros((table.shape[1], 1)), np.array([2 * labels[0] - 1]))
        scaler = StandardScaler().fit(table)
        estimator = LogisticRegression(C=regularization, max_iter=300)
        estimator.fit(scaler.transform(table), labels)
        slopes = estimator.coef_.T / scaler.scale_[:, None]
        return DenseModel(slopes, estimator.intercept_ - scaler.mean_ @ slopes)

    return fit


def _fit_trees(name: str) -> Fit[Forest]:
    def fit(table: Table, labels: Floats) -> Forest:
        settings: dict[str, Any] = {"max_leaf_nodes": 15, "learning_rate": 0.08, "min_samples_leaf": 20}
        settings |= {"l2_regularization": 5.0, "early_stopping": False, "random_state": 0} | _TREES[name]
        estimator = HistGradientBoostingClassifier(**settings)
        return forest_from_sklearn(estimator.fit(table, labels.astype(np.int64)))

    return fit


def _match(held: Held) -> Gold:
    """Give each cue of a reading the gold relation with which it shares most words; None for no shared word."""
    owner = {index: relation for relation in held.relations for index in range(*relation.frame.cue)}
    matched: Gold = []
    for cue in held.reading.cues:
        shared = [owner[index] for index in range(*cue) if index in owner]
        matched.append(max(shared, key=shared.count, default=None))
    return matched


def _labels(options: Iterable[bool]) -> Iterator[float]:
    """Return 1 for the right options of a group and 0 for the others; nothing that is used where none is right."""
    right = list(options)
    return iter([float(each) if any(right) else _UNUSED for each in right])


def _source_labels(reading: Reading, gold: Gold) -> list[float]:
    return [
        label
        for options, relation in zip(reading.sources, gold, strict=True)
        for label in _labels(
            relation is not None and (option.start, option.end) == relation.frame.source for option in options
        )
    ]


def _part_labels(reading: Reading, gold: Gold) -> list[float]:
    return [
        label
        for (number, side), options in zip(reading.groups, reading.parts, strict=True)
        for label in _labels(_is_part(option, gold[number], side) for option in options)
    ]


def _is_part(option: Part, relation: GoldRelation | None, side: str) -> bool:
    """Whether a candidate is the part of the gold content that stands next to the cue on a side."""
    parts = () if relation is None else relation.after[:1] if side == "after" else relation.before[-1:]
    return (option.start, option.end) in parts


def _layout_labels(reading: Reading, gold: Gold) -> list[float]:
    labels: list[float] = []
    for relation in gold:
        name = "both" if relation and relation.before and relation.after else ""
        name = name or ("before" if relation and relation.before else "after")
        labels.extend(float(layout == name) if relation else _UNUSED for layout in LAYOUTS)
    return labels


def _fit_extension(documents: Sequence[Held], gold: Sequence[Gold]) -> DenseModel:
    """Fit whether contents go on, and go on with them."""
    pairs = [list(_extension_samples(each.reading, own)) for each, own in zip(documents, gold, strict=True)]
    width = next(table.shape[1] for own in pairs for table, _ in own)
    tables = [np.concatenate([np.zeros((0, width), np.float32), *(table for table, _ in own)]) for own in pairs]
    labels = [np.concatenate([np.zeros(0), *(own_labels for _, own_labels in own)]) for own in pairs]
    fitted = _fit_folds(_fit_dense(0.02), tables, labels)
    for number, each in enumerate(documents):
        each.reading.extend(fitted.folds[number % _FOLDS])
    return fitted.whole


def _extension_samples(reading: Reading, gold: Gold) -> Iterator[tuple[Table, Floats]]:
    """Tables and labels of the quotations after each content, as long as the gold goes on; the contents stay."""
    contents = [list(parts) for parts in reading.contents]
    live = {number for number, relation in enumerate(gold) if relation is not None}
    while live:
        found = [pair for pair in zip(*reading.next_quotations(), strict=True) if pair[0] in live]
        if not found:
            break
        numbers, quotations = [pair[0] for pair in found], [pair[1] for pair in found]
        taken = [_takes(gold[number], quotation) for number, quotation in found]
        yield reading.extension_table(numbers, quotations), np.array(taken, dtype=np.float64)
        live = {number for number, own in zip(numbers, taken, strict=True) if own}
        for number, quotation in found:
            if number in live:
                reading.contents[number].append(quotation)
    reading.contents = contents


def _takes(relation: GoldRelation | None, quotation: Range) -> bool:
    """Whether most of a quotation is in the gold content after the cue."""
    held = {index for part in relation.after for index in range(*part)} if relation else set()
    return sum(index in held for index in range(*quotation)) * 2 > quotation[1] - quotation[0]


def _draft_labels(held: Held, drafts: Sequence[Draft]) -> Floats:
    """Whether each draft has a word of its cue in common with a gold one."""
    words = {index for relation in held.relations for index in range(*relation.frame.cue)}
    return np.array([float(any(i in words for i in range(*draft.frame.cue))) for draft in drafts])
