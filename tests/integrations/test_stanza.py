"""The Stanza processor: registered by import, same results as `hedge.load`, on texts and on given trees."""

from __future__ import annotations

from typing import Any

import pytest
import stanza
from stanza.models.common.doc import Document as StanzaDocument

import hedge.integrations.stanza  # noqa: F401 - registers the processor
from hedge.analysis import Pipeline
from hedge.documents import join_text
from hedge.errors import OptionError
from hedge.parsing import stanza_options

TEXTS = [
    "Mayor Ana Ruiz said the bridge will reopen on Friday. “We may need another week,” said her deputy, Bo Tan.\n\n"
    "It's unclear who'll pay. Engineers [in the city] cannot confirm that the pillars are safe.",
    "MS. TAN: The ferry probably won't sail.\n\nQ: Why?\n\nMS. TAN: I think the wind is too strong.",
    "",
    "Rain fell.",
]
PROCESSORS = "tokenize,mwt,pos,lemma,depparse,hedge"


def pipeline(**options: Any) -> Any:
    return stanza.Pipeline(
        "en",
        **stanza_options() | {"processors": PROCESSORS, "logging_level": "ERROR", "use_gpu": False} | options,
    )


@pytest.fixture(scope="module")
def reader() -> Any:
    return pipeline()


def test_results_are_those_of_load(reader: Any, nlp: Pipeline) -> None:
    expected = [doc.to_dict() | {"model": None} for doc in nlp.pipe(TEXTS)]
    together = reader.bulk_process(TEXTS)
    assert [doc.hedge.to_dict() | {"model": None} for doc in together] == expected
    assert reader(TEXTS[0]).hedge.to_dict() | {"model": None} == expected[0]


def test_sentences_and_words_have_their_part(reader: Any) -> None:
    doc = reader(TEXTS[0])
    words = [word for sentence in doc.sentences for word in sentence.words]
    (may,) = [word for word in words if word.text == "may"]
    assert may.hedge.cue.type == "epistemic"
    assert may.hedge.cue.effect < 0
    assert {statement.speaker.name for statement in may.hedge.statements} == {"Bo Tan"}
    assert may.hedge.role == "content"
    assert next(word for word in words if word.text == "Ruiz").hedge.role == "source"
    assert next(word for word in words if word.text == "said").hedge.role == "cue"
    for sentence in doc.sentences:
        ids = [statement.id for statement in sentence.hedge.statements]
        inside = {s.id for word in sentence.words for s in word.hedge.statements}
        assert inside <= set(ids)
    told = {statement.id for sentence in doc.sentences for statement in sentence.hedge.statements}
    assert told == {statement.id for statement in doc.hedge.statements}


def test_documents_that_bring_their_own_trees(reader: Any) -> None:
    parsed = reader("Officials said the talks may resume. It won't rain.", processors="tokenize,mwt,pos,lemma,depparse")
    assert parsed.hedge is None
    assert parsed.sentences[0].words[0].hedge is None
    bare = [
        [{key: value for key, value in entry.items() if not key.endswith("_char")} for entry in sentence]
        for sentence in parsed.to_dict()
    ]
    copy = StanzaDocument(bare)
    read = reader.processors["hedge"].process(copy)
    assert read.hedge.text == "Officials said the talks may resume .\nIt won't rain ."
    assert next((s.speaker.name, s.label) for s in read.hedge.statements) == ("officials", "possible")
    assert read.sentences[0].words[4].hedge.cue.text == "may"
    for statement in read.hedge.statements:
        assert join_text(read.hedge.text, statement.spans) == statement.text
    assert reader.processors["hedge"].process(StanzaDocument([])).hedge.statements == ()


def test_the_trees_of_the_document_on_request(reader: Any, nlp: Pipeline) -> None:
    processor = reader.processors["hedge"]
    text = "Officials said the talks may resume. It is unclear when."
    processor._trees = "document"
    try:
        doc = reader(text)
    finally:
        processor._trees = "reparse"
    assert [(s.text, s.label) for s in doc.hedge.statements] == [(s.text, s.label) for s in nlp(text).statements]
    assert doc.hedge.text == text


def test_options_and_requirements_are_checked() -> None:
    with pytest.raises(OptionError, match="hedge_trees"):
        pipeline(hedge_trees="mine")
    with pytest.raises(Exception, match="Requirements"):
        pipeline(processors="tokenize,mwt,hedge")
