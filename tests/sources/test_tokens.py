from __future__ import annotations

from hedge.documents import Block, Span
from hedge.parsing import Parse, Parser, Sentence, Word
from hedge.sources.tokens import NO_QUOTE, flatten

TEXT = '"It rains," Ann said. Bo nodded.'


def word(text: str, head: int, deprel: str, start: int, upos: str = "NOUN") -> Word:
    return Word(
        text=text,
        lemma=text,
        upos=upos,
        xpos="X",
        feats="",
        head=head,
        deprel=deprel,
        start=start,
        end=start + len(text),
    )


def parse() -> Parse:
    first = Sentence(
        (
            word('"', 2, "punct", 0, "PUNCT"),
            word("It", 2, "nsubj", 1),
            word("rains", 6, "ccomp", 4),
            word(",", 2, "punct", 9, "PUNCT"),
            word('"', 2, "punct", 10, "PUNCT"),
            word("Ann", 6, "nsubj", 12),
            word("said", -1, "root", 16),
            word(".", 6, "punct", 20, "PUNCT"),
        )
    )
    second = Sentence((word("Bo", 1, "nsubj", 22), word("nodded", -1, "root", 25), word(".", 1, "punct", 31, "PUNCT")))
    return Parse(TEXT, (Block(Span(0, len(TEXT)), "text"),), (first, second))


def test_indices_are_global() -> None:
    tokens = flatten(parse())
    assert tokens.heads == (2, 2, 6, 2, 2, 6, -1, 6, 9, -1, 9)
    assert tokens.bounds == ((0, 8), (8, 11))
    assert tokens.children[6] == (2, 5, 7)


def test_subtree_extents() -> None:
    tokens = flatten(parse())
    assert (tokens.first[2], tokens.last[2]) == (0, 4)
    assert (tokens.first[6], tokens.last[6]) == (0, 7)
    assert (tokens.first[9], tokens.last[9]) == (8, 10)


def test_quotations() -> None:
    tokens = flatten(parse())
    assert tokens.quote == (0, 0, 0, 0, 0, *[NO_QUOTE] * 6)
    assert tokens.opens == {0}
    assert tokens.closes == {4}


def test_spans_and_ranges_are_inverse() -> None:
    tokens = flatten(parse())
    assert tokens.range_of(tokens.span_of(5, 7)) == range(5, 7)
    assert tokens.range_of(Span(11, 12)) == range(5, 5)


def test_head_of_a_stretch() -> None:
    assert flatten(parse()).head_of(0, 5) == 2


def test_joined_words() -> None:
    text = "I don't, he's"
    words = (
        word("I", 2, "nsubj", 0),
        word("do", 2, "aux", 2),
        word("n't", -1, "root", 4),
        word(",", 2, "punct", 7, "PUNCT"),
        word("he", 2, "nsubj", 9),
        word("'s", 2, "conj", 11),
    )
    tokens = flatten(Parse(text, (Block(Span(0, len(text)), "text"),), (Sentence(words),)))
    assert tokens.joined == {2, 5}


def test_a_verb_of_speech_stands_beside_what_it_reports(parser: Parser) -> None:
    """Where nothing joins it to the clause before it, whatever the parser says; lists of events stay lists."""
    parses = parser.parse(
        [
            "The firm has already called two other lawyers, a member of the council told me.",
            "Prices rose, sales fell and the board said nothing.",
            "Ana Ruiz has told aides she will sign unless it is cut, two people briefed on the talks said Tuesday.",
        ]
    )
    relations = [[word.relation for word in flatten(parse).words if word.text in {"told", "said"}] for parse in parses]
    assert relations == [["parataxis"], ["conj"], ["root", "parataxis"]]
