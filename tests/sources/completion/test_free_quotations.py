"""Quotations without words of attribution beside a sentence about somebody."""

from __future__ import annotations

import pytest

from hedge.documents import Span
from hedge.parsing import Parser
from hedge.sources import Attribution
from hedge.sources.completion.free_quotations import find_free_quotations
from hedge.sources.tokens import flatten


def speakers(parser: Parser, text: str, *found: Attribution) -> list[tuple[str, str]]:
    tokens = flatten(next(iter(parser.parse([text]))))
    return [(a.source[0].of(text), a.content[0].of(text)) for a in find_free_quotations(tokens, found)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ana Ruiz laughed. “We lost the keys again.”", "Ana Ruiz"),
        ("Her brother did not look up. “We lost the keys again.”", "Her brother"),
        ("She looked at the floor. “We lost the keys again.”", "She"),
        ("The old clerk shook his head. “We lost the keys again.”", "The old clerk"),
        ("His widow, Ilse Brandt, looked away. “We lost the keys again.”", "His widow, Ilse Brandt,"),
        ("“We lost the keys again.” Bo Tan opened the window.", "Bo Tan"),
        ("Bo Tan has run the inn since May.\n\n“We lost the keys again.”", "Bo Tan"),
    ],
)
def test_whom_the_sentence_beside_it_is_about_speaks(parser: Parser, text: str, speaker: str) -> None:
    assert speakers(parser, text) == [(speaker, "“We lost the keys again.”")]


@pytest.mark.parametrize(
    "text",
    [
        "The rain stopped. “We lost the keys again.”",
        "“The Keys That We Lost” sold well. Bo Tan liked it.",
        "Bo Tan laughed. “Oh well.”",
        "Bo Tan laughed.\n\nIt rained.\n\n“We lost the keys again.”",
        "HOST: Bo Tan laughed. “We lost the keys again.”\n\nGUEST: So it goes.\n\nHOST: Well.",
    ],
)
def test_without_such_a_sentence_nobody_does(parser: Parser, text: str) -> None:
    assert speakers(parser, text) == []


def test_a_speaker_comes_before_a_subject_and_what_is_told_stays_so(parser: Parser) -> None:
    text = "Bo Tan slept, Ana Ruiz said. “We lost the keys again.”"
    said = Attribution(source=(Span(14, 22),), cue=(Span(23, 27),), content=(Span(0, 12),))
    assert speakers(parser, text, said) == [("Ana Ruiz", "“We lost the keys again.”")]
    told = Attribution(source=(Span(14, 22),), cue=(Span(23, 27),), content=(Span(29, len(text)),))
    assert speakers(parser, text, told) == []
