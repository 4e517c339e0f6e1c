"""Find hedges and boosters: a lexicon proposes, trained models decide by context, the tree gives the scope."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.documents import Span
from hedge.encoding import columns_of
from hedge.encoding.heads import CUE_TYPES
from hedge.models import model_folder
from hedge.models.linear import FloatArray, LinearModel, load_linear
from hedge.parsing import Parse, Sentence
from hedge.predicates.cue_features import Candidate, candidate_span, find_candidates, sentence_features
from hedge.predicates.cue_scope import find_scope

__all__ = ["CUE_TYPES", "Cue", "CueModel", "find_cues", "load_cue_model"]

NO_CUE = "none"
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
    """A multinomial logistic regression over candidate phrases, pooled with the encoder.

    Parameters
    ----------
    linear : LinearModel
        Outputs: the types, and ``"none"``.
    threshold : float
        Candidates with a lower probability of being a cue are dropped.
    pool : (float, float)
        With the encoder: factors on the log odds of being a cue that the regression and the encoder give. Of which type
        a cue is, the regression alone says.
    """

    linear: LinearModel
    threshold: float
    pool: tuple[float, float] = (1.0, 0.0)

    def probabilities(self, rows: Sequence[Sequence[str]], views: FloatArray | None = None) -> FloatArray:
        """Probabilities of the outputs for candidates given by their features and, with the encoder, its views.

        *Shape:* `views`, from `view_candidates`, is ``(len(rows),)``, the result ``(len(rows), n_outputs)``.
        """
        found = self.linear.probabilities(rows)
        if views is not None:
            none = self.linear.outputs.index(NO_CUE)
            own, other = self.pool
            rest = np.maximum(1 - found[:, none], _LEAST)
            odds = np.log(rest) - np.log(np.maximum(found[:, none], _LEAST))
            chances = 1 / (1 + np.exp(-(own * odds + other * views)))
            found *= (chances / rest)[:, None]
            found[:, none] = 1 - chances
        return found

    def save(self, folder: Path) -> None:
        """Write the model's files."""
        self.linear.save(folder, "cues")
        record = {"threshold": self.threshold, "pool": list(self.pool)}
        (folder / "settings.json").write_text(json.dumps(record) + "\n", encoding="utf-8")


def load_cue_model() -> CueModel:
    """Load the shipped model.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        A file is missing, differs from the manifest, or does not fit.
    """
    folder = model_folder("cues")
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    own, other = settings["pool"]
    return CueModel(load_linear(folder, "cues"), float(settings["threshold"]), (own, other))


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
        From `hedge.encoding.Encoder.encode`; the parse decides alone if left out.

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
    candidates = [[find_candidates(sentence) for sentence in parse.sentences] for parse in parses]
    rows = [
        row
        for parse, by_sentence in zip(parses, candidates, strict=True)
        for sentence, found in zip(parse.sentences, by_sentence, strict=True)
        for row in sentence_features(sentence, found)
    ]
    views = None if encoded is None else _views(candidates, encoded)
    probabilities = model.probabilities(rows, views)
    result, done = [], 0
    for parse, by_sentence in zip(parses, candidates, strict=True):
        cues: list[Cue] = []
        for number, (sentence, found) in enumerate(zip(parse.sentences, by_sentence, strict=True)):
            chosen = select_cues(found, probabilities[done : done + len(found)], model)
            done += len(found)
            cues.extend(_cue(parse.text, sentence, number, *choice) for choice in chosen)
        result.append(tuple(sorted(cues, key=lambda cue: (cue.span, cue.type))))
    return result


def view_candidates(rows: NDArray[np.float32], candidates: Sequence[Candidate]) -> FloatArray:
    """What the encoder makes of the candidates of a sentence: mean log odds of their words being in a cue.

    *Shape:* `rows`, from `hedge.encoding.Encoder.encode`, is ``(n_words, N_COLUMNS)``, the result
    ``(len(candidates),)``.
    """
    logits = rows[:, columns_of("cues")].astype(np.float64)
    odds = np.logaddexp.reduce(logits[:, 1:], axis=1) - logits[:, 0]  # the first column is that of no cue
    return np.array([odds[candidate.first : candidate.last + 1].mean() for candidate in candidates])


def _views(
    candidates: Sequence[Sequence[Sequence[Candidate]]], encoded: Sequence[Sequence[NDArray[np.float32]]]
) -> FloatArray:
    views = [
        view_candidates(rows, found)
        for by_sentence, document in zip(candidates, encoded, strict=True)
        for found, rows in zip(by_sentence, document, strict=True)
    ]
    return np.concatenate(views) if views else np.zeros(0)


def select_cues(
    candidates: list[Candidate], probabilities: FloatArray, model: CueModel
) -> list[tuple[Candidate, str, float]]:
    """Keep, the most probable first, candidates above the threshold that share no word with one kept before.

    Parameters
    ----------
    candidates : list of Candidate
        Of one sentence.
    probabilities : array, shape (n_candidates, n_outputs)
        Of the outputs of the model.
    model : CueModel
        Gives the outputs' names and the threshold.

    Returns
    -------
    list of (Candidate, str, float)
        What was kept, its type and its probability of being a cue.
    """
    outputs = model.linear.outputs
    none = outputs.index(NO_CUE)
    kinds = [index for index in range(len(outputs)) if index != none]
    chances = 1 - probabilities[:, none]
    taken: set[int] = set()
    chosen: list[tuple[Candidate, str, float]] = []
    for index in np.argsort(-chances, kind="stable"):
        candidate = candidates[index]
        words = set(range(candidate.first, candidate.last + 1))
        if chances[index] < model.threshold:
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
