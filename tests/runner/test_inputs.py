from __future__ import annotations

import os
from pathlib import Path

import pytest

from hedge.analysis import FailedDocument
from hedge.documents import Source
from hedge.errors import InputError
from hedge.runner import count_documents, expand_names, is_single, read_inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.TXT",
        "a/z.txt",
        "c/d/e.md",
        ".hidden.txt",
        ".git/x.txt",
        "picture.png",
        "out.txt",
        "data.json",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"It may rain, says {name}.", encoding="utf-8")
    return tmp_path


def names(folder: Path, *arguments: str, skip: Path | None = None) -> list[str]:
    return [os.path.relpath(path, folder) for path in expand_names(arguments, skip=skip)]


def test_folders_are_searched_in_order_for_texts_that_are_not_hidden(folder: Path) -> None:
    assert names(folder, str(folder)) == ["a.TXT", "b.txt", "out.txt", "a/z.txt", "c/d/e.md"]
    (folder / "c" / "d" / "f.csv.gz").touch()
    assert names(folder, str(folder / "c")) == ["c/d/e.md", "c/d/f.csv.gz"]
    # The output is no input, by whatever path it is named.
    (folder / "link").symlink_to(folder / "c")
    assert names(folder, str(folder), skip=folder / "link" / ".." / "out.txt")[:3] == ["a.TXT", "b.txt", "a/z.txt"]


def test_globs_and_files_of_any_name(folder: Path) -> None:
    assert names(folder, f"{folder}/*.txt") == ["b.txt", "out.txt"]
    assert names(folder, f"{folder}/**/*.txt", f"{folder}/picture.png") == [
        "a/z.txt",
        "b.txt",
        "out.txt",
        "picture.png",
    ]
    odd = folder / "[1].txt"
    odd.write_text("It may rain.", encoding="utf-8")
    assert names(folder, str(odd)) == ["[1].txt"]
    assert list(expand_names(["-", "none.txt"])) == ["-", "none.txt"]


@pytest.mark.parametrize("name", ["c/d/*.txt", "empty"])
def test_folders_and_globs_without_texts_are_one_error(folder: Path, name: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match="there are none"):
        names(folder, f"{folder}/{name}")
    (failure,) = read_inputs([f"{folder}/{name}"])
    assert isinstance(failure, FailedDocument)
    assert failure.id == f"{folder}/{name}"


def test_what_cannot_be_read_stands_in_its_place(folder: Path) -> None:
    (folder / "aa.txt").symlink_to(folder / "none")
    (folder / "ab.txt").write_bytes(bytes(range(256)) * 40)
    found = list(read_inputs([f"{folder}/a*", str(folder / "b.txt")]))
    assert [type(each) for each in found] == [Source, FailedDocument, FailedDocument, Source]
    found = list(read_inputs([str(folder)]))
    assert [(os.path.basename(each.id), isinstance(each, Source)) for each in found] == [
        ("a.TXT", True),
        ("aa.txt", False),
        ("ab.txt", False),
        ("b.txt", True),
        ("out.txt", True),
        ("z.txt", True),
        ("e.md", True),
    ]
    assert [each.type for each in found if isinstance(each, FailedDocument)] == ["MissingInputError", "InputError"]


def test_documents_are_counted_where_that_needs_no_reading(folder: Path) -> None:
    assert count_documents([str(folder), "none.txt"]) == 6
    (folder / "many.jsonl").write_text('{"text": "a"}\n' * 7, encoding="utf-8")
    assert count_documents([str(folder)]) == 12
    (folder / "table.csv").touch()
    assert count_documents([str(folder)]) is None
    assert count_documents([f"{folder}/*.none"]) is None


def test_one_file_or_many(folder: Path) -> None:
    assert is_single(["-"])
    assert is_single([str(folder / "b.txt")])
    assert not is_single([str(folder)])
    assert not is_single([f"{folder}/*.txt"])
    assert not is_single(["a", "b"])
