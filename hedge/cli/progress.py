"""What a run says while it runs: failures line by line, and on a terminal how far it is and how long it will take."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from tqdm import tqdm

if TYPE_CHECKING:
    from hedge.analysis import FailedDocument
    from hedge.documents import Source

Form = TypeVar("Form")


class Progress:
    """Counts documents on their way, on standard error.

    Parameters
    ----------
    names : list of str
        The input, to be counted beforehand for the time left.
    out : Path or None
        The output, which is no input.
    """

    def __init__(self, names: list[str], out: Path | None) -> None:
        #: Documents that could be read, and those that failed in any way.
        self.read = self.failed = 0
        total = None
        if sys.stderr.isatty():
            from hedge.runner import count_documents

            total = count_documents(names, skip=out)
        # Not shown where standard error is no terminal.
        self._bar = tqdm(total=total, unit=" documents", disable=None, file=sys.stderr, dynamic_ncols=True, smoothing=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def say(self, message: str) -> None:
        """Write a line above the bar."""
        tqdm.write(f"hedge: {message}".encode("utf-8", "backslashreplace").decode(), file=sys.stderr)

    def say_encoding(self, name: str, encoding: str) -> None:
        """Say that a file's encoding was guessed."""
        self.say(f"{name} is not UTF-8; read as {encoding}")

    def skip(self, done: int, failed: int) -> None:
        """Count documents of an earlier run."""
        if done:
            self.say(f"{done} documents were done before" + (f", of which {failed} failed" if failed else ""))
        self.read += done - failed
        self.failed += failed
        self._bar.initial = self._bar.n = done
        self._bar.refresh()

    def reading(self, items: Iterable[Source | FailedDocument]) -> Iterator[Source | FailedDocument]:
        """Count what comes in."""
        from hedge.documents import Source

        for item in items:
            if isinstance(item, Source):
                self.read += 1
            yield item

    def results(self, found: Iterable[Form | FailedDocument]) -> Iterator[Form | FailedDocument]:
        """Count what comes out, and say what failed."""
        from hedge.analysis import FailedDocument
        from hedge.runner import UNREADABLE

        for result in found:
            if isinstance(result, FailedDocument):
                self.failed += 1
                if result.type in UNREADABLE:
                    self.say(result.message)  # which names the file and line
                else:
                    self.say(f"{result.id} could not be analysed ({result.type}: {result.message}); skipped")
            yield result
            self._bar.update()
