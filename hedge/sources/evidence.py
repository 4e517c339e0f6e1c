"""What the encoder says of the words of a document, beside the features of the parse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import HEADS, N_COLUMNS, columns_of

Range = tuple[int, int]
Floats = NDArray[np.float64]

_LABELS = HEADS["attribution"]
# A word's log odds beyond this say no more.
_LARGEST = 3.0
# Words beside the cue that tell on which side its content stands.
_SIDE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Weights of the encoder's evidence in each decision, beside scores from the parse; chosen on dev.

    ``acceptance`` weighs the log odds of the cue's words, ``held`` those of the content's words, ``threshold`` is the
    sum of log odds above which a draft is kept.
    """

    cue: float = 0.0
    source: float = 0.0
    layout: float = 0.0
    near: float = 0.0
    far: float = 0.0
    extension: float = 0.0
    acceptance: float = 0.0
    held: float = 0.0
    threshold: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Log odds for every word of a document.

    Parameters
    ----------
    cue : array, shape (n_words, 3)
        Log probability that a word is outside a cue, begins one, is inside one.
    source, content : array, shape (n_words + 1,)
        Sums, over all words before each place, of the log odds that a word belongs to a source, or to a content.
    trust : Trust
        How much they count.
    """

    cue: Floats
    source: Floats
    content: Floats
    trust: Trust

    def source_odds(self, span: Range) -> float:
        """Log odds that the words of a span are a source; 0 for no source."""
        return self.trust.source * self._sum(self.source, span)

    def side_odds(self, left: int, right: int) -> Floats:
        """Log odds of the layouts after, before and both, for a frame from `left` to `right`."""
        after = self._mean(self.content, (right, right + _SIDE))
        before = self._mean(self.content, (left - _SIDE, left))
        return self.trust.layout * np.array([after - before, before - after, after + before])

    def skipped_odds(self, span: Range) -> float:
        """Log odds that the words between a frame and an edge of the content are not in the content."""
        return -self.trust.near * self._sum(self.content, span)

    def held_odds(self, span: Range) -> float:
        """Log odds that the words of a span are in a content."""
        return self.trust.far * self._sum(self.content, span)

    def extension_odds(self, span: Range) -> float:
        """Log odds that a further quotation is in a content."""
        return self.trust.extension * self._mean(self.content, span)

    def draft_odds(self, cue: Range, content: Sequence[Range]) -> float:
        """Log odds that a draft is an attribution."""
        part = self.cue[slice(*cue)]
        is_cue = float((np.logaddexp(part[:, 1], part[:, 2]) - part[:, 0]).clip(-_LARGEST, _LARGEST).mean())
        held = float(np.mean([self._mean(self.content, span) for span in content]))
        return self.trust.acceptance * is_cue + self.trust.held * held

    def _sum(self, sums: Floats, span: Range) -> float:
        start, end = max(0, span[0]), min(len(sums) - 1, span[1])
        return float(sums[end] - sums[start]) if end > start else 0.0

    def _mean(self, sums: Floats, span: Range) -> float:
        start, end = max(0, span[0]), min(len(sums) - 1, span[1])
        return float(sums[end] - sums[start]) / (end - start) if end > start else 0.0


def read_evidence(encoded: Sequence[NDArray[np.float32]], trust: Trust) -> Evidence:
    """Turn the encoder's rows of a document's sentences into evidence."""
    rows = np.concatenate([*encoded, np.zeros((0, N_COLUMNS))])[:, columns_of("attribution")]
    rows = rows.astype(np.float64)
    shares = rows - np.logaddexp.reduce(rows, axis=1, keepdims=True)
    cue = np.stack(
        [
            np.logaddexp.reduce(shares[:, [i for i, name in enumerate(_LABELS) if not name.endswith("-cue")]], axis=1),
            shares[:, _LABELS.index("B-cue")],
            shares[:, _LABELS.index("I-cue")],
        ],
        axis=1,
    )
    # Words written as one may share their only piece ("can|not"): the second does not begin a cue of its own.
    shared = np.flatnonzero((rows[1:] == rows[:-1]).all(axis=1)) + 1
    cue[shared, 2] = np.logaddexp(cue[shared, 1], cue[shared, 2])
    cue[shared, 1] = -np.inf
    cue = np.maximum(cue, -_LARGEST)
    return Evidence(cue=cue, source=_odds(shares, "source"), content=_odds(shares, "content"), trust=trust)


def _odds(shares: Floats, role: str) -> Floats:
    """Running sums of the log odds of a role."""
    own = [number for number, name in enumerate(_LABELS) if name.endswith(role)]
    rest = [number for number in range(len(_LABELS)) if number not in own]
    odds = np.logaddexp.reduce(shares[:, own], axis=1) - np.logaddexp.reduce(shares[:, rest], axis=1)
    return np.concatenate([[0.0], np.cumsum(odds.clip(-_LARGEST, _LARGEST))])
