from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import Span
from hedge.speakers import Speaker
from hedge.statements import Statement, StatementCue
from hedge.summaries import summarise_speakers
from hedge.summaries.intervals import mean_interval

RUIZ = Speaker(id="s1", name="Ana Ruiz", type="person")
AUTHOR = Speaker(id="s0", name="author", type="author")


def statement(id: int, speaker: Speaker, certainty: float, label: str = "certain", cues: int = 0) -> Statement:
    marks = tuple(
        StatementCue(span=Span(10 * id + i, 10 * id + i + 1), text="x", type="epistemic", effect=-0.1, scope=())
        for i in range(cues)
    )
    return Statement(
        id=id, spans=(Span(10 * id, 10 * id + 9),), text="It's a wet day", speaker=speaker, label=label,
        certainty=certainty, interval=(certainty, certainty), probabilities={}, evaluable=1.0, factuality=None,
        polarity="pos", kind="direct", source=(), cue=(), parent=None, cues=marks,
    )  # fmt: skip


def test_a_profile_by_hand() -> None:
    own = [
        statement(0, RUIZ, 1.0, cues=1),
        statement(1, AUTHOR, 0.2, "possible"),
        statement(2, RUIZ, 0.5, "probable", cues=1),
        statement(3, RUIZ, 0.9, "na"),
    ]
    first, second = summarise_speakers(own)
    assert (first.speaker, first.statements, first.words) == (RUIZ, 3, 12)
    assert first.certainty == pytest.approx(0.75)
    assert first.labels == {"certain": 1, "probable": 1, "na": 1}
    assert first.cues_per_100_words == pytest.approx(100 * 2 / 12)
    assert (first.most_certain, first.least_certain) == (0, 2)
    assert second.statements == 1


def test_nothing_to_evaluate_gives_no_mean() -> None:
    (profile,) = summarise_speakers([statement(0, RUIZ, 0.7, "na")])
    assert profile.certainty is None
    assert profile.interval is None
    assert profile.most_certain is None


def test_interval_by_hand() -> None:
    # Prior 7 x .05, four values with sum of squares 0: variance .35 / 10 = .035; t(10, .975) = 2.2281.
    low, high = mean_interval([0.5] * 4, [0.0] * 4)
    assert high - low == pytest.approx(2 * 2.2281 * (0.035 / 4) ** 0.5, abs=1e-4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.floats(0, 0.5))
def test_interval_holds_the_mean_and_grows_with_doubt(values: list[float], width: float) -> None:
    low, high = mean_interval(values, [0.0] * len(values))
    wide_low, wide_high = mean_interval(values, [width] * len(values))
    mean = sum(values) / len(values)
    assert 0 <= wide_low <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= wide_high <= 1


def test_more_statements_narrow_the_interval() -> None:
    few = mean_interval([0.4, 0.6], [0.1, 0.1])
    many = mean_interval([0.4, 0.6] * 10, [0.1] * 20)
    assert many[1] - many[0] < few[1] - few[0]


def test_what_a_speaker_says_she_thinks_counts_once() -> None:
    outer, inner = statement(0, RUIZ, 0.6, "probable"), replace(statement(1, RUIZ, 0.6, "probable"), parent=0)
    other = replace(statement(2, AUTHOR, 0.9), parent=0)
    profiles = {profile.speaker: profile.statements for profile in summarise_speakers([outer, inner, other])}
    assert profiles == {RUIZ: 1, AUTHOR: 1}
