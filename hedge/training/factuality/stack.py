"""Fit the stack of a head: what decides between the score from the parse and what the encoder says."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import N_COLUMNS, columns_of
from hedge.scoring.factuality import Floats, LinearPart, stack_table
from hedge.scoring.forest import Forest, forest_from_sklearn
from hedge.training.factuality.recipes import Recipe
from hedge.training.factuality.samples import Samples

LOSSES = ("squared_error", "absolute_error")
_PENALTY = 30.0
_BOOSTING: dict[str, Any] = {
    "max_iter": 100,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 20,
    "l2_regularization": 2.0,
    "max_features": 0.4,
}


def fit_stack(
    parsed: Floats, samples: Samples, recipe: Recipe
) -> tuple[tuple[Forest | LinearPart, ...], tuple[float, ...]]:
    """Fit the parts of a stack, on sentences that neither the head nor the encoder was fitted on.

    Parameters
    ----------
    parsed : array of float, shape (n_samples,)
        Scores from the parse by heads that have not seen the sentences.
    samples : Samples
        With the rows of encoders that have not seen them.
    recipe : Recipe
        What samples of other sets count, and the blend.

    Returns
    -------
    parts : tuple of Forest or LinearPart
        Boosted ensembles for the mean and for the median and, where the blend has a share for it, a ridge regression.
    blend : tuple of float
        Their weights.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor

    weights = np.where(samples.own, 1.0, recipe.others)
    used = weights > 0
    table, gold, weights = stack_table(parsed, samples.encoded)[used], samples.gold[used], weights[used]
    linear, *shares = recipe.stack_blend
    losses = {loss: share for loss, share in zip(LOSSES, shares, strict=True) if share}
    settings = {**_BOOSTING, **recipe.stack}
    parts: list[Forest | LinearPart] = [
        forest_from_sklearn(
            HistGradientBoostingRegressor(loss=loss, random_state=seed, **settings).fit(table, gold, weights)
        )
        for seed in range(recipe.repeats)
        for loss in losses
    ]
    blend = [share / recipe.repeats for share in losses.values()] * recipe.repeats
    if linear:
        parts.append(_fit_linear(table, gold, weights))
        blend.append(linear)
    return tuple(parts), tuple(blend)


def _fit_linear(table: NDArray[np.float32], gold: Floats, weights: Floats) -> LinearPart:
    """A ridge regression over the score from the parse and the columns of factuality, in standard deviations."""
    from sklearn.linear_model import Ridge

    columns = [0, *(1 + column for head in ("factuality", "probes") for column in range(N_COLUMNS)[columns_of(head)])]
    chosen = table[:, columns].astype(np.float64)
    centre, scale = chosen.mean(axis=0), chosen.std(axis=0) + 1e-6
    ridge = Ridge(alpha=_PENALTY).fit((chosen - centre) / scale, gold, sample_weight=weights)
    every = np.zeros(table.shape[1])
    every[columns] = ridge.coef_ / scale
    return LinearPart(every.astype(np.float32), float(ridge.intercept_ - centre @ every[columns]))
