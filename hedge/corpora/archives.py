"""Unpack archives without letting them write elsewhere, or fill the disk."""

from __future__ import annotations

import lzma
import os
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from hedge.errors import InputError

MOST_BYTES = 4_000_000_000
MOST_FILES = 200_000
# What the readers of archives raise for damaged or encrypted ones; OSError without a number is that of gzip and bz2.
_DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
    ValueError, OSError,
)  # fmt: skip


def unpack_archive(archive: Path, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
    """Unpack a zip or tar file to a folder that appears when it is whole; where it exists, nothing is done.

    Links and other things that are neither files nor folders are left out.

    Parameters
    ----------
    archive : Path
        A ``.zip``, ``.tar``, ``.tar.gz``, ``.tar.bz2`` or ``.tar.xz`` file.
    folder : Path
        The folder to make.
    most_bytes : int, optional
        How much it may hold.

    Raises
    ------
    InputError
        The file is no archive or damaged, a name in it points outside, or it holds too much.
    """
    if folder.exists():
        return
    scratch = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        left = most_bytes
        for number, (name, stream) in enumerate(_members(archive)):
            if number >= MOST_FILES:
                raise InputError(f"expected at most {MOST_FILES} files in {archive}, got more: unpack it by hand")
            target = scratch / _safe(name, archive)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as out:
                while chunk := stream.read(min(1 << 20, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        raise InputError(f"expected at most {most_bytes} bytes in {archive}, got more: not unpacked")
                    out.write(chunk)
        os.replace(scratch, folder)
    except _DAMAGE as error:
        if isinstance(error, InputError) or (isinstance(error, OSError) and error.errno is not None):
            raise
        raise InputError(
            f"expected an intact zip or tar file, but {archive} is none ({error}): fetch it again"
        ) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _members(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as zipped:
            for entry in zipped.infolist():
                if not entry.is_dir():
                    with zipped.open(entry) as stream:
                        yield entry.filename, stream
        return
    with tarfile.open(archive) as tarred:
        for member in tarred:
            stream_or_none = tarred.extractfile(member) if member.isfile() else None
            if stream_or_none is not None:
                yield member.name, stream_or_none
        _check_end(tarred)


def _check_end(tarred: tarfile.TarFile) -> None:
    """Read a tar file to its very end, where compressed ones have their checksum.

    A damaged header between two members looks like the end to `tarfile`; the true end is a block of zeros, or nothing.
    """
    assert tarred.fileobj is not None
    tarred.fileobj.seek(tarred.offset)
    block = tarred.fileobj.read(tarfile.BLOCKSIZE)
    if block.strip(b"\0") or len(block) not in (0, tarfile.BLOCKSIZE):
        raise tarfile.ReadError(f"bad header at {tarred.offset}")
    while tarred.fileobj.read(1 << 20):
        pass


def _safe(name: str, archive: Path) -> PurePosixPath:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or "\0" in name or not path.parts:
        raise InputError(f"expected names inside the archive {archive}, got {name!r}: not unpacked")
    return path
