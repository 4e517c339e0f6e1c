"""Download over HTTP to a part file that the next attempt goes on with."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from hedge.errors import HedgeError

_TIMEOUT = (10, 60)
_CHUNK = 1 << 16
_MEGABYTE = 1e6


class TransferError(HedgeError, OSError):
    """A download that failed: no network, a server that refuses, a transfer that broke off."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


class _RefusedError(Exception):
    """A server's answer that is no file."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status


class ResumingDownloader:
    """A downloader for pooch that tries again, and goes on where it stopped.

    Parameters
    ----------
    part : Path
        Where the bytes are gathered; kept when all attempts fail.
    size : int or None
        How many bytes there are, where known: a server that sends more is not believed.
    resume : bool
        Whether a part file of an earlier run may be gone on with: only where the hash of the whole will be checked.
    attempts : int, default 4
        How often to try.
    pause : float, default 1.0
        Seconds before the second attempt; each later pause is twice as long.
    """

    def __init__(self, part: Path, *, size: int | None, resume: bool, attempts: int = 4, pause: float = 1.0) -> None:
        self._part = part
        self._size = size
        self._attempts = attempts
        self._pause = pause
        if not resume:
            part.unlink(missing_ok=True)

    def __call__(self, url: str, output_file: Any, pooch: Any = None) -> None:
        """Fetch `url` and move it to `output_file`; the signature is pooch's.

        Raises
        ------
        TransferError
            No attempt succeeded.
        """
        import requests

        reason: Exception | str = ""
        for attempt in range(self._attempts):
            if attempt:
                time.sleep(self._pause * 2 ** (attempt - 1))
            try:
                self._transfer(url)
            except _RefusedError as error:
                if error.status < 500 and error.status not in (408, 425, 429):
                    raise TransferError(
                        f"expected a file at {url}, but the server answers {error}: "
                        "it may have moved; see the homepage, and give a file fetched by hand with --from"
                    ) from error
                reason = str(error)
            except (requests.RequestException, EOFError) as error:
                reason = error
            else:
                os.replace(self._part, output_file)
                return
        kept = self._part.stat().st_size if self._part.is_file() else 0
        raise TransferError(
            f"expected to download {url}, but {self._attempts} attempts failed ({_brief(reason)}): check the network, "
            f"and run the same command again ({kept / _MEGABYTE:.2f} MB are kept)"
        )

    def _transfer(self, url: str) -> None:
        """One attempt, from where the part file ends."""
        import requests
        from tqdm import tqdm

        done = self._part.stat().st_size if self._part.is_file() else 0
        # A compressed answer would count other bytes than those of the file.
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={done}-"} if done else {})
        with requests.get(url, headers=headers, stream=True, timeout=_TIMEOUT) as answer:
            if answer.status_code == 416:  # nothing is left to send, or the file has changed: begin again
                self._part.unlink()
                raise EOFError(f"the server does not go on from byte {done}")
            if answer.status_code >= 400:
                raise _RefusedError(answer.status_code, answer.reason)
            if answer.status_code != 206 or not answer.headers.get("Content-Range", "").startswith(f"bytes {done}-"):
                done = 0
            length = int(answer.headers.get("Content-Length", 0))
            total = done + length if length else self._size
            progress = tqdm(total=total, initial=done, unit="B", unit_scale=True, disable=None, desc=self._part.stem)
            with self._part.open("ab" if done else "wb") as stream, progress:
                for chunk in answer.iter_content(_CHUNK):
                    done += len(chunk)
                    if self._size is not None and done > self._size:
                        break
                    stream.write(chunk)
                    progress.update(len(chunk))
        self._check_size(url, done, total)

    def _check_size(self, url: str, done: int, total: int | None) -> None:
        if self._size is not None and done > self._size:
            self._part.unlink()
            raise TransferError(f"expected {self._size} bytes at {url}, got more: it is another file; nothing was kept")
        if total is not None and done < total:
            raise EOFError(f"{done} of {total} bytes came")


def _brief(reason: Exception | str) -> str:
    if isinstance(reason, str):
        return reason
    kind = type(reason).__name__
    return f"{kind}: {reason}" if isinstance(reason, EOFError) else f"{kind}"
