from __future__ import annotations

import os
from pathlib import Path

import pytest

from hedge.cli.output import open_whole
from hedge.errors import InputError


def test_a_file_is_replaced_only_when_it_is_whole(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    with pytest.raises(ZeroDivisionError), open_whole(link, "--out") as stream:
        stream.write(str(1 // 0))
    assert target.read_text(encoding="utf-8") == "old"
    with open_whole(link, "--out") as stream:
        stream.write("new")
        assert target.read_text(encoding="utf-8") == "old"
    assert target.read_text(encoding="utf-8") == "new"
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "target.txt"]


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with open_whole(pipe, "--out") as stream:
        stream.write("new")
    assert os.read(reading, 10) == b"new"
    os.close(reading)
    assert pipe.is_fifo()


def test_what_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none" / "out.txt"):
        with pytest.raises(InputError, match="choose another --out"), open_whole(place, "--out"):
            pass
