"""Readers of the XML of BioScope, CoNLL-2010 and Szeged, on sentences of our own."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.corpora.uncertainty_xml import read_uncertainty_xml
from hedge.documents import Span
from hedge.errors import InputError, MissingInputError

BIOSCOPE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE Annotation SYSTEM "Annotation.dtd">
<Annotation created="1.1.2026"><DocumentSet>
<Document type="Abstract"><DocID type="NR">77</DocID><DocumentPart type="Title">
<sentence id="S77.1">Moss growth on roof tiles</sentence></DocumentPart><DocumentPart type="Text">
<sentence id="S77.2">Damp <xcope id="X77.2.1"><cue type="speculation" ref="X77.2.1">may</cue> feed the moss, while
 frost does <xcope id="X77.2.2"><cue type="negation" ref="X77.2.2">not</cue> harm it</xcope></xcope>.</sentence>
<sentence id="S77.3">The tiles did <xcope id="X77.3.1"><cue type="negation" ref="X77.3.1">not</cue> \
crack</xcope>.</sentence>
<sentence id="S77.4"><xcope id="X77.4.1"><cue type="speculation" ref="X77.4.1">Either</cue> rain \
<cue type="speculation" ref="X77.4.1">or</cue> dew</xcope> &amp; wind helped.</sentence>
</DocumentPart></Document></DocumentSet></Annotation>"""

CONLL = """<Annotation><DocumentSet><Document type="Wiki"><DocID>12</DocID><DocumentPart type="TITLE">
<sentence certainty="certain" id="S12.1"> The mill </sentence>
<sentence certainty="uncertain" id="S12.2"> <ccue>Some say</ccue> the mill is older. </sentence>
</DocumentPart></Document></DocumentSet></Annotation>"""

SZEGED = """<Annotation><Document><sentence id="1">It is <ccue type="epistemic">possible</ccue> that they \
<ccue type="doxastic">believe</ccue> it.</sentence></Document></Annotation>"""


def write(folder: Path, content: str) -> Path:
    path = folder / "corpus.xml"
    path.write_text(content, encoding="utf-8")
    return path


def test_bioscope_cues_and_nested_scopes(tmp_path: Path) -> None:
    (document,) = read_uncertainty_xml(write(tmp_path, BIOSCOPE))
    assert (document.id, document.type, len(document.sentences)) == ("77", "Abstract", 4)
    title, nested, denied, double = document.sentences
    assert (title.cues, title.scopes, title.uncertain) == ((), (), False)
    assert [(cue.text, cue.type, cue.scope) for cue in nested.cues] == [
        ("may", "speculation", "X77.2.1"),
        ("not", "negation", "X77.2.2"),
    ]
    outer, inner = nested.scopes
    assert (outer.id, inner.id) == ("X77.2.1", "X77.2.2")
    assert inner.span.of(nested.text) == "not harm it"
    assert outer.span.covers(inner.span)
    assert (nested.uncertain, denied.uncertain) == (True, False)
    assert double.text == "Either rain or dew & wind helped."
    assert [(cue.text, cue.scope) for cue in double.cues] == [("Either", "X77.4.1"), ("or", "X77.4.1")]
    for sentence in document.sentences:
        assert all(cue.span.of(sentence.text) == cue.text for cue in sentence.cues)


def test_labels_of_sentences_and_untyped_cues(tmp_path: Path) -> None:
    (document,) = read_uncertainty_xml(write(tmp_path, CONLL))
    first, second = document.sentences
    assert (first.text, first.uncertain, second.uncertain) == ("The mill", False, True)
    assert [(cue.span, cue.text, cue.type) for cue in second.cues] == [(Span(0, 8), "Some say", "unspecified")]


def test_types_of_the_szeged_corpus(tmp_path: Path) -> None:
    (document,) = read_uncertainty_xml(write(tmp_path, SZEGED))
    assert document.id == "1"
    assert [(cue.text, cue.type) for cue in document.sentences[0].cues] == [
        ("possible", "epistemic"),
        ("believe", "doxastic"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>', "EntitiesForbidden"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', "EntitiesForbidden"),
        ("<a><b></a>", "expected XML"),
        ("", "expected XML"),
        ("no xml", "expected XML"),
        ("<Annotation><Document/></Annotation>", "got none"),
        ("<a>text</a>", "got none"),
    ],
)
def test_bombs_and_other_files_are_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_uncertainty_xml(write(tmp_path, content))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_uncertainty_xml(tmp_path)


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)
_PIECES = st.lists(st.tuples(_WORDS, st.booleans()), min_size=1, max_size=6)


@given(_PIECES)
def test_offsets_hold_for_any_text(tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, bool]]) -> None:
    inner = "".join(f"<ccue>{escape(text)}</ccue>" if marked else escape(text) for text, marked in pieces)
    content = f"<Annotation><Document><sentence>{inner}</sentence></Document></Annotation>"
    (document,) = read_uncertainty_xml(write(tmp_path_factory.mktemp("xml"), content))
    (sentence,) = document.sentences
    assert sentence.text == "".join(text for text, _ in pieces).strip()
    assert all(sentence.text[cue.span.start : cue.span.end] == cue.text for cue in sentence.cues)
    assert "".join(cue.text for cue in sentence.cues).strip() in "".join(t for t, marked in pieces if marked)
