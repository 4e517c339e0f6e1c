"""Scoring: factuality of predicates, certainty of statements, uncertainty of sentences."""

from __future__ import annotations

from hedge.scoring.certainty.model import (
    LEVELS,
    Certainty,
    CertaintyModel,
    CueEffect,
    StatementSpans,
    load_certainty_model,
)
from hedge.scoring.factuality import FactualityModel, ScoredPredicate, load_factuality_model
from hedge.scoring.perception.model import PerceivedProbability, PerceptionModel, load_perception_model
from hedge.scoring.uncertainty import UncertaintyModel, load_uncertainty_model

__all__ = [
    "LEVELS",
    "Certainty",
    "CertaintyModel",
    "CueEffect",
    "FactualityModel",
    "PerceivedProbability",
    "PerceptionModel",
    "ScoredPredicate",
    "StatementSpans",
    "UncertaintyModel",
    "load_certainty_model",
    "load_factuality_model",
    "load_perception_model",
    "load_uncertainty_model",
]
