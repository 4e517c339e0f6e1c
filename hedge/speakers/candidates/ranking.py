"""The learned ranking of candidates: a linear model over named features."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.speakers.candidates.features import Features

WEIGHTS_FILE = "weights.json"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights by feature name; a conditional logit model.

    Parameters
    ----------
    weights : dict of str to float
        Log-odds a feature adds to a candidate.
    """

    weights: dict[str, float]

    def best(self, rows: Sequence[Features]) -> int:
        """Index of the candidate with the highest score, the first among equals."""
        scores = [self.score(row) for row in rows]
        return max(range(len(scores)), key=lambda i: (scores[i], -i))

    def score(self, row: Features) -> float:
        """Return the score of one candidate, in log-odds."""
        weights = self.weights
        return sum(weights.get(name, 0.0) * value for name, value in row.items())


@cache
def load_ranking() -> Ranking:
    """Return the shipped ranking.

    Raises
    ------
    ModelError
        The pack's file is not what this version of hedge reads.
    ModelMissingError, ModelHashError
        The pack is missing or damaged.
    """
    return read_ranking(model_folder("speakers") / WEIGHTS_FILE)


def read_ranking(path: Path) -> Ranking:
    """Read a ranking from its JSON file; raises `ModelError` as `load_ranking` does."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return Ranking({str(name): float(weight) for name, weight in record["weights"].items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"expected the weights of a ranking in {path}, but it is damaged ({error}): reinstall hedge"
        ) from error
