from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import Span
from hedge.reports import Mark, cut_text

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(min(pair), max(pair)))


@given(st.integers(0, 30), st.lists(SPANS, max_size=12))
def test_segments_tile_the_text_and_know_their_marks(length: int, spans: list[Span]) -> None:
    segments = cut_text(length, [Mark(span, number) for number, span in enumerate(spans)])
    assert [place for segment in segments for place in range(segment.span.start, segment.span.end)] == [*range(length)]
    assert all(segments)
    for segment in segments:
        for place in range(segment.span.start, segment.span.end):
            assert segment.values == tuple(n for n, span in enumerate(spans) if span.start <= place < span.end)
    # No cut without a reason: neighbours differ, unless marks with the same value meet there.
    bounds = {bound for span in spans if span for bound in (span.start, span.end)}
    assert {segment.span.start for segment in segments[1:]} <= bounds


def test_marks_that_cross_repeat_and_end_together() -> None:
    marks = [Mark(Span(0, 5), "a"), Mark(Span(3, 8), "b"), Mark(Span(3, 8), "c"), Mark(Span(5, 5), "never")]
    found = [(s.span.start, s.span.end, "".join(s.values)) for s in cut_text(8, marks)]
    assert found == [(0, 3, "a"), (3, 5, "abc"), (5, 8, "bc")]
    assert cut_text(0, marks) == ()
