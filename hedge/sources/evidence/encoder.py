"""What the encoder says of the words of a document, ready to be looked up for many spans at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import HEADS, N_COLUMNS, ROLES, columns_of

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

LABELS = HEADS["attribution"]
# Log odds and log probabilities beyond this say no more.
_LARGEST = 6.0
# In sums each word counts at most this much, so that a long stretch of sure words cannot outweigh its edges.
_LARGEST_IN_SUM = 3.0
# Room on both sides of a document, so that neighbours can be looked up at its ends.
PAD = 8
SOURCE, CUE, CONTENT = range(len(ROLES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The encoder's view of every word of a document.

    Parameters
    ----------
    shares : array, shape (n_words, 7)
        Log probabilities of the labels of the head ``attribution``.
    odds : array, shape (3, n_words + 2 * PAD)
        Log odds that a word belongs to a source, a cue, a content; 0 beyond the ends of the document.
    begins : array, shape (3, n_words + 2 * PAD)
        The same for the first word of one.
    sums : array, shape (3, n_words + 1)
        Sums of the log odds over all words before each place.
    """

    shares: Floats
    odds: Floats
    begins: Floats
    sums: Floats

    def at(self, role: int, indices: Indices) -> Floats:
        """Log odds of the role at the words; words up to `PAD` beyond the ends may be named."""
        found: Floats = self.odds[role].take(indices + PAD, mode="clip")
        return found

    def begins_at(self, role: int, indices: Indices) -> Floats:
        """Log odds that the words are the first of the role."""
        found: Floats = self.begins[role].take(indices + PAD, mode="clip")
        return found

    def total(self, role: int, starts: Indices, ends: Indices) -> Floats:
        """Sums of the log odds over spans, 0 for empty ones."""
        sums = self.sums[role]
        return np.where(ends > starts, sums.take(ends, mode="clip") - sums.take(starts, mode="clip"), 0.0)

    def mean(self, role: int, starts: Indices, ends: Indices) -> Floats:
        """Means of the log odds over spans, 0 for empty ones."""
        size = self.sums.shape[1]
        means: Floats = self.total(role, starts, ends) / np.maximum(_within(ends, size) - _within(starts, size), 1)
        return means

    def least(self, role: int, starts: Indices, ends: Indices) -> Floats:
        """Lowest log odds of a word in each span; 0 for empty ones."""
        if not len(starts):
            return np.zeros(0)
        # Pairs of places: every second stretch is a span, the others are what lies between.
        pairs = np.stack([starts, np.maximum(ends, starts + 1)], axis=1).ravel() + PAD
        found = np.minimum.reduceat(self.odds[role], _within(pairs, self.odds.shape[1]))[::2]
        return np.where(ends > starts, found, 0.0)


def _within(indices: Indices, size: int) -> Indices:
    # `np.clip` takes three times as long for few numbers.
    return np.minimum(np.maximum(indices, 0), size - 1)


def read_evidence(encoded: Sequence[NDArray[np.float32]]) -> Evidence:
    """Turn the encoder's rows of a document's sentences into evidence."""
    rows = np.concatenate([*encoded, np.zeros((0, N_COLUMNS))])[:, columns_of("attribution")].astype(np.float64)
    shares = rows - np.logaddexp.reduce(rows, axis=1, keepdims=True)
    # Words written as one may share their only piece ("can|not"): the second does not begin anything of its own.
    shared = np.flatnonzero((rows[1:] == rows[:-1]).all(axis=1)) + 1
    for role in ROLES:
        begin, inside = LABELS.index(f"B-{role}"), LABELS.index(f"I-{role}")
        shares[shared, inside] = np.logaddexp(shares[shared, begin], shares[shared, inside])
        shares[shared, begin] = -_LARGEST
    shares = np.maximum(shares, -_LARGEST)
    odds = np.stack([_log_odds(shares, [f"B-{role}", f"I-{role}"]) for role in ROLES])
    begins = np.stack([_log_odds(shares, [f"B-{role}"]) for role in ROLES])
    padding = ((0, 0), (PAD, PAD))
    sums = np.cumsum(np.pad(odds.clip(-_LARGEST_IN_SUM, _LARGEST_IN_SUM), ((0, 0), (1, 0))), axis=1)
    return Evidence(shares=shares, odds=np.pad(odds, padding), begins=np.pad(begins, padding), sums=sums)


def _log_odds(shares: Floats, names: Sequence[str]) -> Floats:
    own = [LABELS.index(name) for name in names]
    rest = [number for number in range(len(LABELS)) if number not in own]
    odds = np.logaddexp.reduce(shares[:, own], axis=1) - np.logaddexp.reduce(shares[:, rest], axis=1)
    clipped: Floats = odds.clip(-_LARGEST, _LARGEST)
    return clipped
