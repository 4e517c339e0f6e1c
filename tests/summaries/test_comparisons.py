from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.stats import false_discovery_control

import hedge
from hedge.errors import InputError, OptionError
from hedge.summaries import SpeakerTable, comparison_record, merge_speakers
from hedge.summaries.comparisons import compare, compare_all
from hedge.summaries.intervals import Values, expected_variance, join_evidence, robust_mean
from hedge.summaries.permutation import permute

Make = Callable[..., Any]
RUIZ, TAN, OKORO = "Ana Ruiz", "Bo Tan", "Ida Okoro"


def test_a_comparison_by_hand(make: Make) -> None:
    documents = [make("a", {RUIZ: [0.9, 0.8], TAN: [0.2]}), make("b", {RUIZ: [0.7], TAN: [0.4, 0.3]})]
    found = compare(documents, RUIZ, TAN)
    assert (found.a, found.b, found.shared_documents) == (RUIZ, TAN, 2)
    assert (found.mean_a.value, found.mean_b.value) == (pytest.approx(0.8), pytest.approx(0.3))
    assert found.difference == pytest.approx(0.5)
    # Deviations by document: Ruiz +.1 and -.1, Tan -.1 and +.1. Ruiz has 2 and 1 of 3, so the factors are the roots of
    # 3 and 1.5; Tan has 1 and 2. Scores: (.1 x 1.73205 + .1 x 1.22474) / 3 = .0985599 and its negative.
    assert robust_mean(Values.of([[0.9, 0.8], [0.7]]), Values.of([[0.2], [0.4, 0.3]])).variance == pytest.approx(
        2 * 0.0985599**2, abs=1e-7
    )
    # Hedges' g: deviations within .02 + .02, so sd .1 on 4 degrees; 1 - 3/15 = .8; .8 x .5 / .1.
    assert found.effect_size == pytest.approx(4.0)
    assert found.superiority == 1.0
    # C(3, 2) x C(3, 1) = 9 arrangements within documents; the largest difference is this one, its mirror image absent.
    assert (found.test.exchange, found.test.arrangements) == ("statements", 9)
    assert found.p_value == pytest.approx(1 / 9)
    assert "only 9 arrangements of statements" in found.note


def test_the_smallest_detectable_difference(make: Make) -> None:
    documents = [make(f"d{k}", {RUIZ: [0.5, 0.6 + k / 40], TAN: [0.55, 0.6 - k / 40]}) for k in range(8)]
    found = compare(documents, RUIZ, TAN)
    first = Values.of([[0.5, 0.6 + k / 40] for k in range(8)])
    second = Values.of([[0.55, 0.6 - k / 40] for k in range(8)])
    spread = join_evidence(robust_mean(first, second), expected_variance(first) + expected_variance(second))
    assert found.interval[1] - found.difference == pytest.approx(spread.quantile(0.975) * spread.variance**0.5)
    assert found.detectable == pytest.approx((spread.quantile(0.975) + spread.quantile(0.8)) * spread.variance**0.5)


def test_too_little_text_says_so(make: Make) -> None:
    found = compare([make("a", {RUIZ: [0.5], TAN: [0.6]})], RUIZ, TAN)
    assert found.note.startswith("too little text to tell")
    assert found.effect_size == 0
    assert comparison_record(found)["effect_size"]["interval"] == [None, None]
    clear = compare([make(f"d{k}", {RUIZ: [0.9, 0.9], TAN: [0.1, 0.2]}) for k in range(9)], RUIZ, TAN)
    assert clear.note == ""


def test_turning_it_round_turns_the_signs(make: Make) -> None:
    generator = np.random.default_rng(0)
    documents = [
        make(f"d{k}", {RUIZ: generator.random(3).tolist(), TAN: generator.random(2).tolist()}) for k in range(15)
    ]
    one, other = compare(documents, RUIZ, TAN, resamples=99), compare(documents, TAN, RUIZ, resamples=99)
    assert not one.test.exact
    assert one.test == other.test
    assert one.difference == pytest.approx(-other.difference)
    assert one.interval == pytest.approx((-other.interval[1], -other.interval[0]))
    assert one.superiority == pytest.approx(1 - other.superiority)
    assert one.superiority_interval == pytest.approx(tuple(1 - b for b in other.superiority_interval[::-1]))
    assert compare(reversed(documents), RUIZ, TAN, resamples=99) == one


def test_model_doubt_widens_the_interval(make: Make) -> None:
    def documents(width: float) -> list[Any]:
        options = {"interval": (0.5 - width, 0.5 + width)}
        return [make(f"d{k}", {RUIZ: [(0.6, options)] * 2, TAN: [(0.5, options)] * 2}) for k in range(3)]

    sure, unsure = compare(documents(0.0), RUIZ, TAN), compare(documents(0.4), RUIZ, TAN)
    assert unsure.interval[1] - unsure.interval[0] > sure.interval[1] - sure.interval[0]
    assert unsure.detectable > sure.detectable


def test_all_pairs_with_false_discovery_control(make: Make) -> None:
    documents = [
        make(f"d{k}", {RUIZ: [0.9, 0.85], TAN: [0.3, 0.2 + 0.01 * k], OKORO: [0.25, 0.3], "Cy Lee": [0.5]})
        for k in range(9)
    ]
    found = compare_all(documents)
    assert {(each.a, each.b) for each in found} >= {(RUIZ, TAN), (RUIZ, OKORO)}
    assert len(found) == 6
    p_values = [each.p_value for each in found]
    assert p_values == sorted(p_values)
    assert [each.q_value for each in found] == pytest.approx(false_discovery_control(p_values).tolist())
    assert all(each.q_value is not None and each.q_value >= each.p_value for each in found)
    rest = compare_all(documents, against="the rest", names=[RUIZ, TAN])
    assert {(each.a, each.b) for each in rest} == {(RUIZ, "all others"), (TAN, "all others")}
    assert compare_all(documents, fewest=99) == ()


