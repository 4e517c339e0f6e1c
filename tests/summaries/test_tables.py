from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from hedge.summaries import merge_speakers, profile_corpus, summarise_speakers
from hedge.summaries.tables import PROFILE_COLUMNS, profile_rows


def test_blanks_in_names_of_columns_are_underscores_unless_two_would_be_one(make: Callable[..., Any]) -> None:
    to = ("the  press", "town hall", "town_hall")
    documents = [make(f"d{n}", {"Ana Ruiz": [0.2 * n]}, columns={"to": value}) for n, value in enumerate(to, 1)]
    columns, (row,) = profile_rows(profile_corpus(documents, by=["to"]))
    assert {name: row[name] for name in columns if name.startswith("to_")} == {
        "to_the_press": 0.2, "to_town hall": 0.4, "to_town_hall": 0.6
    }  # fmt: skip
    assert "words_reported_directly" in columns
    assert list(columns)[: len(PROFILE_COLUMNS)] == list(PROFILE_COLUMNS)


def test_a_column_is_one_for_all_speakers(make: Callable[..., Any]) -> None:
    documents = [
        make("a", {"Ana Ruiz": [0.2]}, columns={"to": "town hall"}),
        make("b", {"Ana Ruiz": [0.4], "Bo Tan": [0.5]}, columns={"to": "town_hall"}),
    ]
    columns, rows = profile_rows(profile_corpus(documents, by=["to"]))
    found = {row["speaker"]: {key: value for key, value in row.items() if key.startswith("to_")} for row in rows}
    assert found == {"Ana Ruiz": {"to_town hall": 0.2, "to_town_hall": 0.4}, "Bo Tan": {"to_town_hall": 0.5}}
    assert {"to_town hall", "to_town_hall"} <= {*columns}


def test_what_shells_show_is_one_line(make: Callable[..., Any]) -> None:
    documents = [make("a", {"Ana Ruiz": [0.2, 0.4]}), make("b", {"Ana Ruiz": [0.6]})]
    (profile,) = profile_corpus(documents)
    assert re.fullmatch(
        r"<hedge.CorpusProfile 'Ana Ruiz' \(person\): 3 statements in 2 documents, certainty 0.40 \[0...\, 0...\]>",
        repr(profile),
    )
    (own,) = summarise_speakers(documents[1].statements)
    assert repr(own).startswith("<hedge.Profile 'Ana Ruiz' (person): 1 statement, certainty 0.60 [")
    nothing = summarise_speakers(make("c", {"B": [(0.5, {"label": "na"})]}).statements)
    assert repr(nothing[0]) == "<hedge.Profile 'B' (person): 1 statement, nothing to evaluate>"
    assert repr(merge_speakers(documents)) == "<hedge.SpeakerTable: 4 rows, 3 speakers in 2 documents>"
