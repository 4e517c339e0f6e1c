"""Word vectors of the shipped parser pack, for models that share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hedge.parsing import load_vectors


@dataclass(frozen=True, slots=True)
class WordVectors:
    """Vectors by lower-case word.

    Parameters
    ----------
    rows : mapping of str to int
        Row of each word.
    matrix : array of float32, shape (n_words, n_dimensions)
        The vectors.
    """

    rows: Mapping[str, int]
    matrix: NDArray[np.float32]

    def look_up(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of `words`, zeros for those without one.

        *Shape:* ``(len(words), n_dimensions)``.
        """
        found = np.array([self.rows.get(word, -1) for word in words], dtype=np.intp)
        vectors = self.matrix[found]
        vectors[found < 0] = 0.0
        return vectors


@cache
def load_word_vectors() -> WordVectors:
    """Load the vectors that the shipped Stanza pack carries for its tagger and parser (once a process).

    Raises
    ------
    ModelMissingError, ModelHashError
        The pack is missing or damaged.
    """
    return WordVectors(*load_vectors())
