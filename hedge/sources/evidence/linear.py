"""Linear models on named features, evaluated with plain numpy."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from hedge.errors import ModelError

Features = Sequence[str]

#: Names whose rows are kept; then all are forgotten, so that endless input needs no endless memory.
_NAMES_KEPT = 200_000


class _Rows(dict[str, int]):
    """Rows of features by name, so that a name that comes again need not be encoded and hashed again.

    Unknown features have the row `blank`.
    """

    def __init__(self, vocabulary: Mapping[int, int], blank: int) -> None:
        self._vocabulary = vocabulary
        self._blank = blank

    def __missing__(self, name: str) -> int:
        if len(self) >= _NAMES_KEPT:
            self.clear()
        row = self[name] = self._vocabulary.get(feature_key(name), self._blank)
        return row


@dataclass(frozen=True, slots=True)
class LinearModel:
    """A fitted logistic regression over named binary features.

    Parameters
    ----------
    vocabulary : mapping of int to int
        Row of each feature, by the `feature_key` of its name; unknown features count nothing.
    weights : ndarray of float32, shape (n_features + 1, n_outputs)
        The last row is zero: it stands for "no feature", so that every sample has one.
    intercept : ndarray of float32, shape (n_outputs,)
        Added to every score.
    """

    vocabulary: Mapping[int, int]
    weights: npt.NDArray[np.float32]
    intercept: npt.NDArray[np.float32]
    _rows: _Rows = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", _Rows(self.vocabulary, len(self.weights) - 1))

    def scores(self, samples: Iterable[Features]) -> npt.NDArray[np.float32]:
        """Decision scores (logits), shape (n_samples, n_outputs).

        The score of a sample does not depend on the others, so results are the same for any batch.
        """
        row_of, blank = self._rows.__getitem__, len(self.weights) - 1
        rows: list[int] = []
        starts: list[int] = []
        for sample in samples:
            starts.append(len(rows))
            # A feature counts once, however often it is named; the order stays that of the sample.
            rows.extend(dict.fromkeys(chain((blank,), map(row_of, sample))))
        if not starts:
            return np.zeros((0, self.weights.shape[1]), dtype=np.float32)
        sums: npt.NDArray[np.float32] = np.add.reduceat(self.weights[rows], starts, axis=0) + self.intercept
        return sums

    def save(self, folder: Path, name: str) -> None:
        """Write ``name.npz`` into a pack's folder."""
        keys = np.fromiter(self.vocabulary, dtype=np.uint32, count=len(self.vocabulary))
        path = folder / f"{name}.npz"
        np.savez_compressed(path, allow_pickle=False, keys=keys, weights=self.weights[:-1], intercept=self.intercept)


def feature_key(name: str) -> int:
    """Return the number that stands for a feature in model files (CRC-32): small, and no training text is shipped.

    Examples
    --------
    >>> feature_key("l=say")
    2603157594
    """
    return zlib.crc32(name.encode())


def load_linear(folder: Path, name: str) -> LinearModel:
    """Load ``name.npz`` from a pack's folder.

    Raises
    ------
    ModelError
        There is no such file, or it is no such model.
    """
    try:
        with np.load(folder / f"{name}.npz", allow_pickle=False) as file:
            return make_linear(file["keys"], file["weights"], file["intercept"])
    except (OSError, EOFError, ValueError, KeyError, IndexError, BadZipFile, zlib.error) as error:
        raise ModelError(f"expected a linear model in {folder / name}.npz, got {error!r}: reinstall hedge") from error


def make_linear(
    keys: npt.NDArray[np.uint32], weights: npt.NDArray[np.float32], intercept: npt.NDArray[np.float32]
) -> LinearModel:
    """Make a model of the keys of its features and their weights, *shape:* ``(n_features, n_outputs)``."""
    padded = np.vstack([weights, np.zeros((1, weights.shape[1]), dtype=np.float32)])
    return LinearModel(dict(zip(keys.tolist(), range(len(keys)), strict=True)), padded, intercept)
