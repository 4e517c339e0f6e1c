"""Weigh the experts on certainty against each other, and choose offsets and intervals, on statements held out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hedge.models.linear import FloatArray, softmax
from hedge.scoring.certainty.pool import SPREAD_FLOOR, Opinions, Scores, Settings

COVERAGE = 0.9
# How strongly the weights of the pool are pulled back: a hundred statements are few.
POOL_PENALTY = 0.5
# What our sentences together count of what the statements of the news do: they are of many kinds of text.
OWN_SHARE = 0.5
# Weights of linear models and trees to begin with, none for the encoder.
PARSED_START = (0.5, 0.5, 0.0)

Held = tuple[Opinions, NDArray[np.intp]]
# The experts' scores of statements, and the right class of each.
Scored = tuple[FloatArray, NDArray[np.intp]]


def calibrate(news: Held, ours: Held, *, encoder: bool) -> Settings:
    """Choose weights, offsets and the conformal quantile on statements that no model was fitted on.

    Parameters
    ----------
    news : (Opinions, array of int)
        On annotated statements, out of fold, and their levels from 0 to 3; -1 where one is not truth-evaluable.
    ours : (Opinions, array of int)
        The same of our own sentences, which only the weights of the experts learn from: they are as often possible as
        certain, so that their offsets are none for a text.
    encoder : bool
        Whether to weigh the encoder in; without it the others are all there is.
    """
    weights, offsets = _pool(_levels(*news), _levels(*ours), encoder)
    evaluable, bias = _pool(_two_sided(*news), _two_sided(*ours), encoder)
    settings = Settings(
        level_weights=weights,
        level_offsets=offsets,
        evaluable_weights=evaluable,
        evaluable_offset=round(bias[1] - bias[0], 4),
        conformal_quantile=1.0,
    )
    return replace(settings, conformal_quantile=_conformal_quantile(news[0].pooled(settings), news[1]))


def _levels(opinions: Opinions, level: NDArray[np.intp]) -> Scored:
    return opinions.experts[:, level >= 0, :4], level[level >= 0]


def _two_sided(opinions: Opinions, level: NDArray[np.intp]) -> Scored:
    odds = opinions.experts[:, :, 4:]
    return np.concatenate([np.zeros_like(odds), odds], axis=2), (level >= 0).astype(np.intp)


def _conformal_quantile(scores: Scores, level: NDArray[np.intp]) -> float:
    """Return the quantile of normalised residuals that `COVERAGE` asks for, over the statements with a level."""
    named = level >= 0
    residuals = (np.abs(level / 3 - scores.certainty) / (scores.spread + SPREAD_FLOOR))[named]
    rank = min(1.0, np.ceil((len(residuals) + 1) * COVERAGE) / len(residuals))
    return float(np.quantile(residuals, rank))


def _pool(news: Scored, ours: Scored, encoder: bool) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Weights of the experts, and offsets of the classes on the news: least log loss, pulled towards the start.

    *Shape:* experts are ``(n_experts, n, n_classes)``. The last one, the encoder, may have no weight. Our sentences
    have offsets of their own.
    """
    from scipy.optimize import minimize

    sets, counts = (news, ours), (1.0, OWN_SHARE * len(news[1]) / max(1, len(ours[1])))
    n_experts, n_classes = len(PARSED_START), news[0].shape[2]
    start = np.r_[PARSED_START, np.zeros(len(sets) * n_classes)]
    kept = np.ones(len(start))
    kept[n_experts - 1] = encoder

    def loss(values: FloatArray) -> float:
        total = POOL_PENALTY * float(((values - start) ** 2).sum())
        offsets = values[n_experts:].reshape(len(sets), n_classes)
        for (experts, gold), own, count in zip(sets, offsets, counts, strict=True):
            probabilities = softmax(np.tensordot(values[:n_experts] * kept[:n_experts], experts, 1) + own)
            total -= count * float(np.log(probabilities[np.arange(len(gold)), gold] + 1e-12).sum())
        return total

    bounds = [(0.0, None)] * n_experts + [(None, None)] * (len(start) - n_experts)
    found = minimize(loss, start, method="L-BFGS-B", bounds=bounds).x * kept
    rounded = [round(float(value), 4) for value in found]
    return tuple(rounded[:n_experts]), tuple(rounded[n_experts : n_experts + n_classes])
