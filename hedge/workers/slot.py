"""One worker process after another: it runs batches, and is replaced when it dies or hangs."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import threading
import time
from collections.abc import Sequence
from concurrent.futures import wait
from contextlib import suppress
from typing import TYPE_CHECKING, Generic

from hedge.errors import WorkerError
from hedge.workers.task import Failure, Item, Result, Task, attempt

if TYPE_CHECKING:
    from concurrent.futures import Executor

# As many workers as cores, each with as many threads, would fight for the cores.
ONE_THREAD = {
    name: "1"
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS",
                 "NUMEXPR_NUM_THREADS", "TOKENIZERS_PARALLELISM")
}  # fmt: skip
# PyTorch's LSTMs keep what is compiled for each shape of a batch, up to a thousand: a worker would grow by 40 MB, and a
# few dozen save as much time.
_ENVIRONMENT = ONE_THREAD | {"ONEDNN_PRIMITIVE_CACHE_CAPACITY": "64"}
#: Seconds after which a process without work goes, as on a cluster that is used for something else.
IDLE = 120
_ATTEMPTS = 2

#: The types of failures that are no exceptions.
DIED, TIME_LIMIT = "WorkerDiedError", "TimeLimitError"


class Slot(Generic[Item, Result]):
    """A place for one worker process.

    Parameters
    ----------
    task : Task
        What the process does.
    time_limit : float or None
        Seconds that an item may take, loading aside; a batch that takes longer is run again item by item.
    """

    def __init__(self, task: Task[Item, Result], time_limit: float | None) -> None:
        self._task = task
        self._time_limit = time_limit
        self._patience = time_limit  # with a batch; no longer than with an item, until that proves too short
        self._executor: Executor | None = None
        self._process: int | None = None  # while it works
        self._closed = False
        self._lock = threading.Lock()

    def run(self, items: Sequence[Item]) -> list[Result | Failure]:
        """Results in order; a `Failure` for each item that raises, kills its process or takes too long.

        Raises
        ------
        WorkerError
            A process cannot even get ready.
        HedgeError
            What getting ready raised.
        """
        found = self._attempt(items)
        if not isinstance(found, Failure):
            return found
        if len(items) > 1:
            started = time.monotonic()
            results = [one for item in items for one in self.run([item])]
            if found.type == TIME_LIMIT and not any(isinstance(result, Failure) for result in results):
                # The batch was just long.
                self._patience = max(self._patience or 0, 2 * (time.monotonic() - started))
            return results
        if found.type == DIED:
            # Perhaps somebody else killed it; the item is to blame if it happens again.
            again = self._attempt(items)
            return [again] if isinstance(again, Failure) else again
        return [found]

    def close(self) -> None:
        """End the process, for good; what it is at is dropped."""
        with self._lock:
            self._closed = True
            busy = self._process is not None
            self._kill()
        if not busy:
            self._discard()

    def _attempt(self, items: Sequence[Item]) -> list[Result | Failure] | Failure:
        from joblib.externals.loky.process_executor import BrokenProcessPool

        executor = self._ready()
        try:
            future = executor.submit(attempt, self._task, items)
            wait([future], self._time_limit if len(items) == 1 else self._patience)
            if not future.done():
                with self._lock:
                    self._kill()
                wait([future])
                self._discard()
                return Failure(type=TIME_LIMIT, message=f"took longer than {self._time_limit:g} seconds")
            return list(future.result())
        except BrokenProcessPool as error:
            self._discard()
            codes = re.search(r"\{(.*)\}", str(error))
            how = f" ({codes[1]})" if codes else ""
            return Failure(type=DIED, message=f"the process that worked on it died{how}")
        except Exception as error:  # what cannot travel between processes
            return Failure(type=type(error).__name__, message=str(error))
        finally:
            self._process = None

    def _ready(self) -> Executor:
        """A process that has loaded what the task needs."""
        from joblib.externals.loky.process_executor import BrokenProcessPool, ProcessPoolExecutor

        for _ in range(_ATTEMPTS):
            try:
                with self._lock:
                    if self._closed:
                        raise WorkerError("expected to work on, but the workers were told to stop: start again")
                    if self._executor is None:
                        _allow_children()
                        self._executor = ProcessPoolExecutor(
                            max_workers=1, timeout=IDLE, env=_ENVIRONMENT, initializer=_begin, initargs=(os.getpid(),)
                        )
                    executor = self._executor
                    self._process = executor.submit(os.getpid).result()
                executor.submit(self._task.load).result()
            except BrokenProcessPool:
                self._discard()
            except BaseException:
                self._process = None
                raise
            else:
                return executor
        raise WorkerError(
            "expected a worker process to load its models, but it died twice: there may be too little memory for this "
            "number of processes; use fewer"
        )

    def _kill(self) -> None:
        # Not by the executor's own means: loky 3.6 may lose futures when told to kill while something is submitted.
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def _discard(self) -> None:
        with self._lock:
            executor, self._executor, self._process = self._executor, None, None
        if executor is not None:
            executor.shutdown(wait=True)


def _begin(parent: int) -> None:
    """Prepare a worker process: it leaves Ctrl-C to its parent, and does not outlive it."""
    from joblib.externals.loky import process_executor

    # Else loky takes models that are loaded after the first call for a leak, and starts a new process.
    process_executor._USE_PSUTIL = False
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def _allow_children() -> None:
    # Dask's workers are daemons, which multiprocessing forbids to have children, lest these outlive them: see _follow.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
