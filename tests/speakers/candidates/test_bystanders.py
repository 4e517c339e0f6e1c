"""Whom "he" and "she" mean who only was described or went on as a pronoun, on invented sentences."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        # Who has not spoken yet may be meant before who is named.
        (
            "Dina Okafor waited at the gate. The guard took her ticket. [He] <said> {it was for yesterday}.",
            ["unnamed guard"],
        ),
        (
            "Bo Tan took the car to a garage. I asked the mechanic about the noise. [She] <said> {it was a belt}.",
            ["unnamed mechanic"],
        ),
        # A pronoun that tells nothing goes on with somebody as well.
        (
            "Ana Ruiz met the press at noon. She took no questions. [She] <said> {the bridge was closed}.",
            ["Ana Ruiz"],
        ),
        # What is no mention of anybody: a predicate, an address.
        ("Ana Ruiz hopes to be president. [She] <says> {the office needs care}.", ["Ana Ruiz"]),
        # Whom somebody does something to is somebody else.
        (
            "[Bo Tan] <told> the court {that he was ill}. "
            "Questioned by Leo Marsh, [he] <admitted> {that he had signed it}.",
            ["Bo Tan", "Bo Tan"],
        ),
        # A body is nobody, a charity not its manager.
        (
            "{“They knew,”} <said> [a former manager at the charity, Open Doors]. {“I told them,”} [he] <added>.",
            ["unnamed former manager at the charity", "unnamed former manager at the charity"],
        ),
        ("Norvane's chief executive sees growth. Norvane rose, [it] <said> on Monday {that sales fell}.", ["Norvane"]),
        ("[The mayor] <promised> {a study by June}. [Her aides] <insist> {it is done}.", ["unnamed mayor", "aides"]),
        ("[Det Con Shona Reid] <said> {she saw nothing}.", ["Shona Reid"]),
    ],
)
def test_the_speaker(resolve: Any, marked: str, names: list[str]) -> None:
    _, found = resolve(marked)
    assert [found.speaker(identifier).name for identifier in found.assignment] == names
