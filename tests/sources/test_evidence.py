from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hedge.documents import join_text
from hedge.encoding import HEADS, columns_of, load_encoder
from hedge.encoding.heads import N_COLUMNS
from hedge.parsing import Parser
from hedge.sources import find_attributions, load_attribution_model
from hedge.sources.evidence import Trust, read_evidence

LABELS = HEADS["attribution"]
FULL = Trust(cue=1, source=1, layout=1, near=1, far=1, extension=1, acceptance=1, held=1)


def rows(*labels: str, sure: float = 9.0) -> list[np.ndarray]:
    """One sentence, each word of which the encoder is sure of."""
    values = np.zeros((len(labels), N_COLUMNS), dtype=np.float32)
    for number, label in enumerate(labels):
        values[number, columns_of("attribution").start + LABELS.index(label)] = sure + number / 100
    return [values]


def test_odds_by_hand() -> None:
    evidence = read_evidence(rows("B-source", "B-cue", "B-content", "I-content", "O"), FULL)
    # A sure word counts 3, for or against.
    assert evidence.source_odds((0, 1)) == pytest.approx(3)
    assert evidence.source_odds((0, 2)) == pytest.approx(0)
    assert evidence.source_odds((0, 0)) == 0
    assert evidence.held_odds((2, 4)) == pytest.approx(6)
    assert evidence.skipped_odds((1, 2)) == pytest.approx(3)
    assert evidence.draft_odds((1, 2), [(2, 4)]) == pytest.approx(6)
    after, before, both = evidence.side_odds(1, 2)
    assert after > both > before
    assert evidence.cue[1].argmax() == 1


def test_a_word_that_shares_its_piece_begins_no_cue() -> None:
    (values,) = rows("B-source", "B-cue", "B-cue", "I-cue")
    values[2] = values[1]
    evidence = read_evidence([values], FULL)
    assert evidence.cue.argmax(axis=1).tolist() == [0, 1, 2, 2]


def test_no_words() -> None:
    assert read_evidence([], FULL).cue.shape == (0, 3)


def test_without_trust_the_encoder_changes_nothing(parser: Parser) -> None:
    text = "“The bridge is safe,” Mayor Dana Holt said. According to engineers, it cannot be saved."
    parses = parser.parse([text])
    model = load_attribution_model()
    silent = replace(model, trust=Trust(threshold=model.threshold))
    encoded = load_encoder().encode(parses)
    assert find_attributions(parses, silent, encoded) == find_attributions(parses, silent)


def test_with_the_encoder(parser: Parser) -> None:
    text = "The ministry announced a new timetable. Engineers cannot confirm that the pillars are safe."
    parses = parser.parse([text])
    (found,) = find_attributions(parses, load_attribution_model(), load_encoder().encode(parses))
    assert ("Engineers", "cannot confirm", "that the pillars are safe") in [
        tuple(join_text(text, getattr(each, role)) for role in ("source", "cue", "content")) for each in found
    ]
