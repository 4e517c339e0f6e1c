from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import split_blocks
from hedge.documents.blocks import LONGEST_BLOCK


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(text)) for block in split_blocks(text)]


def test_wire_copy_header_and_dateline_are_not_parsed() -> None:
    text = "date 2026-03-14 09:12\nPORT ALDEN (dpa-AFX) - The dam may leak, engineers said."
    assert kinds(text) == [
        ("meta", "date 2026-03-14 09:12"),
        ("dateline", "PORT ALDEN (dpa-AFX) -"),
        ("text", "The dam may leak, engineers said."),
    ]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("TOVA, March 3 (QNS) — It rained.", "TOVA, March 3 (QNS) —"),
        ("SAN LEVO, Oraland -- It rained.", "SAN LEVO, Oraland --"),
        ("PORT ALDEN - It rained.", "PORT ALDEN -"),
    ],
)
def test_datelines(text: str, dateline: str) -> None:
    assert kinds(text) == [("dateline", dateline), ("text", "It rained.")]


@pytest.mark.parametrize(
    "text", ["I think - and I mean it - that it rained.", "NATO expands.", "A-level results rose."]
)
def test_no_dateline_in_prose(text: str) -> None:
    assert kinds(text) == [("text", text)]


def test_byline_is_meta() -> None:
    assert kinds("By Ana Ruiz\nIt rained.")[0] == ("meta", "By Ana Ruiz")
    assert kinds("By Friday the dam had burst.")[0][0] == "text"


def test_turns_carry_their_label_over_paragraphs() -> None:
    text = "MS. ORTEGA: It may rain.\nWe will see.\nQ: When?\nMS. ORTEGA: Tomorrow."
    labels = [b.label.of(text) for b in split_blocks(text) if b.kind == "text" and b.label is not None]
    assert labels == ["MS. ORTEGA", "MS. ORTEGA", "Q", "MS. ORTEGA"]


def test_names_in_title_case_are_labels_only_in_transcripts() -> None:
    prose = "The plan: It rained.\nNothing else happened that day.\nPeople stayed at home."
    assert all(kind == "text" for kind, _ in kinds(prose))
    transcript = "Ana Ruiz: It rained.\nBo Tan: Did it?\nAna Ruiz (Acme): Yes."
    assert [text for kind, text in kinds(transcript) if kind == "label"] == ["Ana Ruiz", "Bo Tan", "Ana Ruiz"]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The river rose through the night and the council asked residents of the\n"
        "lower town to leave their houses, although nobody was sure whether the\nold wall would hold."
    )
    assert kinds(text) == [("text", text)]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "Dam may leak\nThe dam may leak, engineers said on Monday.\nThe council disagreed."
    assert len(kinds(text)) == 3


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "WENDY PIKE, TVN ANCHOR: It may.\nPIKE: No.\nMs. ORTEGA: Yes.\nMcDONALD: So.",
            "WENDY PIKE|PIKE|Ms. ORTEGA|McDONALD",
        ),
        (
            "Mr. RUIZ. Mr. Speaker, it may.\nThe PRESIDING OFFICER. No.\nMr. TAN of Ohio. Yes.",
            "Mr. RUIZ|The PRESIDING OFFICER|Mr. TAN of Ohio",
        ),
        ("Q. Did it?\nA. It may.\nQ. When?\nA. In May.", "Q|A|Q|A"),
        ("Ana Ruiz  0:05\nWe may close it.\n\nBo Tan  1:12\nNo.", "Ana Ruiz|Bo Tan"),
        (
            "[00:01:02] Ana Ruiz: It may.\n[00:01:09] Bo de la Cruz: No.\n[00:02:00] Ana Ruiz: Yes.",
            "Ana Ruiz|Bo de la Cruz|Ana Ruiz",
        ),
        ("Speaker 1: It may.\nSpeaker 2: No.\nSpeaker 1: Yes.", "Speaker 1|Speaker 2|Speaker 1"),
        ("**Ana Ruiz:** It may.\n**Bo Tan:** No.\n**Ana Ruiz:** Yes.", "Ana Ruiz|Bo Tan|Ana Ruiz"),
        ("ÉLODIE ÅS: It may.\nTHE CHAIR: No.", "ÉLODIE ÅS|THE CHAIR"),
        ("Ana Ruiz -- Head of Sales: It may.\nBo Tan, Chief Engineer: No. We must wait.", "Ana Ruiz|Bo Tan"),
        ("Ana Ruiz (CEO): It may.\nBo Tan (CFO): No.", "Ana Ruiz|Bo Tan"),
        (
            "Ana Ruiz -- Chief Executive Officer\nIt may.\nOperator\nNext.\nBo Tan - Harbour Bank - Analyst\nWhy?",
            "Ana Ruiz|Operator|Bo Tan",
        ),
        (
            "Ana Ruiz\nChief Executive Officer\n\nIt may.\n\nBo Tan\nHarbour Bank, Analyst\n\nWhy?\n\n"
            "Cy Wu\nHarbour Bank\n\nNo.",
            "Ana Ruiz|Bo Tan|Cy Wu",
        ),
        ("Dana Holt (Kelby) (Lab): Is it?\nAna Ruiz: No.\nDana Holt: So?", "Dana Holt|Ana Ruiz|Dana Holt"),
        ("Present were\nAna Ruiz\nChief Executive\nBo Tan\nHead of Sales\nIt rained.", ""),
        ("Mr. RUIZ. It may.\nThe SPEAKER pro tempore. No.", "Mr. RUIZ|The SPEAKER pro tempore"),
        ("@ana_r: It may.\n\n@bo: No.", "@ana_r|@bo"),
        ("@ana.r: It may.\n\n@bo-x: No.", "@ana.r|@bo-x"),
        ("@ana_r: RT @bo: “It may.”", "@ana_r|@bo"),
        ("ana: it may\nbo7: no\nana: why\nbo7: rain", "ana|bo7|ana|bo7"),
        ("Q. Did it?\nA. It may.", "Q|A"),
        ("BY MS. LEE: Did it?\nTHE WITNESS: No.", "MS. LEE|THE WITNESS"),
        ("input: rain\noutput: mud\ninput: sun\noutput: dust", ""),
        ("ana: it may\nIt rained.\nbo: no\nIt snowed.", ""),
        ("Ana Ruiz - Chief Engineer\nThe bridge will close.", ""),
        ("Best Film, Drama: The Ferry\nBest Film, Comedy: The Goat", ""),
        ("Port Alden, Oraland: Rain all day.\nSan Levo, Oraland: Sun all day.", ""),
        ("We met at 10:30 A. Nobody came.\nIt rained.", ""),
        ("Q. is a letter.\nA. is one too.", ""),
    ],
)
def test_layouts_of_transcripts(text: str, labels: str) -> None:
    assert [found for kind, found in kinds(text) if kind == "label"] == labels.split("|") * bool(labels)


