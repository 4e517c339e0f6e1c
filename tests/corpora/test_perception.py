from __future__ import annotations

from pathlib import Path

import pytest

from hedge.corpora.perception import Judgement, read_judgements, read_phrase_table
from hedge.errors import InputError, MissingInputError


def write(folder: Path, content: str) -> Path:
    path = folder / "survey.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_reads_judgements_with_and_without_respondents(tmp_path: Path) -> None:
    path = write(tmp_path, 'response,statement\n25,"Bo, it seems, left."\n100,Bo left.\n')
    assert read_judgements(path) == [
        Judgement(statement="Bo, it seems, left.", response=0.25),
        Judgement(statement="Bo left.", response=1.0),
    ]
    path = write(tmp_path, "respondent,statement_id,statement,expression,response\n7,trip_1,Bo left.,control,0\n")
    (judgement,) = read_judgements(path)
    assert (judgement.respondent, judgement.statement_id, judgement.expression) == ("7", "trip_1", "control")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "columns"),
        ("text,response\nBo left.,5\n", "columns"),
        ("statement,response\n", "only a header"),
        ("statement,response\nBo left.,101\n", "line 2"),
        ("statement,response\nBo left.,-1\n", "0 to 100"),
        ("statement,response\nBo left.,nan\n", "0 to 100"),
        ("statement,response\nBo left.,often\n", "often"),
        ("statement,response\nBo left.\n", "0 to 100"),
        ("statement,response\n ,50\n", "has none"),
    ],
)
def test_damaged_judgements_are_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_judgements(write(tmp_path, content))


def test_reads_tables_with_empty_cells(tmp_path: Path) -> None:
    table = read_phrase_table(write(tmp_path, "Thinkable,We Hope\n50.0,20\n,30\n40\n"))
    assert table == {"thinkable": [0.5, 0.4], "we hope": [0.2, 0.3]}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "phrase above each column"),
        ("a,A\n1,2\n", "phrase above each column"),
        ("a,b\n1,2,3\n", "has 3"),
        ("a,b\n1,x\n", "line 2"),
    ],
)
def test_damaged_tables_are_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_phrase_table(write(tmp_path, content))


def test_missing_file_and_foreign_bytes(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_judgements(tmp_path)
    (tmp_path / "latin.csv").write_bytes(b"statement,response\ncaf\xe9,5\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_judgements(tmp_path / "latin.csv")
