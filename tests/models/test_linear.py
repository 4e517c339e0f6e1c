"""Linear models from files that are none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hedge.errors import ModelError
from hedge.models.linear import LinearModel, load_linear

MODEL = LinearModel({"a": 0, "b": 1}, np.array([[1.0, 2.0], [3.0, 4.0]]), np.zeros(2), ("no", "yes"))


def test_a_saved_model_is_loaded(tmp_path: Path) -> None:
    MODEL.save(tmp_path, "cue")
    assert load_linear(tmp_path, "cue").scores([{"b": 1.0}]).tolist() == [[3.0, 4.0]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cue.json", b"{"), ("cue.json", b"[]"), ("cue.json", b"{}"),
        ("cue.json", b'{"features": [[]], "outputs": [1]}'),
        ("cue.json", b"\xff"), ("cue.json", b'{"features": ["a"], "outputs": ["no", "yes"]}'), ("cue.json", None),
        ("cue.npz", b""), ("cue.npz", b"PK no zip"), ("cue.npz", None),
    ],
)  # fmt: skip
def test_files_that_are_no_model_are_refused(tmp_path: Path, name: str, content: bytes | None) -> None:
    MODEL.save(tmp_path, "cue")
    (tmp_path / name).unlink()
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ModelError, match="the model cue in"):
        load_linear(tmp_path, "cue")
