"""A file of results that grows by whole records, and can be continued after a stop of any kind."""

from __future__ import annotations

import itertools
import json
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hedge.errors import InputError, OutputError, ResumeError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

# How long results may stay in the system's memory, where a power cut would lose them (a killed process loses nothing).
_SECONDS_UNSYNCED = 10.0


class ResultFile:
    r"""JSON lines, appended in whole records.

    Parameters
    ----------
    path : Path
        The file. One that is there is continued with `resume`, and else kept under its name with ``~`` at the end
        (``~2``, ``~3`` and so on where that is taken).
    resume : bool, default False
        Whether to continue the file; a last line that was torn when writing stopped is cut off.

    Raises
    ------
    InputError
        The file cannot be written, or another process is writing to it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "results.jsonl"
    ...     _ = path.write_text('{"id": "a"}\n{"id": "to')
    ...     with ResultFile(path, resume=True) as results:
    ...         ids = [record["id"] for record in results.records()]
    ...         results.append('{"id": "b"}\n')
    ...     path.read_text()
    '{"id": "a"}\n{"id": "b"}\n'
    >>> ids
    ['a']
    """

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        self.path = path
        #: Where the file that was there is kept, if there was one.
        self.kept: Path | None = None
        try:
            self._file = _open_locked(path)
            if not resume and path.is_file() and os.fstat(self._file).st_size:
                self._file, self.kept = _set_aside(self._file, path)
        except OSError as error:
            raise self._refusal(error) from error
        try:
            self._regular = path.is_file()
            self._size = self._whole() if self._regular else 0
            if self._regular:
                os.ftruncate(self._file, self._size)
                os.lseek(self._file, self._size, os.SEEK_SET)
        except BaseException:
            os.close(self._file)
            raise
        self._synced = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._regular:
                os.fsync(self._file)
        finally:
            os.close(self._file)

    def records(self) -> Iterator[dict[str, Any]]:
        """Read the records that were there when the file was opened.

        Raises
        ------
        ResumeError
            A line is no record.
        """
        if not self._size:
            return
        left = self._size
        with self.path.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                left -= len(line)
                try:
                    record = json.loads(line)
                except ValueError:
                    record = None
                if not isinstance(record, dict):
                    raise ResumeError(
                        f"expected a result in line {number} of {self.path}, got something else: repair or remove it"
                    )
                yield record
                if left <= 0:
                    return

    def append(self, lines: str) -> None:
        """Add whole lines; where that fails, what was written of them is taken back.

        Raises
        ------
        OutputError
            The disk is full, or writing fails for another reason.
        """
        data = memoryview(lines.encode("ascii"))
        end = self._size + len(data)
        try:
            while data:
                data = data[os.write(self._file, data) :]
            if self._regular and time.monotonic() - self._synced > _SECONDS_UNSYNCED:
                os.fsync(self._file)
                self._synced = time.monotonic()
        except OSError as error:
            if self._regular:
                os.ftruncate(self._file, self._size)
                os.lseek(self._file, self._size, os.SEEK_SET)
            raise OutputError(
                f"expected to write {self.path}, but that failed: {error.strerror}; make room, and go on with --resume"
            ) from error
        self._size = end

    def _whole(self) -> int:
        """Size of the file up to the end of its last whole line."""
        size = os.fstat(self._file).st_size
        while size:
            start = max(0, size - (1 << 16))
            os.lseek(self._file, start, os.SEEK_SET)
            block = os.read(self._file, size - start)
            found = block.rfind(b"\n")
            if found >= 0:
                return start + found + 1
            size = start
        return 0

    def _refusal(self, error: OSError) -> InputError:
        return InputError(f"expected to write {self.path}, but that failed: {error.strerror}; choose another --out")


def _open_locked(path: Path) -> int:
    """Open a file, made if there is none, that no other process writes to."""
    while True:
        flags = os.O_RDWR if path.is_file() or not path.exists() else os.O_WRONLY
        file = os.open(path, flags | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _lock(file, path)
            opened = os.fstat(file)
            if not stat.S_ISREG(opened.st_mode) or (path.exists() and os.path.samestat(opened, path.stat())):
                return file
        except BaseException:
            os.close(file)
            raise
        os.close(file)  # another process set it aside before it was locked here


def _set_aside(file: int, path: Path) -> tuple[int, Path]:
    """Give an open and locked file a name that is free, and open a new one in its place."""
    names = (path.with_name(f"{path.name}~{number if number > 1 else ''}") for number in itertools.count(1))
    kept = next(name for name in names if not os.path.lexists(name))
    try:
        if fcntl is None:  # Windows renames no open file, also not the one that another process writes to
            os.close(file)
        os.rename(path, kept)
        return _open_locked(path), kept
    finally:
        if fcntl is not None:  # others are kept out until here
            os.close(file)


def _lock(file: int, path: Path) -> None:
    """Keep a second process from writing to the same file; the lock goes with the process, however it ends."""
    if fcntl is None:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InputError(f"expected to write {path}, but another process is writing to it: wait for its end") from error
    except OSError:  # a file system or device without locks
        return
