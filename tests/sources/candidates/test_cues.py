from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hedge.parsing import Parser
from hedge.sources.candidates.cues import cue_log_odds, decode_cues, verb_end, whole_cues
from hedge.sources.tokens import flatten

SCORES = np.array([[2, 0, 0], [0, 3, 1], [0, 0, 1], [1, 0, 2], [2, 0, 3]], dtype=np.float32)


def test_inside_follows_begin() -> None:
    # The last word looks most like "inside", but its sentence has no begin before it.
    assert decode_cues(SCORES, ((0, 3), (3, 5)), 0.0) == [(1, 3)]


def test_bias_finds_more_cues_and_none_longer() -> None:
    scores = np.array([[1, 0, 0], [1, 0.5, 0], [1, 0, 0]], dtype=np.float32)
    assert decode_cues(scores, ((0, 3),), 0.0) == []
    assert decode_cues(scores, ((0, 3),), 0.75) == [(1, 2)]


def test_log_odds() -> None:
    assert cue_log_odds(np.array([[0, 0, 0]], dtype=np.float32), (0, 1)) == pytest.approx(np.log(2))


@given(arrays(np.float32, (7, 3), elements=st.floats(-5, 5, width=32)), st.floats(-2, 2))
def test_cues_are_disjoint_and_inside_sentences(scores: np.ndarray, bias: float) -> None:
    cues = decode_cues(scores, ((0, 3), (3, 7)), bias)
    assert all(start < end for start, end in cues)
    assert all(end <= 3 or start >= 3 for start, end in cues)
    assert all(left[1] <= right[0] for left, right in pairwise(cues))


def test_cues_keep_their_particles(parser: Parser) -> None:
    tokens = flatten(parser.parse(["The army ruled out an attack."])[0])
    assert whole_cues(tokens, [(2, 3)]) == [(2, 4)]
    assert whole_cues(tokens, [(1, 2)]) == [(1, 2)]
    assert whole_cues(tokens, [(2, 3), (3, 4)]) == [(2, 3), (3, 4)]


def test_the_verb_after_an_auxiliary(parser: Parser) -> None:
    tokens = flatten(parser.parse(["The army does not believe the poll, and would not rule out a strike."])[0])
    words = [word.text for word in tokens.words]
    does, would = words.index("does"), words.index("would")
    assert words[verb_end(tokens, does + 1) - 1] == "believe"
    assert words[verb_end(tokens, would + 1) - 1] == "out"
    assert verb_end(tokens, does + 2) == does + 3
    assert verb_end(tokens, does + 3) == does + 3
    tokens = flatten(parser.parse(["We don’t want to guess."])[0])
    assert verb_end(tokens, 3) == 4
