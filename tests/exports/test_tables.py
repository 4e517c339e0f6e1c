from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

from hedge.analysis import Document, Pipeline
from hedge.exports import TABLES, profiles_to_frame, render_csv, table_columns, to_frames, write_parquet
from hedge.summaries import merge_speakers, profile_corpus


def test_frames_hold_what_the_documents_hold(documents: list[Document]) -> None:
    frames = to_frames(documents)
    statements = [(document, statement) for document in documents for statement in document.statements]
    assert len(frames.statements) == len(statements)
    for (document, statement), (_, row) in zip(statements, frames.statements.iterrows(), strict=True):
        spans = json.loads(row["spans"])
        assert (row["document"], row["statement"]) == (document.id or "document-4", statement.id)
        assert " ".join(document.text[start:end] for start, end in spans).replace("\ud800", "\ufffd") == row["text"]
        assert (spans[0][0], spans[-1][1]) == (row["start"], row["end"])
        assert row["certainty_low"] <= row["certainty"] <= row["certainty_high"]
        assert row["label"] == statement.label
    assert len(frames.cues) == sum(len(statement.cues) for _, statement in statements)
    assert list(frames.speakers["document"]) == [d.id or "document-4" for d in documents for _ in d.speakers]
    assert frames.profiles["statements"].sum() == len(statements)
    assert {str(kind) for kind in frames.profiles.dtypes} == {"string", "Int64", "float64"}


def test_documents_are_summed_up(documents: list[Document]) -> None:
    frames = to_frames(documents)
    table = frames.documents.set_index("document")
    assert list(table.index) == ["wire/Story 1", "talk", "talk.vtt", "document-4", "empty"]
    assert table["statements"].to_list() == frames.profiles.groupby("document")["statements"].sum().reindex(
        table.index, fill_value=0
    ).to_list()  # fmt: skip
    assert table["assertiveness"].round(4).to_list()[:4] == [round(d.assertiveness or 0, 4) for d in documents[:4]]
    assert table.loc["empty", ["certainty", "assertiveness"]].isna().all()
    assert (table.loc["talk", "date"], table.loc["talk", "input_label" if "input_label" in table else "label"]) == (
        "2026-03-14", "x"
    )  # fmt: skip
    own = frames.statements[(frames.statements["document"] == "wire/Story 1") & (frames.statements["label"] != "na")]
    assert table.loc["wire/Story 1", "certainty"] == pytest.approx(own["certainty"].mean(), abs=1e-4)


def test_profiles_across_documents_as_a_frame(documents: list[Document]) -> None:
    profiles = profile_corpus(documents, by=["label"])
    frame = profiles_to_frame(profiles)
    assert list(frame["speaker"]) == [profile.speaker for profile in profiles]
    assert frame["certainty"].round(4).to_list() == [round(profile.certainty or 0, 4) for profile in profiles]
    assert {"words_reported_directly", "voice_self", "label_x"} <= {*frame.columns}
    assert not [name for name in frame.columns if " " in name]
    assert {str(kind) for kind in frame.dtypes} == {"string", "Int64", "float64"}
    assert list(profiles_to_frame([]).columns) == list(frame.columns)[: len(profiles_to_frame([]).columns)]


def test_ids_that_no_file_can_hold_are_those_of_the_table_of_speakers(nlp: Pipeline) -> None:
    document = nlp("It may rain.", id="a\ud800b")
    ids = {row.document for row in merge_speakers([document]).rows}
    assert ids == set(to_frames([document]).speakers["document"]) == {"a\ufffdb"}


def test_columns_of_the_input_and_times(documents: list[Document]) -> None:
    table = to_frames(documents).statements
    talk = table[table["document"] == "talk"]
    assert set(talk["input_label"]) == {"x"}
    assert set(zip(talk["segment"], talk["to"], strict=True)) == {("u1", "bo_7"), ("u2", "=2+3")}
    assert set(talk["date"]) == {"2026-03-14"}
    (caption,) = table[table["document"] == "talk.vtt"].itertuples()
    assert (caption.time_start, caption.time_end, caption.speaker_name) == (1.0, 4.0, "Cy Lund")
    assert table[table["document"] == "wire/Story 1"]["to"].isna().all()


def test_no_document_gives_empty_frames_with_columns_and_types() -> None:
    frames = to_frames([])
    for table in TABLES:
        frame: pd.DataFrame = getattr(frames, table)
        assert list(frame.columns) == list(table_columns(table))
        assert frame.empty
        assert "object" not in {str(kind) for kind in frame.dtypes}


def test_one_document(documents: list[Document]) -> None:
    assert documents[1].to_frame().equals(to_frames(documents[1:2]).statements)


@pytest.mark.parametrize("table", TABLES)
def test_parquet_and_csv_hold_the_same_as_frames(documents: list[Document], tmp_path: Path, table: str) -> None:
    frame = getattr(to_frames(documents), table)
    path = tmp_path / "t.parquet"
    write_parquet(documents, path, table)  # type: ignore[arg-type]
    again = pd.read_parquet(path)
    assert list(again.columns) == list(frame.columns)
    assert again.astype(frame.dtypes.to_dict()).equals(frame)
    text = render_csv(documents, table, escape_formulas=False)  # type: ignore[arg-type]
    kept = pd.read_csv(io.StringIO(text), dtype=frame.dtypes.to_dict(), keep_default_na=False, na_values=[""])
    strings = frame.select_dtypes("string").columns
    expected = frame.copy()
    for name in strings:
        expected[name] = frame[name].str.replace("\0", "\ufffd").replace("", pd.NA).astype("string")
    pd.testing.assert_frame_equal(kept, expected, check_exact=False)


def test_spreadsheets_are_given_no_formulas(documents: list[Document]) -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv(documents), newline="")))
    assert {row["to"] for row in rows if row["document"] == "talk"} == {"bo_7", "'=2+3"}
    for row in rows:
        for name, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r"))
            assert not cell.startswith("-") or name in {"effect", "factuality"}
