"""Score the assertiveness of passages: error and correlation over all, and correlation within each source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from hedge.corpora.assertiveness import read_assertiveness
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.evaluation.regression import pearson, regression_metrics
from hedge.scoring.passages.assertiveness import load_assertiveness_model
from hedge.scoring.passages.model import PassageModel

# Source, gold and predicted rating of a passage.
Rated = tuple[str, float, float]


def assertiveness_metrics(rated: Sequence[Rated], sources: Sequence[str]) -> dict[str, float]:
    """``mse mae pearson_r spearman_r`` over all passages and ``<source>_pearson_r``; NaN where not defined.

    Examples
    --------
    >>> rated = [("news", 1.0, 2.0), ("news", 2.0, 3.0), ("talk", 5.0, 5.0)]
    >>> round(assertiveness_metrics(rated, ["news"])["news_pearson_r"], 6)
    1.0
    """
    metrics = regression_metrics([gold for _, gold, _ in rated], [found for _, _, found in rated])
    for source in sources:
        own = np.array([(gold, found) for name, gold, found in rated if name == source]).reshape(-1, 2)
        metrics[f"{source}_pearson_r"] = pearson(own[:, 0], own[:, 1])
    return metrics


def evaluate_assertiveness(path: Path, *, model: PassageModel | None = None) -> Evaluation:
    """Run the assertiveness model on a ``.csv`` file with the columns text, assertiveness and source.

    Parameters
    ----------
    path : Path
        The file.
    model : PassageModel, optional
        Default: the shipped one.

    Returns
    -------
    Evaluation
        Keys as in `assertiveness_metrics`; errors on the scale of the ratings; intervals over ``n`` passages.

    Raises
    ------
    MissingInputError, InputError
        There is no such file, or it is not in the format.
    """
    passages = read_assertiveness(path)
    scores = (model or load_assertiveness_model()).scores([passage.text for passage in passages])[:, 0]
    rated = [
        (passage.source, passage.assertiveness, float(score)) for passage, score in zip(passages, scores, strict=True)
    ]
    sources = sorted({passage.source for passage in passages})
    metrics, intervals = bootstrap(rated, lambda part: assertiveness_metrics(part, sources))
    return Evaluation(n=len(rated), metrics=metrics, intervals=intervals)
