from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.analysis import Document
from hedge.documents import Span
from hedge.reports import render_html, render_notebook
from hedge.reports.view import find_pieces, label_shares, showable
from hedge.speakers import Speaker
from hedge.statements import Statement
from hedge.summaries import summarise_speakers

VOID = {"meta", "input", "br", "img", "link"}


class Page(HTMLParser):
    """Elements with their attributes, and the text inside the marked text without the badges."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.texts: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes.get("class") or ""))
        for name, kept in (("script", self.scripts), ("style", self.styles)):
            if tag == name:
                kept.append("")
        if attributes.get("class") == "text":
            self.texts.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self._open]
        for name, kept in (("script", self.scripts), ("style", self.styles)):
            if self._open and self._open[-1][0] == name:
                kept[-1] += data
        if "text" in classes and not any(name.split()[:1] == ["badge"] for name in classes):
            self.texts[-1] += data


def test_pieces_of_nested_statements(nested: Document) -> None:
    pieces = find_pieces(nested)
    assert "".join(piece.text for piece in pieces) == nested.text
    (may,) = [piece for piece in pieces if piece.text == "may"]
    # The outer statement runs one line lower than the one inside it.
    assert [(line.statement, line.label, line.depth) for line in may.lines] == [(0, "probable", 1), (1, "possible", 0)]
    assert may.cues == may.scopes == ("0.0", "1.0")
    assert may.hint == "epistemic, effect -0.25"
    (engineers,) = [piece for piece in pieces if piece.text == "engineers"]
    assert engineers.sources == (1,)
    assert [line.statement for line in engineers.lines] == [0]
    assert [statement.id for statement in engineers.starts] == [0]
    assert [s.id for piece in pieces for s in piece.starts] == [0, 1, 2, 3]
    assert [piece.booster for piece in pieces if piece.cues] == [False, True]


SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(min(pair), max(pair))), max_size=3
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet=st.sampled_from("ab <&'\"\n\r\x00\x85\ud800é’\u2028\U0001f600"), max_size=30),
    spans=st.lists(st.tuples(SPANS, SPANS, st.none() | st.integers(0, 5)), max_size=6),
)
def test_the_page_holds_the_text_whatever_the_marks(
    nested: Document, text: str, spans: list[tuple[list[Span], list[Span], int | None]]
) -> None:
    speaker = Speaker(id="s0", name="x", type="person")
    statements = tuple(
        _statement(nested.statements[0], n, own, source, parent, speaker)
        for n, (own, source, parent) in enumerate(spans)
    )
    document = Document(
        id="", text=text, parse=nested.parse, statements=statements, speakers=(speaker,), profiles=(),
        assertiveness=None, model=nested.model,
    )  # fmt: skip
    for html in (render_html([document]), render_notebook(document)):
        assert Page(html).texts == [showable(text)]


def _statement(
    like: Statement, id: int, spans: list[Span], source: list[Span], parent: int | None, speaker: Speaker
) -> Statement:
    return Statement(
        id=id, spans=tuple(spans), text="", speaker=speaker, label=like.label, certainty=like.certainty,
        interval=like.interval, probabilities=like.probabilities, evaluable=1.0, factuality=None, polarity="neg",
        kind="indirect", source=tuple(source), cue=(), parent=parent, cues=(),
    )  # fmt: skip


def test_nothing_in_a_document_becomes_markup(hostile: Document, nested: Document) -> None:
    html = render_html([hostile, nested])
    harmless = Page(render_html([nested, nested]))
    page = Page(html)
    assert {tag for tag, _ in page.elements} == {tag for tag, _ in harmless.elements}
    assert {name for _, attributes in page.elements for name in attributes} == {
        name for _, attributes in harmless.elements for name in attributes
    }
    assert not any(name.startswith("on") or name in ("style", "src") for _, a in page.elements for name in a)
    assert all((a.get("href") or "#").startswith("#") for _, a in page.elements)
    assert page.texts == [showable(hostile.text), nested.text]
    # The data in the page are the analysis, and the script element ends where it should.
    data = json.loads(page.scripts[0])
    assert [record["analysis"] for record in data] == [hostile.to_dict(), nested.to_dict()]
    assert not set(page.scripts[0]) & set("<>&\u2028\u2029")
    assert set(Page(render_notebook(hostile)).elements[0][1]) == {"class"}
    assert Page(render_notebook(hostile)).scripts == []


def test_the_policy_names_what_is_inside_and_nothing_else(nested: Document) -> None:
    page = Page(render_html([nested]))
    (policy,) = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]

    def digest(content: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() + "'"

    assert policy == (
        f"default-src 'none'; script-src {digest(page.scripts[1])}; style-src {digest(page.styles[0])}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in page.styles[0]
    assert "@import" not in page.styles[0]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|fetch\(", page.scripts[1])


def test_same_input_gives_the_same_bytes_in_ascii(nested: Document, hostile: Document) -> None:
    first = render_html([nested, hostile])
    assert first == render_html(iter([nested, hostile]))
    assert first.isascii()
    assert "\r" not in first


def test_what_the_page_says(nested: Document) -> None:
    html = render_html([nested])
    assert "Statement 2, engineers: possible, certainty 0.40, interval 0.30 to 0.50" in html
    assert "Mean certainty 0.40, interval" in html
    assert nested.model.sha256 in html
    assert "It does not say whether the statement is true" in html
    assert "No document could be analysed" in render_html([])
    without = render_html([Document(
        id="", text="", parse=nested.parse, statements=(), speakers=(), profiles=(), assertiveness=None,
        model=nested.model,
    )])  # fmt: skip
    assert "No statements found" in without


def test_a_document_says_its_date(nested: Document) -> None:
    assert "2031-03-05, " in render_html([replace(nested, date="2031-03-05")])


def test_label_shares_fill_the_bar(nested: Document) -> None:
    (author,) = [profile for profile in nested.profiles if profile.speaker.name == "author"]
    assert label_shares(author) == [("certain", 1, 0.0, 50.0), ("na", 1, 50.0, 50.0)]


def test_notebooks_show_documents(nested: Document) -> None:
    shown = nested._repr_html_()
    assert shown == render_notebook(nested)
    assert "<script" not in shown
    assert "Ana Ruiz" in shown


@pytest.mark.parametrize("name", ["report.css", "report.js", "notebook.css"])
def test_styles_and_scripts_can_stand_inline(name: str) -> None:
    from importlib.resources import files

    content = files("hedge.reports").joinpath(name).read_text(encoding="utf-8")
    assert content.isascii()
    assert "</" not in content
    assert "<!--" not in content


def test_the_page_compares_speakers_across_documents(nested: Document) -> None:
    tan = Speaker(id="s2", name="Bo Tan", type="person")
    own = tuple(replace(each, speaker=tan) if each.speaker.id == "s2" else each for each in nested.statements)
    document = replace(nested, statements=own, speakers=(*nested.speakers[:2], tan), profiles=summarise_speakers(own))
    alone, several = render_html([document]), render_html([document] * 6)
    assert "Speakers across documents" not in alone
    assert "Differences between speakers" not in alone
    ids = [attributes.get("id") for _, attributes in Page(several).elements]
    assert {"across", "differences"} <= set(ids)
    assert "Difference +0.30, interval" in several
    assert several == render_html([document] * 6)