def test_hard_wrapped_turns_stay_apart() -> None:
    text = (
        "Q: Did the council know about the crack before the bridge was\nclosed to traffic in June?\n"
        "A: It did not. We were told by the engineer in the last week and\nacted the same day."
    )
    assert [kind for kind, _ in kinds(text)] == ["label", "text", "label", "text"]


_LINES = st.sampled_from(
    ["MS. ORTEGA: It may leak.", ">> BO TAN (Lund): No.", "[00:12] Ana Ruiz: Yes.", "Ana Ruiz: Perhaps.",
     "@bo: RT @al: no", "Q. When?", "A. In May.", "OSLO (AP) - It leaks.", "CLAIM: It leaks.", "**BO:** Why?",
     "It may: who knows?", ""]
)  # fmt: skip


@given(st.text(max_size=300) | st.lists(_LINES, max_size=12).map("\n".join))
def test_blocks_are_ordered_disjoint_and_lose_nothing(text: str) -> None:
    blocks = split_blocks(text)
    position = 0
    for block in blocks:
        assert position <= block.span.start < block.span.end <= len(text)
        assert block.span.of(text) == block.span.of(text).strip()
        position = block.span.end
    # Only what stands on the line of a speaker's label before it and after it, as a time and a colon, is in no block.
    bounds = [0, *(place for block in blocks for place in (block.span.start, block.span.end)), len(text)]
    kinds = ["", *(block.kind for block in blocks), ""]
    for start, end, around in zip(bounds[::2], bounds[1::2], itertools.pairwise(kinds), strict=True):
        dropped = text[start:end].strip()
        assert not dropped or ("label" in around and len(dropped.splitlines()) == 1), dropped


@given(st.integers(min_value=1, max_value=4), st.sampled_from(["word ", "x", "One. ", "é"]))
def test_long_paragraphs_are_cut(times: int, piece: str) -> None:
    text = piece * (times * LONGEST_BLOCK // len(piece) + 7)
    blocks = split_blocks(text)
    assert all(len(block.span) <= LONGEST_BLOCK for block in blocks)
    assert "".join(block.span.of(text) for block in blocks).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "text",
    [
        "From: Peter\nTo: Carla\nSubject: Boat\n\nHi Carla, the boat is sold.",
        "Title: Nitrate in wells\nAbstract: We measured nitrate.\nKeywords: nitrate",
        "PROS: It is light.\nCONS: It is dear.\nVERDICT: Buy it.",
        "WARNING: The road is closed.",
    ],
)
def test_headers_are_no_speakers(text: str) -> None:
    assert all(block.label is None for block in split_blocks(text))


