"""The checks of ``hedge doctor``, in health and with each thing broken that can be broken from outside."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import hedge.models.store as store
from hedge.analysis import Pipeline
from hedge.cli.main import app
from hedge.doctor import checks, examine
from hedge.doctor.packages import check_packages


def test_this_installation_works(nlp: Pipeline) -> None:
    findings = {finding.name: finding for finding in examine()}
    assert {"hedge", "python", "packages", "torch", "models", "threads", "memory", "analysis"} <= set(findings)
    assert [name for name, finding in findings.items() if finding.state == "broken"] == []
    assert findings["analysis"].state == findings["models"].state == "ok"


def test_text_and_json(nlp: Pipeline) -> None:
    shown = CliRunner().invoke(app, ["doctor"])
    assert shown.exit_code == 0
    assert shown.stdout.endswith("hedge works here\n")
    record = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).stdout)
    assert record["schema"] == "hedge/doctor/1"
    assert record["ok"] is True
    assert len(shown.stdout.splitlines()) > len(record["findings"])


def test_damaged_and_missing_models_are_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.bin").write_bytes(b"a")
    store.register_pack("own", "1", tmp_path)
    (tmp_path / "own" / "a.bin").write_bytes(b"b")
    intact = store.load_manifest(tmp_path / "manifest.json")
    monkeypatch.setattr(checks, "verify_models", lambda: {"own": _state(intact, tmp_path)})
    (finding,) = checks._check_models()
    assert (finding.name, finding.state) == ("model own", "broken")
    assert "SHA-256" in finding.detail
    assert "reinstall" in finding.advice


def _state(manifest: store.Manifest, root: Path) -> str:
    try:
        store.verify_pack(manifest.packs["own"], root)
    except ValueError as error:
        return str(error)
    return "ok"


def test_another_result_of_the_analysis_is_broken(monkeypatch: pytest.MonkeyPatch, nlp: Pipeline) -> None:
    monkeypatch.setattr(checks, "TINY_TEXT", "It may rain.")
    (finding,) = checks._check_analysis()
    assert finding.state == "broken"
    result = CliRunner().invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "BROKEN  analysis" in result.stdout
    assert "does not work here: analysis" in result.stderr


def test_a_check_that_crashes_is_a_finding(monkeypatch: pytest.MonkeyPatch, nlp: Pipeline) -> None:
    def crash() -> dict[str, str]:
        raise OSError("the disk is gone")

    monkeypatch.setattr(checks, "verify_models", crash)
    findings = {finding.name: finding for finding in examine()}
    assert findings["models"].detail == "OSError: the disk is gone"
    assert findings["analysis"].state == "ok"


def test_packages_by_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution of our own with one package too new, one missing, and two extras."""
    folder = tmp_path / "sample_tool-1.dist-info"
    folder.mkdir()
    lines = """Metadata-Version: 2.1
Name: sample-tool
Version: 1
Requires-Dist: numpy>=1
Requires-Dist: scipy>=999
Requires-Dist: absent-package>=2
Requires-Dist: old; python_version < '3'
Provides-Extra: frames
Requires-Dist: pandas>=1; extra == 'frames'
Provides-Extra: far
Requires-Dist: nowhere; extra == 'far'
"""
    (folder / "METADATA").write_text(lines, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    base, frames, far = check_packages("sample-tool")
    assert [name.split()[0] for name in base.present] == ["numpy"]
    assert base.missing[0].startswith("scipy>=999 (found ")
    assert base.missing[1] == "absent-package>=2"
    assert (frames.extra, frames.missing) == ("frames", ())
    assert (far.extra, far.present, far.missing) == ("far", (), ("nowhere",))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_memory_is_known_on_linux() -> None:
    assert (checks.available_memory() or 0) > 1e6
