from __future__ import annotations

from dataclasses import replace

import pytest

from hedge.corpora.newscert import LabelledArticle, LabelledStatement
from hedge.documents import Span
from hedge.evaluation.statements import Match, match_statements, score_matches
from hedge.sources import Attribution
from hedge.speakers import Speaker
from hedge.statements import Statement

TEXT = "one two three four five six seven eight"
RUIZ = Speaker(id="s1", name="Ana Ruiz", type="person")
TAN = Speaker(id="s2", name="Bo Tan", type="person")


def gold(id: str, certainty: int | str | None, speaker: str, start: int = 0, end: int = 7) -> LabelledStatement:
    return LabelledStatement(
        id=id,
        attribution=Attribution(source=(), cue=(), content=(Span(start, end),)),
        certainty=certainty,
        polarity="pos",
        speaker=speaker,
        speaker_type="person",
    )


def found(id: int, label: str, certainty: float, speaker: Speaker, start: int = 0, end: int = 7) -> Statement:
    return Statement(
        id=id, spans=(Span(start, end),), text=TEXT[start:end], speaker=speaker, label=label, certainty=certainty,
        interval=(0.0, 1.0), probabilities={}, evaluable=1.0, factuality=None, polarity="pos", kind="direct",
        source=(), cue=(), parent=None, cues=(),
    )  # fmt: skip


def match(wanted: LabelledStatement, got: Statement | None) -> Match:
    return Match(document="d", gold=wanted, predicted=got)


def test_scores_by_hand() -> None:
    matches = [
        match(gold("E1", 3, "Ana Ruiz"), found(0, "certain", 0.9, RUIZ)),
        match(gold("E2", 3, "Ana Ruiz"), found(1, "certain", 0.8, RUIZ)),
        match(gold("E3", 1, "Bo Tan"), found(2, "certain", 0.5, RUIZ)),
        match(gold("E4", 0, "Bo Tan"), None),
        match(gold("E5", "na", "Bo Tan"), found(3, "na", 0.5, TAN)),
        match(gold("E6", "na", "Bo Tan"), found(4, "certain", 0.9, TAN)),
        match(gold("E7", None, "Bo Tan"), found(5, "na", 0.9, TAN)),
    ]
    figures = score_matches(matches)
    assert figures["found"] == pytest.approx(3 / 4)
    # Certain: 2 right of 3 predicted and 2 gold; possible: 0; the other two of the four levels do not occur.
    assert figures["certainty_macro_f1"] == pytest.approx((2 * 2 / 5 + 0) / 4)
    # Levels 3, 3, 1 have ranks 2.5, 2.5, 1; scores .9, .8, .5 have ranks 3, 2, 1.
    assert figures["certainty_spearman"] == pytest.approx(1.5 / (1.5 * 2) ** 0.5)
    assert figures["na_f1"] == pytest.approx(2 * 1 / 3)
    # B-cubed: precision (2/3 + 2/3 + 1/3) / 3, recall 1.
    assert figures["speaker_b3_f1"] == pytest.approx(2 * (5 / 9) / (5 / 9 + 1))
    assert figures["speaker_name_accuracy"] == figures["person_name_accuracy"] == pytest.approx(2 / 3)
    of_a_group = replace(matches[2].gold, speaker_type="group")
    figures = score_matches([*matches[:2], match(of_a_group, matches[2].predicted)])
    assert (figures["speaker_name_accuracy"], figures["person_name_accuracy"]) == (pytest.approx(2 / 3), 1)
    figures = score_matches(matches)
    assert figures["end_to_end"] == pytest.approx(2 / 4)


def test_matching_is_one_to_one_and_best_first() -> None:
    class FakeDocument:
        statements = (
            found(0, "certain", 1.0, RUIZ, 0, 13),
            found(1, "certain", 1.0, RUIZ, 0, 18),
            found(2, "certain", 1.0, RUIZ, 24, 27),
        )

    article = LabelledArticle(
        id="d",
        text=TEXT,
        statements=(gold("E1", 3, "x", 0, 13), gold("E2", 3, "x", 4, 18), gold("E3", 3, "x", 19, 39)),
        cues=None,
    )
    matches = match_statements(article, FakeDocument())  # type: ignore[arg-type]
    assert [m.predicted.id if m.predicted else None for m in matches] == [0, 1, None]
