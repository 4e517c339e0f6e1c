"""Input that was made to break readers: one clear error, the rest goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.documents import BadSource, Source, read_sources
from hedge.documents.reading import LARGEST_FILE
from hedge.errors import HedgeError, InputError, MissingInputError
from hedge.parsing import parse_from_conllu

FORMATS = {
    "text": b"MS. ORTEGA: It may rain.\n",
    "captions": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana Ruiz>It <i>may</i> rain.\n",
    "csv": b'id,speaker,text,date,conversation\na,Ana,"It ""may"" rain.",2026-03-14,c\nb,,No.,,c\n',
    "tsv": b"id\ttext\na\tIt may rain.\n",
    "json": b'[{"id": "a", "text": "It may.", "date": "3 May 2026", "n": [1, null]}]',
    "jsonl": b'{"id": "a", "text": "It may."}\n{"id": 1, "text": "\\ud800 no"}\n',
    "convokit": b'{"id": "a", "text": "It may.", "speaker": "x", "reply-to": null, "timestamp": 1, "meta": {"k": 1}}\n',
}


def read(path: Path, data: bytes, format: str) -> tuple[list[Source], list[BadSource]]:
    bad: list[BadSource] = []
    if format == "convokit":
        path = path / "corpus"
        path.mkdir(exist_ok=True)
        (path / "utterances.jsonl").write_bytes(data)
    else:
        path = path / f"input.{format}"
        path.write_bytes(data)
    return list(read_sources(path, format=format, on_error=bad.append)), bad


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_changed_bytes_are_read_or_refused(tmp_path: Path, format: str, data: st.DataObject) -> None:
    content = bytearray(FORMATS[format])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        cut = data.draw(st.integers(0, 6))
        content[at : at + cut] = data.draw(
            st.one_of(st.binary(max_size=6), st.sampled_from([b'"', b"\n", b"{", b"\0"]))
        )
    try:
        sources, bad = read(tmp_path, bytes(content), format)
    except HedgeError:
        return
    for source in sources:
        assert all(turn.span.end <= len(source.text) for turn in source.turns)
    assert all(isinstance(each.error, HedgeError) and ("expected" in str(each.error)) for each in bad)


@pytest.mark.parametrize(
    "change",
    [
        {"reply-to": ["a"]}, {"reply-to": {"a": 1}}, {"reply_to": 3}, {"text": None}, {"id": 7},
    ],
)  # fmt: skip
def test_utterances_of_the_wrong_type_cost_their_line_only(tmp_path: Path, change: dict[str, object]) -> None:
    line = {"id": "b", "text": "No.", "speaker": "x", "conversation_id": "c"}
    lines = [json.dumps({**line, "id": "a"}), json.dumps(line | change)]
    (source,), (bad,) = read(tmp_path, "\n".join(lines).encode(), "convokit")
    assert source.text == "No."
    assert bad.id.endswith("utterances.jsonl:2")


@pytest.mark.parametrize("stamp", [10**400, -1e300, float("nan"), float("inf"), "noon", [], {}])
def test_odd_times_are_no_dates(tmp_path: Path, stamp: object) -> None:
    (source,), _ = read(tmp_path, json.dumps({"id": "a", "text": "No.", "timestamp": stamp}).encode(), "convokit")
    assert source.date is None


def test_json_that_is_too_deep(tmp_path: Path) -> None:
    deep = b'{"id": "a", "text": ' + b"[" * 100_000
    assert "line 1" in str(read(tmp_path, deep, "jsonl")[1][0].error)
    assert "line 1" in str(read(tmp_path, deep, "convokit")[1][0].error)
    with pytest.raises(InputError, match="JSON object"):
        read(tmp_path, deep, "json")
    (tmp_path / "corpus" / "speakers.json").write_bytes(b'{"a": ' + b"[" * 100_000)
    with pytest.raises(InputError, match=r"speakers\.json"):
        read(tmp_path, FORMATS["convokit"], "convokit")


def test_times_of_thousands_of_digits_cost_their_caption(tmp_path: Path) -> None:
    cues = "00:01.000 --> 00:02.000\nKept.\n\n" + "9" * 5_000 + ":00:01.000 --> 00:02.000\nLost.\n"
    (source,), (bad,) = read(tmp_path, f"WEBVTT\n\n{cues}".encode(), "captions")
    assert source.text == "Kept."
    assert "expected times" in str(bad.error)


@pytest.mark.parametrize("name", ["a\0.txt", "x" * 5_000, "y/" * 3_000 + "z.csv", "a\0.html", "a\0.csv", "a\0.parquet"])
def test_names_that_no_file_can_have(name: str) -> None:
    with pytest.raises(MissingInputError):
        list(read_sources(name))


def test_packed_files_that_grow_beyond_all_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    with gzip.open(tmp_path / "a.json.gz", "wb", compresslevel=1) as stream:
        stream.write(b"[" + b" " * 2**20)
    assert LARGEST_FILE == 64 * 2**20
    monkeypatch.setattr("hedge.documents.inputs.LARGEST_FILE", 2**20)
    with pytest.raises(InputError, match="1 MB"):
        list(read_sources(tmp_path / "a.json.gz"))


def test_pages_beyond_all_measure_are_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hedge.documents.inputs.LARGEST_FILE", 2**20)
    page = b"<html><body><p>The dam may leak.</p>" + b" " * 2**20
    (tmp_path / "a.html").write_bytes(page)
    with pytest.raises(InputError, match="at most 1 MB of HTML"):
        list(read_sources(tmp_path / "a.html"))


@pytest.mark.parametrize("column", [[b"\xff\xc3"], [2**62]])
def test_parquet_values_that_python_cannot_hold(tmp_path: Path, column: list[object]) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    values = arrow.array(column).view(arrow.string() if isinstance(column[0], bytes) else arrow.timestamp("us"))
    parquet.write_table(arrow.table({"text": values}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"expected a Parquet file, but .*a\.parquet"):
        list(read_sources(tmp_path / "a.parquet"))


def test_a_long_first_line_is_not_judged_by_half_a_character(tmp_path: Path) -> None:
    for shift in range(4):
        text = "x" * shift + "😀" * 300_000
        (source,), _ = read(tmp_path, json.dumps({"text": text}, ensure_ascii=False).encode(), "jsonl")
        assert (source.text == text, source.encoding) == (True, "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        ("\t0\troot", "\t9\troot"),
        ("\t0\troot", "\t-3\troot"),
        ("\t0\troot", "\tx\troot"),
        ("\t0\troot", "\t1\troot"),  # its own governor: found by fuzzing
        ("= 0", "= 7"),
        ("= 0", "= x"),
    ],
)
def test_conllu_that_points_nowhere(change: tuple[str, str]) -> None:
    line = "# block = 0\n1\tNo\tno\tINTJ\t_\t_\t0\troot\t_\tstart_char=0|end_char=2\n\n"
    assert len(parse_from_conllu("No.", line).sentences) == 1
    with pytest.raises(InputError, match="expected"):
        parse_from_conllu("No.", line.replace(*change))
