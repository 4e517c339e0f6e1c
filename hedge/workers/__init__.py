"""Work on batches in processes that may crash or hang: nothing is lost but the item that is to blame."""

from __future__ import annotations

from hedge.workers.batches import BACKENDS, check_options, run_batches
from hedge.workers.task import Failure, Task, attempt

__all__ = ["BACKENDS", "Failure", "Task", "attempt", "check_options", "run_batches"]
