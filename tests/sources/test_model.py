"""Attribution models from folders of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from hedge.errors import ModelError
from hedge.sources import load_attribution_model
from hedge.sources.evidence.linear import LinearModel
from hedge.sources.model import STACK_FILE, STAGES

MODEL = LinearModel({1: 0}, np.array([[1], [0]], dtype=np.float32), np.array([0.5], dtype=np.float32))


def test_a_model_without_its_stack(tmp_path: Path) -> None:
    for stage in STAGES:
        MODEL.save(tmp_path, stage)
    (tmp_path / "settings.json").write_text(json.dumps({"threshold": 0.25}), encoding="utf-8")
    model = load_attribution_model(tmp_path)
    assert (model.threshold, model.stack, model.cue.vocabulary) == (0.25, None, {1: 0})


@pytest.mark.parametrize("settings", [None, "", "{}", "[]", '{"threshold": "high"}', '{"threshold": 0.5}'])
def test_folders_without_a_model_are_refused(tmp_path: Path, settings: str | None) -> None:
    if settings is not None:
        (tmp_path / "settings.json").write_text(settings, encoding="utf-8")
    with pytest.raises(ModelError):
        load_attribution_model(tmp_path)


def test_a_stack_that_is_none_is_refused(tmp_path: Path) -> None:
    for stage in STAGES:
        MODEL.save(tmp_path, stage)
    (tmp_path / "settings.json").write_text(json.dumps({"threshold": 0.25}), encoding="utf-8")
    for content in (b"", b"PK no zip"):
        (tmp_path / STACK_FILE).write_bytes(content)
        with pytest.raises(ModelError, match="stack"):
            load_attribution_model(tmp_path)
