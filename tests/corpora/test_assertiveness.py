from __future__ import annotations

from pathlib import Path

import pytest

from hedge.corpora.assertiveness import RatedPassage, read_assertiveness
from hedge.errors import InputError, MissingInputError


def test_reads_passages_of_several_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "train.csv"
    path.write_text('source,text,assertiveness\nforum,"One, two.\n\nThree.",-0.5\nnews,Four.,7\n', encoding="utf-8")
    assert read_assertiveness(path) == [
        RatedPassage("One, two.\n\nThree.", -0.5, "forum"),
        RatedPassage("Four.", 7.0, "news"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text,label\nFour.,0\n", "columns"),
        ("", "columns"),
        ("text,assertiveness,source\n", "rows"),
        ("text,assertiveness,source\nFour.,high,news\n", "line 2"),
        ("text,assertiveness,source\nFour.,nan,news\n", "finite"),
        ("text,assertiveness,source\nFour.,1\n", "missing"),
    ],
)
def test_damaged_files_are_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "train.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_assertiveness(path)


def test_other_encodings_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(b"text,assertiveness,source\nCaf\xe9,1,news\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_assertiveness(tmp_path / "latin.csv")
    with pytest.raises(MissingInputError):
        read_assertiveness(tmp_path)
