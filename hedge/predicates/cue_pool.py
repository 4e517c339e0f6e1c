"""What the encoder makes of a candidate for a cue, and the model that weighs it against the regression's opinion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedge.encoding import columns_of
from hedge.encoding.heads import HEADS
from hedge.models.linear import FloatArray, LinearModel
from hedge.predicates.cue_features import Candidate
from hedge.predicates.cue_strengths import strength_of

#: Log odds that the encoder gives: of the words being in a cue (mean, least and most of them), of the first one
#: beginning a cue and going on with one, of the words before and after being in a cue, of the one after going on.
VIEWS = ("mean", "least", "most", "begins", "goes on", "before", "after", "goes on after")
CUE, NO_CUE = "cue", "none"
# Log odds where there is no word.
_NOTHING = -8.0
# The tags that begin a cue, that go on with one, and both, as masks.
_BEGIN, _INSIDE = (np.array([name.startswith(mark) for name in HEADS["cues"]]) for mark in "BI")
_IN_CUE = _BEGIN | _INSIDE


@dataclass(frozen=True, slots=True)
class CuePool:
    """Decides with the encoder: a logistic regression over numbers.

    Parameters
    ----------
    linear : LinearModel
        Over the names of `pool_features`; outputs: ``"none"`` and ``"cue"``.
    threshold : float
        Candidates with a lower probability of being a cue are dropped.

    References
    ----------
    Wolpert, D. (1992). Stacked generalization. Neural Networks 5.
    """

    linear: LinearModel
    threshold: float

    def chances(self, rows: Sequence[dict[str, float]]) -> FloatArray:
        """Probabilities of being a cue. *Shape:* ``(len(rows),)``."""
        return self.linear.probabilities(rows)[:, self.linear.outputs.index(CUE)]


def view_candidates(rows: NDArray[np.float32], candidates: Sequence[Candidate]) -> FloatArray:
    """What the encoder makes of the candidates of a sentence.

    *Shape:* `rows`, from `hedge.encoding.Encoder.encode`, is ``(n_words, N_COLUMNS)``, the result, with the columns
    `VIEWS`, ``(len(candidates), len(VIEWS))``.
    """
    logits = rows[:, columns_of("cues")].astype(np.float64)
    inside_cue = _log_odds(logits, _IN_CUE)
    begins, goes_on = _log_odds(logits, _BEGIN), _log_odds(logits, _INSIDE)
    result = np.full((len(candidates), len(VIEWS)), _NOTHING)
    for number, candidate in enumerate(candidates):
        first, last = candidate.first, candidate.last
        own = inside_cue[first : last + 1]
        result[number, :5] = own.mean(), own.min(), own.max(), begins[first], goes_on[first]
        if first > 0:
            result[number, 5] = inside_cue[first - 1]
        if last + 1 < len(rows):
            result[number, 6:] = inside_cue[last + 1], goes_on[last + 1]
    return result


def _log_odds(logits: FloatArray, tags: NDArray[np.bool_]) -> FloatArray:
    """Log odds of some of the tags against the others, by rows."""
    odds: FloatArray = np.logaddexp.reduce(logits[:, tags], axis=1) - np.logaddexp.reduce(logits[:, ~tags], axis=1)
    return odds


def pool_features(candidates: Sequence[Candidate], odds: FloatArray, views: FloatArray) -> list[dict[str, float]]:
    """The numbers that the pool weighs, for each candidate of one sentence.

    Parameters
    ----------
    candidates : sequence of Candidate
        Of the sentence.
    odds : array, shape (n_candidates,)
        Log odds of being a cue by the regression.
    views : array, shape (n_candidates, len(VIEWS))
        From `view_candidates`.
    """
    result = []
    for candidate, own, view in zip(candidates, odds.tolist(), views.tolist(), strict=True):
        row = dict(zip(VIEWS, view, strict=True))
        row |= {"regression": own, "size": float(min(candidate.last - candidate.first, 3))}
        strength = strength_of(candidate.entry)
        if strength is not None:
            row[strength] = 1.0
        result.append(row)
    return result
