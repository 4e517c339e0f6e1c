"""Randomised trees over statement features, kept as plain arrays: what linear models miss of how features combine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError
from hedge.models.linear import FloatArray
from hedge.scoring.certainty.features import Features
from hedge.scoring.certainty.pool import COLUMNS
from hedge.scoring.forest import Forest, forest_from_arrays
from hedge.scoring.vocabulary import Vocabulary

_FILE = "trees.npz"
# Added to probabilities, so that their logarithm stays finite where no tree has seen a class.
_LEAST = 0.02


@dataclass(frozen=True, slots=True)
class StatementTrees:
    """Forests of extremely randomised trees that vote on levels and on evaluability.

    Parameters
    ----------
    vocabulary : Vocabulary
        The features they know.
    levels, evaluable : Forest
        Summing to probabilities of four and two classes.

    References
    ----------
    Geurts, P., Ernst, D. and Wehenkel, L. (2006). Extremely randomized trees. Machine Learning 63.
    """

    vocabulary: Vocabulary
    levels: Forest
    evaluable: Forest

    def opinions(self, rows: Sequence[Features]) -> FloatArray:
        """Log probabilities of the levels and log odds of being evaluable. *Shape:* ``(len(rows), 5)``."""
        if not rows:
            return np.zeros((0, len(COLUMNS)))
        table = tabulate(rows, self.vocabulary)
        return join_columns(*(np.log(forest.predict(table) + _LEAST) for forest in (self.levels, self.evaluable)))

    def save(self, folder: Path) -> None:
        """Write ``trees.npz``."""
        arrays = self.levels.arrays("levels") | self.evaluable.arrays("evaluable")
        np.savez_compressed(folder / _FILE, allow_pickle=False, features=np.array(self.vocabulary.names), **arrays)


def load_statement_trees(folder: Path) -> StatementTrees:
    """Read what `StatementTrees.save` wrote.

    Raises
    ------
    ModelError
        The file is of another kind of model.
    """
    try:
        with np.load(folder / _FILE, allow_pickle=False) as file:
            arrays = dict(file)
        levels, evaluable = (forest_from_arrays(arrays, name) for name in ("levels", "evaluable"))
        return StatementTrees(Vocabulary(arrays["features"].tolist()), levels, evaluable)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"expected trees over statement features in {folder / _FILE}, got another file ({error!r}): reinstall hedge"
        ) from error


def tabulate(rows: Sequence[Features], vocabulary: Vocabulary) -> NDArray[np.float32]:
    """Values of the known features; zero where a row lacks one. *Shape:* ``(len(rows), len(vocabulary))``."""
    table = np.zeros((len(rows), len(vocabulary)), dtype=np.float32)
    for number, row in enumerate(rows):
        for name, value in row.items():
            column = vocabulary.columns.get(name)
            if column is not None:
                table[number, column] = value
    return table


def join_columns(levels: FloatArray, evaluable: FloatArray) -> FloatArray:
    """Join logits of the levels (n, 4) and of not evaluable against evaluable (n, 2) to the columns of an opinion."""
    return np.hstack([levels, evaluable[:, 1:] - evaluable[:, :1]])
