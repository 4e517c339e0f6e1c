"""Weigh the experts on certainty against each other, and choose thresholds and intervals, on statements held out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hedge.models.linear import FloatArray, softmax
from hedge.scoring.certainty_pool import SPREAD_FLOOR, Opinions, Scores, Settings

COVERAGE = 0.9
# How strongly the weights of the pool are pulled back: a hundred statements are few.
POOL_PENALTY = 0.5
# Thresholds, a hundredth apart, that are judged together.
_NEIGHBOURS = 11
# Weights of linear models and trees to begin with, none for the encoder.
PARSED_START = (0.5, 0.5, 0.0)
# Of the encoder on the levels. Encoders of folds are too good on their folds (see `hedge.training.encoder_folds`), so
# that the best weight there, 1, is too large; of the twentieths this is the largest that keeps nineteen in twenty of
# our own minimal pairs in order.
ENCODER_WEIGHT = 0.45


def calibrate(opinions: Opinions, level: NDArray[np.intp], alone: Settings | None = None) -> Settings:
    """Choose weights, thresholds and the conformal quantile on annotated statements that no model was fitted on.

    Parameters
    ----------
    opinions : Opinions
        Out of fold.
    level : array of int, shape (n,)
        Gold, from 0 to 3; -1 where the statement is not truth-evaluable.
    alone : Settings, optional
        Without it the encoder gets no weight. With it the encoder is weighed in and the other weights begin there; its
        own is chosen for being truth-evaluable, and `ENCODER_WEIGHT` for the levels.
    """
    named = level >= 0
    odds = opinions.experts[:, :, 4:]
    if alone is None:
        level_start, evaluable_start = np.r_[PARSED_START, np.zeros(4)], np.r_[PARSED_START, np.zeros(2)]
    else:
        level_start = np.r_[alone.level_weights[:2], ENCODER_WEIGHT, alone.level_offsets]
        evaluable_start = np.r_[alone.evaluable_weights, 0.0, alone.evaluable_offset]
    weights = _pool(opinions.experts[:, named, :4], level[named], level_start, (True, True, False))
    two_sided = np.concatenate([np.zeros_like(odds), odds], axis=2)
    evaluable = _pool(two_sided, named.astype(np.intp), evaluable_start, (True, True, alone is not None))
    settings = Settings(
        level_weights=weights[:3],
        level_offsets=weights[3:],
        evaluable_weights=evaluable[:3],
        evaluable_offset=evaluable[4] - evaluable[3],
        evaluable_threshold=0.5,
        conformal_quantile=1.0,
    )
    scores = opinions.pooled(settings)
    return replace(
        settings,
        evaluable_threshold=_evaluable_threshold(scores.evaluable, ~named),
        conformal_quantile=_conformal_quantile(scores, level),
    )


def _conformal_quantile(scores: Scores, level: NDArray[np.intp]) -> float:
    """Return the quantile of normalised residuals that `COVERAGE` asks for, over the statements with a level."""
    named = level >= 0
    residuals = (np.abs(level / 3 - scores.certainty) / (scores.spread + SPREAD_FLOOR))[named]
    rank = min(1.0, np.ceil((len(residuals) + 1) * COVERAGE) / len(residuals))
    return float(np.quantile(residuals, rank))


def _pool(experts: FloatArray, gold: NDArray[np.intp], start: FloatArray, free: Sequence[bool]) -> tuple[float, ...]:
    """Weights of the experts, then an offset for each class: least log loss, pulled towards `start`.

    *Shape:* `experts` is ``(n_experts, n, n_classes)``. Experts that are not free keep the weight they start with.
    """
    from scipy.optimize import minimize

    count = len(experts)
    fixed = ~np.r_[np.asarray(free), np.ones(len(start) - count, dtype=bool)]

    def loss(values: FloatArray) -> float:
        weights = np.where(fixed, start, values)
        probabilities = softmax(np.tensordot(weights[:count], experts, 1) + weights[count:])
        fit = -np.log(probabilities[np.arange(len(gold)), gold] + 1e-12).sum()
        return float(fit + POOL_PENALTY * ((weights - start) ** 2).sum())

    bounds = [(0.0, None)] * count + [(None, None)] * (len(start) - count)
    found = np.where(fixed, start, minimize(loss, start, method="L-BFGS-B", bounds=bounds).x)
    return tuple(round(float(value), 4) for value in found)


def _evaluable_threshold(evaluable: FloatArray, gold: NDArray[np.bool_]) -> float:
    """Return the threshold around which the F1 of "na" is best, on average over a tenth: single peaks are chance."""
    candidates = np.linspace(0.25, 0.75, 51)
    scores = [f1_score(gold, evaluable < threshold) for threshold in candidates]
    smooth = np.convolve(scores, np.full(_NEIGHBOURS, 1 / _NEIGHBOURS), mode="valid")
    return round(float(candidates[int(np.argmax(smooth)) + _NEIGHBOURS // 2]), 2)


def f1_score(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    """F1 of a yes-or-no decision; 0 where there is nothing to find and nothing found."""
    total = int(gold.sum() + found.sum())
    return 2 * int((gold & found).sum()) / total if total else 0.0
