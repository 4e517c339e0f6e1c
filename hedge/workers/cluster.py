"""Batches on a Dask cluster: each of its workers minds processes just like those of one machine."""

from __future__ import annotations

import gc
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from hedge.errors import OptionError, WorkerError
from hedge.workers.slot import DIED, Slot
from hedge.workers.task import Failure, Task

_SECONDS_TO_CONNECT = 30


class Cluster:
    """An existing Dask cluster.

    Documents run in processes beside Dask's workers, one for each of their threads. So a document that crashes or hangs
    is found as on one machine, and never takes a Dask worker with it; and where a Dask worker is lost, Dask itself
    gives its batches to others.
    """

    def __init__(self, task: Task[Any, Any], time_limit: float | None, scheduler: str | None) -> None:
        self._task = task
        self._time_limit = time_limit
        self._client, self._own = _connect(scheduler)

    def __enter__(self) -> Self:
        try:
            # A worker that cannot even read the task would die of it, and the next, and Dask would wait for ever.
            self._client.run(_receive, self._task)
        except Exception as error:  # whatever importing raises there
            self.__exit__(type(error), error, None)
            raise WorkerError(
                f"expected the same hedge on every Dask worker, got {type(error).__name__}: {error}; install it there"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._own:
            self._client.close()

    def size(self) -> int:
        """Threads of the cluster now; it may grow and shrink."""
        return max(1, int(sum(self._client.nthreads().values())))

    def submit(self, batch: Sequence[Any]) -> Any:
        """Send a batch to whichever worker is free."""
        return self._client.submit(run_on_worker, self._task, self._time_limit, batch, pure=False)

    def collect(self, batch: Sequence[Any], future: Any) -> list[Any]:
        """Wait for the results of a batch."""
        from distributed import CancelledError, KilledWorker

        try:
            return list(future.result())
        except CancelledError as error:
            raise WorkerError(f"expected results from the Dask cluster, but it is gone: {error}") from error
        except KilledWorker as error:
            # Several workers were lost with this batch, perhaps by chance, perhaps to one of its items.
            if len(batch) == 1:
                return [Failure(type=DIED, message=f"lost several Dask workers: {error}")]
            return [one for item in batch for one in self.collect([item], self.submit([item]))]


def _connect(scheduler: str | None) -> tuple[Any, bool]:
    """A client, and whether it was opened here."""
    try:
        import dask
        from distributed import Client, default_client
    except ImportError as error:
        raise OptionError("expected Dask for the backend dask, but it is missing: pip install 'hedge[dask]'") from error
    if scheduler is None:
        try:
            return default_client(), False  # type: ignore[no-untyped-call]
        except ValueError:
            scheduler = dask.config.get("scheduler-address", None)
    if scheduler is None:
        raise OptionError("expected a Dask cluster, got no address: give that of its scheduler, or open a Client")
    # A client of before that is garbage closes when it is collected, and for ever if that is while one is opened.
    gc.collect()
    try:
        client = Client(scheduler, timeout=_SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
        return client, True
    except (OSError, ValueError) as error:
        raise OptionError(f"expected a Dask scheduler at {scheduler}, but none answers ({error}): check it") from error


def _receive(task: Task[Any, Any]) -> None:
    """Do nothing, on a worker that could read the task."""


_lock = threading.Lock()
_free: list[tuple[Any, Slot[Any, Any]]] = []


def run_on_worker(task: Task[Any, Any], time_limit: float | None, batch: Sequence[Any]) -> list[Any]:
    """Run a batch in a process beside this Dask worker; processes are kept for the next batch of the same task."""
    slot = _take((task, time_limit))
    try:
        return slot.run(batch)
    finally:
        with _lock:
            _free.append(((task, time_limit), slot))


def _take(key: tuple[Task[Any, Any], float | None]) -> Slot[Any, Any]:
    """A free slot for a task; those of other tasks are closed."""
    with _lock:
        matching = [pair for pair in _free if pair[0] == key]
        others = [slot for other, slot in _free if other != key]
        _free[:] = matching[1:]
    for slot in others:
        slot.close()
    return matching[0][1] if matching else Slot(*key)
