"""What described speakers are called, on invented sentences."""

from __future__ import annotations

import pytest

from hedge.analysis import Pipeline
from hedge.parsing import Parser
from hedge.speakers.references.nouns import load_nouns
from hedge.speakers.references.reader import ReferenceReader
from hedge.speakers.references.titles import owned_title, possession

TITLES = [
    ("Two senior officials at the Coast Guard left.", "officials", "two senior Coast Guard officials"),
    (
        "A spokeswoman for the Norlandish Defense Ministry left.",
        "spokeswoman",
        "Norlandish Defense Ministry spokeswoman",
    ),
    ("A survey by the Institute of Marine Research failed.", "survey", "Institute of Marine Research survey"),
    ("The new Harbour Watch poll failed.", "poll", "Harbour Watch poll"),
    ("A new poll failed.", "poll", "new poll"),
    ("A poll of fishermen failed.", "poll", "poll of fishermen"),
    ("The committee on Tuesday failed.", "committee", "committee"),
    ("The committee on fisheries failed.", "committee", "committee on fisheries"),
    ("The latest Harbour Watch poll failed.", "poll", "Harbour Watch poll"),
    ("A survey conducted by Harbour Watch failed.", "survey", "Harbour Watch survey"),
    ("A log obtained by Harbour Watch failed.", "log", "log"),
    ("The New Norland poll failed.", "poll", "New Norland poll"),
    ("A coalition of anglers and local activists failed.", "coalition", "coalition of anglers and local activists"),
    ("A long study being released on Monday found little.", "study", "long study"),
    ("A long study released on Monday found little.", "study", "long study"),
    ("It drew questions, especially from fishermen.", "fishermen", "fishermen"),
    ("The consultant she saw in March left.", "consultant", "consultant"),
    ("A doctor the two families had met left early.", "doctor", "doctor"),
    ("A doctor in the town they had left was ill.", "doctor", "doctor in the town"),
    ("The claim that officials of the ministry lied was new.", "officials", "officials of the ministry"),
]


@pytest.mark.parametrize(("text", "noun", "title"), TITLES)
def test_descriptions_are_short_and_put_names_of_bodies_first(parser: Parser, text: str, noun: str, title: str) -> None:
    (parse,) = parser.parse([text])
    words = [word.text for word in parse.sentences[0].words]
    assert ReferenceReader(parse, [], load_nouns()).describe(0, words.index(noun)).title == title


@pytest.mark.parametrize(
    ("text", "noun", "kind"),
    [
        ("The party's front-runner left.", "runner", "person"),
        ("The inspector general left.", "general", "person"),
        ("A 46-year-old left.", "old", "person"),
    ],
)
def test_compounds_tell_what_is_described(parser: Parser, text: str, noun: str, kind: str) -> None:
    (parse,) = parser.parse([text])
    words = [word.text for word in parse.sentences[0].words]
    assert ReferenceReader(parse, [], load_nouns()).describe(0, words.index(noun)).kind == kind


def test_owners_are_named_in_full() -> None:
    assert possession("Ms. Tan’s office") == ("Ms. Tan", "office")
    assert owned_title(("Ana", "Ruiz"), "press office") == "Ana Ruiz's press office"
    assert owned_title(("Ana", "Ruiz"), "campaign") == "Ruiz campaign"


def test_what_a_person_owns_speaks_under_the_full_name(nlp: Pipeline) -> None:
    document = nlp("Mayor Ana Ruiz won the vote. Ruiz's lawyers said the count was fair.")
    assert [statement.speaker.name for statement in document.statements if statement.kind != "author"] == [
        "Ana Ruiz's lawyers"
    ]


def test_a_delegate_is_no_state(nlp: Pipeline) -> None:
    (statement,) = nlp("Virginia delegate Beau Tanner said the rules were unfair.").statements
    assert (statement.speaker.name, statement.speaker.type) == ("Beau Tanner", "person")


def test_a_report_last_week_is_a_report(nlp: Pipeline) -> None:
    (statement,) = nlp("A report last week said the dam was unsafe.").statements
    assert statement.speaker.name == "report"
