from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import find_quotes, split_blocks


def inners(text: str) -> list[str]:
    return [quote.inner.of(text) for quote in find_quotes(text, split_blocks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "it may rain" today.', ["it may rain"]),
        ("She said “it may rain” today.", ["it may rain"]),
        ("'It can't last,' she said.", ["It can't last,"]),
        ("'The workers' demands can't be met,' she said.", ["The workers' demands can't be met,"]),
        ("The workers' demands can't be met, they said.", []),
        ("'He told me \"never\" and left,' she said.", ['He told me "never" and left,', "never"]),
        ("“He told me ‘never’ and left,” she said.", ["He told me ‘never’ and left,", "never"]),
        ("It's the dogs' bowl in the '90s, isn't it?", []),
        ("Rock 'n' roll isn't dead.", []),
        ("The so-called 'experts' said 'no comment'.", ["experts", "no comment"]),
        ('"One," she said. "Two," he said.', ["One,", "Two,"]),
        ("‘We can’t,’ she said. ‘We won’t.’", ["We can’t,", "We won’t."]),
        ("''It can't last,'' she said. ''They know it.''", ["It can't last,", "They know it."]),
        ("``It rains,'' he said.", ["It rains,"]),
        ("'''No,' he told me,'' she recalled.", ["'No,' he told me,", "No,"]),
        ("''He told me 'never''' was all.", ["He told me 'never'", "never"]),
        ("”It rains. It pours,” he said.", ["It rains. It pours,"]),
        ("“It rains. It pours,“ he said. “So be it.“", ["It rains. It pours,", "So be it."]),
        ("„It rains,“ he said, „and pours.“", ["It rains,", "and pours."]),
        ("”It rains, he said.", []),
        ("He is 5'11'' tall and she 5'9'', they say; x = '' and y.", []),
    ],
)
def test_marks_and_apostrophes(text: str, expected: list[str]) -> None:
    assert inners(text) == expected


def test_levels_of_nested_quotations() -> None:
    text = "“He told me ‘never’ and left,” she said."
    assert [quote.level for quote in find_quotes(text, split_blocks(text))] == [0, 1]


def test_quotation_left_open_at_the_paragraph_end_continues() -> None:
    text = "“The first thing is water.\n“The second is food,” she said."
    first, second = find_quotes(text, split_blocks(text))
    assert (first.closed, first.continued) == (False, False)
    assert (second.closed, second.continued) == (True, True)


@given(st.text(alphabet="ab s.,?'\"“”‘’`\n", max_size=80))
def test_spans_lie_inside_and_hold_their_marks(text: str) -> None:
    for quote in find_quotes(text, split_blocks(text)):
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.span.covers(quote.inner)
        assert text[quote.span.start] in "'\"“”‘„«`"
        if quote.closed:
            assert text[quote.span.end - 1] in "'\"“”’»"
            # A double mark may be written as a pair of single ones, on either side: ``so”, ''so".
            opening, closing = text[quote.span.start : quote.inner.start], text[quote.inner.end : quote.span.end]
            assert len(opening) == 1 or opening in ("''", "``")
            assert len(closing) == 1 or closing == "''"


def test_a_remark_inside_a_quotation_does_not_end_it() -> None:
    text = "“We will win. (Applause) And we will rise,” she said. (Laughter) “No.”"
    found = [quote.span.of(text) for quote in find_quotes(text, split_blocks(text))]
    assert found == ["“We will win. (Applause) And we will rise,”", "“No.”"]


def test_a_remark_between_paragraphs_of_a_quotation_does_not_end_it() -> None:
    text = "“We will win.\n\n“(Crosstalk.)\n\n“And we will rise,” she said."
    last = find_quotes(text, split_blocks(text))[-1]
    assert (last.span.of(text), last.continued) == ("“And we will rise,”", True)
