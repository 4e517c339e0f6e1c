"""Archives of every kind unpack to what was packed, and damaged ones to nothing."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from hedge.corpora.archives import unpack_archive
from hedge.errors import InputError

FILES = {f"talks/{number}.txt": f"The dam of {number} may leak.\n".encode() * 50 for number in range(5)}
SUFFIXES = (".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz")


def pack(path: Path) -> Path:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, data in FILES.items():
                zipped.writestr(name, data)
        return path
    mode = "w" if path.suffix == ".tar" else f"w:{path.suffix[1:]}"
    with tarfile.open(path, mode) as tarred:  # type: ignore[call-overload]
        for name, data in FILES.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tarred.addfile(entry, io.BytesIO(data))
    return path


def unpacked(archive: Path, folder: Path) -> dict[str, bytes]:
    unpack_archive(archive, folder)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_was_packed_is_unpacked(tmp_path: Path, suffix: str) -> None:
    assert unpacked(pack(tmp_path / f"a{suffix}"), tmp_path / "a") == FILES


@pytest.mark.parametrize("suffix", SUFFIXES[:1] + SUFFIXES[2:])
def test_archives_with_a_checksum_unpack_whole_or_not_at_all(tmp_path: Path, suffix: str) -> None:
    archive = pack(tmp_path / f"a{suffix}")
    intact = archive.read_bytes()
    # The directory of a zip file has no checksum.
    size = intact.index(b"PK\x01\x02") if suffix == ".zip" else len(intact)
    for position in range(0, size, max(1, size // 150)):
        damaged = bytearray(intact)
        damaged[position] ^= 0x55
        archive.write_bytes(damaged)
        folder = tmp_path / str(position)
        try:
            found = unpacked(archive, folder)
        except InputError:
            assert not folder.exists()
        else:
            # A date in a header may be another.
            assert sorted(found.values()) == sorted(FILES.values())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_archives_that_were_cut_off_are_refused(tmp_path: Path, suffix: str) -> None:
    archive = pack(tmp_path / f"a{suffix}")
    intact = archive.read_bytes()
    # A tar file ends in blocks of zeros, which may be missing.
    end = 5 * (512 + 1536) - 1 if suffix == ".tar" else len(intact) - 1
    for size in (end // 5, end // 2, end):
        archive.write_bytes(intact[:size])
        with pytest.raises(InputError, match="intact zip or tar file"):
            unpack_archive(archive, tmp_path / "a")
    assert [path.name for path in tmp_path.iterdir()] == [archive.name]


def test_a_damaged_header_is_not_the_end(tmp_path: Path) -> None:
    archive = pack(tmp_path / "a.tar")
    data = bytearray(archive.read_bytes())
    data[data.index(b"talks/3.txt")] ^= 0x55
    archive.write_bytes(data)
    with pytest.raises(InputError, match="bad header"):
        unpack_archive(archive, tmp_path / "a")
