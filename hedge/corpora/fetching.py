"""Fetch corpora: download, verify, then move into place; what cannot be verified is only taken when asked for."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pooch

from hedge.corpora.archives import unpack_archive
from hedge.corpora.downloading import ResumingDownloader
from hedge.corpora.registry import Corpus, RemoteFile
from hedge.errors import HedgeError, InputError, MissingInputError


class CorpusHashError(HedgeError, ValueError):
    """A file of a corpus whose SHA-256 differs from the one known."""


class UnverifiedError(HedgeError, PermissionError):
    """A file that nobody knows the hash of, and that was not accepted as it comes."""

    def __init__(self, message: str) -> None:
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of one file.

    Parameters
    ----------
    path : Path
        Where it lies.
    state : {"present", "fetched", "unverified"}
        It was there already and is intact; it was fetched and verified; it was taken as it came.
    sha256 : str
        Its hash.
    """

    path: Path
    state: str
    sha256: str


class SeenHashes:
    """SHA-256 of files that came without a known one, by address, so that the next time they are checked.

    Parameters
    ----------
    path : Path
        The JSON file that keeps them.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        """All hashes.

        Raises
        ------
        InputError
            The file is damaged.
        """
        if not self.path.is_file():
            return {}
        try:
            record = json.loads(self.path.read_text(encoding="utf-8"))
            return {str(url): str(digest) for url, digest in record.items()}
        except (ValueError, AttributeError) as error:
            raise InputError(f"expected recorded hashes in {self.path}, got damage ({error}): delete it") from error

    def add(self, url: str, digest: str) -> None:
        """Record one more."""
        record = self.read() | {url: digest}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        partial = self.path.with_suffix(".partial")
        partial.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(partial, self.path)


def default_folder() -> Path:
    """Where corpora go: ``$HEDGE_CACHE``, or the user's cache folder."""
    return Path(os.environ.get("HEDGE_CACHE") or pooch.os_cache("hedge")) / "corpora"


def fetch_corpus(
    corpus: Corpus,
    folder: Path | None = None,
    *,
    accept: Callable[[RemoteFile], bool] = lambda file: False,
    by_hand: Path | None = None,
    pause: float = 1.0,
) -> list[Fetched]:
    """Fetch the files of a corpus that are not there yet.

    Parameters
    ----------
    corpus : Corpus
        From `hedge.corpora.registry.load_registry`.
    folder : Path, optional
        The corpus gets a folder of its name in it; default: `default_folder`.
    accept : callable, optional
        Asked for each file without a known hash whether to take it as it comes; default: no.
    by_hand : Path, optional
        The file, downloaded by hand; only for corpora of one file.
    pause : float, default 1.0
        Seconds before a failed transfer is tried again.

    Returns
    -------
    list of Fetched
        One a file, in order.

    Raises
    ------
    UnverifiedError
        A file has no known hash, and `accept` said no; nothing was downloaded for it.
    CorpusHashError
        A file differs from its known hash; nothing of it was kept, or what stood there was left alone.
    TransferError
        A download failed; it goes on from there the next time.
    InputError
        The folder cannot be written, or an archive is not fit to be unpacked.
    """
    home = (folder or default_folder()) / corpus.name
    seen = SeenHashes(default_folder().parent / "corpora-hashes.json")
    if by_hand is not None and len(corpus.files) != 1:
        raise InputError(f"expected a corpus of one file with --from, but {corpus.name} has {len(corpus.files)}")
    try:
        return [_fetch(file, home, seen, accept, by_hand, pause) for file in corpus.files]
    except OSError as error:
        if isinstance(error, HedgeError):
            raise
        raise InputError(f"expected to write to {home}, but that failed ({error}): choose another --to") from error


def _fetch(
    file: RemoteFile,
    home: Path,
    seen: SeenHashes,
    accept: Callable[[RemoteFile], bool],
    by_hand: Path | None,
    pause: float,
) -> Fetched:
    target = home / file.path
    known = file.sha256 or seen.read().get(file.url)
    if target.is_file() and by_hand is None:
        digest = pooch.file_hash(str(target))
        if known is not None and digest != known:
            raise CorpusHashError(
                f"expected {target} with SHA-256 {known}, got {digest}: it was changed or is another version; move it "
                "away, then fetch again"
            )
        if known is not None or accept(file):
            return _finish(file, target, "present" if known else "unverified", digest, seen)
    if known is None and not accept(file):
        raise UnverifiedError(
            f"expected a SHA-256 to check {file.url} with, but none is known: with --accept-unverified the file is "
            "taken as it comes, and its hash printed and recorded, so that the next fetch is checked"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    if by_hand is None:
        _download(file, target, known, pause)
    else:
        _take(by_hand, target, known)
    return _finish(file, target, "fetched" if known else "unverified", pooch.file_hash(str(target)), seen)


def _finish(file: RemoteFile, target: Path, state: str, digest: str, seen: SeenHashes) -> Fetched:
    if file.unpack:
        unpack_archive(target, target.parent / target.name.partition(".")[0])
    if state == "unverified":
        seen.add(file.url, digest)
    return Fetched(path=target, state=state, sha256=digest)


def _download(file: RemoteFile, target: Path, known: str | None, pause: float) -> None:
    pooch.get_logger().setLevel(logging.ERROR)
    part = target.with_name(f"{target.name}.part")
    downloader: Any = ResumingDownloader(part, size=file.bytes, resume=known is not None, pause=pause)
    try:
        pooch.retrieve(
            file.url,
            known_hash=None if known is None else f"sha256:{known}",
            fname=target.name,
            path=target.parent,
            downloader=downloader,
        )
    except ValueError as error:  # pooch's word for a hash that differs; it has deleted the download
        if isinstance(error, HedgeError):
            raise
        raise CorpusHashError(
            f"expected SHA-256 {known} at {file.url}, but the download differs and was deleted ({error}): try again; "
            "if it stays so, the file was changed upstream and is not the one that figures were measured on"
        ) from error


def _take(source: Path, target: Path, known: str | None) -> None:
    if not source.is_file():
        raise MissingInputError(f"expected a file fetched by hand, but {source} is none: check --from")
    partial = target.with_name(f"{target.name}.partial")
    shutil.copyfile(source, partial)
    digest = pooch.file_hash(str(partial))
    if known is not None and digest != known:
        partial.unlink()
        raise CorpusHashError(f"expected SHA-256 {known}, but {source} has {digest}: it is another file or version")
    os.replace(partial, target)
