from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hedge.encoding import HEADS, columns_of, load_encoder
from hedge.encoding.encoder import open_encoder
from hedge.encoding.heads import FACTUALITY_SETS, N_COLUMNS
from hedge.errors import ModelError
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
    (rows,), ((words,),) = load_encoder().encode_texts([text]), load_encoder().encode(parser.parse([text]))
    assert rows.shape == words.shape == (5, N_COLUMNS)
    np.testing.assert_array_equal(rows, words)
    assert load_encoder().encode_texts([]) == []
    empty, odd, long = load_encoder().encode_texts(["", "\ud800", "It may rain. " * 300])
    assert len(empty) == 0
    assert len(odd) <= 1
    assert len(long) == 1200


def test_no_model(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="expected an ONNX model"):
        open_encoder(tmp_path)
