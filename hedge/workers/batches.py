"""Many batches over many processes, on this machine or on a Dask cluster; order kept, few batches in flight."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from hedge.errors import OptionError
from hedge.workers.slot import Slot
from hedge.workers.task import Failure, Item, Result, Task

#: Where the processes run: on this machine, or on a Dask cluster that is there already.
BACKENDS = ("loky", "dask")

# Batches in flight for each process. The order is kept, so others finish while the first one takes its time; memory
# is bounded by this.
_AHEAD = 4

Batch = TypeVar("Batch", bound=Sequence[Any])


def run_batches(
    task: Task[Item, Result],
    batches: Iterable[Sequence[Item]],
    *,
    n_jobs: int = 1,
    backend: str = "loky",
    scheduler: str | None = None,
    time_limit: float | None = None,
) -> Iterator[tuple[Sequence[Item], list[Result | Failure]]]:
    """Run a task over a stream of batches in worker processes.

    Parameters
    ----------
    task : Task
        What to do with a batch.
    batches : iterable of sequence
        Read lazily, at most four batches a process ahead of the results: it may be endless.
    n_jobs : int, default 1
        Processes, each on one thread; on a cluster its own size counts.
    backend : {"loky", "dask"}, default "loky"
        This machine, or a Dask cluster.
    scheduler : str, optional
        The address of the cluster's scheduler; default: the current `distributed.Client`, or Dask's configuration.
    time_limit : float, optional
        Seconds an item may take; none by default.

    Yields
    ------
    batch : sequence
        As it came in, in order.
    results : list
        One for each of its items, a `Failure` where an item raised an exception, killed the process or took too long.
        A batch that loses its process is run again item by item.

    Raises
    ------
    OptionError
        An option is out of range, or there is no such cluster.
    WorkerError
        Processes do not start, or the cluster is gone.
    """
    check_options(n_jobs=n_jobs, backend=backend, scheduler=scheduler, time_limit=time_limit)
    crew: _Crew
    if backend == "dask":
        from hedge.workers.cluster import Cluster

        crew = Cluster(task, time_limit, scheduler)
    else:
        crew = _Processes(task, time_limit, n_jobs)
    with crew:
        pending: deque[tuple[Sequence[Item], Any]] = deque()
        for batch in batches:
            pending.append((batch, crew.submit(batch)))
            while pending and (pending[0][1].done() or len(pending) >= _AHEAD * crew.size()):
                yield _first(crew, pending)
        while pending:
            yield _first(crew, pending)


def check_options(*, n_jobs: int, backend: str, scheduler: str | None, time_limit: float | None) -> None:
    """Raise `OptionError` unless these options of `run_batches` make sense."""
    if n_jobs < 1:
        raise OptionError(f"expected n_jobs of at least 1, got {n_jobs}: leave it out for the default")
    if backend not in BACKENDS:
        raise OptionError(f"expected a backend among {', '.join(BACKENDS)}, got {backend!r}: name one of them")
    if scheduler is not None and backend != "dask":
        raise OptionError(f"expected no scheduler with the backend {backend}, got {scheduler!r}: add backend dask")
    if time_limit is not None and not time_limit > 0:
        raise OptionError(f"expected a time limit above 0 seconds, got {time_limit}: leave it out for none")


class _Crew(Protocol):
    """Those who do the work; left after an error, they drop what they are at."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def size(self) -> int: ...

    def submit(self, batch: Sequence[Any]) -> Any: ...

    def collect(self, batch: Sequence[Any], future: Any) -> list[Any]: ...


def _first(crew: _Crew, pending: deque[tuple[Sequence[Item], Any]]) -> tuple[Sequence[Item], list[Any]]:
    batch, future = pending.popleft()
    return batch, crew.collect(batch, future)


class _Processes:
    """Processes of this machine, each minded by a thread."""

    def __init__(self, task: Task[Any, Any], time_limit: float | None, n_jobs: int) -> None:
        self._slots = [Slot(task, time_limit) for _ in range(n_jobs)]
        self._free: SimpleQueue[Slot[Any, Any]] = SimpleQueue()
        for slot in self._slots:
            self._free.put(slot)
        self._threads = ThreadPoolExecutor(n_jobs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for slot in self._slots:
            slot.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def size(self) -> int:
        return len(self._slots)

    def submit(self, batch: Sequence[Any]) -> Any:
        return self._threads.submit(self._run, batch)

    def collect(self, batch: Sequence[Any], future: Any) -> list[Any]:
        return list(future.result())

    def _run(self, batch: Sequence[Any]) -> list[Any]:
        slot = self._free.get()
        try:
            return slot.run(batch)
        finally:
            self._free.put(slot)
