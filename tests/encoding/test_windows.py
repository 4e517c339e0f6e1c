from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from hedge.documents import Span
from hedge.encoding.windows import END, LARGEST, START, Unit, load_tokenizer, make_windows
from hedge.models import model_folder


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(model_folder("encoder") / "tokenizer.json")


def units_of(text: str) -> list[Unit]:
    units, start = [], 0
    for paragraph, line in enumerate(text.split("\n")):
        if line.strip():
            units.append(Unit(Span(start, start + len(line)), paragraph))
        start += len(line) + 1
    return units


def test_marks_and_offsets(tokenizer: Tokenizer) -> None:
    text = "  Ærø ferries may be late."
    (window,) = make_windows(text, [Unit(Span(2, len(text)), 0)], tokenizer)
    assert (window.pieces[0], window.pieces[-1]) == (START, END)
    covered = window.covering(Span(text.index("may"), text.index("may") + 3))
    assert [text[window.starts[i] : window.ends[i]] for i in covered] == ["may"]


def test_paragraphs_stay_whole_where_they_fit(tokenizer: Tokenizer) -> None:
    line = "The ferry was late again today. " * 20
    text = "\n".join([line, line, "It rained."])
    windows = make_windows(text, units_of(text), tokenizer)
    assert [(window.starts[0], window.ends[-1]) for window in windows] == [
        (0, len(line) - 1),
        (len(line) + 1, len(text)),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab é𝕏“'’.\n-0漢", max_size=1500))
def test_no_piece_is_lost_and_windows_are_small(tokenizer: Tokenizer, text: str) -> None:
    units = units_of(text)
    windows = make_windows(text, units, tokenizer)
    alone = [piece for unit in units for piece in tokenizer.encode(unit.span.of(text), add_special_tokens=False).ids]
    assert [int(piece) for window in windows for piece in window.pieces[1:-1]] == alone
    for window in windows:
        assert len(window.pieces) <= LARGEST + 2
        assert (window.starts <= window.ends).all()
        assert (window.starts[1:] >= window.starts[:-1]).all()
        assert 0 <= window.starts[0] <= window.ends[-1] <= len(text)


def test_nothing_in_nothing_out(tokenizer: Tokenizer) -> None:
    assert make_windows("", [], tokenizer) == []
