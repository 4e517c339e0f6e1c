"""Find hedges and boosters: a lexicon proposes, trained models decide by context, the tree gives the scope."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.documents import Span
from hedge.encoding.heads import CUE_TYPES
from hedge.models import model_folder
from hedge.models.linear import FloatArray, LinearModel, load_linear
from hedge.parsing import Parse, Sentence
from hedge.predicates.cue_features import Candidate, candidate_span, find_candidates, sentence_features
from hedge.predicates.cue_pool import NO_CUE, CuePool, pool_features, view_candidates
from hedge.predicates.cue_scope import find_scope
from hedge.predicates.scare_quotes import drop_words, find_scare_marks

__all__ = ["CUE_TYPES", "Cue", "CueModel", "find_cues", "load_cue_model"]

# Keeps log odds finite.
_LEAST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A hedge or booster.

    Parameters
    ----------
    span : Span
        Its characters; a contraction ("wouldn't") counts whole.
    text : str
        ``span.of(document)``.
    type : str
        One of `CUE_TYPES`, by its meaning in this context.
    probability : float
        That the words are a cue of any type, in [0, 1].
    sentence : int
        Index of the sentence in the parse.
    words : tuple of int
        Indices of its words in the sentence.
    scope : tuple of Span
        What it applies to.
    """

    span: Span
    text: str
    type: str
    probability: float
    sentence: int
    words: tuple[int, ...]
    scope: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CueModel:
    """A multinomial logistic regression over candidate phrases, and one that weighs it against the encoder.

    Parameters
    ----------
    linear : LinearModel
        Outputs: the types, and ``"none"``.
    threshold : float
        Candidates with a lower probability of being a cue are dropped, where the regression decides alone.
    pool : CuePool or None
        Says with the encoder whether a candidate is a cue. Of which type one is, the regression alone says.
    """

    linear: LinearModel
    threshold: float
    pool: CuePool | None = None

    def probabilities(
        self, candidates: Sequence[Candidate], rows: Sequence[Sequence[str]], encoded: NDArray[np.float32] | None = None
    ) -> FloatArray:
        """Probabilities of the outputs for the candidates of a sentence.

        *Shape:* `rows` are their features, `encoded` the encoder's numbers for the sentence's words, from
        `hedge.encoding.Encoder.encode`; the result is ``(len(candidates), n_outputs)``.
        """
        found = self.linear.probabilities(rows)
        if encoded is not None and self.pool is not None and candidates:
            none = self.linear.outputs.index(NO_CUE)
            rest = np.maximum(1 - found[:, none], _LEAST)
            chances = self.pool.chances(
                pool_features(candidates, cue_odds(found[:, none]), view_candidates(encoded, candidates))
            )
            found *= (chances / rest)[:, None]
            found[:, none] = 1 - chances
        return found

    def save(self, folder: Path) -> None:
        """Write the model's files."""
        self.linear.save(folder, "cues")
        record = {"threshold": self.threshold}
        if self.pool is not None:
            self.pool.linear.save(folder, "pool")
            record["pool threshold"] = self.pool.threshold
        (folder / "settings.json").write_text(json.dumps(record) + "\n", encoding="utf-8")


def cue_odds(none: FloatArray) -> FloatArray:
    """Log odds of being a cue from the probabilities of being none."""
    odds: FloatArray = np.log(np.maximum(1 - none, _LEAST)) - np.log(np.maximum(none, _LEAST))
    return odds


def load_cue_model() -> CueModel:
    """Load the shipped model.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        A file is missing, differs from the manifest, or does not fit.
    """
    folder = model_folder("cues")
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    pool = CuePool(load_linear(folder, "pool"), float(settings["pool threshold"]))
    return CueModel(load_linear(folder, "cues"), float(settings["threshold"]), pool)


def find_cues(
    parses: Sequence[Parse], model: CueModel, encoded: Sequence[Sequence[NDArray[np.float32]]] | None = None
) -> list[tuple[Cue, ...]]:
    """Find the cues of several documents at once.

    Parameters
    ----------
    parses : sequence of Parse
        The documents.
    model : CueModel
        From `load_cue_model`.
    encoded : sequence, optional
        From `hedge.predicates.scare_quotes.encode_plainly`; the parse decides alone if left out.

    Returns
    -------
    list of tuple of Cue
        One tuple a document, sorted by span, never overlapping.

    References
    ----------
    Hyland, K. (1998). Hedging in Scientific Research Articles. John Benjamins.
    Farkas, R. et al. (2010). The CoNLL-2010 shared task. CoNLL.

    Examples
    --------
    >>> find_cues([], CueModel(LinearModel({}, np.zeros((0, 2)), np.zeros(2), ("none", "epistemic")), 0.5))
    []
    """
    result = []
    for number, parse in enumerate(parses):
        cues: list[Cue] = []
        for index, sentence in enumerate(parse.sentences):
            marks = find_scare_marks(sentence)
            kept = [place for place in range(len(sentence)) if place not in marks]
            plain = drop_words(sentence, marks) if marks else sentence
            candidates = find_candidates(plain)
            rows = None if encoded is None else encoded[number][index][kept]
            probabilities = model.probabilities(candidates, sentence_features(plain, candidates), rows)
            threshold = model.threshold if rows is None or model.pool is None else model.pool.threshold
            chosen = select_cues(candidates, probabilities, model.linear.outputs, threshold)
            for found, kind, chance in chosen:
                place = replace(found, first=kept[found.first], last=kept[found.last])
                cues.append(_cue(parse.text, sentence, index, place, kind, chance))
        result.append(tuple(sorted(cues, key=lambda cue: (cue.span, cue.type))))
    return result


def select_cues(
    candidates: Sequence[Candidate], probabilities: FloatArray, outputs: Sequence[str], threshold: float
) -> list[tuple[Candidate, str, float]]:
    """Keep, the most probable first, candidates above the threshold that share no word with one kept before.

    Parameters
    ----------
    candidates : sequence of Candidate
        Of one sentence.
    probabilities : array, shape (n_candidates, n_outputs)
        Of the outputs of the model.
    outputs : sequence of str
        Their names.
    threshold : float
        The least probability of being a cue.

    Returns
    -------
    list of (Candidate, str, float)
        What was kept, its type and its probability of being a cue.
    """
    none = outputs.index(NO_CUE)
    kinds = [index for index in range(len(outputs)) if index != none]
    chances = 1 - probabilities[:, none]
    taken: set[int] = set()
    chosen: list[tuple[Candidate, str, float]] = []
    for index in np.argsort(-chances, kind="stable"):
        candidate = candidates[index]
        words = set(range(candidate.first, candidate.last + 1))
        if chances[index] < threshold:
            break
        if not words & taken:
            taken |= words
            kind = outputs[max(kinds, key=lambda column: float(probabilities[index, column]))]
            chosen.append((candidate, kind, float(chances[index])))
    return chosen


def _cue(text: str, sentence: Sentence, number: int, candidate: Candidate, kind: str, probability: float) -> Cue:
    span = candidate_span(sentence, candidate)
    return Cue(
        span=span,
        text=span.of(text),
        type=kind,
        probability=probability,
        sentence=number,
        words=tuple(range(candidate.first, candidate.last + 1)),
        scope=find_scope(text, sentence, candidate.first, candidate.last, kind),
    )
