from __future__ import annotations

import itertools
import pickle

from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import Span, merge_spans

spans = st.tuples(st.integers(0, 50), st.integers(0, 10)).map(lambda pair: Span(pair[0], pair[0] + pair[1] + 1))


@given(st.lists(spans, max_size=8))
def test_merged_spans_cover_the_same_offsets_and_are_apart(parts: list[Span]) -> None:
    merged = merge_spans(parts)
    offsets = {i for span in parts for i in range(span.start, span.end)}
    assert {i for span in merged for i in range(span.start, span.end)} == offsets
    assert all(a.end < b.start for a, b in itertools.pairwise(merged))


def test_only_white_space_is_bridged() -> None:
    text = "may be, so"
    assert merge_spans([Span(0, 3), Span(4, 6)], text) == (Span(0, 6),)
    assert merge_spans([Span(4, 6), Span(8, 10)], text) == (Span(4, 6), Span(8, 10))


def test_spans_survive_pickling() -> None:
    assert pickle.loads(pickle.dumps(Span(1, 2))) == Span(1, 2)