def test_by_column_kind_and_whole_collections(make: Make) -> None:
    spring = [make(f"s{k}", {RUIZ: [0.8], TAN: [(0.9, {"kind": "direct"})]}, columns={"party": "x"}) for k in range(4)]
    autumn = [make(f"a{k}", {RUIZ: [0.2], TAN: [(0.4, {"kind": "direct"})]}, columns={"party": "y"}) for k in range(4)]
    by_party = compare([*spring, *autumn], "x", "y", by="party")
    whole = compare(spring, autumn)
    assert by_party.difference == whole.difference == pytest.approx(0.55)
    assert by_party.test == whole.test
    assert (whole.a, whole.b) == ("first", "second")
    by_kind = compare([*spring, *autumn], "direct", by="kind")
    assert (by_kind.b, by_kind.difference) == ("all others", pytest.approx(0.15))


def test_two_collections_share_no_document(make: Make) -> None:
    def texts(prefix: str, certainty: float) -> list[Any]:
        return [make(f"{prefix}{k}", {RUIZ: [certainty, certainty - 0.1]}, columns={"talk": f"{k}"}) for k in range(5)]

    # Read twice, the ids begin anew.
    same, apart = (compare(texts("", 0.8), texts(prefix, 0.4)) for prefix in ("", "b"))
    assert same == apart
    assert same.shared_documents == 0
    assert compare([make("", {RUIZ: [0.8]})], [make("", {RUIZ: [0.4]})]).shared_documents == 0
    # What a column says to belong together does so on both sides.
    tied = compare(texts("", 0.8), texts("", 0.4), cluster="talk")
    assert tied.interval != same.interval


def test_clusters_of_documents(make: Make) -> None:
    # Utterances as documents: what counts is the conversation they belong to.
    documents = [
        make(f"u{k}", {(RUIZ if k % 2 else TAN): [0.9 if k < 20 else 0.3]}, columns={"talk": "1" if k < 20 else "2"})
        for k in range(40)
    ]
    loose = compare(documents, RUIZ, TAN)
    tied = compare(documents, RUIZ, TAN, cluster="talk")
    assert tied.test.exchange == "statements"
    assert loose.difference == tied.difference == pytest.approx(0)
    # The two talks differ, and both speak equally in both.
    assert tied.interval[1] - tied.interval[0] != pytest.approx(loose.interval[1] - loose.interval[0])


def test_a_table_says_who_is_who(make: Make) -> None:
    documents = [make("a", {RUIZ: [0.9], "Ruiz": [0.1]}), make("b", {TAN: [0.5]})]
    table = merge_speakers(documents)
    joined = SpeakerTable(tuple(replace(row, canonical=RUIZ) if "Ruiz" in row.name else row for row in table.rows))
    assert compare(documents, RUIZ, TAN, table=joined).mean_a.statements == 2


def test_errors_say_what_to_do(make: Make) -> None:
    documents = [make("a", {RUIZ: [0.9], TAN: [(0.5, {"label": "na"})]})]
    with pytest.raises(OptionError, match="'Ana Ruiz'"):
        compare(documents, "Anna Ruiz", TAN)
    with pytest.raises(OptionError, match="two different names"):
        compare(documents, RUIZ, "ana ruiz")
    with pytest.raises(InputError, match="can be evaluated"):
        compare(documents, RUIZ, TAN)
    with pytest.raises(OptionError, match="have no columns"):
        compare(documents, "x", "y", by="party")
    with pytest.raises(OptionError, match="each other"):
        compare_all(documents, against="nobody")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="fewest"):
        compare_all(documents, fewest=0)
    with pytest.raises(OptionError, match="got documents"):
        compare(documents, documents, TAN)  # type: ignore[call-overload]


def _simulated(generator: np.random.Generator, documents: int) -> tuple[Values, Values]:
    """No difference; documents differ, and so do the two speakers in one document."""
    level = generator.normal(0, 0.07, documents)
    found = []
    for _ in range(2):
        own = [level[k] + generator.normal(0, 0.07) + generator.normal(0.5, 0.22, 5) for k in range(documents)]
        found.append(Values(np.concatenate(own), np.repeat(np.arange(documents), 5), np.zeros(5 * documents)))
    return found[0], found[1]


def test_errors_are_as_rare_as_promised() -> None:
    # A small form of benchmarks/comparison_calibration.py: 300 pairs of speakers in eight documents.
    generator = np.random.default_rng(11)
    covered = false = naive = 0
    for run in range(300):
        first, second = _simulated(generator, 8)
        found = robust_mean(first, second)
        spread = join_evidence(found, expected_variance(first) + expected_variance(second))
        covered += abs(found.value) <= spread.reach
        false += permute(first, second, resamples=256, random_state=run).p_value <= 0.05
        error = (first.values.var(ddof=1) / 40 + second.values.var(ddof=1) / 40) ** 0.5
        naive += abs(found.value) <= 1.96 * error
    # Three standard errors of a share of .05 in 300 are .038; statements taken for independent do worse.
    assert covered / 300 > 0.912
    assert false / 300 < 0.088
    assert naive < covered


def test_real_text(nlp: hedge.Pipeline) -> None:
    text = (
        "Ana Ruiz said the dam is safe. Ruiz said nobody has to leave. Ruiz said the gates work. "
        "Bo Tan said the dam may leak. Tan said the valley might flood. Tan said it is unclear who will pay."
    )
    found = hedge.compare([nlp(text)], RUIZ, TAN)
    assert found.difference > 0.2
    assert found.p_value <= 0.2
