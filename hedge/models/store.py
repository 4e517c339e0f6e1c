"""The manifest of shipped model packs, and access to their folders with every file verified."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from hedge.errors import ModelError, ModelHashError, ModelMissingError

PACKS = Path(__file__).parent / "packs"
MANIFEST = PACKS / "manifest.json"
SCHEMA = "hedge/models/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A shipped model: a folder of files and a card.

    Parameters
    ----------
    name, version : str
        The folder's name below ``packs/`` and the model's version.
    files : dict of str to str
        SHA-256 of each file, by path relative to the pack.
    size : int
        Bytes of all files together.
    """

    name: str
    version: str
    files: dict[str, str]
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All shipped packs, by name."""

    packs: dict[str, Pack]

    @property
    def sha256(self) -> str:
        """One hash over all files of all packs: the identity of the models together."""
        lines = sorted(
            f"{name}/{path} {digest}" for name, pack in self.packs.items() for path, digest in pack.files.items()
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def load_manifest(path: Path = MANIFEST) -> Manifest:
    """Read the manifest.

    Raises
    ------
    ModelMissingError
        There is none.
    ModelError
        It is not a manifest of this version of hedge.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelMissingError(f"expected the model manifest {path}, but it is missing: reinstall hedge") from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"expected JSON in {path}, but it is damaged ({error}): reinstall hedge") from error
    if not isinstance(record, dict) or record.get("schema") != SCHEMA:
        raise ModelError(f"expected a manifest with schema {SCHEMA} in {path}, got another format: reinstall hedge")
    packs = record.get("packs")
    if not isinstance(packs, dict) or not all(_is_entry(name, entry) for name, entry in packs.items()):
        raise ModelError(f"expected packs with version, files and size in {path}, but it is damaged: reinstall hedge")
    return Manifest({name: Pack(name=name, **entry) for name, entry in packs.items()})


def _is_entry(name: str, entry: object) -> bool:
    """Whether a pack's entry is whole, and its files lie in the pack's own folder."""
    if not isinstance(entry, dict) or entry.keys() != {"version", "files", "size"} or not _is_inside(name):
        return False
    files = entry["files"]
    return (
        isinstance(entry["version"], str)
        and isinstance(entry["size"], int)
        and isinstance(files, dict)
        and all(_is_inside(path) and isinstance(digest, str) for path, digest in files.items())
    )


def _is_inside(path: str) -> bool:
    """Whether a relative path cannot leave the folder it is relative to, on any system."""
    parts = PurePosixPath(path).parts
    return bool(parts) and path.isprintable() and ".." not in parts and parts[0] != "/" and not set(path) & {"\\", ":"}


def model_folder(name: str) -> Path:
    """Folder of a shipped pack, after its files were checked against the manifest (once a process).

    Raises
    ------
    ModelMissingError
        There is no such pack, or a file of it is missing.
    ModelHashError
        A file differs from the manifest.
    """
    return _verified(name, PACKS)


@cache
def _verified(name: str, root: Path) -> Path:
    packs = load_manifest(root / MANIFEST.name).packs
    if name not in packs:
        raise ModelMissingError(f"expected a shipped model called {name!r}, but there are only {', '.join(packs)}")
    verify_pack(packs[name], root)
    return root / name


def verify_pack(pack: Pack, root: Path = PACKS) -> None:
    """Check every file of a pack; raises as `model_folder` does."""
    for path, expected in pack.files.items():
        file = root / pack.name / path
        if not file.is_file():
            raise ModelMissingError(f"expected the model file {file}, but it is missing: reinstall hedge")
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
        if found != expected:
            raise ModelHashError(
                f"expected {file} with SHA-256 {expected}, got {found}: it is damaged or was replaced; reinstall hedge"
            )


def verify_models() -> dict[str, str]:
    """Check every shipped pack: ``"ok"`` or the reason why not, by name."""
    report: dict[str, str] = {}
    for name, pack in load_manifest().packs.items():
        try:
            verify_pack(pack)
            report[name] = "ok"
        except (ModelHashError, ModelMissingError) as error:
            report[name] = str(error)
    return report


def register_pack(name: str, version: str, root: Path = PACKS) -> Pack:
    """Hash the files of a pack's folder and write it into the manifest; used by the training commands."""
    folder = root / name
    files = {
        str(path.relative_to(folder).as_posix()): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".md"
    }
    size = sum((folder / path).stat().st_size for path in files)
    manifest = root / MANIFEST.name
    record: dict[str, Any] = {"schema": SCHEMA, "packs": {}}
    if manifest.is_file():
        record = json.loads(manifest.read_text(encoding="utf-8"))
    record["packs"][name] = {"version": version, "files": files, "size": size}
    record["packs"] = dict(sorted(record["packs"].items()))
    manifest.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return Pack(name=name, version=version, files=files, size=size)
