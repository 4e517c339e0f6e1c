"""Tables of every kind, good and broken."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.documents import BadSource, Source, TableColumns, read_sources
from hedge.errors import HedgeError, InputError, MissingInputError

# What spreadsheets and scrapers leave in a text, and what breaks naive readers.
texts = st.text(
    st.one_of(st.sampled_from('",;\t\n\r\0 =\u202eא😀é'), st.characters(codec="utf-8", exclude_categories=["Cc"])),
    min_size=1,
    max_size=30,
).filter(lambda text: bool(text.strip()))


def read(path: Path, **options: object) -> tuple[list[Source], list[BadSource]]:
    bad: list[BadSource] = []
    return list(read_sources(path, on_error=bad.append, **options)), bad  # type: ignore[arg-type]


def check(source: Source) -> None:
    for segment in source.segments:
        assert 0 <= segment.span.start <= segment.span.end <= len(source.text)
    for turn in source.turns:
        assert turn.span.of(source.text).strip()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=4), st.sampled_from([",", ";", "\t"]))
def test_any_text_comes_out_of_csv_as_it_went_in(tmp_path: Path, rows: list[tuple[str, str]], mark: str) -> None:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=mark, quoting=csv.QUOTE_ALL)
    writer.writerows(
        [
            ("text", "speaker", "note", "more"),
            *((text, f"{n} {name}", name, "words " * 40) for n, (text, name) in enumerate(rows)),
        ]
    )
    path = tmp_path / "t.csv"
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")
    sources, bad = read(path)
    assert not bad
    assert [source.text for source in sources] == [text for text, _ in rows]
    assert [source.columns["note"] for source in sources] == [name for _, name in rows]
    for source in sources:
        assert source.turns[0].span.of(source.text) == source.text
        check(source)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(texts, st.sampled_from(["Ana Ruiz", "Bo Tan", ""])), min_size=1, max_size=6))
def test_rows_of_a_conversation_are_joined_with_exact_offsets(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "t.jsonl"
    lines = [
        json.dumps({"text": text, "speaker": name, "conversation": "c", "id": n}) for n, (text, name) in enumerate(rows)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    (source,), bad = read(path)
    assert not bad
    assert source.id == "c"
    assert [segment.span.of(source.text) for segment in source.segments] == [text for text, _ in rows]
    assert [segment.id for segment in source.segments] == [str(n) for n in range(len(rows))]
    assert [(turn.span.of(source.text), turn.speaker) for turn in source.turns] == [row for row in rows if row[1]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.binary(max_size=200),
    st.sampled_from(["t.csv", "t.tsv", "t.jsonl", "t.json", "t.parquet", "t.vtt", "t.srt", "t.csv.gz"]),
)
def test_any_bytes_give_sources_or_our_errors(tmp_path: Path, data: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        sources, bad = read(path)
    except HedgeError:
        return
    for source in sources:
        check(source)
    assert all(str(each.error).startswith("expected") for each in bad)


def test_usual_columns_and_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "talks.csv"
    path.write_text(
        "ID,Speaker,Date,Text,topic\na,Ana Ruiz,14 March 2026,It may leak.,dams\nb,,,It will.,\n", encoding="utf-8"
    )
    (first, second), bad = read(path)
    assert not bad
    assert (first.id, first.date, first.columns) == ("a", "2026-03-14", {"topic": "dams"})
    assert first.turns[0].speaker == "Ana Ruiz"
    assert (second.turns, second.date, second.columns) == ((), None, {})


def test_columns_by_other_names(tmp_path: Path) -> None:
    path = tmp_path / "talks.csv"
    path.write_text("who,body,thread\nAna,It may leak.,1\nBo,No.,1\nAna,Yes.,2\n", encoding="utf-8")
    columns = TableColumns(text="body", speaker="who", conversation="thread")
    (first, second), _ = read(path, columns=columns)
    assert first.text == "It may leak.\nNo."
    assert [turn.speaker for turn in (*first.turns, *second.turns)] == ["Ana", "Bo", "Ana"]
    with pytest.raises(InputError, match=r"column 'text' .* got 'who', 'body', 'thread': .* --text-column"):
        read(path)
    with pytest.raises(InputError, match="column 'whom'"):
        read(path, columns=TableColumns(text="body", speaker="whom"))
    assert read(path, columns=TableColumns(text="body", speaker=""))[0][0].turns == ()


def test_a_named_column_is_missed_though_the_first_row_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "talks.csv"
    path.write_text("who,text\nAna,It may,leak.\nBo,No.\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"column 'speaker_name' .* got 'who', 'text': .* --speaker-column"):
        read(path, columns=TableColumns(speaker="speaker_name"))


@pytest.mark.parametrize("name", ["t.jsonl", "t.json"])
def test_a_named_column_has_to_be_in_some_object(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    rows = [{"text": "It may leak."}, {"text": "No.", "who": "Bo"}, {"body": "Yes."}]
    path.write_text("\n".join(map(json.dumps, rows)) if name == "t.jsonl" else json.dumps(rows), encoding="utf-8")
    sources, bad = read(path, columns=TableColumns(speaker="who"))
    assert [[turn.speaker for turn in source.turns] for source in sources] == [[], ["Bo"]]
    assert len(bad) == 1
    with pytest.raises(InputError, match=r"column 'whom' .* got 'text', 'who', 'body': .* --speaker-column"):
        read(path, columns=TableColumns(speaker="whom"))


def test_columns_that_differ_between_turns_stay_with_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "conversation,text,topic,to,date\nc,It may.,dams,Bo,2026-01-01\nc,No.,dams,Ana,2026-01-02\n", encoding="utf-8"
    )
    (source,), _ = read(path)
    assert (source.date, source.columns) == ("2026-01-01", {"topic": "dams"})
    assert [dict(segment.columns) for segment in source.segments] == [{"to": "Bo"}, {"to": "Ana", "date": "2026-01-02"}]


def test_bad_rows_are_told_with_their_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    lines = ["id,text,date", "a,One.,", 'b,"Two\nlines.",', "c,Too,many,fields", "d,,", 'e,"Bad" quote,']
    path.write_text("\n".join([*lines, "f,Six.,3/4/26", "a,Again.,", "g,Seven.,2026-02"]), encoding="utf-8")
    sources, bad = read(path)
    assert [source.text for source in sources] == ["One.", "Two\nlines.", "Seven."]
    told = [str(each.error) for each in bad]
    assert [next(f"line {n}" for n in range(5, 10) if f"line {n} " in message) for message in told] == [
        f"line {n}" for n in (5, 6, 7, 8, 9)
    ]
    assert all(message.startswith("expected ") for message in told)
    with pytest.raises(InputError, match="3 fields in line 5"):
        list(read_sources(path))


def test_bad_lines_of_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"text": "One."}\n\n{"text": "Two."\n[1]\n{"txt": "x"}\n{"text": "Five.", "n": [1, null], "e": null}\n'
    )
    (one, five), bad = read(path)
    assert (one.id, five.id) == (f"{path}#1", f"{path}#5")
    assert five.columns == {"n": "[1, null]"}
    assert [str(each.error).split(" of ")[0].rsplit(" ", 2)[-2:] for each in bad] == [
        ["line", "3"], ["line", "4"], ["line", "5"]
    ]  # fmt: skip


def test_a_conversation_that_comes_back_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("conversation,text\nc,One.\nd,Two.\nc,Three.\n", encoding="utf-8")
    sources, (bad,) = read(path)
    assert [source.id for source in sources] == ["c", "d"]
    assert "sort the table" in str(bad.error)


def test_encodings_of_spreadsheets(tmp_path: Path) -> None:
    words = "Müller glaubt, dass Größe möglicherweise über Qualität geht; später äußerte er größere Zweifel."
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        path = tmp_path / f"{encoding}.csv"
        path.write_bytes(f"text;speaker\r\n{words.replace(';', ',')};Müller\r\n".encode(encoding))
        (source,), _ = read(path)
        assert source.text == words.replace(";", ",")


def test_a_huge_field_and_compression(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"text\n" + b"word " * 60_000 + b"\n"))
    (source,), _ = read(path)
    assert len(source.text) == 300_000
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(MissingInputError, match="cannot be opened"):
        read(path)


def test_parquet(tmp_path: Path) -> None:
    import datetime

    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "t.parquet"
    days = [datetime.date(2026, 3, 1)] * 3
    table = {"text": ["It may 😀.", None, "No."], "speaker": ["Ana", "Bo", None], "date": days}
    table |= {"n": [1, 2, None], "x": [0.5, 1.0, float("nan")]}
    pq.write_table(pa.table(table), path)
    (first, last), (bad,) = read(path)
    assert (first.text, first.date, first.columns) == ("It may 😀.", "2026-03-01", {"n": "1", "x": "0.5"})
    assert (last.text, last.columns, last.turns) == ("No.", {}, ())
    assert "row 2" in str(bad.error)
    path.write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match="expected a Parquet file"):
        read(path)
    with pytest.raises(MissingInputError, match="does not exist"):
        read(tmp_path / "none.parquet")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "text,text\na,b\n", "'text' twice"),
        ("a.csv", "a,b\nc,d\n", "column 'text'"),
        ("a.json", "{", "JSON object in the file"),
        ("a.vtt", "WEBVTT\n\nno times\n", "captions with times"),
        ("a.srt", "hello", "it begins 'hello'"),
    ],
)
def test_files_that_are_not_what_they_seem(tmp_path: Path, name: str, data: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(data, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read(path)
