"""Work grows with the length of the input, not with its square: counted in lines of code run, not in seconds."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from hedge.documents import Source, find_quotes, read_sources, split_blocks
from hedge.documents.blocks import LONGEST_BLOCK
from hedge.documents.captions import caption_source
from hedge.documents.convokit import in_order
from hedge.errors import InputError
from hedge.parsing.view import view_text

PATTERNS = (
    '"', "“", "‘", "'", "’", "“‘", "”“", "(", ")", "[", "]", "[a] ", "word ", "x", "\n", "\r\n", "NAME:\n",
    "NAME: It may.\n", ".", ". ", "By A ", "A-A ", "workers' a ", "'x ", "\u2028", " ", "*", ">> ", "1:00 ",
    "Ana Ruiz: No.\n", "Q. No.\n", "\0", "😀", "``", "''", "«", "„", "www.",
)  # fmt: skip


def lines_run(work: Callable[[], Any]) -> int:
    """Number of lines of Python that some work runs, whatever the machine is busy with."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def read_text(text: str) -> None:
    blocks = split_blocks(text)
    find_quotes(text, blocks)
    for block in blocks[:20]:
        view_text(text, block.span)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_blocks_and_quotations(pattern: str) -> None:
    # Inside of one block, where nothing is cut yet: the worst place for a square, which would give 16.
    short, long = (pattern * (n // len(pattern)) for n in (400, 1_600))
    few, many = (lines_run(lambda text=text: read_text(text)) for text in (short, long))
    assert many <= 6 * few + 2_000


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_hundred_thousand_of_anything_keeps_its_offsets(pattern: str) -> None:
    text = pattern * (100_000 // len(pattern))
    blocks = split_blocks(text)
    assert all(len(block.span) <= LONGEST_BLOCK for block in blocks)
    # What lies between them is white space, and the colons of labels.
    ends = [0, *(block.span.end for block in blocks)]
    starts = [*(block.span.start for block in blocks), len(text)]
    assert all(start >= end for end, start in zip(ends, starts, strict=True))
    between = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    assert between.replace(":", "").split() == []


def test_the_innermost_open_mark_is_the_one_that_closes() -> None:
    text = "“One ‘two “three ‘four” five’ six” seven."
    found = [(quote.inner.of(text), quote.level) for quote in find_quotes(text, split_blocks(text))]
    assert found == [("One ‘two “three ‘four” five’ six", 0), ("two “three ‘four” five", 1), ("three ‘four", 2)]


def captions(payload: str, times: int = 1) -> Source:
    cue = f"00:00:01.000 --> 00:00:02.000\n{payload}\n\n"
    return Source(id="a.vtt", text="WEBVTT\n\n" + cue * times)


@pytest.mark.parametrize(
    "payload", ["<v ", "<i ", "{\\", "<v.a", "<c.", "a" + " " * 50 + "b ", "\t\t", "<1:00", "[x", "#"]
)
def test_markup_that_never_ends(payload: str) -> None:
    # 200 KB: with a square this would be minutes of regular expression, and pytest would hang here.
    source = caption_source(captions("words " + payload * (200_000 // len(payload))), print)
    assert source.text.startswith("words")


def test_captions_of_many_lines_and_names() -> None:
    many = "\n".join(f"line {n}" for n in range(20_000))
    assert caption_source(captions(many, 3), print).text.count("line 7 ") == 3
    names = "\n".join(f"00:00:01.000 --> 00:00:02.000\n<v N{n}>It may.\n" for n in range(5_000))
    assert len(caption_source(Source(id="a.vtt", text="WEBVTT\n\n" + names), print).turns) == 5_000


def test_a_header_of_a_hundred_thousand_columns(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("," * 100_000 + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="header line"):
        list(read_sources(path))
    path.write_text(",".join(["text", *map(str, range(100_000))]) + "\n", encoding="utf-8")
    assert list(read_sources(path)) == []


def test_replies_in_one_long_chain_and_many_speakers(tmp_path: Path) -> None:
    chain = [{"id": str(n), "reply-to": str(n - 1)} for n in range(50_000)]
    assert [each["id"] for each in in_order(chain)][-1] == "49999"
    folder = tmp_path / "c"
    folder.mkdir()
    line = {"id": "u", "text": "It may.", "speaker": "7"}
    (folder / "utterances.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    names = {str(n): {"meta": {"name": f"Ana {n}"}} for n in range(50_000)}
    (folder / "speakers.json").write_text(json.dumps(names), encoding="utf-8")
    (source,) = read_sources(folder)
    assert source.turns[0].speaker == "Ana 7"
