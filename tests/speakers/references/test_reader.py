"""Whom sources mean: offices beside names, other people's lawyers, capitals, and "they"; on invented sentences."""

from __future__ import annotations

import pytest

import hedge


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Offices are no second speaker.
        ("President and CEO Nora Falk said the mill will close.", ["Nora Falk"]),
        ("Chairman and Chief Executive Nora Falk said the mill will close.", ["Nora Falk"]),
        ('"We are sorry," said Nora Falk, Chair and Founder of Halden.', ["Nora Falk"]),
        ("Residents and Mayor Nora Falk said the road is safe.", ["residents and Nora Falk"]),
        # A name may hang on a participle.
        ("A welder named Nora Falk said she heard a bang.", ["Nora Falk"]),
        # "Sec." is a title, the SEC is none.
        ("Bo Tan left. The SEC said it would sue.", ["SEC"]),
        # Who is somebody else's is not whoever stands nearby.
        ("Karl Bode spoke first. Bo Tan's lawyer said the claim was false.", ["unnamed Bo Tan's lawyer"]),
        (
            "Bo Tan left. The president said he would resign. The governor said she would not.",
            [None, "unnamed governor"],
        ),
        # "They" goes on with who did something.
        ("The researchers studied 500 patients. They found that the drug worked.", ["researchers"]),
        # What narrows a group belongs to its name.
        ("Not everyone believes that the mill should close.", ["not everyone"]),
        ("Nearly eight of 10 voters said the tax is too high.", ["nearly eight of 10 voters"]),
        # Words of a line in capitals are no names.
        ("RUIZ'S BOSS SAYS THE MILL IS SAFE\n\nBo Tan said the mill was closed.", [None, "Bo Tan"]),
        # The body that a noun of its name speaks of.
        ("The Fjord Policy Institute opened in May. The institute said wages may fall.", ["Fjord Policy Institute"]),
        # "She" is who acted last, not who spoke last.
        ('"I am tired," said Ana Ruiz. Eva Lund sighed. "We all are," she said.', ["Ana Ruiz", "Eva Lund"]),
        ("Flood widow Terry Okoye said the plan was late. She said nobody had called.", ["Terry Okoye", "Terry Okoye"]),
    ],
)
def test_whom_a_source_means(nlp: hedge.Pipeline, text: str, names: list[str | None]) -> None:
    found = [each.speaker.name for each in nlp(text).statements if each.cue]
    assert len(found) == len(names)
    assert [name for name, wanted in zip(found, names, strict=True) if wanted] == [name for name in names if name]


def test_a_headline_whose_last_word_is_a_name(nlp: hedge.Pipeline) -> None:
    assert nlp("Council Approves New Budget\n\nThe ferry left the harbour at noon.").statements


def test_a_fuller_description_names_the_group(nlp: hedge.Pipeline) -> None:
    text = "Schools may close early, experts say.\n\nThe rule is vague about pay, labor-policy experts say."
    assert {each.speaker.name for each in nlp(text).statements if each.cue} == {"labor-policy experts"}
