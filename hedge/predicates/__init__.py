"""Predicates and cues: what a sentence asserts, with the features that models score, and the words that hedge it."""

from __future__ import annotations

from hedge.predicates.cues import Cue, CueModel, find_cues, load_cue_model
from hedge.predicates.features import PredicateFeatures, predicate_features
from hedge.predicates.predicates import Predicate, find_predicates, is_predicate

__all__ = [
    "Cue",
    "CueModel",
    "Predicate",
    "PredicateFeatures",
    "find_cues",
    "find_predicates",
    "is_predicate",
    "load_cue_model",
    "predicate_features",
]
