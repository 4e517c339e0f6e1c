"""How far the attribution model trusts the encoder: a search of a few weights on dev."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.polnear import AttributedArticle
from hedge.evaluation.attribution import attribution_metrics, count_matches
from hedge.parsing import Parse
from hedge.sources.evidence import Trust
from hedge.sources.finding import find_attributions
from hedge.sources.model import AttributionModel

Encoded = Sequence[NDArray[np.float32]]

_START = Trust(
    cue=0.5, source=0.3, layout=0.3, near=0.2, far=0.2, extension=0.5, acceptance=0.3, held=0.2, threshold=0.1
)
# Values tried for each weight, in the order in which they are settled; then each is tried a little lower and higher.
_GRID: dict[str, tuple[float, ...]] = {
    # No higher: constructions that news seldom has would be lost, as the encoder knows news alone.
    "cue": (0.0, 0.3, 0.8),
    "far": (0.1, 0.3, 0.5, 0.8),
    "source": (0.1, 0.2, 0.4, 0.7, 1.0),
    "acceptance": (0.0, 0.6, 1.0, 1.5),
    "threshold": (-1.0, -0.5, 0.0, 0.5),
    "near": (0.1, 0.4, 0.7, 1.0),
    "layout": (0.0, 0.6, 1.0),
    "extension": (0.0, 1.0, 2.0),
    "held": (0.0, 0.5),
}
_STEP = 0.3


def choose_trust(
    model: AttributionModel, articles: Sequence[AttributedArticle], parses: Sequence[Parse], encoded: Sequence[Encoded]
) -> Trust:
    """Weights with the best sum of strict F1 of the three roles and half the linked F1, by coordinate ascent.

    Parameters
    ----------
    model : AttributionModel
        Fitted; its own trust is not looked at.
    articles : sequence of AttributedArticle
        Held out from both the model and the encoder.
    parses, encoded : sequence
        Of the articles, in the same order.
    """

    def worth(trust: Trust) -> float:
        found = find_attributions(parses, replace(model, trust=trust), encoded, nested=False)
        scores = attribution_metrics(
            [count_matches(a.text, a.attributions, part) for a, part in zip(articles, found, strict=True)]
        )
        return scores["source_f1"] + scores["cue_f1"] + scores["content_f1"] + scores["linked_f1"] / 2

    best, most = _START, worth(_START)
    for refine in (False, True):
        for name, grid in _GRID.items():
            for value in _near(name, getattr(best, name)) if refine else grid:
                trial = replace(best, **{name: value})
                if (reached := worth(trial)) > most:
                    best, most = trial, reached
    return best


def _near(name: str, value: float) -> tuple[float, float]:
    """A little lower and higher: by a share, or by a step for the threshold, which may be 0."""
    if name == "threshold":
        return value - _STEP, value + _STEP
    return round(value * (1 - _STEP), 4), round(value * (1 + _STEP), 4)
