"""The command in this process: its own entry point and exit codes, the real models, loaded once for all tests."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hedge.analysis import load
from hedge.analysis.stream import InlineAnalysis
from hedge.cli.main import run
from hedge.runner import Forming
from hedge.workers import attempt, check_options, run_batches

Command = Callable[..., subprocess.CompletedProcess[bytes]]
kept_load = cache(load)


def run_here(
    task: Forming[Any], batches: Iterable[Sequence[Any]], **options: Any
) -> Iterator[tuple[Sequence[Any], list[Any]]]:
    """What `run_batches` does for one process on this machine, in this process."""
    check_options(**options)
    if options["n_jobs"] > 1 or options["backend"] != "loky":
        yield from run_batches(task, batches, **options)
        return
    loaded = task.analysis.options  # type: ignore[attr-defined]
    inline = replace(task, analysis=InlineAnalysis(kept_load(loaded.preset, parser=loaded.parser)))
    for batch in batches:
        yield batch, attempt(inline, batch)


@pytest.fixture
def hedge(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run the command with arguments and standard input; an exception it does not handle fails the test."""
    monkeypatch.setattr("hedge.analysis.pipeline.load", kept_load)
    monkeypatch.setattr("hedge.runner.analyses.run_batches", run_here)

    def call(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        written = {"stdout": io.BytesIO(), "stderr": io.BytesIO()}
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["hedge", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            streams = [io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in written.values()]
            for name, stream in zip(written, streams, strict=True):
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as stopped:
                run()
        code = stopped.value.code
        assert isinstance(code, int)
        return subprocess.CompletedProcess(sys.argv, code, *(stream.getvalue() for stream in written.values()))

    return call
