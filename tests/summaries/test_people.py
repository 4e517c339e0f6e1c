from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.errors import InputError, MissingInputError
from hedge.summaries import SpeakerRow, SpeakerTable, read_speaker_table

ROW = SpeakerRow(document="a", speaker="s1", name="Ana Ruiz", type="person", canonical="Ana Ruiz", statements=0)
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
