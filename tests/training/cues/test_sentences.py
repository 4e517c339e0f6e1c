"""The marked sentences of our own."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hedge.documents import Span
from hedge.parsing import Parser
from hedge.predicates.cue_features import candidate_span, find_candidates
from hedge.predicates.cue_lexicon import LEXICON
from hedge.training.cues.sentences import IDIOMS_FILE, SENTENCES_FILE, MarkedSentence, read_marked_sentences

_CORPORA = Path(__file__).parents[3] / "corpora"


def test_marks_are_read_into_exact_spans() -> None:
    sentences = {one.text: one for one in read_marked_sentences()}
    text = "It is unclear whether the ship was insured."
    assert sentences[text] == MarkedSentence(text, {Span(6, 13): "unknown", Span(14, 21): "investigation"})
    assert all("[" not in one.text and "|" not in one.text for one in sentences.values())
    assert all(set(one.cues.values()) <= set(LEXICON) for one in sentences.values())
    assert len(sentences) == len(read_marked_sentences())


@pytest.mark.parametrize("name", [SENTENCES_FILE, IDIOMS_FILE])
def test_every_mark_is_a_candidate(parser: Parser, name: str) -> None:
    sentences = read_marked_sentences(name)
    assert len({one.text for one in sentences}) == len(sentences) > 300
    for one, parse in zip(sentences, parser.parse([one.text for one in sentences]), strict=True):
        found = {candidate_span(sentence, c) for sentence in parse.sentences for c in find_candidates(sentence)}
        assert set(one.cues) <= found, one.text


def test_what_is_tested_is_not_learnt_from() -> None:
    with (_CORPORA / "behaviour" / "pairs.tsv").open(encoding="utf-8", newline="") as file:
        tested = {cell for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) for cell in row}
    samples = "\n".join(path.read_text(encoding="utf-8") for path in (_CORPORA / "sample" / "text").iterdir())
    ours = [one.text for name in (SENTENCES_FILE, IDIOMS_FILE) for one in read_marked_sentences(name)]
    assert not [text for text in ours if text in tested or text in samples]
