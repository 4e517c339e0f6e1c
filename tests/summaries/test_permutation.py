from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedge.errors import OptionError
from hedge.summaries.intervals import Values
from hedge.summaries.permutation import permute


def values(by_document: dict[int, list[float]]) -> Values:
    flat = [value for own in by_document.values() for value in own]
    places = [place for place, own in by_document.items() for _ in own]
    return Values(np.array(flat), np.array(places, np.int64), np.zeros(len(flat)))


def test_one_document_by_hand() -> None:
    # 3 of 6 statements: 20 arrangements, of which this and its mirror image are the most extreme.
    found = permute(values({0: [0.9, 0.8, 0.7]}), values({0: [0.1, 0.2, 0.3]}))
    assert (found.p_value, found.exchange, found.arrangements, found.exact) == (2 / 20, "statements", 20, True)


def test_whole_documents_by_hand() -> None:
    # Eight documents, four each, nothing shared: 70 arrangements, all of the first speaker's above the second's.
    first = values({place: [0.9 - 0.01 * place] for place in range(4)})
    second = values({place: [0.2 + 0.01 * place] for place in range(4, 8)})
    found = permute(first, second)
    assert (found.p_value, found.exchange, found.arrangements) == (2 / 70, "documents", 70)


def test_swapped_documents_by_hand() -> None:
    # Eight shared documents with the same sign each: 2 of 256.
    first = values({place: [0.8, 0.7 + 0.01 * place] for place in range(8)})
    second = values({place: [0.3] for place in range(8)})
    found = permute(first, second)
    assert (found.p_value, found.exchange, found.arrangements, found.exact) == (2 / 256, "documents", 256, True)


def test_confounded_speakers_cannot_be_told_apart() -> None:
    found = permute(values({0: [0.9] * 20}), values({1: [0.1] * 20}))
    assert (found.p_value, found.arrangements) == (1.0, 2)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(st.floats(0, 1), max_size=2), st.lists(st.floats(0, 1), max_size=2)), min_size=1, max_size=3
    )
)
def test_statements_within_documents_against_brute_force(documents: list[tuple[list[float], list[float]]]) -> None:
    first = {place: own for place, (own, _) in enumerate(documents) if own}
    second = {place: other for place, (_, other) in enumerate(documents) if other}
    if not first or not second:
        return
    shared = [place for place in first if place in second]
    alone = [place for place in range(len(documents)) if (place in first) != (place in second)]
    if not shared:
        return
    observed = abs(values(first).values.mean() - values(second).values.mean())
    ways = [list(combinations(range(len(first[place]) + len(second[place])), len(first[place]))) for place in shared]
    extreme = total = 0
    for mine in combinations(alone, sum(place in first for place in alone)):
        for chosen in product(*ways):
            a = [value for place in mine for value in first.get(place, second.get(place, []))]
            b = [value for place in alone if place not in mine for value in first.get(place, second.get(place, []))]
            for place, taken in zip(shared, chosen, strict=True):
                both = first[place] + second[place]
                a += [both[index] for index in taken]
                b += [value for index, value in enumerate(both) if index not in taken]
            total += 1
            extreme += abs(np.mean(a) - np.mean(b)) >= observed - 1e-9
    found = permute(values(first), values(second), exchange="statements")
    assert found.arrangements == total
    assert found.p_value == pytest.approx(extreme / total)


def test_random_arrangements_come_near_the_exact_value_and_never_give_zero() -> None:
    generator = np.random.default_rng(3)
    first = values({place: generator.normal(0.6, 0.2, 3).tolist() for place in range(9)})
    second = values({place: generator.normal(0.5, 0.2, 3).tolist() for place in range(9)})
    for exchange in ("documents", "statements"):
        exact = permute(first, second, exchange="documents")
        found = permute(first, second, exchange=exchange, resamples=400, random_state=1)
        assert not found.exact
        assert found == permute(first, second, exchange=exchange, resamples=400, random_state=1)
        if exchange == "documents":
            assert exact.exact
            assert found.p_value == pytest.approx(exact.p_value, abs=0.08)
    far = values({place: [5.0] for place in range(9)})
    assert permute(far, second, resamples=99).p_value >= 1 / 100


def test_equal_statements_give_one() -> None:
    same = values({0: [0.5, 0.5], 1: [0.5]})
    for exchange in ("documents", "statements"):
        assert permute(same, same, exchange=exchange).p_value == 1


def test_bad_options() -> None:
    one = values({0: [0.5]})
    with pytest.raises(OptionError, match="expected exchange"):
        permute(one, one, exchange="words")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="at least 1"):
        permute(one, one, resamples=0)


def test_many_documents_need_little_memory() -> None:
    import tracemalloc

    certainty = np.random.default_rng(0).random(1_200)
    first = values({place: [certainty[place]] * 2 for place in range(600)})
    second = values({place: [certainty[place] + 0.01] for place in (0, *range(600, 1_200))})
    tracemalloc.start()
    try:
        found = permute(first, second, exchange="statements", resamples=4_999, random_state=5)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 25e6  # 4,999 x 1,199 numbers at once would be 48 MB, and as much for their order
    # As if they had been drawn at once.
    generator = np.random.default_rng(5)
    shared = np.array([certainty[0], certainty[0], certainty[0] + 0.01])
    drawn = shared[generator.random((4_999, 3)).argsort(axis=1)[:, :2]].sum(axis=1)
    mine = generator.random((4_999, 1_199)).argsort(axis=1) < 599
    sums = np.append(2 * certainty[1:600], certainty[600:] + 0.01)
    sizes = np.repeat([2.0, 1.0], [599, 600])
    one = (drawn + mine @ sums) / (2 + mine @ sizes)
    other = (shared.sum() - drawn + ~mine @ sums) / (1 + ~mine @ sizes)
    observed = abs(first.values.mean() - second.values.mean())
    assert found.p_value == (np.sum(np.abs(one - other) >= observed - 1e-9) + 1) / 5_000
