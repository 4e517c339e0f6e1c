"""Certainty of statements: order by phenomenon, effects of cues, calibration as an interface."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import Span
from hedge.encoding import load_encoder
from hedge.models.linear import softmax
from hedge.parsing import Parser
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.scoring.certainty.features import StatementSpans
from hedge.scoring.certainty.lexicon import attribution_classes, hedge_level
from hedge.scoring.certainty.model import DECIMALS, LEVELS, Certainty, load_certainty_model
from hedge.scoring.certainty.pool import Opinions, Scores, Settings


def read_marked(marked: str) -> tuple[str, StatementSpans]:
    """Text and spans of "[source] [cue] [content]", the first two possibly empty, the text ended by what follows."""
    source, cue, content, rest = re.fullmatch(r"\[(.*?)\] ?\[(.*?)\] ?\[(.*)\](.*)", marked, re.S).groups()  # type: ignore[union-attr]
    text, spans = "", []
    for part in (source, cue, content):
        start = len(text) + bool(text and part)
        text = f"{text} {part}".strip()
        spans.append((Span(start, len(text)),) if part else ())
    return text + rest, StatementSpans(source=spans[0], cue=spans[1], content=spans[2])


def score(parser: Parser, *marked: str, fast: bool = False) -> list[Certainty]:
    """Score marked statements, each a document of its own."""
    texts, spans = zip(*map(read_marked, marked), strict=True)
    parses = parser.parse(list(texts))
    cues = find_cues(parses, load_cue_model())
    encoded = None if fast else load_encoder().encode(parses)
    results = load_certainty_model().score(parses, [[each] for each in spans], cues, encoded)
    return [result for (result,) in results]


ORDERED = [
    [
        "[The port][said][the strike will end].",
        "[The port][said][the strike is likely to end].",
        "[The port][said][the strike may end].",
        "[The port][said][it is unclear whether the strike will end].",
    ],
    [
        "[The union][confirmed][that the talks ended].",
        "[The union][believes][that the talks ended].",
        "[The union][fears][that the talks may end].",
        "[The union][cannot confirm][that the talks ended].",
    ],
    [
        "[][][The dam will hold.]",
        "[][][The dam will probably hold.]",
        "[][][The dam might hold.]",
        "[][][It is unclear whether the dam will hold.]",
    ],
    [
        "[Ms. Ortega][insisted][that the ship sank].",
        "[Ms. Ortega][suggested][that the ship sank].",
        "[Ms. Ortega][hinted][that the ship may have sunk].",
        "[Ms. Ortega][declined to say][whether the ship sank].",
    ],
]


@pytest.mark.parametrize("marked", ORDERED, ids=lambda marked: marked[0])
def test_weaker_commitment_scores_lower(parser: Parser, marked: list[str]) -> None:
    results = score(parser, *marked)
    values = [result.certainty for result in results]
    assert all(higher > lower + 0.05 for higher, lower in pairwise(values)), values
    assert [result.label for result in results] == list(reversed(LEVELS))


@pytest.mark.parametrize(
    "marked",
    [
        "[The mayor][urged][the owners to pay more].",
        "[She][wants][the council to resign].",
        "[He][asked][the crew to wait].",
        "[][][Thank you, everyone.]",
    ],
)
def test_requests_wishes_and_thanks_are_not_evaluable(parser: Parser, marked: str) -> None:
    (result,) = score(parser, marked)
    assert result.label == "na"
    assert result.evaluable < 0.6


def test_denial_is_certain_and_negative(parser: Parser) -> None:
    denied, said = score(
        parser, "[The firm][denied][that it had paid bribes].", "[The firm][said][that it had paid bribes]."
    )
    assert (denied.label, denied.polarity, said.polarity) == ("certain", "neg", "pos")


def test_an_approximate_number_does_not_lower_certainty(parser: Parser) -> None:
    plain, rough = score(parser, "[The firm][said][it hired 40 people].", "[The firm][said][it hired about 40 people].")
    assert rough.label == plain.label == "certain"
    assert abs(rough.certainty - plain.certainty) < 0.15


def test_hedges_have_negative_effects(parser: Parser) -> None:
    for marked in (
        "[][][The dam may hold.]",
        "[She][believes][the dam holds].",
        "[They][said][the dam will probably hold].",
    ):
        (result,) = score(parser, marked)
        assert result.effects, marked
        assert all(-1 <= effect.change < 0 for effect in result.effects), marked


def test_results_are_consistent(parser: Parser) -> None:
    for result in score(parser, *(marked for group in ORDERED for marked in group)):
        low, high = result.interval
        assert 0 <= low <= result.certainty <= high <= 1
        assert math.isclose(sum(result.probabilities.values()), 1.0)
        assert tuple(result.probabilities) == tuple(reversed(LEVELS))
        expected = sum(LEVELS.index(name) / 3 * value for name, value in result.probabilities.items())
        assert result.certainty == round(expected, DECIMALS)
        assert 0 <= result.evaluable <= 1


def test_batch_composition_does_not_matter(parser: Parser) -> None:
    marked = [each for group in ORDERED for each in group]
    assert score(parser, *marked) == [score(parser, each)[0] for each in marked]


def test_statements_without_words_are_scored(parser: Parser) -> None:
    parses = parser.parse(["Yes.  ..."])
    empty = [StatementSpans(content=(Span(4, 6),)), StatementSpans(content=()), StatementSpans(content=(Span(6, 9),))]
    (results,) = load_certainty_model().score(parses, [empty], [()])
    assert len(results) == 3
    assert load_certainty_model().score([], [], []) == []


def test_pooling_adds_weighted_log_odds() -> None:
    settings = Settings(
        level_weights=(1.0, 0.0, 0.5), level_offsets=(0.0, 0.0, 0.0, math.log(2)), evaluable_weights=(1.0, 1.0, 1.0),
        evaluable_offset=-1.0, conformal_quantile=1.0,
    )  # fmt: skip
    experts = np.zeros((3, 1, 5))
    experts[0, 0, 0], experts[1, 0, 2], experts[2, 0, 1], experts[0, 0, 4] = math.log(3), 5.0, math.log(16), 1.0
    scores = Opinions(experts, np.zeros((1, 2))).pooled(settings)
    np.testing.assert_allclose(scores.levels, [[0.3, 0.4, 0.1, 0.2]])  # 3 : 16 ** .5 : 1 : 2
    np.testing.assert_allclose(scores.evaluable, [0.5])


def test_the_encoder_is_heard_and_effects_are_those_of_the_parse(parser: Parser) -> None:
    marked = "[The port][said][the strike may end]."
    (alone,), (pooled,) = score(parser, marked, fast=True), score(parser, marked)
    assert alone.probabilities != pooled.probabilities
    for result in (alone, pooled):
        assert [effect.cue.text for effect in result.effects] == ["may"]
        assert result.effects[0].change < -0.1
    assert pooled.effects[0].change == pytest.approx(alone.effects[0].change)


def test_no_effect_leaves_the_scale(parser: Parser) -> None:
    for result in score(parser, *(marked for group in ORDERED for marked in group)):
        assert all(-1e-9 <= result.certainty - effect.change <= 1.01 for effect in result.effects)


@given(st.lists(st.lists(st.floats(-30, 30), min_size=4, max_size=4), min_size=1, max_size=5), st.floats(0.1, 5))
def test_softmax_gives_distributions_in_the_same_order(scores: list[list[float]], sharpness: float) -> None:
    matrix = np.array(scores)
    levels = softmax(matrix * sharpness)
    np.testing.assert_allclose(levels.sum(axis=1), 1.0)
    np.testing.assert_allclose(
        np.take_along_axis(levels, matrix.argmax(axis=1)[:, None], axis=1)[:, 0], levels.max(axis=1)
    )
    both = Scores(levels, np.ones(len(levels)), np.zeros(len(levels)))
    assert ((both.certainty >= 0) & (both.certainty <= 1 + 1e-12)).all()
    assert (both.spread <= 0.5 + 1e-12).all()


def test_lexicon_levels() -> None:
    assert [
        hedge_level(*each)
        for each in [("certainly", "booster"), ("likely", "epistemic"), ("could", "epistemic"), ("unclear", "unknown")]
    ] == [3, 2, 1, 0]
    assert hedge_level("hypothetically", "condition") is None
    assert "directive" in attribution_classes("urge")
    assert attribution_classes("zebra") == ()
