"""Nouns that are in no list: persons or not, on invented sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hedge.errors import ModelError
from hedge.speakers.references.nouns import NounModel, load_nouns, read_nouns, write_nouns


@pytest.mark.parametrize("noun", ["roommate", "astronaut", "councillor", "hairdresser", "investigator"])
def test_persons(noun: str) -> None:
    assert load_nouns().is_person(noun) is True


@pytest.mark.parametrize("noun", ["night", "rise", "question", "decision", "irony"])
def test_things(noun: str) -> None:
    assert load_nouns().is_person(noun) is False


def test_a_noun_without_a_vector_is_neither() -> None:
    assert load_nouns().is_person("quorvath") is None


def test_a_written_model_is_read_again(tmp_path: Path) -> None:
    model = NounModel(np.linspace(-1, 1, load_nouns().weights.size), 0.25)
    write_nouns(model, tmp_path / "nouns.json")
    read = read_nouns(tmp_path / "nouns.json")
    assert read.intercept == model.intercept
    np.testing.assert_allclose(read.weights, model.weights, atol=1e-4)


@pytest.mark.parametrize(
    "record",
    [
        [],
        {"schema": "hedge/nouns/1"},
        {"schema": "hedge/nouns/1", "weights": [1.0], "intercept": 0.0},
        {"schema": "hedge/nouns/0", "weights": [0.0] * 100, "intercept": 0.0},
        {"schema": "hedge/nouns/1", "weights": ["a"] * 100, "intercept": 0.0},
    ],
)
def test_a_damaged_model_is_named(tmp_path: Path, record: Any) -> None:
    path = tmp_path / "nouns.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(ModelError, match="reinstall hedge"):
        read_nouns(path)


def test_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="reinstall hedge"):
        read_nouns(tmp_path / "nouns.json")
