from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.analysis import Pipeline
from hedge.errors import InputError, MissingInputError
from hedge.speakers import Speaker, SpeakerType
from hedge.statements import Statement
from hedge.summaries import SpeakerRow, SpeakerTable, merge_speakers, read_speaker_table
from hedge.summaries.documents import DatedDocument
from hedge.summaries.people import name_key


@dataclass(frozen=True)
class Known:
    """A document of which only the speakers matter."""

    id: str
    speakers: tuple[Speaker, ...]
    statements: tuple[Statement, ...] = ()


def known(id: str, *named: tuple[str, SpeakerType]) -> Known:
    speakers = [Speaker(id=f"s{n}", name=name, type=kind) for n, (name, kind) in enumerate(named, 1)]
    return Known(id, (Speaker(id="s0", name="author", type="author"), *speakers))


def canonical(*documents: DatedDocument, table: SpeakerTable | None = None) -> dict[tuple[str, str], str]:
    return {(row.document, row.speaker): row.canonical for row in merge_speakers(documents, table).rows}


def together(one: tuple[str, SpeakerType], other: tuple[str, SpeakerType]) -> bool:
    found = canonical(known("a", one), known("b", other))
    return found["a", "s1"] == found["b", "s1"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Ruiz", "ANA RUIZ"),
        ("Ana Ruiz", "Mayor Ana Ruiz"),
        ("José Núñez", "Jose Nunez"),
        ("Bo M. Tan", "Bo Tan"),
        ("Bo M. Tan", "Bo M Tan"),
        ("K. L. Orme", "K.L. Orme"),
        ("Bo Tan, Ph.D.", "Dr. Bo Tan"),
        ("Una O’Dell", "Una O'Dell"),
        ("James Baker", "Secretary James Baker"),
    ],
)
def test_equal_full_names_are_one_person(one: str, other: str) -> None:
    assert together((one, "person"), (other, "person"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ruiz", "Ruiz"),
        ("Sen. Ruiz", "Sen. Ruiz"),
        ("A. Ruiz", "A. Ruiz"),
        ("Ana Ruiz", "Ana Ruiz-Orme"),
        ("Ana Ruiz", "Ruiz"),
        ("Bo M. Tan", "Bo K. Tan"),
        ("Bo Tan Jr.", "Bo Tan"),
        ("Bo Tan", "Tan Bo"),
        ("harbor pilot", "harbor pilot"),
        ("Press Secretary", "Press Secretary"),
        ("Deputy Mayor", "Deputy Mayor"),
    ],
)
def test_anything_less_is_not(one: str, other: str) -> None:
    assert not together((one, "person"), (other, "person"))


@pytest.mark.parametrize("kind", ["group", "unnamed", "document", "author"])
def test_roles_groups_and_authors_stay_in_their_document(kind: SpeakerType) -> None:
    assert not together(("Ana Ruiz", kind), ("Ana Ruiz", kind))
    found = canonical(known("a"), known("b"))
    assert found["a", "s0"] != found["b", "s0"]


def test_organisations_go_by_name() -> None:
    assert together(("The Weir Board", "organization"), ("Weir Board", "organization"))
    assert together(("W.B.", "organization"), ("WB", "organization"))
    assert not together(("Weir Board", "organization"), ("Weir", "organization"))
    assert not together(("newspaper", "organization"), ("newspaper", "organization"))
    assert not together(("The Company", "organization"), ("The Company", "organization"))
    assert not together(("Ana Ruiz", "organization"), ("Ana Ruiz", "person"))


def test_a_name_without_initial_goes_with_neither_of_two() -> None:
    names = ("Bo M. Tan", "Bo K. Tan", "Bo Tan", "Bo M. Tan", "Bo Tan")
    found = canonical(*(known(id, (name, "person")) for id, name in zip("abcde", names, strict=True)))
    assert [found[id, "s1"] for id in "abcde"] == list(names)


def test_a_document_with_two_of_a_name_goes_with_nobody() -> None:
    found = canonical(known("a", ("Bo Tan", "person"), ("Bo Tan", "person")), known("b", ("Bo Tan", "person")))
    assert found == {
        ("a", "s0"): "author [a s0]",
        ("a", "s1"): "Bo Tan [a s1]",
        ("a", "s2"): "Bo Tan [a s2]",
        ("b", "s0"): "author [b s0]",
        ("b", "s1"): "Bo Tan",
    }


def test_the_table_goes_before_the_rule() -> None:
    documents = known("a", ("Ana Ruiz", "person"), ("mayor", "unnamed")), known("b", ("Ana Ruiz", "person"))
    table = merge_speakers(documents)
    edited = SpeakerTable(
        tuple(replace(row, canonical="Ana Ruiz") if row.name == "mayor" else row for row in table.rows[::-1])
    )
    assert merge_speakers(documents, edited) == edited
    # A partial table: the rest is as without one.
    apart = SpeakerTable(tuple(replace(row, canonical="another") for row in table.rows if row.document == "b"))
    found = canonical(*documents, table=apart)
    assert (found["a", "s1"], found["b", "s1"], found["a", "s0"]) == ("Ana Ruiz", "another", "author [a s0]")


