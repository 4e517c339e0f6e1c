from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from hedge.documents import Span
from hedge.encoding.windows import END, LARGEST, START, Unit, load_tokenizer, make_windows
from hedge.errors import ModelError
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


def test_a_paragraph_is_a_window(tokenizer: Tokenizer) -> None:
    text = "The ferry was late.\nIt rained. Nobody came.\nWhy?"
    windows = make_windows(text, units_of(text), tokenizer)
    assert [text[window.starts[0] : window.ends[-1]] for window in windows] == text.split("\n")


def test_long_paragraphs_are_cut_between_units(tokenizer: Tokenizer) -> None:
    sentence = "The ferry was late again today. "
    text = sentence * 70
    units = [Unit(Span(start, start + len(sentence)), 0) for start in range(0, len(text), len(sentence))]
    windows = make_windows(text, units, tokenizer)
    assert [len(window.pieces) - 2 for window in windows] == [224, 224, 42]
    assert all(window.starts[0] % len(sentence) == 0 for window in windows)


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


def test_pieces_begin_where_their_words_do(tokenizer: Tokenizer) -> None:
    text = "The  ferries\u00a0may be late."
    (window,) = make_windows(text, units_of(text), tokenizer)
    pieces = [text[start:end] for start, end in zip(window.starts[1:-1], window.ends[1:-1], strict=True)]
    assert "".join(pieces) == "".join(text.split())
    assert not any(piece[:1].isspace() for piece in pieces)


def test_files_that_are_no_tokenizer_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "tokenizer.json"
    for content in (None, "", "{}", "[]"):
        if content is not None:
            path.write_text(content, encoding="utf-8")
        with pytest.raises(ModelError, match="expected a tokenizer"):
            load_tokenizer(path)
