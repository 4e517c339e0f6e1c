"""Whether a noun that is in none of the lists describes a person, by its word vector."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.predicates.vectors import load_word_vectors

NOUNS_FILE = "nouns.json"
SCHEMA = "hedge/nouns/1"
# A little below one half: "unnamed" before a thing is odd, a person who is called a document is wrong.
LEAST = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class NounModel:
    """A logistic regression over word vectors.

    Parameters
    ----------
    weights : array of float, shape (n_dimensions,)
        Log-odds of "a person" by dimension.
    intercept : float
        Log-odds of a zero vector.
    """

    weights: NDArray[np.float64]
    intercept: float

    def is_person(self, noun: str) -> bool | None:
        """Whether a lower-case lemma describes a person; None where it has no vector."""
        vectors = load_word_vectors()
        if noun not in vectors.rows:
            return None
        score = float(vectors.look_up([noun])[0] @ self.weights) + self.intercept
        return 1 / (1 + exp(-score)) >= LEAST


@cache
def load_nouns() -> NounModel:
    """Return the shipped model; raises as `hedge.speakers.candidates.ranking.load_ranking`."""
    return read_nouns(model_folder("speakers") / NOUNS_FILE)


def read_nouns(path: Path) -> NounModel:
    """Read a model from its JSON file; raises `ModelError` as `load_nouns` does."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        model = NounModel(np.array(record["weights"], dtype=np.float64), float(record["intercept"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"expected the weights of nouns in {path}, but it is damaged ({error}): reinstall hedge"
        ) from error
    dimensions = load_word_vectors().matrix.shape[1]
    if record.get("schema") != SCHEMA or model.weights.shape != (dimensions,):
        raise ModelError(
            f"expected {dimensions} weights with schema {SCHEMA} in {path}, got {model.weights.size} with "
            f"{record.get('schema')}: reinstall hedge"
        )
    return model


def write_nouns(model: NounModel, path: Path) -> None:
    """Write a model as `read_nouns` reads it."""
    weights = [round(float(weight), 4) for weight in model.weights]
    record = {"schema": SCHEMA, "intercept": round(model.intercept, 4), "weights": weights}
    path.write_text(json.dumps(record, indent=0) + "\n", encoding="utf-8")