def test_two_documents_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="'' twice: pass ids"):
        merge_speakers([known(""), known("")])


ROW = SpeakerRow(document="a", speaker="s1", name="Ana Ruiz", type="person", canonical="Ana Ruiz", statements=0)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (replace(ROW, document="z"), "documents that are analysed.*'z'"),
        (replace(ROW, speaker="s7"), "speaker s7 of 'a'"),
        (replace(ROW, name="Bo Tan"), "expected 'Ana Ruiz' \\(person\\)"),
        (replace(ROW, type="group"), "got 'Ana Ruiz' \\(group\\)"),
        (replace(ROW, canonical=" "), "expected a canonical name"),
    ],
)
def test_tables_that_do_not_fit(row: SpeakerRow, message: str) -> None:
    with pytest.raises(InputError, match=message):
        merge_speakers([known("a", ("Ana Ruiz", "person"))], SpeakerTable((row,)))
    with pytest.raises(InputError, match="once each"):
        merge_speakers([known("a", ("Ana Ruiz", "person"))], SpeakerTable((ROW, ROW)))


HEADER = "document,speaker,name,type,canonical,statements\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "document is there 0 times"),
        (HEADER.replace("canonical,", ""), "canonical is there 0 times"),
        (HEADER.replace(",", ";"), "separated by commas"),
        (HEADER.replace("type", "name"), "name is there 2 times"),
        (HEADER + "a,s1,Ana Ruiz,person\n", "expected 6 fields in line 2 of t.csv, got 4"),
        (HEADER + "a,s1,Ana Ruiz,person,Ana Ruiz,few\n", "whole number.*'few'"),
        (HEADER + 'a,s1,"Ana" Ruiz,person,Ana Ruiz,1\n', "expected CSV in t.csv, but line 2"),
        (HEADER + 2 * "a,s1,Ana Ruiz,person,Ana Ruiz,1\n", "speaker s1 of 'a' has several"),
    ],
)
def test_csv_that_is_no_table(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        SpeakerTable.from_csv(text, name="t.csv")


def test_csv_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    header = "statements,canonical,note,type,name,speaker,document"
    path.write_bytes(f"\ufeff{header}\r\n0,José,?,person,Ana Ruiz,s1,a\r\n\r\n".encode())
    assert read_speaker_table(path).rows == (replace(ROW, canonical="José"),)
    with pytest.raises(MissingInputError):
        read_speaker_table(tmp_path / "none.csv")


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_ROW = st.builds(
    SpeakerRow, document=_TEXT, speaker=_TEXT, name=_TEXT, type=_TEXT, canonical=_TEXT, statements=st.integers(0, 10**8)
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_ROW, max_size=5, unique_by=lambda row: (row.document, row.speaker)))
def test_csv_round_trip_is_exact(rows: list[SpeakerRow]) -> None:
    table = SpeakerTable(tuple(rows))
    text = table.to_csv()
    assert SpeakerTable.from_csv(text) == table
    assert SpeakerTable.from_csv(text).to_csv() == text


_NAMES = ["Ana Ruiz", "ANA M. RUIZ", "Ana K. Ruiz", "Dr. Ana Ruiz", "Ruiz", "Ruiz Board", "A. M. Ruiz", "mason"]
_KINDS: list[SpeakerType] = ["person", "organization", "group", "unnamed"]
_NAMED = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_KINDS)), max_size=4)


@given(
    st.lists(_NAMED, max_size=4).flatmap(lambda found: st.tuples(st.just(found), st.permutations(range(len(found)))))
)
def test_the_order_of_documents_does_not_matter(drawn: tuple[list[list[tuple[str, SpeakerType]]], list[int]]) -> None:
    found, order = drawn
    documents = [known(f"d{number}", *named) for number, named in enumerate(found)]
    table = merge_speakers(documents)
    assert merge_speakers([documents[number] for number in order]) == table
    # Given back as it is, it changes nothing, and no document has two speakers of one canonical name.
    assert merge_speakers(documents, SpeakerTable.from_csv(table.to_csv())) == table
    assert len({(row.document, row.canonical) for row in table.rows}) == len(table.rows)


@given(_TEXT)
def test_any_name_has_a_key(name: str) -> None:
    assert name_key(name, "person") == name_key(name.strip(), "person")
    assert name_key(name, "group") == ()


def test_a_real_person_in_two_texts(nlp: Pipeline) -> None:
    texts = ["Mayor Ana Ruiz said the dam will hold.", 'Engineers were calm. "It may burst," Ana M. Ruiz warned.']
    table = merge_speakers(nlp.pipe(texts, ids=["monday", "friday"]))
    assert [row.document for row in table.rows if row.canonical == "Ana M. Ruiz"] == ["friday", "monday"]
