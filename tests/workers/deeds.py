"""A task whose items say what happens to the process that works on them; workers import it by name."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hedge.errors import ModelError


@dataclass(frozen=True)
class Deeds:
    """Numbers are doubled, the rest are orders."""

    start: str = "well"

    def load(self) -> None:
        if self.start == "refuse":
            raise ModelError("expected models, got none: install them")
        if self.start == "die":
            os._exit(3)

    def run(self, items: Sequence[object]) -> list[object]:
        return [_do(item) for item in items]


def _do(item: object) -> object:
    match item:
        case int():
            return 2 * item
        case "raise":
            raise ValueError("no such thing")
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(600)
        case "process":
            return os.getpid()
        case "threads":
            return os.environ.get("OMP_NUM_THREADS")
        case "untransportable":
            return threading.Lock()
        case Path():
            return _come(item)
    raise AssertionError(item)


def _come(place: Path) -> str:
    """The first process to come dies, or sleeps until it is killed."""
    if not place.exists():
        place.write_text(f"{os.getppid()}")
        if place.suffix == ".self":
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(600)
    return place.name
