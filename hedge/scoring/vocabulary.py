"""Named binary features to sparse matrices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


class Vocabulary:
    """The features a model knows, each with its column.

    Parameters
    ----------
    names : iterable of str
        Feature names in column order, without repetition.

    Examples
    --------
    >>> vocabulary = Vocabulary(["modal=may", "neg=not"])
    >>> vocabulary.encode([["neg=not", "neg=not"], ["upos=VERB"]]).toarray().tolist()
    [[0.0, 1.0], [0.0, 0.0]]
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.columns = {name: column for column, name in enumerate(names)}

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]], rarest: int) -> Vocabulary:
        """Build a vocabulary of the features that at least `rarest` rows have, in the order of their names."""
        counts = Counter(name for row in rows for name in set(row))
        return cls(sorted(name for name, count in counts.items() if count >= rarest))

    def __len__(self) -> int:
        """Count the features."""
        return len(self.columns)

    @property
    def names(self) -> list[str]:
        """Feature names in column order."""
        return list(self.columns)

    def encode(self, rows: Sequence[Iterable[str]]) -> csr_matrix:
        """One row of zeros and ones for each row of names; unknown names are left out.

        *Shape:* ``(len(rows), len(self))``.
        """
        from scipy.sparse import csr_matrix

        get = self.columns.get
        indices: list[int] = []
        starts = [0]
        for row in rows:
            indices.extend(sorted({column for column in map(get, row) if column is not None}))
            starts.append(len(indices))
        return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), len(self)))
