from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedge.documents import join_text
from hedge.parsing import Parser
from hedge.statements import find_units

PROSE = "The ferry left the harbour at noon and came back in the evening."


def statements(parser: Parser, text: str, turns: bool = False) -> list[str]:
    (parse,) = parser.parse([text])
    numbers = [index for index, block in enumerate(parse.blocks) if turns and block.label is not None]
    return [join_text(text, unit.spans) for unit in find_units(parse, [], numbers)]


@pytest.mark.parametrize(
    "heading",
    [
        "MAIN FINDINGS",
        "3. Methods",
        "Summary for Ferry Owners: 2031",
        "EMBARGOED UNTIL MONDAY",
        "About Lakeland Ferries",
        "Contact: Ada Brook, ada@ferry.example",
        "File No.: 31-20554",
        "Date/Time: 03/11/2031, 0915 hrs",
        "Forward-Looking Remarks",
        "@ferryfan:",
        "(U)",
        "C.4",
    ],
)
def test_headings_and_labels_are_no_statements(parser: Parser, heading: str) -> None:
    assert statements(parser, f"{heading}\n\n{PROSE}") == [PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "Minister quits",
        "Ferry fares to rise",
        "Harbour closed after storm",
        "No deal on ferry fares",
        "Probably the last ferry",
        "What we know so far",
        "Why a new ferry?",
        "the old ferry",
    ],
)
def test_lines_that_claim_something_stay(parser: Parser, line: str) -> None:
    assert statements(parser, f"{line}\n\n{PROSE}") == [line, PROSE]


@pytest.mark.parametrize("heading", ["Abstract.", "Results and discussion.", "**Fuel.**", "- **Old engines.**"])
def test_a_few_nouns_that_open_a_paragraph_are_no_statement(parser: Parser, heading: str) -> None:
    assert statements(parser, f"{heading} {PROSE}") == [PROSE]


@pytest.mark.parametrize("answer", ["False.", "Not a chance.", "No, sir.", "Never."])
def test_answers_without_a_verb_stay(parser: Parser, answer: str) -> None:
    assert statements(parser, f"{answer} {PROSE}") == [answer, PROSE]
    assert statements(parser, f"Q: Is it true?\n\nA: {answer}\n\nQ: Why?", turns=True)[1] == answer


def test_a_place_and_a_date_before_a_dash_are_no_statement(parser: Parser) -> None:
    assert statements(parser, f"Kelby, 3 March - {PROSE}\n\n{PROSE}") == [PROSE, PROSE]


def test_turns_keep_short_answers_but_not_titles_in_capitals(parser: Parser) -> None:
    text = "MR. HALE: Ada Brook.\n\nTHE JUDGE: NO\n\nSECOND WITNESS\n\nMR. HALE: The ferry left."
    assert statements(parser, text, turns=True) == ["Ada Brook.", "NO", "The ferry left."]


def test_a_heading_heads_something(parser: Parser) -> None:
    assert statements(parser, "Old engines") == ["Old engines"]


@pytest.mark.parametrize("mark", ["(U)", "(b)", "(iv)", "B.3", "C.2.1"])
def test_numbers_and_marks_of_paragraphs_are_left_out(parser: Parser, mark: str) -> None:
    assert statements(parser, f"{mark} {PROSE} {PROSE}") == [PROSE, PROSE]


@pytest.mark.parametrize("text", ["2.1 million people took the ferry.", "B12 is a vitamin.", "The (U) mark is old."])
def test_what_looks_like_a_number_of_a_paragraph_stays(parser: Parser, text: str) -> None:
    assert statements(parser, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The rate was 7 [5 to 9] percent.",
        "[T]he rate was high.",
        "The rate [then] fell.",
        "The rate fell [in May].",
        "They blamed [him]",
        "It rose [2].",
    ],
)
def test_brackets_stay_as_they_are_in_the_source(parser: Parser, text: str) -> None:
    assert statements(parser, text) == [text]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["OUTLOOK", "(U)", "B.3 ", "[T]he ferry left. ", "It was 7 [5 to 9] m. ", "@ab: ", "\n\n", "A: ", "No. ",
             "Fuel. ", "and it may sink", " ] ", "[", "Date: 3/4 "]
        ),
        max_size=8,
    ).map("".join)
)  # fmt: skip
def test_offsets_are_exact_and_units_never_overlap(parser: Parser, text: str) -> None:
    (parse,) = parser.parse([text])
    spans = [span for unit in find_units(parse, ()) for span in unit.spans]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Methods: We timed ninety ferries. Results: Most were late.", ["We timed ninety ferries.", "Most were late."]),
        ("Conclusions: Fares may rise.", ["Fares may rise."]),
        ("Short answer: it is safe.", ["it is safe."]),
        ("Aim and scope: Fares matter.", ["Fares matter."]),
    ],
)
def test_labels_within_a_paragraph_are_left_out(parser: Parser, text: str, wanted: list[str]) -> None:
    assert statements(parser, text) == wanted


@pytest.mark.parametrize("text", ["The truth: nobody paid.", "Nobody knew: it was night.", "At 9:30 the ferry left."])
def test_what_stands_before_a_colon_may_be_no_label(parser: Parser, text: str) -> None:
    assert statements(parser, text) == [text]


def test_marks_and_numbers_of_lists_are_no_part_of_a_statement(parser: Parser) -> None:
    text = "## Old engines\n\n1. Some **may** fail.\n\n* It is rare.\n\n2. It may rain."
    assert statements(parser, text) == ["Some **may** fail.", "It is rare.", "It may rain."]
