"""Parts of profiles across documents: shares, rates, groups, cues, pooling, trends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import Span
from hedge.errors import InputError, OptionError
from hedge.summaries import pool_means, profile_corpus, profile_record, rank_cues
from hedge.summaries.details import compile_topics
from hedge.summaries.distributions import describe_distribution
from hedge.summaries.intervals import Values

Make = Callable[..., Any]
RUIZ, TAN = "Ana Ruiz", "Bo Tan"


def test_shares_rates_and_distribution(make: Make) -> None:
    may, surely = ("may", "epistemic"), ("surely", "booster")
    first, second = (
        make("a", {RUIZ: [(0.1, {"cues": [may, surely]}), 0.9]}),
        make("b", {RUIZ: [(0.4, {"cues": [may]})]}),
    )
    (ruiz,) = profile_corpus([first, second])
    assert {name: share.value for name, share in ruiz.label_shares.items()} == pytest.approx(
        {"certain": 1 / 3, "probable": 0, "possible": 1 / 3, "uncommitted": 1 / 3, "na": 0}
    )
    # Nine words in all, two hedges and a booster.
    assert {name: rate.value for name, rate in ruiz.cue_rates.items()} == pytest.approx(
        {"hedge": 200 / 9, "booster": 100 / 9, "epistemic": 200 / 9}
    )
    assert ruiz.distribution is not None
    assert ruiz.distribution.histogram == (0, 1, 0, 0, 1, 0, 0, 0, 0, 1)
    assert ruiz.distribution.quantiles[2].value == pytest.approx(0.4)
    record = profile_record(ruiz)
    assert {"certainty", "labels", "cues_per_100_words", "distribution", "pooled", "trend", "groups"} <= record.keys()


@given(st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=5), min_size=1, max_size=5))
def test_quantiles_lie_in_their_intervals(values: list[list[float]]) -> None:
    found = describe_distribution(Values.of(values))
    assert sum(found.histogram) == sum(map(len, values))
    for quantile in found.quantiles:
        assert quantile.interval[0] <= quantile.value + 1e-9
        assert quantile.value <= quantile.interval[1] + 1e-9


def test_groups_by_kind_voice_column_and_topic(make: Make) -> None:
    reported = {"kind": "indirect", "source": (Span(0, 1),), "text": "the dams may flood us"}
    first = make("a", {RUIZ: [(0.2, reported), (0.8, {"kind": "direct"})]}, columns={"to": "press"})
    second = make("b", {RUIZ: [(0.6, {"kind": "direct"})]}, columns={"to": "council"})
    (ruiz,) = profile_corpus([first, second], by=["to"], topics=["dam*|levee", "tax"])
    found = {name: {part: each.value for part, each in parts.items()} for name, parts in ruiz.groups.items()}
    assert found["kind"] == pytest.approx({"direct": 0.7, "indirect": 0.2})
    assert found["voice"] == pytest.approx({"attributed": 0.2, "self": 0.7})
    assert found["to"] == pytest.approx({"council": 0.6, "press": 0.5})
    assert found["topic"] == pytest.approx({"dam*|levee": 0.2, "(other)": 0.7})
    with pytest.raises(OptionError, match="the columns are to"):
        profile_corpus([first], by=["from"])


def test_what_others_relay_is_told_apart(make: Make) -> None:
    (document,) = [make("a", {RUIZ: [0.9], TAN: [(0.3, {"parent": 0}), 0.5]})]
    tan = next(each for each in profile_corpus([document]) if each.speaker == TAN)
    assert {name: each.value for name, each in tan.groups["words"].items()} == pytest.approx(
        {"relayed by another": 0.3, "reported directly": 0.5}
    )


@dataclass(frozen=True)
class Segment:
    span: Span
    columns: dict[str, str]


def test_columns_of_segments_go_before_those_of_the_document(make: Make) -> None:
    segments = (Segment(Span(0, 20), {"to": "press"}), Segment(Span(20, 40), {"to": "council"}))
    document = make("a", {RUIZ: [0.2, 0.6]}, columns={"to": "all"}, segments=segments)
    (ruiz,) = profile_corpus([document], by=["to"])
    assert {name: each.value for name, each in ruiz.groups["to"].items()} == pytest.approx(
        {"press": 0.2, "council": 0.6}
    )


@pytest.mark.parametrize("topic", ["", "dam|", "*"])
def test_empty_topics_are_refused(topic: str) -> None:
    with pytest.raises(OptionError, match="words of a topic"):
        compile_topics([topic])


def test_log_odds_by_hand() -> None:
    # Prior of 100 words: "may" is 4 of 200 words, so 2. Odds (3 + 2) / (100 + 100 - 5) and (1 + 2) / 197.
    (found,) = rank_cues({("may", "epistemic"): 3}, 100, {("may", "epistemic"): 1}, 100, prior_words=100)
    assert found.log_odds == pytest.approx(log(5 / 195) - log(3 / 197))
    assert found.z == pytest.approx(found.log_odds / sqrt(1 / 5 + 1 / 3))
    assert rank_cues({}, 0, {("may", "epistemic"): 1}, 10) == ()


def test_characteristic_cues_of_speakers(make: Make) -> None:
    say = {"cues": [("May", "epistemic")], "text": "word " * 20}
    other = {"cues": [("surely", "booster")], "text": "word " * 20}
    profiles = profile_corpus([make(f"d{k}", {RUIZ: [(0.5, say)], TAN: [(0.9, other)]}) for k in range(20)])
    for profile, text in zip(profiles, ("may", "surely"), strict=True):
        assert [(cue.text, cue.count, cue.others) for cue in profile.characteristic] == [(text, 20, 0)]
        assert profile.characteristic[0].z > 1.96


def test_pooling_by_hand_with_equal_variances() -> None:
    # Five means of variance v = .01: .3 .4 .5 .6 .7 have the sample variance .025, so tau^2 = .015 and
    # B = 2/4 x .01/.025 = .2; Morris's variance is v (1 - 4/5 B) + 2/2 B^2 (m - mu)^2.
    pooled = pool_means([0.3, 0.4, 0.5, 0.6, 0.7], [0.01] * 5)
    assert pooled is not None
    assert [each.value for each in pooled] == pytest.approx([0.34, 0.42, 0.5, 0.58, 0.66])
    assert [each.weight for each in pooled] == pytest.approx([0.8] * 5)
    reach = 1.959964 * sqrt(0.01 * (1 - 0.8 * 0.2) + 0.04 * 0.04)
    assert pooled[0].interval == pytest.approx((0.34 - reach, 0.34 + reach))
    assert pool_means([0.1, 0.2, 0.3], [0.1] * 3) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(1e-4, 0.2)), min_size=4, max_size=12))
def test_pooled_means_lie_between_the_own_and_the_common(speakers: list[tuple[float, float]]) -> None:
    means, variances = zip(*speakers, strict=True)
    pooled = pool_means(means, variances)
    assert pooled is not None
    for each, mean in zip(pooled, means, strict=True):
        assert min(means) - 1e-9 <= each.value <= max(means) + 1e-9
        assert 0 <= each.weight <= 1
        assert each.interval[0] - 1e-9 <= each.value <= each.interval[1] + 1e-9
        if each.weight == 1:
            assert each.value == pytest.approx(mean)


def test_few_statements_are_drawn_further(make: Make) -> None:
    generator = np.random.default_rng(0)
    documents = [
        make(f"d{k}", {f"Ana Nr{n}": generator.normal(0.3 + 0.08 * n, 0.1, 3).clip(0, 1).tolist() for n in range(6)})
        for k in range(8)
    ]
    profiles = profile_corpus([*documents, make("z", {"Bo Rare": [0.05]})])
    weights = {each.speaker: each.pooled.weight for each in profiles if each.pooled is not None}
    assert weights["Bo Rare"] < min(weight for name, weight in weights.items() if name != "Bo Rare")


def test_a_trend_by_hand(make: Make) -> None:
    days = ["2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01", "2025-01-01"]
    documents = [make(day, {RUIZ: [0.1 + 0.2 * k, 0.1 + 0.2 * k]}, date=day) for k, day in enumerate(days)]
    (ruiz,) = profile_corpus(documents)
    assert ruiz.trend is not None
    assert ruiz.trend.slope.value == pytest.approx(0.2, abs=1e-3)
    assert (ruiz.trend.start, ruiz.trend.end) == (days[0], days[-1])
    assert ruiz.trend.fitted == pytest.approx((0.1, 0.9), abs=1e-2)
    assert ruiz.trend.p_value < 0.01
    assert [(point.date, round(point.certainty.value, 1)) for point in ruiz.timeline][:2] == [
        (days[0], 0.1),
        (days[1], 0.3),
    ]
    assert profile_corpus(documents[:2])[0].trend is None


def test_a_flat_line_is_no_trend_and_bad_dates_are_named(make: Make) -> None:
    documents = [make(f"d{k}", {RUIZ: [0.5, 0.6 + 0.1 * (k % 2)]}, date=f"2024-0{k + 1}") for k in range(8)]
    (ruiz,) = profile_corpus(documents)
    assert ruiz.trend is not None
    assert ruiz.trend.slope.interval[0] < 0 < ruiz.trend.slope.interval[1]
    with pytest.raises(InputError, match="'d9'"):
        profile_corpus([make("d9", {RUIZ: [0.5]}, date="spring 2024")])