def test_who_is_called_like_a_header_still_speaks() -> None:
    text = "MR. PRICE: It may rain.\n\nQUESTION: When?\n\nJOHN KEY: Soon."
    assert [block.label.of(text) for block in split_blocks(text) if block.label] == [
        "MR. PRICE",
        "QUESTION",
        "JOHN KEY",
    ]


def test_remarks_in_brackets_are_nobodys_words_in_a_transcript() -> None:
    text = "(Recording begins)\nMS. ORTEGA: Good morning. (Laughter.)\n(Laughter.)\n[Applause]\nQ: Is it [sic] safe?"
    kinds = [(block.kind, block.span.of(text)) for block in split_blocks(text)]
    assert [shown for kind, shown in kinds if kind == "meta"] == [
        "(Recording begins)",
        "(Laughter.)",
        "(Laughter.)",
        "[Applause]",
    ]
    assert [shown for kind, shown in kinds if kind == "text"] == ["Good morning.", "Is it [sic] safe?"]


@pytest.mark.parametrize(
    "remark", ["(APPLAUSE)", "[Interruption.]", "(Loud laughter and cheers.)", "Several hon. Members rose—"]
)
def test_remarks_between_sentences_are_nobodys_words(remark: str) -> None:
    assert kinds(f"MS. ODELL: It rose. {remark} It may fall.") == [
        ("label", "MS. ODELL"), ("text", "It rose."), ("meta", remark), ("text", "It may fall."),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["It rose. (Music may help.)", "It rose (laughter) and fell."])
def test_other_brackets_stay_in_the_text(text: str) -> None:
    assert kinds(text) == [("text", text)]


def test_what_stands_in_brackets_elsewhere_is_text() -> None:
    text = "The dam was closed.\n(It reopened on Monday.)"
    assert [block.kind for block in split_blocks(text)] == ["text", "text"]


def test_credits_of_agencies_are_no_text() -> None:
    text = "The dam was closed.\n(Reporting by Ann Lee in Porto; Editing by Bo Roe)"
    assert [block.kind for block in split_blocks(text)] == ["text", "meta"]


def test_whom_a_post_addresses_is_no_part_of_its_words() -> None:
    text = "@ana: @bo @cy you said it was safe\n\n@bo: Update: it is."
    assert kinds(text) == [
        ("label", "@ana"), ("meta", "@bo @cy"), ("text", "you said it was safe"),
        ("label", "@bo"), ("meta", "Update:"), ("text", "it is."),
    ]  # fmt: skip


LINES = [
    "CLAIM: It fell.", "BY MR. TAN:", "Q. Why?", "A. I fell.", "@bo: @cy no", "@bo: RT @cy: no", "ana: it may",
    "Bo Tan, Chief Engineer: No.", "Bo Tan -- Mayor", "CROSS-EXAMINATION", "Case No.: 5", "It fell. (Laughter)", "",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_labels_and_headings_stand_where_they_are_said_to(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    blocks = split_blocks(text)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(blocks))
    labels = {block.span for block in blocks if block.kind == "label"}
    for block in blocks:
        shown = block.span.of(text)
        assert shown == shown.strip() != ""
        assert block.label is None or block.label in labels
        assert block.kind != "label" or shown in {"Q", "A", "@bo", "@cy", "ana", "Bo Tan"}


def test_code_and_labels_in_bold_are_no_text() -> None:
    text = (
        "**Short answer:** It may.\n\n1. **Kidney Strain**: Rare.\n\n"
        "```python\nx = 1\n\nprint(x)\n```\nIt may not.\n~~~\ny"
    )
    assert kinds(text) == [
        ("meta", "**Short answer:**"), ("text", "It may."), ("meta", "1. **Kidney Strain**:"), ("text", "Rare."),
        ("meta", "```python\nx = 1\n\nprint(x)\n```"), ("text", "It may not."), ("meta", "~~~\ny"),
    ]  # fmt: skip


def test_a_name_in_bold_is_no_label_of_a_paragraph() -> None:
    assert kinds("**Ana Ruiz:** It may.") == [("text", "**Ana Ruiz:** It may.")]


@pytest.mark.parametrize("line", ["ida.vane@harbour.example", "> <ida@harbour.example>", "https://harbour.example/a"])
def test_an_address_alone_is_no_text(line: str) -> None:
    assert kinds(f"It may rain.\n{line}") == [("text", "It may rain."), ("meta", line)]
