"""What all estimators over raw texts share: how they check their input."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator

from hedge.errors import InputError


class TextEstimator(BaseEstimator):  # type: ignore[misc]
    """Takes a sequence of strings, not a table."""

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def check_texts(X: Iterable[str], least: int = 0) -> list[str]:
    """Texts as a list: of any iterable of strings, or of a table with one column.

    Parameters
    ----------
    X : iterable of str, or data frame or array of one column
        The texts.
    least : int, default 0
        How many there must be.

    Raises
    ------
    InputError
        `X` is one string, holds something other than strings, has several columns or too few rows.

    Examples
    --------
    >>> check_texts(("It may rain.", "It rains."))
    ['It may rain.', 'It rains.']
    """
    if isinstance(X, str) or not isinstance(X, Iterable):
        raise InputError(f"expected several texts, got one {type(X).__name__}: put it into a list")
    shape: tuple[int, ...] = getattr(X, "shape", ())
    if len(shape) > 1:
        # Going through a data frame would give the names of its columns, not its rows.
        if len(shape) > 2 or shape[1] != 1:
            raise InputError(f"expected one column of texts, got a table of shape {shape}: name the column to read")
        X = np.asarray(X).ravel()
    texts = list(X)
    for text in texts:
        if not isinstance(text, str):
            raise InputError(f"expected raw texts as str, got {type(text).__name__}: pass one column of strings")
    if len(texts) < least:
        raise InputError(f"expected at least {least} text to fit on, got none: check X")
    return texts
