from __future__ import annotations

import pytest

from hedge.documents import Block, Span
from hedge.parsing import Parse, Parser, Sentence
from hedge.predicates import find_predicates


def parse_of(sentence: Sentence) -> Parse:
    text = " ".join(word.text for word in sentence.words)
    return Parse(text, (Block(Span(0, len(text)), "text"),), (sentence,))


def test_auxiliaries_are_no_predicates(trees: dict[str, Sentence]) -> None:
    found = find_predicates(parse_of(trees["may have left"]))
    assert [(predicate.sentence, predicate.word) for predicate in found] == [(0, 3)]
    assert found[0].span == Span(14, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour is a mess.", ["mess"]),
        ("The pilots were tired, but they landed.", ["tired", "landed"]),
        ("She said the bridge had collapsed.", ["said", "collapsed"]),
        ("There are two exits.", ["are"]),
    ],
)
def test_predicates_of_real_parses(parser: Parser, text: str, expected: list[str]) -> None:
    parse = parser.parse([text])[0]
    assert [predicate.span.of(text) for predicate in find_predicates(parse)] == expected
