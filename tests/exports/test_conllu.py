from __future__ import annotations

import io

from stanza.utils.conll import CoNLL
from udtools.udeval import load_conllu

from hedge.analysis import Document
from hedge.exports import render_conllu


def test_stanza_and_udtools_read_it(documents: list[Document]) -> None:
    text = render_conllu(documents)
    load_conllu(io.StringIO(text), "", {})
    read = CoNLL.conll2doc(input_str=text)
    sentences = [sentence for document in documents for sentence in document.parse.sentences]
    assert len(read.sentences) == len(sentences)
    for ours, theirs in zip(sentences, read.sentences, strict=True):
        assert [word.head for word in theirs.words] == [word.head + 1 for word in ours.words]
        assert [word.upos for word in theirs.words] == [word.upos for word in ours.words]


def test_every_sentence_spells_its_text(documents: list[Document]) -> None:
    for block in render_conllu(documents).strip("\n").split("\n\n"):
        lines = block.split("\n")
        (told,) = [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")]
        spelled, covered = "", 0
        for columns in (line.split("\t") for line in lines if not line.startswith("#")):
            assert len(columns) == 10
            first, _, last = columns[0].partition("-")
            if int(first) > covered:
                spelled += columns[1] + ("" if "SpaceAfter=No" in columns[9].split("|") else " ")
                covered = int(last or first)
        assert spelled.rstrip() == told


def test_words_carry_statements_cues_and_sources(documents: list[Document]) -> None:
    story = documents[0]
    marked: dict[str, set[tuple[str, str]]] = {}
    for line in render_conllu([story]).split("\n"):
        columns = line.split("\t")
        if len(columns) == 10 and "-" not in columns[0]:
            misc = dict(pair.split("=", 1) for pair in columns[9].split("|"))
            start, end = int(misc["start_char"]), int(misc["end_char"])
            for key in misc.keys() & {"Statement", "Cue", "Source", "AttributionCue"}:
                marked.setdefault(key, set()).update((value, story.text[start:end]) for value in misc[key].split(","))
    assert ("epistemic", "may") in marked["Cue"]
    for statement in story.statements:
        words = {word for name, word in marked["Statement"] if name == str(statement.id)}
        assert words
        assert words <= {part for span in statement.spans for part in [*_words(story, span.start, span.end)]}
    assert {name for name, _ in marked["AttributionCue"]} == {str(s.id) for s in story.statements if s.cue}
    comments = [line for line in render_conllu([story]).split("\n") if line.startswith("# statement ")]
    assert len(comments) == len(story.statements)


def _words(document: Document, start: int, end: int) -> list[str]:
    return [w.text for s in document.parse.sentences for w in s.words if start <= w.start < end]
