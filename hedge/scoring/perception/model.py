"""Perceived probability: the number a reader takes out of a statement's words, and how far readers differ."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from hedge.errors import ModelError
from hedge.models import model_folder
from hedge.models.linear import FloatArray
from hedge.parsing import Parse
from hedge.predicates.cues import Cue
from hedge.scoring.certainty.features import Context, StatementSpans
from hedge.scoring.certainty.model import Certainty
from hedge.scoring.perception.chain import Chain, read_chain
from hedge.scoring.perception.lexicon import ATTITUDES, CLASS_PRIORS, DEGREE_PRIORS, PLAIN, REJECTIONS
from hedge.scoring.perception.operators import Operator

__all__ = ["PerceivedProbability", "PerceptionModel", "load_perception_model"]

PACK = "perception"
# Quantiles of the responses: the bounds of the 90 % and the 50 % interval.
QUANTILES = (0.05, 0.25, 0.75, 0.95)
# How hard the weaker of two hedges wins: 1 would add up their doubts, infinity would take the weaker alone.
_SHARPNESS = 6.0
# How far readers differ over a number, as a share of how far they differ over words: they mostly answer with it.
_STATED_REACH = 0.25
_NO_HEDGES = ("approximator", "condition", "booster")
# Factors with priors of their own, as log factors are learned for them.
FACTORS: Mapping[str, float] = {
    "affix": 1.0,  # "unlikely" against "likely"
    "not likely": 1.0,
    "not certain": 0.1,
    "not possible": 5.0,
    "not unlikely": 0.35,
    "not impossible": 0.2,
    "not excluded": 0.05,
    "not doubt": 1.8,
    "attitude": 1.0,  # "believes it likely" against "likely"
    "hidden": 4.0,  # what the certainty model's effect of a cue that no lexicon here holds does to the log-odds
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceivedProbability:
    """The probability that readers take away of what a statement is about.

    The event counts as it stands without negation: "it will not rain" is close to 0, as is "it is impossible that it
    rains".

    Parameters
    ----------
    mean : float
        Expected response, in [0, 1].
    p50, p90 : tuple of float
        Intervals that hold half and nine tenths of readers; the first lies in the second.
    """

    mean: float
    p50: tuple[float, float]
    p90: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """Log-odds of a chain, whether every expression in it was surveyed, and whether a number states them."""

    logit: float
    surveyed: bool
    stated: bool = False


@dataclass(frozen=True, slots=True)
class PerceptionModel:
    """Strengths of expressions, composed along the tree, with quantiles of human responses around the result.

    Expressions have log-odds: a prior by class times learned factors of the class, of the word and of its degree
    words. From the bare event outwards, the weaker of two hedges wins, an attitude leaves an explicit expression below
    it as it is, and negation turns an expression round by a factor of its kind: fully for "likely", hardly for
    "certain" (not certain is not certainly not), to the far end for "possible", and only half back for "unlikely".

    Parameters
    ----------
    weights : dict of str to float
        Log factors: ``"scale"``, ``"class=..."``, ``"root=..."``, ``"degree=..."`` and the keys of `FACTORS`.
    quantiles : array, shape (4, 3)
        Weights of 1, p and p(1 - p) for each of `QUANTILES`.
    widening : float
        Factor on the interval's reach where an expression was not surveyed.

    References
    ----------
    Wallsten, T. et al. (1986). Measuring the vague meanings of probability terms. JEP: General 115.
    Belem, C. et al. (2024). Perceptions of linguistic uncertainty by language models and humans. EMNLP.
    """

    weights: Mapping[str, float]
    quantiles: FloatArray
    widening: float

    def score(
        self,
        parses: Sequence[Parse],
        statements: Sequence[Sequence[StatementSpans]],
        cues: Sequence[Sequence[Cue]],
        certainties: Sequence[Sequence[Certainty]] | None = None,
    ) -> list[list[PerceivedProbability]]:
        """Score the statements of several documents.

        Parameters
        ----------
        parses : sequence of Parse
            The documents.
        statements : sequence of sequences of StatementSpans
            Those of each document.
        cues : sequence of sequences of Cue
            From `hedge.predicates.cues.find_cues`.
        certainties : sequence of sequences of Certainty, optional
            Of the same statements; they speak for the hedges that the lexicon lacks.

        Returns
        -------
        list of list of PerceivedProbability
            In the order given.
        """
        results = []
        for number, (parse, own, found) in enumerate(zip(parses, statements, cues, strict=True)):
            context = Context(parse, tuple(found))
            known: Sequence[Certainty | None] = [None] * len(own) if certainties is None else certainties[number]
            readings = [
                self.read(chain := read_chain(context, spans), hidden_effect(chain, certainty))
                for spans, certainty in zip(own, known, strict=True)
            ]
            results.append([self.respond(reading) for reading in readings])
        return results

    def read(self, chain: Chain, hidden: float = 0.0) -> Reading:
        """Log-odds of a chain.

        Parameters
        ----------
        chain : Chain
            From `hedge.scoring.perception.chain.read_chain`.
        hidden : float, default 0.0
            From `hidden_effect`.
        """
        if chain.asked:
            return Reading(0.0, False)
        logit, group, explicit = PLAIN * math.exp(self.factor("hidden") * hidden), "plain", False
        for operator in reversed(list(_calmed(chain.operators))):
            if operator.entry is None:
                logit, group = self._negated(logit, group, operator), "negated"
                continue
            if operator.stated is not None:
                logit, group = math.copysign(1.0, logit) * _log_odds(operator.stated), "stated"
                continue
            if group == "stated" and operator.entry.group not in ("doubt", *REJECTIONS):
                continue
            logit = self._applied(operator, logit, group, explicit)
            group = "open" if operator.open else operator.entry.group if operator.entry.sign > 0 else "unlikely"
            explicit = explicit or operator.entry.group not in ("report", *REJECTIONS)
        surveyed = hidden == 0 and all(map(self._surveyed, chain.operators))
        return Reading(logit, surveyed, stated=group == "stated")

    def respond(self, reading: Reading) -> PerceivedProbability:
        """Mean and intervals of the responses to log-odds."""
        mean = 1 / (1 + math.exp(-reading.logit))
        bounds = self.quantiles @ np.array([1.0, mean, mean * (1 - mean)])
        reach = _STATED_REACH if reading.stated else 1.0 if reading.surveyed else self.widening
        bounds = mean + reach * (bounds - mean)
        low, lower, upper, high = (min(1.0, max(0.0, float(bound))) for bound in bounds)
        lower, upper = min(lower, mean), max(upper, mean)
        return PerceivedProbability(mean=mean, p50=(lower, upper), p90=(min(low, lower), max(high, upper)))

    def factor(self, name: str) -> float:
        """A learned factor."""
        return FACTORS[name] * math.exp(self.weights.get(name, 0.0))

    def strength(self, operator: Operator) -> float:
        """Log-odds of an expression alone."""
        entry = operator.entry
        if entry is None:
            return 0.0
        names = ("scale", f"class={entry.group}", f"root={entry.root}")
        logs = sum(self.weights.get(name, 0.0) for name in names)
        logs += sum(math.log(DEGREE_PRIORS[d]) + self.weights.get(f"degree={d}", 0.0) for d in operator.degrees)
        value = CLASS_PRIORS[entry.group] * math.exp(logs)
        return value if entry.sign > 0 else -value * self.factor("affix")

    def _applied(self, operator: Operator, logit: float, group: str, explicit: bool) -> float:
        """Log-odds after an expression has been put above them."""
        entry = operator.entry
        if entry is None or operator.open:
            return 0.0
        if entry.group in REJECTIONS:
            return self._negated(logit, group, operator)
        if entry.group in ATTITUDES and explicit:
            return logit * self.factor("attitude")
        if entry.group == "truth":
            return logit
        own = self.strength(operator)
        if entry.group == "certain":
            return logit * own / PLAIN
        turned = math.copysign(_weaker(abs(own), abs(logit)), own * logit)
        return turned * self.factor("not unlikely") if own < 0 and logit < 0 else turned

    def _negated(self, logit: float, group: str, operator: Operator) -> float:
        """Log-odds after a negation has been put above them."""
        name = {
            "report": "not certain",
            "certain": "not certain",
            "strong": "not certain",
            "possible": "not possible",
            "unlikely": "not unlikely",
            "slight": "not unlikely",
            "doubt": "not doubt",
            "denial": "not impossible",
            "exclusion": "not excluded",
            "impossible": "not impossible",
            "likely": "not likely",
            "belief": "not likely",
            "semblance": "not likely",
        }.get(group)
        size = abs(logit) * (1.0 if name is None else self.factor(name)) * operator.share
        for degree in operator.degrees:
            size *= DEGREE_PRIORS[degree] * math.exp(self.weights.get(f"degree={degree}", 0.0))
        return -math.copysign(size, logit) if logit else 0.0

    def _surveyed(self, operator: Operator) -> bool:
        entry = operator.entry
        names = [f"degree={degree}" for degree in operator.degrees]
        names += [] if entry is None or operator.open else [f"root={entry.root}"]
        return all(name in self.weights for name in names) and not operator.open

    def save(self, folder: Path) -> None:
        """Write the model's files."""
        folder.mkdir(parents=True, exist_ok=True)
        record = {"widening": self.widening, "weights": dict(sorted(self.weights.items()))}
        (folder / "weights.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
        np.savez_compressed(folder / "quantiles.npz", quantiles=self.quantiles)


def load_perception_model() -> PerceptionModel:
    """Load the shipped model.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        A file is missing, differs from the manifest, or does not fit.
    """
    folder = model_folder(PACK)
    record = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    with np.load(folder / "quantiles.npz", allow_pickle=False) as arrays:
        quantiles = arrays["quantiles"].astype(np.float64)
    if quantiles.shape != (len(QUANTILES), 3):
        raise ModelError(f"expected quantiles of shape (4, 3) in {folder}, got {quantiles.shape}: reinstall hedge")
    return PerceptionModel(record["weights"], quantiles, float(record["widening"]))


def hidden_effect(chain: Chain, certainty: Certainty | None) -> float:
    """Sum of the effects, 0 or below, that the certainty model ascribes to hedges outside the chain."""
    if certainty is None:
        return 0.0
    return sum(
        min(0.0, effect.change)
        for effect in certainty.effects
        if effect.cue.type not in _NO_HEDGES
        and not any((effect.cue.sentence, index) in chain.words for index in effect.cue.words)
    )


def _calmed(operators: Iterable[Operator]) -> Iterator[Operator]:
    """The operators, with degree words taken away where a negation is spent on them ("not very likely").

    A number that is negated or doubted ("not 100% sure") says no more than the word beside it.
    """
    negated = doubted = False
    for operator in operators:
        entry = operator.entry
        if negated and entry is not None and any(DEGREE_PRIORS[degree] > 1 for degree in operator.degrees):
            operator = replace(operator, degrees=())
        if negated or doubted:
            operator = replace(operator, stated=None)
        negated = entry is None or (negated and entry.group == "belief")
        doubted = entry is not None and entry.group in ("doubt", *REJECTIONS)
        yield operator


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _weaker(one: float, two: float) -> float:
    """Smooth minimum of two sizes.

    Examples
    --------
    >>> round(_weaker(1.0, 3.0), 2), round(_weaker(1.0, 1.0), 2), _weaker(0.0, 2.0)
    (1.0, 0.89, 0.0)
    """
    low, high = sorted((one, two))
    return low * (1 + (low / high) ** _SHARPNESS) ** (-1 / _SHARPNESS) if high else 0.0
