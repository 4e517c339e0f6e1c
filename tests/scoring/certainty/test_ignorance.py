"""Sources who do not know what their text takes to be so."""

from __future__ import annotations

import pytest

from hedge.analysis import Pipeline


@pytest.mark.parametrize(
    "cue",
    ["is unaware", "does not realise", "did not know", "forgot", "had no idea", "was never aware", "did not notice"],
)
def test_who_does_not_know_is_not_committed(nlp: Pipeline, cue: str) -> None:
    (statement,) = nlp(f"Ana Ruiz {cue} that the mill was bankrupt.").statements
    assert (statement.speaker.name, statement.label) == ("Ana Ruiz", "uncommitted")
    assert statement.interval[0] <= statement.certainty < 0.1


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz knew that the mill was bankrupt.",
        "Ana Ruiz has not forgotten that the mill was bankrupt.",
        "Ana Ruiz not only knew that the mill was bankrupt.",
        "I did not know that the mill was bankrupt.",
        "I forgot that the mill was bankrupt.",
        '"I did not know that the mill was bankrupt," Ana Ruiz said.',
    ],
)
def test_who_knows_by_now_is_committed(nlp: Pipeline, text: str) -> None:
    assert [statement.label for statement in nlp(text).statements] == ["certain"]


def test_the_author_of_anothers_ignorance_is_certain_of_it(nlp: Pipeline) -> None:
    outer, inner = nlp("Bo Tan said Ana Ruiz did not know that the mill was bankrupt.").statements
    assert (outer.speaker.name, outer.label) == ("Bo Tan", "certain")
    assert (inner.speaker.name, inner.label) == ("Ana Ruiz", "uncommitted")
