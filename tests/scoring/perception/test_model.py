"""Perceived probability: orders and reflections over minimal pairs, nesting of intervals, independence of the batch."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import Span
from hedge.evaluation.perception import embedded_statement
from hedge.parsing import Parser
from hedge.scoring.certainty.model import StatementSpans
from hedge.scoring.perception.lexicon import CLASS_PRIORS, look_up, look_up_attitude
from hedge.scoring.perception.model import PerceivedProbability, Reading, load_perception_model


def score(parser: Parser, *texts: str) -> list[PerceivedProbability]:
    """Score sentences, each a document of its own."""
    parses = parser.parse(list(texts))
    spans = [[embedded_statement(parse)] for parse in parses]
    return [found for (found,) in load_perception_model().score(parses, spans, [()] * len(parses))]


ORDERED = [
    [
        "It is almost certain that the dam will hold.",
        "It is very likely that the dam will hold.",
        "It is likely that the dam will hold.",
        "It is somewhat likely that the dam will hold.",
        "It is somewhat unlikely that the dam will hold.",
        "It is unlikely that the dam will hold.",
        "It is very unlikely that the dam will hold.",
        "It is impossible that the dam will hold.",
    ],
    [
        "The dam will hold.",
        "The dam will probably hold.",
        "The dam may hold.",
        "The dam may not hold.",
        "The dam will probably not hold.",
        "The dam will not hold.",
    ],
    [
        "Ana Ruiz knows that the dam will hold.",
        "Ana Ruiz thinks that the dam will hold.",
        "Ana Ruiz doubts that the dam will hold.",
        "Ana Ruiz denied that the dam would hold.",
    ],
    [
        "There is a very good chance that the dam will hold.",
        "There is a good chance that the dam will hold.",
        "There is little chance that the dam will hold.",
        "There is no chance that the dam will hold.",
    ],
    ["The dam may hold.", "The dam may possibly hold.", "It is unclear whether the dam will hold."],
    ["The dam will definitely hold.", "The dam will hold.", "The dam will probably hold."],
]


@pytest.mark.parametrize("texts", ORDERED, ids=lambda texts: texts[0])
def test_weaker_words_score_lower(parser: Parser, texts: list[str]) -> None:
    means = [result.mean for result in score(parser, *texts)]
    assert all(higher > lower for higher, lower in pairwise(means)), means


@pytest.mark.parametrize(
    ("affirmed", "turned"),
    [
        ("It is likely that the ferry sank.", "It is not likely that the ferry sank."),
        ("It is likely that the ferry sank.", "It is likely that the ferry did not sink."),
        ("The ferry sank.", "The ferry did not sink."),
        ("It is certain that the ferry sank.", "It is certain that the ferry did not sink."),
        ("The crew thinks it is likely that the ferry sank.", "Nobody thinks it is likely that the ferry sank."),
        ("The crew believes that the ferry sank.", "No sailor believes that the ferry sank."),
        ("It is likely that the ferry sank.", "The crew doubts that it is likely that the ferry sank."),
    ],
)
def test_negation_reflects(parser: Parser, affirmed: str, turned: str) -> None:
    one, other = score(parser, affirmed, turned)
    assert one.mean > 0.65
    assert one.mean + other.mean == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The council met.", 0.92, 0.98),
        ("The council did not meet.", 0.02, 0.08),
        ("The council denied that it had met.", 0.02, 0.08),
        ("It is unclear whether the council met.", 0.45, 0.55),
        ("It is uncertain whether the council met.", 0.45, 0.55),
        ("It is not unlikely that the council met.", 0.52, 0.7),
        ("It is not impossible that the council met.", 0.52, 0.7),
        ("It is not certain that the council met.", 0.2, 0.5),
        ("It is not possible that the council met.", 0.0, 0.15),
        ("There is no doubt that the council met.", 0.8, 0.98),
        ("It is far from certain that the council met.", 0.2, 0.5),
        ("Did the council meet?", 0.45, 0.55),
        ("Is the council ready?", 0.45, 0.55),
        ("Why did the council meet?", 0.92, 0.98),
        ("Who met?", 0.45, 0.55),
        ("The council has few members.", 0.92, 0.98),
        ("The council ran a 23% lower risk of losses.", 0.92, 0.98),
        ("A meeting cannot be ruled out.", 0.4, 0.6),
        ("There is a 5% chance that the council met.", 0.049, 0.051),
        ("There is an 80% chance that the council did not meet.", 0.199, 0.201),
        ("It seems there is a one in five chance that the council met.", 0.199, 0.201),
        ("I am not 100% sure that the council met.", 0.2, 0.5),
        ("There isn't a 90% chance that the council met.", 0.0, 0.3),
    ],
)
def test_fixed_points(parser: Parser, text: str, low: float, high: float) -> None:
    (result,) = score(parser, text)
    assert low <= result.mean <= high


def test_an_open_question_leaves_readers_further_apart_than_an_assertion(parser: Parser) -> None:
    question, assertion = score(parser, "It is unclear whether the council met.", "The council met.")
    assert question.p90[1] - question.p90[0] > 2 * (assertion.p90[1] - assertion.p90[0])


def test_the_words_of_attribution_count_like_an_embedding_clause(parser: Parser) -> None:
    (parse,) = parser.parse(["Ana Ruiz doubts that the dam will hold."])
    marked = StatementSpans(source=(Span(0, 8),), cue=(Span(9, 15),), content=(Span(16, 38),))
    whole = StatementSpans(content=(Span(0, 39),))
    one, other = load_perception_model().score([parse], [[marked, whole]], [()])[0]
    assert one == other
    assert one.mean < 0.35


def test_results_are_nested_and_do_not_depend_on_the_batch(parser: Parser) -> None:
    texts = [text for group in ORDERED for text in group]
    results = score(parser, *texts)
    assert results == [score(parser, text)[0] for text in texts]
    for result in results:
        check_nesting(result)


def check_nesting(result: PerceivedProbability) -> None:
    (low, high), (lower, upper) = result.p90, result.p50
    assert 0 <= low <= lower <= result.mean <= upper <= high <= 1


@given(st.floats(-9, 9), st.booleans())
def test_intervals_nest_for_all_log_odds(logit: float, surveyed: bool) -> None:
    check_nesting(load_perception_model().respond(Reading(logit, surveyed)))


def test_statements_without_words_are_scored(parser: Parser) -> None:
    parses = parser.parse(["Yes.  ..."])
    spans = [StatementSpans(content=()), StatementSpans(content=(Span(6, 9),)), StatementSpans(content=(Span(4, 6),))]
    (results,) = load_perception_model().score(parses, [spans], [()])
    assert len(results) == 3
    assert load_perception_model().score([], [], []) == []


def test_lexicon() -> None:
    entries = [look_up(word) for word in ("improbable", "perhaps", "table")]
    assert [entry and (entry.root, entry.sign) for entry in entries] == [("probable", -1), ("perhaps", 1), None]
    attitudes = [look_up_attitude(word) for word in ("fear", "deny", "say")]
    assert [entry and entry.group for entry in attitudes] == ["possible", "denial", "report"]
    assert all(entry is None or entry.group in CLASS_PRIORS for entry in (*entries, *attitudes))


def test_numbers_leave_little_room(parser: Parser) -> None:
    word, number = score(parser, "It is likely that the dam will hold.", "It is 75% likely that the dam will hold.")
    assert number.p50[1] - number.p50[0] < 0.05 < word.p50[1] - word.p50[0]
    assert number.p90[0] <= number.p50[0] <= number.mean <= number.p50[1] <= number.p90[1]


def test_truth_is_not_certainty(parser: Parser) -> None:
    false, untrue, uncertain = score(
        parser,
        "It is false that the dam held.",
        "It is not true that the dam held.",
        "It is not certain that the dam held.",
    )
    assert abs(false.mean - untrue.mean) < 0.05 < uncertain.mean - untrue.mean
