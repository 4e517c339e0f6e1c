from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hedge.errors import WorkerError
from hedge.workers import Failure, run_batches

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


def test_a_cluster_loses_as_little_as_this_machine(deeds: Callable[..., Any], cluster: Any) -> None:
    batches = [[1], [2, "die", 3], ["raise", 4], [5], ["threads"]]
    results = list(run_batches(deeds(), batches, backend="dask", scheduler=cluster.scheduler_address))
    assert [batch for batch, _ in results] == batches
    assert [found for _, found in results] == [
        [2],
        [4, Failure(type="WorkerDiedError", message="the process that worked on it died (SIGKILL(-9))"), 6],
        [Failure(type="ValueError", message="no such thing"), 8],
        [10],
        ["1"],
    ]


def test_a_worker_of_the_cluster_killed_in_the_middle_loses_nothing(
    deeds: Callable[..., Any], cluster: Any, tmp_path: Path
) -> None:
    slow = tmp_path / "slow"

    def kill() -> None:
        while not (slow.exists() and slow.read_text()):
            time.sleep(0.05)
        os.kill(int(slow.read_text()), signal.SIGKILL)  # the Dask worker that minds the process

    killer = threading.Thread(target=kill)
    killer.start()
    with distributed.Client(cluster, set_as_default=True):
        results = list(run_batches(deeds(), [[1], [2, slow], [3], [4]], backend="dask"))
    killer.join()
    assert [found for _, found in results] == [[2], [4, "slow"], [6], [8]]


def test_a_cluster_without_the_code_is_one_error(cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere.py").write_text("def run(items): ...\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import elsewhere

    with pytest.raises(WorkerError, match="No module named 'elsewhere'"):
        list(run_batches(elsewhere.run, [[1]], backend="dask", scheduler=cluster.scheduler_address))
