"""What somebody says and adds in one sentence, on invented sentences."""

from __future__ import annotations

import pytest

import hedge

SENTENCES = {
    "Rents will fall, the minister said, stressing that nothing had been decided.": [
        ("said", "Rents will fall"),
        ("stressing", "that nothing had been decided"),
    ],
    "Lower subsidies may also weigh on results, Norvane said, adding it was unclear how the rules would be applied.": [
        ("said", "Lower subsidies may also weigh on results"),
        ("adding", "it was unclear how the rules would be applied"),
    ],
    "“We need a new bridge,” the mayor said, arguing that the old one is unsafe.": [
        ("said", "“We need a new bridge,”"),
        ("arguing", "that the old one is unsafe"),
    ],
    "“We need a new bridge,” the mayor said, smiling.": [("said", "“We need a new bridge,”")],
}


@pytest.mark.parametrize("preset", ["default", "fast"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_said_and_what_is_added(sentence: str, preset: str) -> None:
    document = hedge.load(preset)(sentence)
    found = [
        (" ".join(span.of(sentence) for span in statement.cue), statement.text)
        for statement in document.statements
        if statement.cue
    ]
    assert found == SENTENCES[sentence]


@pytest.mark.parametrize("preset", ["default", "fast"])
def test_what_adds_to_fears_tells_nothing(preset: str) -> None:
    text = "The bridge is unsafe, the mayor said, adding to the fears of drivers."
    statements = hedge.load(preset)(text).statements
    assert "adding" not in {span.of(text) for statement in statements for span in statement.cue}
