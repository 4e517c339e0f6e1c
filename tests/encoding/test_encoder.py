from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hedge.encoding import HEADS, columns_of, load_encoder
from hedge.encoding.encoder import open_encoder
from hedge.encoding.heads import FACTUALITY_SETS, N_COLUMNS, N_SCORES
from hedge.encoding.states import N_STATES
from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.parsing import Parse, Parser


def test_rows_for_words(parser: Parser) -> None:
    text = "The harbour master said the ferry may be late.\n\nIt was not."
    (parse,) = parser.parse([text])
    (rows,) = load_encoder().encode([parse])
    assert [row.shape for row in rows] == [(len(sentence), N_COLUMNS) for sentence in parse.sentences]
    labels = [HEADS["attribution"][number] for number in rows[0][:, columns_of("attribution")].argmax(axis=1)]
    words = [word.text for word in parse.sentences[0].words]
    assert labels[words.index("said")] == "B-cue"
    assert labels[words.index("master")] == "I-source"
    assert labels[words.index("late")] == "I-content"
    cues = [HEADS["cues"][number] for number in rows[0][:, columns_of("cues")].argmax(axis=1)]
    assert cues[words.index("may")] == "B-epistemic"


def test_factuality_follows_modal_and_negation(parser: Parser) -> None:
    texts = ["The ferry sank.", "The ferry may have sunk.", "The ferry did not sink."]
    parses = parser.parse(texts)
    column = FACTUALITY_SETS.index("uw")
    verbs = [next(i for i, w in enumerate(p.sentences[0].words) if w.lemma == "sink") for p in parses]
    encoded = load_encoder().encode(parses)
    happened, open_, denied = (rows[0][verb, column] for rows, verb in zip(encoded, verbs, strict=True))
    assert happened > open_ > denied


def test_a_document_is_read_by_itself(parser: Parser) -> None:
    parses = parser.parse(["The bridge is closed, officials say.", "Nobody knows why. " * 60, "Perhaps it rained."])
    together = load_encoder().encode(parses)
    for parse, rows in zip(parses, together, strict=True):
        for one, other in zip(load_encoder().encode([parse])[0], rows, strict=True):
            np.testing.assert_array_equal(one, other)


def test_a_paragraph_is_read_by_itself(parser: Parser) -> None:
    paragraphs = ["The bridge is closed, officials say.", "Nobody knows why, and it may rain.", "The mayor laughed."]
    (whole,) = load_encoder().encode(parser.parse(["\n\n".join(paragraphs)]))
    alone = [rows for (rows,) in load_encoder().encode(parser.parse(paragraphs))]
    for one, other in zip(whole, alone, strict=True):
        np.testing.assert_array_equal(one, other)


def test_no_text() -> None:
    assert load_encoder().encode([Parse("", (), ())]) == [[]]


def test_raw_texts_are_read_as_parsed_ones(parser: Parser) -> None:
    text = "The ferry may sail ."
    (read,), ((words,),) = load_encoder().read_texts([text]), load_encoder().encode(parser.parse([text]))
    assert read.rows.shape == words.shape == (5, N_COLUMNS)
    assert read.states.shape == (5, N_STATES)
    np.testing.assert_array_equal(read.rows, words)
    assert load_encoder().read_texts([]) == []
    sizes = [len(one.rows) for one in load_encoder().read_texts(["", "\ud800", "It may rain. " * 300])]
    assert sizes[0] == 0
    assert sizes[1] <= 1
    assert sizes[2] == 1200


def test_probes_tell_what_happened_from_what_did_not(parser: Parser) -> None:
    texts = ["The ferry sank.", "The ferry may have sunk.", "The ferry did not sink."]
    parses = parser.parse(texts)
    column = columns_of("probes").start + FACTUALITY_SETS.index("uw")
    verbs = [next(i for i, w in enumerate(p.sentences[0].words) if w.lemma == "sink") for p in parses]
    encoded = load_encoder().encode(parses)
    happened, open_, denied = (rows[0][verb, column] for rows, verb in zip(encoded, verbs, strict=True))
    assert happened > open_ > denied


def test_an_encoder_may_have_no_probes_yet(tmp_path: Path) -> None:
    with_probes = load_encoder().read(np.arange(4, 30))
    without = open_encoder(model_folder("encoder"), tmp_path).read(np.arange(4, 30))
    np.testing.assert_array_equal(without.states, with_probes.states)
    np.testing.assert_array_equal(without.rows[:, :N_SCORES], with_probes.rows[:, :N_SCORES])
    assert not without.rows[:, N_SCORES:].any()
    assert with_probes.rows[:, N_SCORES:].all()


def test_no_model(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="expected an ONNX model"):
        open_encoder(tmp_path)
