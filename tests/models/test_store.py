from __future__ import annotations

import json
from pathlib import Path

import pytest

from hedge.errors import ModelError, ModelHashError, ModelMissingError
from hedge.models import load_manifest, verify_models
from hedge.models.store import PACKS, _verified, register_pack

LARGEST_PACKS = 80_000_000


def test_every_shipped_file_is_in_the_manifest_and_intact() -> None:
    assert set(verify_models().values()) == {"ok"}
    packs = load_manifest().packs
    listed = {f"{name}/{path}" for name, pack in packs.items() for path in pack.files}
    there = {
        path.relative_to(PACKS).as_posix()
        for path in PACKS.rglob("*")
        if path.is_file() and path.suffix != ".md" and path.name != "manifest.json"
    }
    assert listed == there
    assert all((PACKS / name / "card.md").is_file() for name in packs)
    assert sum(pack.size for pack in packs.values()) <= LARGEST_PACKS
    assert not [path for path in there if path.endswith((".pkl", ".pickle", ".joblib"))]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "weights.json").write_text("[1, 2]")
    register_pack("toy", "1", tmp_path)
    return tmp_path


def test_changed_missing_and_unknown_files_are_refused_by_name(root: Path) -> None:
    assert _verified("toy", root) == root / "toy"
    _verified.cache_clear()
    (root / "toy" / "weights.json").write_text("[1, 3]")
    with pytest.raises(ModelHashError, match=r"weights\.json"):
        _verified("toy", root)
    (root / "toy" / "weights.json").unlink()
    with pytest.raises(ModelMissingError, match=r"weights\.json"):
        _verified("toy", root)
    with pytest.raises(ModelMissingError, match="'other'"):
        _verified("other", root)


@pytest.mark.parametrize("content", ["not json", "{}", "[]", json.dumps({"schema": "hedge/models/99", "packs": {}})])
def test_foreign_manifests_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content)
    with pytest.raises(ModelError, match="expected"):
        load_manifest(path)


def test_a_missing_manifest(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError):
        load_manifest(tmp_path / "manifest.json")
