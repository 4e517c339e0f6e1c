from __future__ import annotations

from pathlib import Path

import pytest

from hedge.corpora.labelled import LabelledText, read_labelled
from hedge.errors import InputError, MissingInputError


def write(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "own.csv"
    path.write_bytes(content.encode(encoding))
    return path


def test_columns_in_any_order_with_groups_and_others(tmp_path: Path) -> None:
    content = '\ufeffgroup, label ,note,text\r\na,firm,,"Yes, it\nrained. "\r\nb,open,x,Perhaps.\r\n'
    assert read_labelled(write(tmp_path, content)) == [
        LabelledText(text="Yes, it\nrained.", label="firm", group="a"),
        LabelledText(text="Perhaps.", label="open", group="b"),
    ]
    (row,) = read_labelled(write(tmp_path, "text,label\nPerhaps.,open\n"))
    assert row.group == "Perhaps."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "got nothing"),
        ("text;label\nPerhaps.;open\n", "separate them by commas"),
        ("sentence,label\nPerhaps.,open\n", "rename"),
        ("text,text,label\na,b,c\n", "columns"),
        ("text,label\n", "only a header"),
        ("text,label\nPerhaps.,\n", "line 2 has none"),
        ("text,label\n ,open\n", "expected a text"),
        ("text,label\nPerhaps.\n", "expected a label"),
        ("text,label,group\nPerhaps.,open,\n", "expected a group"),
        ("text,label\nYes, perhaps,open\n", "in quotes"),
        ("text,label\nPer\0haps,open\n", "NUL"),
        ('text,label\n"' + "x" * 140_000 + '",open\n', "check its quotes"),
    ],
)
def test_wrong_schemas_get_one_clear_error(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_labelled(write(tmp_path, content))


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_labelled(tmp_path / "none.csv")
    with pytest.raises(InputError, match="UTF-8"):
        read_labelled(write(tmp_path, "text,label\ncafé,open\n", "latin-1"))
