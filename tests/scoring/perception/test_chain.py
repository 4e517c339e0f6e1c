"""Chains of expressions: what bears on an event, the widest scope first."""

from __future__ import annotations

import pytest

from hedge.evaluation.perception import embedded_statement
from hedge.parsing import Parser
from hedge.scoring.certainty.features import Context
from hedge.scoring.perception.chain import Chain, read_chain
from hedge.scoring.perception.lexicon import look_up


def chain_of(parser: Parser, text: str) -> Chain:
    """The chain of what a sentence says."""
    (parse,) = parser.parse([text])
    return read_chain(Context(parse, ()), embedded_statement(parse))


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("The dam held.", []),
        ("The dam may not hold.", ["may", None]),
        ("The dam could not hold.", [None]),
        ("The dam will no longer hold.", [None]),
        ("The dam will not necessarily hold.", [None, "necessarily"]),
        ("The dam, I think, will hold.", ["believe"]),
        ("It is far from certain that the dam will hold.", [None, "certain"]),
        ("It is by no means likely that the dam will hold.", [None, "likely"]),
        ("There is no doubt that the dam will hold.", [None, "doubt"]),
        ("There is a good chance that the dam will hold.", ["good"]),
        ("The chances that the dam will hold are about even.", ["even"]),
        ("It remains to be seen whether the dam will hold.", ["remain_to_be_seen"]),
        ("It is more likely than not that the dam will hold.", ["likely"]),
        ("It is not true that the dam will hold.", [None, "true"]),
        ("The dam has a lower risk of flooding.", []),
        ("The dam has few leaks.", []),
        ("The dam had fewer leaks.", []),
        ("There is little evidence that the dam will hold.", [None]),
        ("A leak cannot be ruled out.", [None, "rule_out"]),
        ("It's 50-50 that the dam holds.", ["50-50"]),
        ("Nobody thinks it is very likely that the dam will not hold.", [None, "believe", "likely", None]),
    ],
)
def test_operators(parser: Parser, text: str, roots: list[str | None]) -> None:
    assert [each.entry and each.entry.root for each in chain_of(parser, text).operators] == roots


def test_degrees(parser: Parser) -> None:
    chains = [chain_of(parser, f"The dam will {words} hold.") for words in ("certainly", "almost certainly")]
    assert [each.degrees for chain in chains for each in chain.operators] == [(), ("almost",)]


def test_few_negate_in_part(parser: Parser) -> None:
    nobody, few = (
        chain_of(parser, f"{who} that the dam will hold.") for who in ("Nobody believes", "Few engineers believe")
    )
    assert 0 < few.operators[0].share < nobody.operators[0].share == 1


def test_questions(parser: Parser) -> None:
    """A question on a word leaves it open; a question by itself tells nothing."""
    (whether,) = chain_of(parser, "It is unclear whether the dam will hold.").operators
    (that,) = chain_of(parser, "It is clear that the dam will hold.").operators
    assert (whether.open, that.open) == (True, False)
    assert [chain_of(parser, text).asked for text in ("Is the dam safe?", "The dam is safe.")] == [True, False]
    asked = ["Who built the dam?", "Is there a chance of rain?", "Dunno if the dam held.", "Why did it break?"]
    assert [chain_of(parser, text).asked for text in asked] == [True, True, True, False]
    (nobody,) = chain_of(parser, "God knows who built the dam.").operators
    assert nobody.open or nobody.entry == look_up("unknown")


def test_numbers(parser: Parser) -> None:
    """A number beside an expression says what it is worth, and is read."""
    chain = chain_of(parser, "Ana Ruiz thinks there is a 30% chance that the dam will hold.")
    assert [each.stated for each in chain.operators] == [None, 0.3]
    assert {(0, 6), (0, 7)} <= chain.words
