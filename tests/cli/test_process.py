"""The command as a process of its own: what tests within one process cannot show."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from hedge.cli.main import run

COMMAND = [sys.executable, "-m", "hedge"]


def hedge(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, timeout=300, check=False)


def test_text_piped_through_with_a_worker_process(tmp_path: Path) -> None:
    result = hedge(
        "analyze", "-", tmp_path / "none.txt", "--format", "jsonl", stdin="Sie sagte, “it may rain”.".encode()
    )
    assert result.returncode == 1
    assert result.stderr.decode().count("\n") == 1
    first, second = map(json.loads, result.stdout.splitlines())
    assert (first["id"], second["error"]["type"]) == ("-", "MissingInputError")


def test_an_error_is_one_line_without_traceback() -> None:
    result = hedge("profile", "none.txt", "--merge-table", "none.csv")
    assert result.returncode == 2
    assert result.stdout == b""
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("hedge: expected ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_ctrl_c_ends_it_with_a_word(tmp_path: Path) -> None:
    pipe = tmp_path / "text.txt"
    os.mkfifo(pipe)
    command = [*COMMAND, "analyze", str(pipe)]
    # What runs in the background of a script is born deaf to Ctrl-C, and so would be this child of it.
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_hear)
    with process, pipe.open("wb"):  # opens once the command does, which then waits for text
        output, errors = _interrupt(process)
    assert (process.returncode, output, errors) == (130, b"", b"hedge: interrupted\n")


def _hear() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupt(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Press Ctrl-C, and again where it came just before the wait for text began, which then never learns of it."""
    for _ in range(4):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=30)
    process.kill()
    pytest.fail("still there after four times Ctrl-C")


def test_a_reader_that_has_seen_enough() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        command = [*COMMAND, "models", "card", "stanza"]
        result = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, timeout=120, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_the_installed_command_is_this_one() -> None:
    (entry,) = entry_points(group="console_scripts", name="hedge")
    assert entry.load() is run
