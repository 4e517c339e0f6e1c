"""Model files that were damaged, swapped or made to run code: refused by name and hash before anything reads them."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from pathlib import Path

import pytest

from hedge.errors import ModelError, ModelHashError, ModelMissingError
from hedge.models import load_manifest
from hedge.models.store import PACKS, SCHEMA, Pack, verify_pack

FILES = [(pack, path) for pack in load_manifest().packs.values() for path in pack.files]


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("packs") / "packs"
    shutil.copytree(PACKS, root)
    return root


def only(pack: Pack, path: str) -> Pack:
    return Pack(name=pack.name, version=pack.version, files={path: pack.files[path]}, size=pack.size)


@pytest.mark.parametrize(("pack", "path"), FILES, ids=[f"{pack.name}/{path}" for pack, path in FILES])
def test_every_file_of_every_pack_is_checked(packs: Path, pack: Pack, path: str) -> None:
    file, one = packs / pack.name / path, only(pack, path)
    other = next(packs / each.name / name for each, name in FILES if each.files[name] != pack.files[path])
    size = file.stat().st_size
    verify_pack(one, packs)

    def refused() -> None:
        with pytest.raises(ModelHashError) as caught:
            verify_pack(one, packs)
        assert str(file) in str(caught.value)
        assert pack.files[path] in str(caught.value)

    with file.open("r+b") as stream:
        for at in (0, size // 2, size - 1):
            stream.seek(at)
            byte = stream.read(1)[0]
            stream.seek(at)
            stream.write(bytes([byte ^ 1 << at % 8]))
            stream.flush()
            refused()
            stream.seek(at)
            stream.write(bytes([byte]))
        stream.seek(0, os.SEEK_END)
        stream.write(b"\0")
        stream.flush()
        refused()
        stream.truncate(size - 1 if size > 1 else 0)
        refused()
    kept = file.with_name("kept")
    file.rename(kept)
    with pytest.raises(ModelMissingError, match=file.name):
        verify_pack(one, packs)
    shutil.copyfile(other, file)
    refused()
    file.unlink()
    shutil.copyfile(PACKS / pack.name / path, file)
    kept.unlink()
    verify_pack(one, packs)


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", "", "..\\x", "C:x", "a\0b", "a\nb"])
def test_manifests_cannot_name_files_outside_of_their_pack(tmp_path: Path, path: str) -> None:
    manifest = tmp_path / "manifest.json"
    for packs in (
        {"a": {"version": "1", "size": 1, "files": {path: "0"}}},
        {path: {"version": "1", "size": 1, "files": {}}},
    ):
        manifest.write_text(json.dumps({"schema": SCHEMA, "packs": packs}), encoding="utf-8")
        with pytest.raises(ModelError, match="damaged"):
            load_manifest(manifest)


@pytest.mark.parametrize(
    "packs",
    [None, [], {"a": 1}, {"a": {}}, {"a": {"version": "1", "files": [], "size": 1}},
     {"a": {"version": "1", "files": {"x": 1}, "size": 1}}, {"a": {"version": "1", "files": {}, "size": 1, "x": 2}}],
)  # fmt: skip
def test_manifests_of_another_shape(tmp_path: Path, packs: object) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"schema": SCHEMA, "packs": packs}), encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        load_manifest(tmp_path / "manifest.json")


class Attack:
    """Pickled, it makes a folder when it is loaded."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.mark),)


def test_a_foreign_parser_cannot_run_code(packs: Path, tmp_path: Path) -> None:
    from hedge.parsing import load_parser

    mark = tmp_path / "ran"
    pickle.loads(pickle.dumps(Attack(mark)))
    assert mark.is_dir()  # the attack works on who unpickles
    mark.rmdir()
    folder = tmp_path / "parser"
    shutil.copytree(packs / "stanza", folder)
    with (folder / "en" / "tokenize" / "hedge.pt").open("wb") as stream:
        pickle.dump(Attack(mark), stream)
    with pytest.raises(ModelError, match="expected a Stanza pack"):
        load_parser(folder)
    assert not mark.exists()


def test_arrays_with_objects_are_refused(tmp_path: Path) -> None:
    import numpy as np

    from hedge.models.linear import load_linear

    mark = tmp_path / "ran"
    (tmp_path / "m.json").write_text('{"outputs": ["x"], "features": ["a"]}', encoding="utf-8")
    attack = np.array([Attack(mark)], dtype=object)
    np.savez(tmp_path / "m.npz", allow_pickle=True, weights=attack, bias=attack)
    with pytest.raises(ModelError, match="allow_pickle"):
        load_linear(tmp_path, "m")
    assert not mark.exists()
