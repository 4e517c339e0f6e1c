"""Fit the stack of a head: what decides between the score from the parse and what the encoder says."""

from __future__ import annotations

from typing import Any

import numpy as np

from hedge.scoring.factuality import Floats, stack_table
from hedge.scoring.forest import Forest, forest_from_sklearn
from hedge.training.factuality.recipes import Recipe
from hedge.training.factuality.samples import Samples

LOSSES = ("squared_error", "absolute_error")
_BOOSTING: dict[str, Any] = {
    "max_iter": 100,
    "learning_rate": 0.06,
    "max_leaf_nodes": 12,
    "min_samples_leaf": 20,
    "l2_regularization": 2.0,
    "max_features": 0.4,
}


def fit_stack(parsed: Floats, samples: Samples, recipe: Recipe) -> tuple[tuple[Forest, ...], tuple[float, ...]]:
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
    parts : tuple of Forest
        Boosted ensembles for the mean and for the median.
    blend : tuple of float
        Their weights.
    """
    from sklearn.ensemble import HistGradientBoostingRegressor

    weights = np.where(samples.own, 1.0, recipe.others)
    used = weights > 0
    table, gold, weights = stack_table(parsed, samples.encoded)[used], samples.gold[used], weights[used]
    losses = {loss: share for loss, share in zip(LOSSES, recipe.stack_blend, strict=True) if share}
    settings = {**_BOOSTING, **recipe.stack}
    parts = tuple(
        forest_from_sklearn(
            HistGradientBoostingRegressor(loss=loss, random_state=seed, **settings).fit(table, gold, weights)
        )
        for seed in range(recipe.repeats)
        for loss in losses
    )
    return parts, tuple(share / recipe.repeats for share in losses.values()) * recipe.repeats
