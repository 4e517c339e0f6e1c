"""Who speaks in transcripts, chats and posts, by the labels of their turns."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.analysis import Document, Pipeline


def said(document: Document) -> list[tuple[str, str]]:
    """Speaker and last word of each statement of a turn."""
    return [(s.speaker.name, s.text.split()[-1].rstrip(".?!")) for s in document.statements if s.kind == "direct"]


def kinds(document: Document) -> dict[str, str]:
    return {statement.speaker.name: statement.speaker.type for statement in document.statements}


COURT = (
    "State v. Karl Brandt\n\nDIRECT EXAMINATION OF NORA PELL\n\nBY MR. IVERS:\n\nQ. Where were you?\n\nA. At home.\n\n"
    "Q. Was Mr. Brandt there?\n\nA. He was late.\n\nCROSS-EXAMINATION\n\nBY MS. DOYLE:\n\nQ. Was it dark?\n\n"
    "A. It was.\n\nQ. Were you tired?\n\nA. A little."
)


def test_headings_in_court_name_who_asks_and_who_answers(nlp: Pipeline) -> None:
    document = nlp(COURT)
    assert [name for name, _ in said(document)] == ["Ivers", "Nora Pell"] * 2 + ["Doyle", "Nora Pell"] * 2
    assert not [s for s in document.statements if "EXAMINATION" in s.text or "BY M" in s.text]
    (pell,) = [speaker for speaker in document.speakers if speaker.name == "Nora Pell"]
    assert "NORA PELL" in {span.of(document.text) for span in pell.mentions}


def test_counsel_calls_who_answers(nlp: Pipeline) -> None:
    text = (
        "MR. IVERS: The State calls Nora Pell.\nQ. Were you there?\nA. I was outside.\n"
        "MS. DOYLE: We call to the stand Dr. Ole Strand.\nQ. Were you there?\nA. I was upstairs."
    )
    names = [name for name, word in said(nlp(text)) if word in {"outside", "upstairs"}]
    assert names == ["Nora Pell", "Ole Strand"]


def test_the_next_witness_is_another_one(nlp: Pipeline) -> None:
    text = f"{COURT}\n\nDIRECT EXAMINATION OF OLE STRAND\n\nBY MR. IVERS:\n\nQ. Who are you?\n\nA. A painter."
    assert said(nlp(text))[-2:] == [("Ivers", "you"), ("Ole Strand", "painter")]
    text = f"{COURT}\n\nDIRECT EXAMINATION\n\nQ. Were you there?\n\nA. I was outside."
    assert said(nlp(text))[-2:] == [("Q", "there"), ("witness", "outside")]


@pytest.mark.parametrize(
    "opening",
    [
        "NORA PELL, called as a witness by the State, was sworn.\n\nQ. Where were you?\n\nA. At home.",
        "THE WITNESS: My name is Nora Pell.\n\nQ. Where were you?\n\nA. At home.",
        "THE COURT: Go on.\n\nQ. Please state your full name.\n\nA. Nora Pell.\n\nQ. And then?\n\nA. At home.",
        "EXAMINATION OF NORA PELL BY MR. IVERS\n\nQ. Where were you?\n\nA. At home.",
    ],
)
def test_witnesses_are_named_in_several_ways(nlp: Pipeline, opening: str) -> None:
    assert said(nlp(opening))[-1] == ("Nora Pell", "home")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Ms. Pell, were you there?", "Pell"),
        ("Good morning, Ms. Pell. Were you there?", "Pell"),
        ("Is that right, Detective Nora Pell?", "Nora Pell"),
        ("Did you meet my client, Ms. Pell?", "witness"),
        ("Ms. Pell, the clerk, was she there?", "witness"),
        ("Thank you, Mr. Ivers. Were you there?", "witness"),
    ],
)
def test_a_question_may_speak_to_the_witness(nlp: Pipeline, question: str, name: str) -> None:
    document = nlp(f"MR. IVERS: May I go on?\nTHE COURT: You may.\nQ. {question}\nA. I was outside.")
    assert said(document)[-1] == (name, "outside")


def test_who_puts_the_question_asks_on(nlp: Pipeline) -> None:
    document = nlp("MR. IVERS: Were you there?\nA. I was outside.\nQ. Was it dark?\nA. It was.")
    assert [name for name, word in said(document) if word in {"there", "dark"}] == ["Ivers", "Ivers"]
    document = nlp("THE COURT: Were you there?\nA. I was outside.\nQ. Was it dark?\nA. It was.")
    assert [name for name, word in said(document) if word == "dark"] == ["Q"]


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("State v. Karl Brandt", "witness"),
        ("THE COURT: Mr. Karl Brandt is present.", "witness"),
        ("Officer Brandt: He was calm.", "A"),
        ("Officer Karl Brandt: He was calm.", "A"),
    ],
)
def test_nobody_answers_for_just_being_mentioned(nlp: Pipeline, opening: str, name: str) -> None:
    document = nlp(f"{opening}\n\nQ. Did you see him?\n\nA. I saw Karl Brandt.")
    assert said(document)[-1] == (name, "Brandt")
    assert kinds(document)[name] == "unnamed"


@pytest.mark.parametrize("role", [" -- Chief Executive Officer", ", Chief Executive Officer", " (CEO)", " - CEO"])
def test_roles_are_no_part_of_a_speakers_name(nlp: Pipeline, role: str) -> None:
    other = role.replace("Executive", "Financial").replace("CEO", "CFO")
    document = nlp(f"Lena Marsh{role}: Sales rose. They may fall.\n\nIt rained.\n\nTom Beck{other}: Costs fell.")
    assert said(document) == [
        ("Lena Marsh", "rose"), ("Lena Marsh", "fall"), ("Lena Marsh", "rained"), ("Tom Beck", "fell")
    ]  # fmt: skip


def test_names_with_roles_above_the_words(nlp: Pipeline) -> None:
    document = nlp(
        "Operator\n\nThe call begins.\n\nLena Marsh -- Chief Executive Officer\n\nSales rose.\n\nCosts fell.\n\n"
        "Tom Beck -- Harbour Bank -- Analyst\n\nPrices rose.\n\nOperator\n\nThe call is over."
    )
    assert [name for name, _ in said(document)] == ["Operator", "Lena Marsh", "Lena Marsh", "Tom Beck", "Operator"]


def test_a_post_is_a_turn_of_its_handle(nlp: Pipeline) -> None:
    document = nlp(
        "@ferry_co: We are sorry. The pier was closed.\n\n@ida_k: @ferry_co you said that it was open\n\n"
        '@ida_k: RT @mayor_o: "The pier is unsafe."\n\n@bo: It may reopen.'
    )
    by_word = {s.text.strip('".').split()[-1]: s.speaker.name for s in document.statements}
    assert by_word == {
        "sorry": "@ferry_co", "closed": "@ferry_co", "open": "@ferry_co", "unsafe": "@mayor_o", "reopen": "@bo"
    }  # fmt: skip
    assert kinds(document)["@bo"] == "person"


def test_lower_case_names_speak_in_chats(nlp: Pipeline) -> None:
    document = nlp("ida: The pier is closed.\n\nbo_7: It may reopen.\n\nida: We will see.\n\nbo_7: The boat left.")
    assert [name for name, _ in said(document)] == ["ida", "bo_7", "ida", "bo_7"]


@pytest.mark.parametrize(
    "text",
    [
        "CLAIM: The kiln emits lead.\n\nTHE VERDICT: Wrong.\n\nThe kiln is old. It was closed in May.",
        "PREMISE: The kiln emits lead.\n\nTWIST: It does not.\n\nThe kiln is old.\n\nIt was closed in May.",
        "NARRATIVE:\n\nI drove to the mill. The door was open.",
        "Reporting Officer: Sgt. B. Tan\n\nI drove to the mill.",
        "UPDATE: The mill is open.",
        "THE GOOD NEWS: Prices may fall.\n\nShops are open.",
    ],
)
def test_headings_do_not_speak(nlp: Pipeline, text: str) -> None:
    assert {statement.speaker.type for statement in nlp(text).statements} == {"author"}


def test_two_long_turns_of_people_the_text_mentions(nlp: Pipeline) -> None:
    document = nlp("The moderator thanked Vane.\n\nVANE: It is late.\n\nIt rained.\n\nODELL: It may pass.\n\nIt fell.")
    assert [name for name, _ in said(document)] == ["Vane", "Vane", "Odell", "Odell"]


def test_headings_above_a_transcript_do_not_speak(nlp: Pipeline) -> None:
    document = nlp("Harbour Bill: Third Reading\n\nMR. VANE: It is late.\n\nMS. ODELL: It may pass.\n\nMR. VANE: No.")
    assert set(kinds(document)) == {"Vane", "Odell"}


def test_several_who_speak_at_once_are_a_group(nlp: Pipeline) -> None:
    document = nlp(
        "MR. VANE: It is late.\n\nHON. MEMBERS: Hear, hear.\n\nMR. VANE: It may pass.\n\nCROWD: Never!\n\n"
        "AN HON. MEMBER: Shame!\n\nALL: It is over."
    )
    found = kinds(document)
    assert (found["Hon. Members"], found["Crowd"], found["All"]) == ("group", "group", "group")
    assert found["AN HON. MEMBER"] == "unnamed"


def test_who_holds_an_office_is_named_once(nlp: Pipeline) -> None:
    document = nlp(
        "The Chancellor (Ms Ida Vane): It may rise.\n\nMr Tom Odell (Kelby East): When?\n\n"
        "The Chancellor: I cannot say."
    )
    assert kinds(document) == {"Ida Vane": "person", "Tom Odell": "person"}


_LINES = [
    "BY MR. IVERS:", "Q. Was Nora Pell there?", "A. I think she was.", "A. Nora Pell.", "Q. State your name.",
    "DIRECT EXAMINATION OF NORA PELL", "CROSS-EXAMINATION", "THE WITNESS: My name is Ole Strand.", "@bo: @ida you may.",
    "Tom Beck, Chief Engineer: It may.", "CLAIM: It fell.", "Case No.: 17", "ALL: Never.", "It rained.",
]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(_LINES), max_size=8), st.sampled_from(["\n", "\n\n"]))
def test_whoever_has_a_label_spans_are_exact(nlp: Pipeline, lines: list[str], gap: str) -> None:
    document = nlp(gap.join(lines))
    for statement in document.statements:
        assert statement.text == " ".join(span.of(document.text) for span in statement.spans)
    for speaker in document.speakers:
        assert all(span.of(document.text).strip() for span in speaker.mentions)
        assert speaker.name.strip()


@pytest.mark.parametrize(("label", "name"), [("@ana", "@ana"), ("MS. ORTEGA", "Ortega"), ("ANA RUIZ", "Ana Ruiz")])
def test_one_turn_of_somebody_who_must_be_a_person(nlp: Pipeline, label: str, name: str) -> None:
    assert said(nlp(f"{label}: It will rain. It is dark.")) == [(name, "rain"), (name, "dark")]


def test_a_surname_may_be_a_word_for_several(nlp: Pipeline) -> None:
    document = nlp("ANA CHILDS: It will rain.\n\nBO TAN: It may not.\n\nANA CHILDS: It will.")
    assert kinds(document)["Ana Childs"] == "person"


def test_where_a_member_is_from_is_no_part_of_the_name(nlp: Pipeline) -> None:
    document = nlp("Mr. TAN of Ohio. It will rain.\n\nMs. RUIZ of Maine. It may not.")
    assert [name for name, _ in said(document)] == ["Tan", "Ruiz"]
