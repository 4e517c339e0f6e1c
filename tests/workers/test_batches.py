from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

from hedge.errors import ModelError, OptionError, WorkerError
from hedge.workers import Failure, attempt, run_batches


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_only_the_guilty_item_is_lost(deeds: Callable[..., Any], tmp_path: Path) -> None:
    batches = [[1, "die", 2], [3], [4, "raise", 5], [tmp_path / "once.self", 6], ["untransportable", 7], ["threads"]]
    results = list(run_batches(deeds(), batches, n_jobs=2))
    assert [batch for batch, _ in results] == batches
    (one, died, two), three, (four, raised, five), once, (stuck, seven), threads = (found for _, found in results)
    assert (one, two, three, four, five, once, seven) == (2, 4, [6], 8, 10, ["once.self", 12], 14)
    assert died == Failure(type="WorkerDiedError", message="the process that worked on it died (SIGKILL(-9))")
    assert raised == Failure(type="ValueError", message="no such thing")
    assert isinstance(stuck, Failure)
    assert threads == ["1"]


def test_a_process_that_hangs_is_replaced(deeds: Callable[..., Any]) -> None:
    first, second = run_batches(deeds(), [["process"], [1, "hang", 2, "process"]], time_limit=1.0)
    *others, replacement = second[1]
    assert others == [2, Failure(type="TimeLimitError", message="took longer than 1 seconds"), 4]
    assert replacement != first[1][0]
    assert not alive(first[1][0])


def test_endless_input_is_read_a_little_ahead_and_processes_end_with_the_reader(deeds: Callable[..., Any]) -> None:
    read = []

    def numbers() -> Iterator[list[Any]]:
        for number in count():
            read.append(number)
            yield [number, "process"]

    results = run_batches(deeds(), numbers(), n_jobs=1)
    found = [results for _, results in islice(results, 30)]
    assert [each[0] for each in found] == [2 * number for number in range(30)]
    assert len(read) <= 30 + 4
    (process,) = {each[1] for each in found}
    assert alive(process)
    results.close()  # type: ignore[attr-defined]
    assert wait_until(lambda: not alive(process))


def test_processes_do_not_outlive_a_killed_parent(deeds: Callable[..., Any], tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from deeds import Deeds; from hedge.workers import run_batches\n"
        "for _, found in run_batches(Deeds(), [['process'], ['hang']]):\n"
        "    print(*found, flush=True)\n"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        assert alive(process)
        parent.send_signal(signal.SIGKILL)
    assert wait_until(lambda: not alive(process))


def test_what_keeps_processes_from_starting_ends_the_run(deeds: Callable[..., Any]) -> None:
    with pytest.raises(ModelError, match="install them"):
        list(run_batches(deeds("refuse"), [[1]]))
    with pytest.raises(WorkerError, match="died twice"):
        list(run_batches(deeds("die"), [[1]]))


def test_in_this_process_an_exception_costs_one_item(deeds: Callable[..., Any]) -> None:
    assert attempt(deeds(), [1, "raise", "process"]) == [
        2,
        Failure(type="ValueError", message="no such thing"),
        os.getpid(),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n_jobs": 0}, "n_jobs"),
        ({"backend": "threads"}, "backend among loky, dask"),
        ({"scheduler": "tcp://127.0.0.1:1"}, "add backend dask"),
        ({"time_limit": 0.0}, "time limit above 0"),
        ({"time_limit": float("nan")}, "time limit above 0"),
        ({"backend": "dask", "scheduler": "nowhere"}, "scheduler at nowhere"),
        ({"backend": "dask"}, "got no address"),
    ],
)
def test_bad_options(deeds: Callable[..., Any], options: dict[str, Any], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        list(run_batches(deeds(), [[1]], **options))
