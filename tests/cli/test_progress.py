from __future__ import annotations

import contextlib
import os
import pty
import sys
import termios
from pathlib import Path

import pytest

from hedge.analysis import FailedDocument
from hedge.cli.progress import Progress
from hedge.documents import Source


def run(folder: Path) -> Progress:
    for number in range(3):
        (folder / f"{number}.txt").write_text("It may rain.", encoding="utf-8")
    item = Source(id="0", text="It may rain.", encoding="cp1252", assumed=True)
    failure = FailedDocument(id="1.txt", type="InputError", message="expected text, but 1.txt is empty")
    crash = FailedDocument(id="2", type="MemoryError", message="\udce9")
    with Progress([str(folder)], None) as progress:
        progress.skip(1, 0)
        list(progress.reading([item, failure]))
        progress.say_encoding("0.txt", item.encoding)
        assert list(progress.results(["line", failure, crash])) == ["line", failure, crash]
    return progress


def test_a_terminal_shows_how_far_it_is_and_the_time_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, 100))
    with os.fdopen(slave, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        run(tmp_path)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while part := os.read(master, 1 << 16):
            shown += part
    os.close(master)
    assert b"1/3 [" in shown
    assert b"documents/s" in shown


def test_elsewhere_there_are_only_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    progress = run(tmp_path)
    assert (progress.read, progress.failed) == (2, 2)
    assert capsys.readouterr().err.splitlines() == [
        "hedge: 1 documents were done before",
        "hedge: 0.txt is not UTF-8; read as cp1252",
        "hedge: expected text, but 1.txt is empty",
        "hedge: 2 could not be analysed (MemoryError: \\udce9); skipped",
    ]
