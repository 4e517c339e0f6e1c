from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hedge.documents import join_text
from hedge.encoding import load_encoder
from hedge.errors import ModelError
from hedge.parsing import Parse, Parser
from hedge.sources import find_attributions, load_attribution_model
from hedge.sources.evidence.stack import FORESTS, DenseModel, load_stack


def test_dense_scores_by_hand() -> None:
    model = DenseModel(np.array([[1.0, 0.0], [2.0, -1.0]]), np.array([0.5, 0.0]))
    table = np.array([[1, 1], [0, 3]], dtype=np.float32)
    assert model.scores(table).tolist() == [[3.5, -1.0], [6.5, -3.0]]
    assert model.scores(table[:0]).shape == (0, 2)


def test_saved_and_loaded(tmp_path: Path) -> None:
    stack = load_attribution_model().stack
    assert stack is not None
    stack.save(tmp_path / "stack.npz")
    again = load_stack(tmp_path / "stack.npz")
    assert again.threshold == stack.threshold
    assert np.array_equal(again.cue.weights, stack.cue.weights)
    rows = np.random.default_rng(0).normal(size=(20, 80)).astype(np.float32)
    for name in FORESTS:
        assert np.array_equal(getattr(again, name).predict(rows), getattr(stack, name).predict(rows))


@pytest.mark.parametrize("content", [None, b"not a stack"])
def test_no_stack_in_the_file(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "stack.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match="expected a stack of models"):
        load_stack(path)


def test_with_the_encoder(parser: Parser) -> None:
    text = "The ministry announced a new timetable. Engineers cannot confirm that the pillars are safe."
    parses = parser.parse([text])
    (found,) = find_attributions(parses, load_attribution_model(), load_encoder().encode(parses))
    assert ("Engineers", "cannot confirm", "that the pillars are safe") in [
        tuple(join_text(text, getattr(each, role)) for role in ("source", "cue", "content")) for each in found
    ]


def test_same_result_in_any_batch(parser: Parser) -> None:
    texts = [
        "“The bridge is safe,” Mayor Dana Holt said. “It will reopen in May.”\n\n“No,” said Ines Varga. It rained.",
        "The bridge was built in 1931.",
        "According to engineers, it cannot be saved, and the union wants the town to build another one.",
    ]
    parses, model, encoder = parser.parse(texts), load_attribution_model(), load_encoder()
    together = find_attributions(parses, model, encoder.encode(parses))
    assert together == [find_attributions([parse], model, encoder.encode([parse]))[0] for parse in parses]
    assert together[0]
    assert together[2]


def test_no_words() -> None:
    empty = Parse("", (), ())
    assert find_attributions([empty], load_attribution_model(), load_encoder().encode([empty])) == [()]
