"""The stack: models that make each choice from what the parse and the encoder say of it together."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError
from hedge.scoring.forest import Forest, forest_from_arrays

Floats = NDArray[np.float64]
Table = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class DenseModel:
    """A multinomial logistic regression over standardised columns.

    Parameters
    ----------
    weights : array, shape (n_columns, n_classes)
        For the columns as they are: the scale is multiplied in.
    intercept : array, shape (n_classes,)
        Added to every score.
    """

    weights: Floats
    intercept: Floats

    def scores(self, table: Table) -> Floats:
        """Logits; *shape:* ``(n_rows, n_columns)`` to ``(n_rows, n_classes)``."""
        # One row at a time would round as a batch does: einsum adds in a fixed order.
        scores: Floats = np.einsum("ij,jk->ik", table.astype(np.float64), self.weights) + self.intercept
        return scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """What `hedge.sources.find_attributions` needs beside the models of the parse, where there is an encoder.

    Parameters
    ----------
    cue : DenseModel
        Each word: outside a cue, first word of one, further word of one.
    source, part, layout : Forest
        Each candidate source of a cue, part of a content, layout.
    extension : DenseModel
        Log odds that a content goes on with the next quotation; seldom asked, so that trees would have little to learn
        from.
    acceptance : Forest
        Log odds that a drafted attribution is one.
    threshold : float
        Log odds above which a draft is kept.
    """

    cue: DenseModel
    source: Forest
    part: Forest
    layout: Forest
    extension: DenseModel
    acceptance: Forest
    threshold: float = 0.0

    def save(self, path: Path) -> None:
        """Write to an ``.npz`` file."""
        arrays: dict[str, NDArray[Any]] = {}
        for name in _DENSE:
            model = getattr(self, name)
            arrays |= {f"{name}.weights": model.weights, f"{name}.intercept": model.intercept}
        for name in FORESTS:
            arrays |= getattr(self, name).arrays(name)
        np.savez_compressed(path, allow_pickle=False, **arrays, threshold=np.array(self.threshold))


_DENSE = ("cue", "extension")
FORESTS: Sequence[str] = tuple(each.name for each in fields(Stack) if each.name not in (*_DENSE, "threshold"))


def load_stack(path: Path) -> Stack:
    """Read a stack from an ``.npz`` file.

    Raises
    ------
    ModelError
        The file is no such model.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = dict(file)
        models: dict[str, Any] = {name: forest_from_arrays(arrays, name) for name in FORESTS}
        models |= {name: DenseModel(arrays[f"{name}.weights"], arrays[f"{name}.intercept"]) for name in _DENSE}
        return Stack(**models, threshold=float(arrays["threshold"]))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile, zlib.error) as error:
        raise ModelError(f"expected a stack of models in {path}, got {error!r}: reinstall hedge") from error
