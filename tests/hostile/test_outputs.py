"""Exports of documents whose ids, names and columns are attacks: nothing outside of the folder, nothing lost."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.analysis import Document, Pipeline
from hedge.documents import KnownTurn, Source, Span, read_sources
from hedge.errors import InputError
from hedge.exports import render_conllu, render_csv, write_brat, write_convokit
from hedge.exports.brat import render_annotations
from hedge.exports.exportable import file_names
from hedge.reports import render_html

IDS = [
    "../../x", "/etc/passwd", "..", ".", "", "a\0b", "x" * 5_000, "𝐀" * 300, "é", "e\u0301", "A", "a", "ａ", "CON",
    "nul.txt", "C:\\x", "..\\..\\x", "a/b", "a_b", "annotation", "\ud800", "~root", "$HOME", "-rf", "ß", "ss",
    "file_CON", "con",
]  # fmt: skip


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    from hedge.analysis.document import ModelInfo
    from hedge.parsing import Parse

    model = ModelInfo(name="m", version="1", sha256="0" * 64)
    return [
        Document(
            id=each, text="It may.", parse=Parse(text="It may.", blocks=(), sentences=()), statements=(), speakers=(),
            profiles=(), assertiveness=None, model=model, columns={each: each},
        )
        for each in IDS
    ]  # fmt: skip


def test_nothing_is_written_outside_of_the_folder(documents: list[Document], tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "out"
    write_brat(documents, target)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent for path in files} == {target}
    assert len(files) == 2 * len(IDS) + 1
    write_convokit(documents, tmp_path / "corpus")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == len(files) + 5


@given(st.lists(st.text(max_size=120), max_size=8))
def test_file_names_are_short_plain_and_apart(ids: list[str]) -> None:
    from types import SimpleNamespace

    names = file_names([SimpleNamespace(id=each) for each in (*ids, *ids)])  # type: ignore[misc]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(f"{name}.ann".encode()) <= 255
        assert os.path.basename(name) == name
        assert not name.startswith(".")
        assert not set(name) & set('/\\:*?"<>|\0\r\n\t ')


def test_a_link_in_a_corpus_brings_in_no_file(tmp_path: Path) -> None:
    corpus, secret = tmp_path / "corpus", tmp_path / "secret"
    corpus.mkdir()
    secret.write_text("secret", encoding="utf-8")
    (corpus / "utterances.jsonl").write_text('{"id": "a", "text": "No.", "meta": 3}\n', encoding="utf-8")
    (corpus / "speakers.json").write_text("{}", encoding="utf-8")
    (corpus / "notes.json").symlink_to(secret)
    (corpus / "index.json").write_text('{"version": 2, "utterances-index": [1]}', encoding="utf-8")
    write_convokit([], tmp_path / "out", base=corpus)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "index.json", "speakers.json", "utterances.jsonl",
    ]  # fmt: skip
    assert json.loads((tmp_path / "out" / "index.json").read_text())["version"] == 2
    (source,) = read_sources(tmp_path / "out")
    assert source.text == "No."
    (corpus / "index.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match=r"index\.json"):
        write_convokit([], tmp_path / "other", base=corpus)


ATTACKS = ["</script><script>x()</script>", "=HYPERLINK(1)", "a\tb\nT99\tCue 0 1\tx", "x\n1\tx\tx\tX", 'a|b,c"d\r\ne']


@pytest.mark.parametrize("name", ATTACKS)
def test_names_that_are_attacks_come_out_whole_and_break_nothing(nlp: Pipeline, name: str) -> None:
    source = Source(id="a", text="It may rain.", turns=(KnownTurn(span=Span(0, 12), speaker=name),))
    harmless = replace(source, turns=(KnownTurn(span=Span(0, 12), speaker="Ana"),))
    document, other = nlp.pipe([source, harmless])
    (found,) = document.statements
    assert found.speaker.name == name
    row = next(csv.DictReader(io.StringIO(render_csv([document], escape_formulas=False), newline="")))
    assert row["speaker_name"] == name
    assert not next(csv.DictReader(io.StringIO(render_csv([document]))))["speaker_name"].startswith("=")
    # No line, tag or mark more than for a harmless name.
    for render in (render_conllu, lambda each: render_annotations(each[0])):
        assert render([document]).count("\n") == render([other]).count("\n")
    assert render_html([document]).count("<script") == render_html([other]).count("<script")
