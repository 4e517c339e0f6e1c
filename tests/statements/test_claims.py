"""Which attributions claim something, and what is the author's where they only tell what somebody does."""

from __future__ import annotations

import pytest

from hedge import Pipeline


def said(nlp: Pipeline, text: str) -> list[tuple[str, str, str]]:
    """Speaker, text and label of every statement."""
    return [(each.speaker.name, each.text, each.label) for each in nlp(text).statements]


@pytest.mark.parametrize(
    "text",
    [
        "If Lee says the plan is dead, we stop.",
        "Unless the board agrees that it is safe, the bridge stays closed.",
        "Had Lee said that he lied, the board would have acted.",
        "Did Lee say that the plan is dead?",
        "You knew that he was armed, didn't you?",
        "Who told you that the car was red?",
    ],
)
def test_who_is_only_supposed_or_asked_to_have_said_something_claims_nothing(nlp: Pipeline, text: str) -> None:
    assert {speaker for speaker, *_ in said(nlp, text)} == {"author"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("If it rains, the mayor said, the fair may close.", "unnamed mayor"),
        ("Even if critics say the plan is weak, it will pass.", "critics"),
        ("If the dam, as the mayor says, is sound, the town can sleep.", "unnamed mayor"),
        ("Why did Ann Lee say that the plan is dead?", "Ann Lee"),
    ],
)
def test_beside_a_condition_there_are_claims(nlp: Pipeline, text: str, speaker: str) -> None:
    assert speaker in {name for name, *_ in said(nlp, text)}


def test_questions_in_court_are_no_words_of_the_witness(nlp: Pipeline) -> None:
    text = (
        "Q. Did you tell her that you drank?\nA. I did not.\nQ. You knew that he was armed, didn't you?\nA. No.\n"
        "Q. You told her that the car was red.\nA. I may have."
    )
    found = [(name, label) for name, words, label in said(nlp, text) if words.endswith("?")]
    assert found == [("Q", "uncommitted")] * 2
    assert [words for name, words, _ in said(nlp, text) if name == "A"] == ["I did not.", "No.", "I may have."]


@pytest.mark.parametrize(
    "text",
    ["The senate passed the bill.", "The jury acquitted Jones.", "The judge sentenced Jones to five years."],
)
def test_what_somebody_does_is_told_by_the_author(nlp: Pipeline, text: str) -> None:
    assert ("author", text, "certain") in said(nlp, text)
    assert [label for name, _, label in said(nlp, text) if name != "author"] == ["na"]


def test_a_charge_is_no_deed(nlp: Pipeline) -> None:
    assert said(nlp, "Smith was charged with theft.") == [("author", "Smith was charged with theft.", "certain")]


def test_who_wants_to_be_unnamed_claims_nothing_by_that(nlp: Pipeline) -> None:
    found = said(nlp, "A clerk, who declined to be named, said the mill will close.")
    assert found == [("unnamed clerk", "the mill will close", "certain")]


def test_parents_are_those_that_are_left(nlp: Pipeline) -> None:
    statements = nlp(
        "The mayor said the board believes that the dam is safe. If Lee says it is not, we stop."
    ).statements
    by_text = {each.text: each for each in statements}
    inner = by_text["that the dam is safe"]
    assert inner.parent == by_text["the board believes that the dam is safe"].id
    assert [each.id for each in statements] == list(range(len(statements)))


def test_what_speakers_hold_by_their_own_words_counts_once(nlp: Pipeline) -> None:
    assert [name for name, *_ in said(nlp, "Bo Jones said he believed that the vote was fair.")] == ["Bo Jones"]
    names = [name for name, *_ in said(nlp, "Bo Jones said Ann Ruiz believed that the vote was fair.")]
    assert names == ["Bo Jones", "Ann Ruiz"]
