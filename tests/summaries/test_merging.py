from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.analysis import Pipeline
from hedge.documents import read_sources
from hedge.errors import InputError
from hedge.speakers import Speaker, SpeakerType
from hedge.statements import Statement
from hedge.summaries import SpeakerRow, SpeakerTable, merge_speakers, profile_corpus
from hedge.summaries.documents import DatedDocument
from hedge.summaries.merging import name_key


@dataclass(frozen=True)
class Known:
    """A document of which only the speakers matter."""

    id: str
    speakers: tuple[Speaker, ...]
    statements: tuple[Statement, ...] = ()


def known(id: str, *named: tuple[str, SpeakerType], given: Collection[str] = ()) -> Known:
    """A document of named speakers, some of whom the input names."""
    speakers = [
        Speaker(id=f"s{n}", name=name, type=kind, identity=name in given) for n, (name, kind) in enumerate(named, 1)
    ]
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


@pytest.mark.parametrize("name", ["P01", "gpt", "Benn", "Witness", "A. Ruiz", "Press Secretary", "7"])
def test_names_that_the_input_gives_are_one_speaker_whatever_they_look_like(name: str) -> None:
    # The types are those that the texts suggest, which may differ.
    rows = [known("a", (name, "person"), given=[name]), known("b", (name, "unnamed"), given=[name])]
    assert {place: who for place, who in canonical(*rows).items() if place[1] == "s1"} == {
        ("a", "s1"): name,
        ("b", "s1"): name,
    }
    # Who is only found in a text may be anybody of that name.
    assert canonical(*rows, known("c", (name, "person")))["c", "s1"] == f"{name} [c s1]"


def test_names_that_the_input_gives_join_full_names_found_in_texts() -> None:
    found = canonical(
        known("a", ("Ana Ruiz", "person"), given=["Ana Ruiz"]),
        known("b", ("Dr. Ana Ruiz", "person")),
        known("c", ("Ana Ruiz", "organization")),
        known("d", ("Ana Ruiz", "unnamed"), given=["Ana Ruiz"]),
    )
    assert [found[id, "s1"] for id in "abcd"] == ["Ana Ruiz", "Ana Ruiz", "Ana Ruiz (organization)", "Ana Ruiz"]


def test_different_names_in_one_column_stay_two_speakers() -> None:
    both = ("Ana Ruiz", "person"), ("ANA RUIZ", "person")
    found = canonical(
        known("a", *both, given=["Ana Ruiz", "ANA RUIZ"]),
        known("b", ("ANA RUIZ", "person"), given=["ANA RUIZ"]),
        known("c", ("Ana Ruiz", "person")),
    )
    assert [found[place] for place in (("a", "s1"), ("a", "s2"), ("b", "s1"), ("c", "s1"))] == [
        "Ana Ruiz", "ANA RUIZ", "ANA RUIZ", "Ana Ruiz [c s1]"
    ]  # fmt: skip


def test_a_namesake_found_beside_whom_the_input_names_stays_alone() -> None:
    found = canonical(
        known("a", ("Ana Ruiz", "person"), ("Ana M. Ruiz", "person"), given=["Ana Ruiz"]),
        known("b", ("Ana Ruiz", "person"), given=["Ana Ruiz"]),
    )
    assert (found["a", "s1"], found["a", "s2"], found["b", "s1"]) == ("Ana Ruiz", "Ana M. Ruiz [a s2]", "Ana Ruiz")


def test_two_documents_of_one_id_are_refused() -> None:
    with pytest.raises(InputError, match="'a' twice: pass other ids"):
        merge_speakers([known("a"), known("a")])


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


_NAMES = ["Ana Ruiz", "ANA M. RUIZ", "Ana K. Ruiz", "Dr. Ana Ruiz", "Ruiz", "Ruiz Board", "A. M. Ruiz", "mason"]
_KINDS: list[SpeakerType] = ["person", "organization", "group", "unnamed"]
_NAMED = st.lists(st.tuples(st.sampled_from(_NAMES), st.sampled_from(_KINDS)), max_size=4)


@given(
    st.lists(_NAMED, max_size=4).flatmap(lambda found: st.tuples(st.just(found), st.permutations(range(len(found))))),
    st.sets(st.sampled_from(_NAMES)),
)
def test_the_order_of_documents_does_not_matter(
    drawn: tuple[list[list[tuple[str, SpeakerType]]], list[int]], listed: set[str]
) -> None:
    found, order = drawn
    # A column of speakers has each name once in a document.
    documents = [
        known(f"d{number}", *named, given=[name for name in listed if Counter(name for name, _ in named)[name] == 1])
        for number, named in enumerate(found)
    ]
    table = merge_speakers(documents)
    assert merge_speakers([documents[number] for number in order]) == table
    # Given back as it is, it changes nothing, and no document has two speakers of one canonical name.
    assert merge_speakers(documents, SpeakerTable.from_csv(table.to_csv())) == table
    assert len({(row.document, row.canonical) for row in table.rows}) == len(table.rows)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
def test_any_name_has_a_key(name: str) -> None:
    assert name_key(name, "person") == name_key(name.strip(), "person")
    assert name_key(name, "group") == ()


def test_a_real_person_in_two_texts(nlp: Pipeline) -> None:
    texts = ["Mayor Ana Ruiz said the dam will hold.", 'Engineers were calm. "It may burst," Ana M. Ruiz warned.']
    table = merge_speakers(nlp.pipe(texts, ids=["monday", "friday"]))
    assert [row.document for row in table.rows if row.canonical == "Ana M. Ruiz"] == ["friday", "monday"]


def test_a_column_of_speakers_holds_identities(nlp: Pipeline, tmp_path: Path) -> None:
    table = tmp_path / "talk.csv"
    rows = ["P01,The dam may burst.", "P02,It holds.", "P01,Benn said the road is closed.", "Benn,The road is open."]
    table.write_text("speaker,text\n" + "\n".join(rows), encoding="utf-8")
    documents = list(nlp.pipe(read_sources(table)))
    profiles = {profile.speaker: profile.documents for profile in profile_corpus(documents)}
    # Whom the third row tells of need not be the Benn of the column.
    place = f"{documents[2].id} {documents[2].statements[0].speaker.id}"
    assert profiles == {"P01": 1, "P02": 1, "Benn": 1, f"Benn [{place}]": 1}
    assert [row.document for row in merge_speakers(documents).rows if row.canonical == "P01"] == [
        documents[0].id, documents[2].id
    ]  # fmt: skip


def test_names_in_captions_are_known_in_their_file_only(nlp: Pipeline, tmp_path: Path) -> None:
    for name in ("a.vtt", "b.vtt"):
        (tmp_path / name).write_text("WEBVTT\n\n00:01.000 --> 00:02.500\n<v Speaker 1>The dam may leak.\n")
    documents = [nlp(source) for name in ("a.vtt", "b.vtt") for source in read_sources(tmp_path / name)]
    assert [document.statements[0].speaker.name for document in documents] == ["Speaker 1", "Speaker 1"]
    assert len(profile_corpus(documents)) == 2
