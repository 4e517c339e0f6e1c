"""Runs that are stopped: by a kill at any moment, or a full disk; and documents that take too long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hedge.cli.main import app

ENVIRONMENT = os.environ | {"OMP_NUM_THREADS": "1"}


def test_a_run_killed_at_random_moments_ends_with_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("killed.py")), str(tmp_path), "20"]
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=600)
    assert result.returncode == 0, result.stderr
    assert int(result.stdout.split()[0]) >= 20
    lines = (tmp_path / "whole.jsonl").read_text(encoding="ascii").splitlines()
    assert sum("error" in json.loads(line) for line in lines) == 5
    assert len(lines) == 30


def command(texts: Path, out: Path, *more: str) -> list[str]:
    start = [sys.executable, "-m", "hedge", "analyze", str(texts), "--preset", "fast", "--format", "jsonl"]
    return [*start, "--out", str(out), "--batch-size", "2", *more]


def hedge(texts: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        command(texts, out, *more), capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=600
    )
    assert "Traceback" not in result.stderr, result.stderr
    return result


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"Bo Tan said bridge {number} may close." * 3, encoding="utf-8")
    (folder / "4.txt").write_bytes(bytes(range(256)) * 10)
    return folder


@pytest.fixture(scope="module")
def whole(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    out = tmp_path_factory.mktemp("whole") / "results.jsonl"
    result = hedge(texts, out, "--n-jobs", "2")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "4.txt is in no encoding" in result.stderr
    return out.read_bytes()


def test_the_command_killed_goes_on(texts: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "results.jsonl"
    with subprocess.Popen(command(texts, out), stderr=subprocess.DEVNULL, env=ENVIRONMENT) as process:
        while process.poll() is None and not (out.exists() and out.stat().st_size):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    part = out.read_bytes()
    assert whole.startswith(part[: part.rfind(b"\n") + 1])
    assert 0 < len(part) < len(whole)
    # With other models, it does not go on; that is known before any process starts.
    refused = CliRunner().invoke(app, command(texts, out, "--resume", "--preset", "default")[3:])
    assert refused.exit_code == 2
    assert "to be by {" in refused.stderr
    assert part.startswith(out.read_bytes())
    again = hedge(texts, out, "--resume")
    assert again.returncode == 1
    assert out.read_bytes() == whole


def test_a_full_disk_stops_the_run_and_it_goes_on(texts: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "results.jsonl"
    limited = ["bash", "-c", 'ulimit -f 6; exec "$@"', "bash", *command(texts, out)]
    result = subprocess.run(limited, capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=600)
    assert result.returncode == 1
    assert "File too large; make room, and go on with --resume" in result.stderr
    part = out.read_bytes()
    assert whole.startswith(part)
    assert part.endswith(b"}\n")
    assert hedge(texts, out, "--resume").returncode == 1
    assert out.read_bytes() == whole


def test_a_document_that_takes_too_long_costs_only_itself(tmp_path: Path) -> None:
    texts, out = tmp_path / "texts", tmp_path / "results.jsonl"
    texts.mkdir()
    (texts / "1.txt").write_text("It may rain.", encoding="utf-8")
    # Hours of work, so that the limit can be long enough for the others on a busy machine.
    (texts / "2.txt").write_text(
        "Bo Tan said the bridge may close, and nobody knows when. " * 300_000, encoding="utf-8"
    )
    result = hedge(texts, out, "--time-limit", "30", "--batch-size", "1")
    assert result.returncode == 1
    assert "2.txt could not be analysed (TimeLimitError: took longer than 30 seconds); skipped" in result.stderr
    records = [json.loads(line) for line in out.read_text(encoding="ascii").splitlines()]
    assert ["error" in record for record in records] == [False, True]
