from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import Span
from hedge.parsing.view import LONGEST_WORD, view_text


def view(text: str) -> str:
    return view_text(text, Span(0, len(text))).text


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("may be [in even] more", "may be in even more"),
        ("[T]he plan", "The plan"),
        ("well . . . no", "well ... no"),
        ("“Yes,” it’s", '"Yes," it\'s'),
        ("a\0b\tc", "a b c"),
        ("it **may** be *so*", "it   may   be  so "),
        ("## No 2 * 3 f*** it", "   No 2 * 3 f*** it"),
        ("''Yes,'' it's; ``no''", '"Yes," it\'s; "no"'),
    ],
)
def test_what_the_parser_sees(text: str, seen: str) -> None:
    assert view(text) == seen


def test_endless_words_are_shortened() -> None:
    assert len(view("x" * 5000)) == LONGEST_WORD


@given(st.text(alphabet="ab[]*#. …“‘'\0\U0001f600", max_size=60))
def test_every_character_maps_back_in_order(text: str) -> None:
    shown = view_text(text, Span(0, len(text)))
    assert len(shown.text) == len(shown.starts) == len(shown.ends)
    position = 0
    for start, end in zip(shown.starts, shown.ends, strict=True):
        assert position <= start < end <= len(text)
        position = end
