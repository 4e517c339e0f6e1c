from __future__ import annotations

import json
import os
import resource
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedge.analysis import FailedDocument
from hedge.analysis.document import ModelInfo
from hedge.analysis.stream import hash_source
from hedge.documents import Source
from hedge.errors import InputError, OutputError, ResumeError
from hedge.runner import ResultFile, form_line, skip_done

MODEL = ModelInfo(name="hedge", version="1", sha256="abc")


def source(name: str, text: str = "It may rain.") -> Source:
    return Source(id=name, text=text, encoding="utf-8", assumed=False)


def line(item: Source | FailedDocument, model: ModelInfo = MODEL) -> str:
    if isinstance(item, FailedDocument):
        return form_line(item)
    record = {"id": item.id, "input_sha256": hash_source(item), "model": model.to_dict()}
    return json.dumps(record | {"text": item.text}) + "\n"


UNREADABLE = FailedDocument(id="u", type="InputError", message="expected text, got bytes")
ITEMS = [source("a"), source("b", "Nö“\ud800\n" * 3), UNREADABLE, source("d" * 70_000), source("e"), source("f")]
WHOLE = "".join(map(line, ITEMS)).encode("ascii")


def resume(path: Path, items: list[Source | FailedDocument], model: ModelInfo = MODEL) -> tuple[int, int]:
    stream: Iterator[Source | FailedDocument] = iter(items)
    with ResultFile(path, resume=True) as results:
        skipped = skip_done(results, stream, model)
        for item in stream:
            results.append(line(item, model))
    return skipped


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE)))
def test_a_file_torn_anywhere_is_continued_to_the_same_bytes(size: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "results.jsonl"
        path.write_bytes(WHOLE[:size])
        assert resume(path, ITEMS)[0] == WHOLE[:size].count(b"\n")
        assert path.read_bytes() == WHOLE
        assert resume(path, ITEMS) == (len(ITEMS), 1)
        assert path.read_bytes() == WHOLE
        longer = [*ITEMS, source("g")]
        resume(path, longer)
        assert path.read_bytes() == WHOLE + line(source("g")).encode("ascii")


@pytest.mark.parametrize(
    ("items", "model", "message"),
    [
        ([source("a"), source("c")], MODEL, "of 'c', got one of 'b'"),
        ([source("a"), source("b")], MODEL, "'b' has changed since"),
        ([source("a")], MODEL, "one for each document, got more"),
        (ITEMS, ModelInfo(name="hedge", version="1", sha256="abc", preset="fast"), "'fast'}, got one by"),
        (ITEMS, ModelInfo(name="hedge", version="1", sha256="abd"), "'abd'.*, got one by"),
        ([*ITEMS[:2], source("u"), *ITEMS[3:]], MODEL, "'u' has changed since"),
        (
            [*ITEMS[:3], FailedDocument(id=ITEMS[3].id, type="InputError", message="gone"), *ITEMS[4:]],
            MODEL,
            "has changed since",
        ),
    ],
)
def test_results_of_other_input_options_or_models_are_not_continued(
    tmp_path: Path, items: list[Source | FailedDocument], model: ModelInfo, message: str
) -> None:
    path = tmp_path / "results.jsonl"
    path.write_bytes(WHOLE)
    with pytest.raises(ResumeError, match=message):
        resume(path, items, model)
    assert path.read_bytes() == WHOLE


def test_a_damaged_file_is_not_continued(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    path.write_bytes(b"\0\0\n" + WHOLE)
    with pytest.raises(ResumeError, match="line 1"):
        resume(path, ITEMS)


def test_a_failed_analysis_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    path.write_text(form_line(FailedDocument(id="a", type="TimeLimitError", message="took longer than 1 seconds")))
    assert resume(path, ITEMS) == (1, 1)


def test_what_is_there_is_kept_aside_without_resume(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    for text in ("first\n", "second\n"):
        with ResultFile(path) as results:
            results.append(text)
    assert results.kept == tmp_path / "results.jsonl~"
    assert results.kept.read_text() == "first\n"
    assert path.read_text() == "second\n"


def test_nothing_that_was_kept_aside_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    kept = []
    for text in ("first\n", "second\n", "third\n"):
        with ResultFile(path) as results:
            results.append(text)
        kept.append(results.kept)
    assert kept == [None, tmp_path / "results.jsonl~", tmp_path / "results.jsonl~2"]
    assert [each.read_text() for each in kept if each] == ["first\n", "second\n"]
    assert path.read_text() == "third\n"


def test_a_file_that_is_being_written_is_not_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    with ResultFile(path) as results:
        results.append("first\n")
        with pytest.raises(InputError, match="another process"):
            ResultFile(path)
        results.append("second\n")
    assert os.listdir(tmp_path) == ["results.jsonl"]
    assert path.read_text() == "first\nsecond\n"


def test_two_processes_do_not_write_to_one_file(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    with ResultFile(path) as results:
        results.append("first\n")
        with pytest.raises(InputError, match="another process"):
            ResultFile(path, resume=True)
    with ResultFile(path, resume=True):
        pass


def test_where_there_is_no_room_whole_records_stay(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with ResultFile(path) as results:
        results.append("first\n")
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        try:
            with pytest.raises(OutputError, match="File too large; make room"):
                results.append("x" * 2000 + "\n")
            assert path.read_text() == "first\n"
            results.append("second\n")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_text() == "first\nsecond\n"
    with ResultFile(Path("/dev/full")) as results, pytest.raises(OutputError, match="No space left on device"):
        results.append("x\n")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="choose another --out"):
        ResultFile(tmp_path / "none" / "results.jsonl")
    with pytest.raises(InputError, match="choose another --out"):
        ResultFile(tmp_path)
    assert os.listdir(tmp_path) == []
