"""What the fuzzer damages is whole before."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from hedge.errors import ModelError
from hedge.scoring.estimators.saved import load_classifier

FOLDER = Path(__file__).parents[2] / "benchmarks"


def test_the_classifier_is_whole_until_it_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    check = importlib.import_module("fuzz").TARGETS["classifier"](tmp_path)
    check(b"")
    assert load_classifier(tmp_path)[1].tolist() == [0, 1]
    check(b"\x80" + bytes(range(60)))
    with pytest.raises(ModelError):
        load_classifier(tmp_path)
