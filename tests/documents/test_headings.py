"""Lines that look like labels of turns but are headings, fields of forms or lines between a court's questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import split_blocks
from hedge.documents.headings import heading_end, read_examination


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in split_blocks(text)]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("CLAIM:", "The kiln emits lead."),
        ("THE VERDICT:", "Wrong."),
        ("The Verdict:", "Wrong."),
        ("UPDATE:", "The road is open."),
        ("Update:", "the road is open."),
        ("Headline:", "Ferry may be late"),
        ("NARRATIVE:", "I drove to the mill."),
        ("Exclusive:", "Norvane may sell its mill"),
        ("UPDATE 2-", "Norvane shares slide"),
        ("RPT-EXCLUSIVE-", "“Sell it,” Norvane says"),
        ("BREAKING —", "Dam may fail"),
    ],
)
def test_headings_are_no_part_of_what_follows(heading: str, words: str) -> None:
    assert kinds(f"{heading} {words}\n\nIt rained.") == [("meta", heading), ("text", words), ("text", "It rained.")]
    assert all(block.label is None for block in split_blocks(f"{heading}\n{words}"))


@pytest.mark.parametrize(
    "text",
    [
        "The result: nobody came.",
        "The verdict: guilty.",
        "She had one hope: rain.",
        "Poll: Tan ahead",
        "UPDATE 2-1 win for Norvik",
        "INTERVIEW-BASED study may mislead",
        "Update-2 of the map is late",
        "Ferry fares to rise: council",
        "Tan: Ruiz Is Wrong",
        "Results: We measured nitrate.",
        "Examination of the mill revealed nothing.",
    ],
)
def test_prose_with_colons_stays_as_it_is(text: str) -> None:
    assert kinds(text) == [("text", text)]


@pytest.mark.parametrize(
    "field", ["Case No.: 17-204", "Reporting Officer: Sgt. B. Tan #7", "Harbour Bill: Third Reading"]
)
def test_fields_of_forms_are_no_turns(field: str) -> None:
    talk = "Ana Ruiz: It may.\nBo Tan: No.\nAna Ruiz: Yes."
    assert kinds(f"{field}\n\n{talk}")[:2] == [("meta", field), ("label", "Ana Ruiz")]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("BY MR. TAN:", {"examiner": "MR. TAN"}),
        ("CROSS-EXAMINATION", {}),
        ("Redirect Examination of Ana Ruiz by Ms. Lee", {"witness": "Ana Ruiz", "examiner": "Ms. Lee"}),
        ("DIRECT EXAMINATION (CONTINUED)", {}),
        ("ANA RUIZ, called as a witness by the State, was duly sworn and testified:", {"witness": "ANA RUIZ"}),
        ("Ana Ruiz, having been first duly sworn, testified as follows:", {"witness": "Ana Ruiz"}),
    ],
)
def test_lines_between_questions_in_court(line: str, named: dict[str, str]) -> None:
    found = read_examination(line)
    assert found is not None
    told = {key: value for key, value in found.groupdict().items() if value is not None and key != "kind"}
    assert told == named
    blocks = kinds(f"{line}\n\nQ. When?\n\nA. In May.\n\n{line}\n\nQ. Where?\n\nA. At home.")
    assert [shown for kind, shown in blocks if kind == "meta"] == [line, line]


@pytest.mark.parametrize(
    "line", ["Examination of the wall showed cracks.", "Ana Ruiz, who was sworn in on Monday, left.", "By Ana Ruiz"]
)
def test_other_lines_are_none_of_a_court(line: str) -> None:
    assert read_examination(line) is None


@given(
    st.text(max_size=60), st.sampled_from(["CLAIM: ", "UPDATE 2-", "The Verdict:", "Date: 5 May", "**UPDATE:** x", ""])
)
def test_headings_end_inside_their_lines(words: str, opening: str) -> None:
    text = opening + words
    assert 0 <= heading_end(text, 0, len(text)) <= len(text)
    read_examination(text)
