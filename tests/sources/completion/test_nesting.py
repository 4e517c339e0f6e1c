"""Attributions inside attributions."""

from __future__ import annotations

import pytest

from hedge.documents import join_text
from hedge.parsing import Parser
from hedge.sources.finding import find_attributions
from hedge.sources.model import load_attribution_model


def found(parser: Parser, text: str) -> dict[str, str]:
    """Contents by their sources."""
    (attributions,) = find_attributions(parser.parse([text]), load_attribution_model())
    return {join_text(text, each.source): join_text(text, each.content) for each in attributions}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "“The fire marshal told us we were over capacity,” Lamar Vickery said.",
            "The fire marshal",
            "we were over capacity",
        ),
        (
            "“First week, a man on nine rang,” Pilar said. “He said there was a cloud on the roof.”",
            "He",
            "there was a cloud on the roof.",
        ),
        ("The aide said the mayor thinks the dam is safe.", "the mayor", "the dam is safe"),
    ],
)
def test_what_speakers_say_of_others(parser: Parser, text: str, source: str, content: str) -> None:
    contents = found(parser, text)
    assert contents[source] == content
    assert len(contents) == 2


@pytest.mark.parametrize("text", ["“I think the bridge is safe,” she said.", "“You said it would rain,” she told him."])
def test_who_speaks_and_who_hears_say_nothing_inside_a_quotation(parser: Parser, text: str) -> None:
    assert list(found(parser, text)) == ["she"]
