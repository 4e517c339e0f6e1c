"""Cue metrics by hand-counted cases."""

from __future__ import annotations

import math

from hedge.corpora.newscert import LabelledCue
from hedge.documents import Span
from hedge.evaluation.cues import cue_metrics
from hedge.predicates.cues import Cue


def gold(start: int, end: int, kind: str, agreed: bool = True) -> LabelledCue:
    return LabelledCue(span=Span(start, end), type=kind, agreed=agreed)


def found(start: int, end: int, kind: str) -> Cue:
    return Cue(span=Span(start, end), text="x", type=kind, probability=0.9, sentence=0, words=(0,), scope=())


def test_spans_and_types_count_apart() -> None:
    figures = cue_metrics(
        [([gold(0, 3, "epistemic"), gold(5, 9, "booster")], [found(0, 3, "condition"), found(20, 23, "booster")])]
    )
    assert (figures["precision"], figures["recall"], figures["f1"], figures["typed_f1"]) == (0.5, 0.5, 0.5, 0.0)
    assert figures["overlap_f1"] == 2 * 3 / (7 + 6)
    assert math.isnan(figures["doxastic_f1"])


def test_disputed_cues_count_neither_way() -> None:
    pair = (
        [gold(0, 3, "epistemic"), gold(5, 9, "booster", agreed=False)],
        [found(0, 3, "epistemic"), found(5, 9, "booster")],
    )
    assert cue_metrics([pair])["f1"] == 1.0
    assert cue_metrics([(pair[0], pair[1][:1])])["f1"] == 1.0
    assert cue_metrics([pair])["overlap_f1"] == 1.0


def test_equal_spans_of_two_documents_are_two() -> None:
    pair = ([gold(0, 3, "epistemic")], [found(0, 3, "epistemic")])
    assert cue_metrics([pair, (pair[0], [])])["recall"] == 0.5
