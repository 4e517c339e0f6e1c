from __future__ import annotations

from pathlib import Path

import pytest

from hedge.corpora.wiki import LabelledSentence, read_wiki
from hedge.errors import InputError, MissingInputError


def test_reads_quoted_sentences_in_any_column_order(tmp_path: Path) -> None:
    path = tmp_path / "train.csv"
    path.write_text('sentence,uncertain\n"Some, it seems, left.",1\nAll left.,0\n', encoding="utf-8")
    assert read_wiki(path) == [LabelledSentence("Some, it seems, left.", True), LabelledSentence("All left.", False)]


@pytest.mark.parametrize(
    ("content", "message"),
    [("text,label\nAll left.,0\n", "columns"), ("uncertain,sentence\nmaybe,All left.\n", "0 or 1"), ("", "columns")],
)
def test_damaged_files_are_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "train.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_wiki(path)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_wiki(tmp_path)
