"""Pool the experts on a statement's certainty: linear models, trees and the encoder, each with its weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedge.models.linear import FloatArray, softmax

#: From level 0 to level 3 of the NewsCert guide.
LEVELS = ("uncommitted", "possible", "probable", "certain")
NOT_EVALUABLE = "na"
#: The experts, in the order in which they are weighed.
EXPERTS = ("linear", "trees", "encoder")
#: What each expert says of a statement: logits of the four levels, then the log odds of being truth-evaluable.
COLUMNS = (*LEVELS, "evaluable")
# Keeps conformal scores finite where all probability is on one level.
SPREAD_FLOOR = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was chosen on articles not fitted on.

    Parameters
    ----------
    level_weights, evaluable_weights : (float, float, float)
        Factors on the log odds of each of `EXPERTS`; their sum is what the probabilities are made of.
    level_offsets : tuple of float
        Added to the log odds of the four levels.
    evaluable_offset : float
        Added to the log odds of being truth-evaluable.
    conformal_quantile : float
        0.9 quantile of normalised residuals.
    """

    level_weights: tuple[float, ...]
    level_offsets: tuple[float, ...]
    evaluable_weights: tuple[float, ...]
    evaluable_offset: float
    conformal_quantile: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw model outputs for a batch: levels ``(n, 4)``, evaluable ``(n,)``, rejected ``(n,)``; probabilities."""

    levels: FloatArray
    evaluable: FloatArray
    rejected: FloatArray

    @property
    def certainty(self) -> FloatArray:
        """Expected level over 3. *Shape:* ``(n,)``."""
        return np.asarray((self.levels * np.arange(4)).sum(axis=1) / 3)

    @property
    def spread(self) -> FloatArray:
        """Standard deviation of the level over 3. *Shape:* ``(n,)``."""
        squares = (self.levels * (np.arange(4) / 3) ** 2).sum(axis=1)
        return np.asarray(np.sqrt(np.maximum(squares - self.certainty**2, 0)))


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the experts say about a batch of statements, before they are pooled.

    Parameters
    ----------
    experts : array, shape (3, n, 5)
        Of each of `EXPERTS` the `COLUMNS`; zeros where there is no encoder.
    rejected : array, shape (n, 2)
        Logits of the source not rejecting the content, and of rejecting it.
    """

    experts: FloatArray
    rejected: FloatArray

    def pooled(self, settings: Settings) -> Scores:
        """Calibrated probabilities: a logarithmic opinion pool (Genest and Zidek 1986)."""
        levels = _weighed(settings.level_weights, self.experts[:, :, :4]) + np.asarray(settings.level_offsets)
        evaluable = _weighed(settings.evaluable_weights, self.experts[:, :, 4]) + settings.evaluable_offset
        return Scores(softmax(levels), 1 / (1 + np.exp(-evaluable)), softmax(self.rejected)[:, 1])

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Opinions:
        """Opinions about some of the statements."""
        return Opinions(self.experts[:, chosen], self.rejected[chosen])


def _weighed(weights: Sequence[float], experts: FloatArray) -> FloatArray:
    """Sum of the experts by their weights, term by term: a product of matrices depends on how many rows it has."""
    return np.asarray(sum(weight * expert for weight, expert in zip(weights, experts, strict=True)))


def choose_labels(scores: Scores) -> list[str]:
    """Label of each sample: the most probable level, ``"na"`` where that is more probable than not."""
    best = np.argmax(scores.levels, axis=1)
    named = scores.evaluable >= 0.5
    return [LEVELS[level] if is_named else NOT_EVALUABLE for level, is_named in zip(best, named, strict=True)]


def conformal_intervals(scores: Scores, settings: Settings) -> FloatArray:
    """Intervals of the level over 3. *Shape:* ``(n, 2)``."""
    reach = settings.conformal_quantile * (scores.spread + SPREAD_FLOOR)
    return np.clip(np.stack([scores.certainty - reach, scores.certainty + reach], axis=1), 0, 1)
