"""What a worker does, and what it gives back for an item that went wrong."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_Item = TypeVar("_Item", contravariant=True)
_Result = TypeVar("_Result", covariant=True)


class Task(Hashable, Protocol[_Item, _Result]):
    """Something to do with batches; it travels to worker processes, so it holds little and can be pickled."""

    def load(self) -> None:
        """Get ready, once a process: called before each batch, and expected to cost nothing after the first time."""

    def run(self, items: Sequence[_Item]) -> Sequence[_Result]:
        """Return a result for every item, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why there is no result for an item.

    Parameters
    ----------
    type : str
        The name of an exception class.
    message : str
        What it said.
    """

    type: str
    message: str


def attempt(task: Task[Item, Result], items: Sequence[Item]) -> list[Result | Failure]:
    """Run a batch in this process; where that raises an exception, item by item, so that it costs only the culprit.

    Examples
    --------
    >>> class Halve:
    ...     def load(self): ...
    ...     def run(self, items):
    ...         return [4 / item for item in items]
    >>> attempt(Halve(), [1, 0, 2])
    [4.0, Failure(type='ZeroDivisionError', message='division by zero'), 2.0]
    """
    try:
        return list(task.run(items))
    except Exception as error:  # whatever an item makes a task do, the others go on
        if len(items) == 1:
            return [Failure(type=type(error).__name__, message=str(error))]
    return [one for item in items for one in attempt(task, [item])]
