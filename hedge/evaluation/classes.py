"""F1 of one class, and averaged over several."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike


def class_f1(gold: ArrayLike, found: ArrayLike) -> float:
    """F1 of a class from two sequences of truth values; not a number where it is neither in one nor in the other.

    Examples
    --------
    >>> class_f1([True, True, False], [True, False, False])
    0.6666666666666666
    """
    truth, guess = np.asarray(gold, dtype=bool), np.asarray(found, dtype=bool)
    total = int(truth.sum() + guess.sum())
    return 2 * int((truth & guess).sum()) / total if total else math.nan


def macro_f1(gold: ArrayLike, found: ArrayLike, classes: Sequence[int]) -> float:
    """F1 averaged over the given classes; one that occurs nowhere counts 0.

    Examples
    --------
    >>> macro_f1([0, 1, 1, 1], [0, 1, 1, 1], range(4))
    0.5
    """
    truth, guess = np.asarray(gold), np.asarray(found)
    if not truth.size:
        return math.nan
    return float(np.mean(np.nan_to_num([class_f1(truth == name, guess == name) for name in classes])))
