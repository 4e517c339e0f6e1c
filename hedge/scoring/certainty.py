"""Statement certainty: whether anything truth-evaluable is said, how certain it is made, and what the cues do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hedge.models import model_folder
from hedge.models.linear import FloatArray, LinearModel, load_linear
from hedge.parsing import Parse
from hedge.predicates.cues import Cue
from hedge.scoring.certainty_features import Context, Features, StatementSpans, cues_of, statement_features

__all__ = ["LEVELS", "Certainty", "CertaintyModel", "CueEffect", "StatementSpans", "load_certainty_model"]

# From level 0 to level 3 of the NewsCert guide.
LEVELS = ("uncommitted", "possible", "probable", "certain")
NOT_EVALUABLE = "na"
# Keeps conformal scores finite where all probability is on one level.
SPREAD_FLOOR = 0.1


@dataclass(frozen=True, slots=True)
class CueEffect:
    """What a hedge or booster does to a statement.

    Parameters
    ----------
    cue : Cue
        The hedge or booster.
    change : float
        Certainty with the cue less certainty without it, in [-1, 1]; negative for a hedge.
    """

    cue: Cue
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How certain a statement is presented to be.

    Parameters
    ----------
    label : {"certain", "probable", "possible", "uncommitted", "na"}
        ``"na"`` where nothing truth-evaluable is said (requests, wishes, praise, bare topics).
    certainty : float
        Expected level over 3, in [0, 1].
    interval : (float, float)
        Holds the labelled level (over 3) of nine statements in ten.
    probabilities : dict of str to float
        Calibrated, of the four levels; they sum to 1.
    evaluable : float
        Probability that the statement is truth-evaluable, in [0, 1].
    polarity : {"pos", "neg"}
        ``"neg"`` where the source rejects the content as written.
    effects : tuple of CueEffect
        One for each cue in the content or the words of attribution.
    """

    label: str
    certainty: float
    interval: tuple[float, float]
    probabilities: Mapping[str, float]
    evaluable: float
    polarity: str
    effects: tuple[CueEffect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was chosen on articles not fitted on.

    Parameters
    ----------
    evaluable_threshold : float
        Below this probability the label is ``"na"``.
    sharpness, evaluable_sharpness : float
        Factors on the logits (temperature scaling; Guo et al. 2017).
    label_weights : tuple of float
        Factors on the four probabilities before the largest gives the label: classes are scored alike, not by size.
    conformal_quantile : float
        0.9 quantile of normalised out-of-fold residuals.
    """

    evaluable_threshold: float
    sharpness: float
    evaluable_sharpness: float
    label_weights: tuple[float, ...]
    conformal_quantile: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw model outputs for a batch: levels ``(n, 4)``, evaluable ``(n,)``, rejected ``(n,)``; probabilities."""

    levels: FloatArray
    evaluable: FloatArray
    rejected: FloatArray

    @property
    def certainty(self) -> FloatArray:
        """Expected level over 3. *Shape:* ``(n,)``."""
        return np.asarray((self.levels * np.arange(4)).sum(axis=1) / 3)

    @property
    def spread(self) -> FloatArray:
        """Standard deviation of the level over 3. *Shape:* ``(n,)``."""
        squares = (self.levels * (np.arange(4) / 3) ** 2).sum(axis=1)
        return np.asarray(np.sqrt(np.maximum(squares - self.certainty**2, 0)))


@dataclass(frozen=True, slots=True)
class CertaintyModel:
    """Linear models over statement features: evaluable or not, level 0 to 3, rejected or not.

    The interval is cross-conformal: residuals of articles not fitted on, each divided by the model's own spread for
    that statement, give a quantile that scales the spread of a new one.

    Parameters
    ----------
    levels, evaluable, polarity : LinearModel
        With 4, 2 and 2 outputs.
    settings : Settings
        Thresholds and calibration.

    References
    ----------
    Vovk, V. (2015). Cross-conformal predictors. Annals of Mathematics and Artificial Intelligence 74.
    Romano, Y., Patterson, E. and Candès, E. (2019). Conformalized quantile regression. NeurIPS.
    Guo, C. et al. (2017). On calibration of modern neural networks. ICML.
    """

    levels: LinearModel
    evaluable: LinearModel
    polarity: LinearModel
    settings: Settings

    def score(
        self,
        parses: Sequence[Parse],
        statements: Sequence[Sequence[StatementSpans]],
        cues: Sequence[Sequence[Cue]],
    ) -> list[list[Certainty]]:
        """Score the statements of several documents at once.

        Parameters
        ----------
        parses : sequence of Parse
            The documents.
        statements : sequence of sequences of StatementSpans
            Those of each document.
        cues : sequence of sequences of Cue
            From `hedge.predicates.cues.find_cues`.

        Returns
        -------
        list of list of Certainty
            In the order given; the result for a statement does not depend on what else is in the batch.
        """
        rows: list[Features] = []
        own: list[list[Cue]] = []
        for context, spans in _contexts(parses, statements, cues):
            masks = cues_of(context, spans)
            own.append(masks)
            rows.append(statement_features(context, spans))
            rows.extend(statement_features(context, spans, masked) for masked in masks)
        scores = self.predict(rows)
        results, row = [], 0
        for masks in own:
            results.append(self._certainty(scores, row, masks))
            row += 1 + len(masks)
        done = iter(results)
        return [[next(done) for _ in document] for document in statements]

    def predict(self, rows: Sequence[Features]) -> Scores:
        """Calibrated probabilities for rows of features."""
        settings = self.settings
        return Scores(
            soften(self.levels.scores(rows), settings.sharpness),
            soften(self.evaluable.scores(rows), settings.evaluable_sharpness)[:, 1],
            self.polarity.probabilities(rows)[:, 1],
        )

    def labels(self, scores: Scores) -> list[str]:
        """Label of each sample."""
        best = np.argmax(scores.levels * np.asarray(self.settings.label_weights), axis=1)
        named = scores.evaluable >= self.settings.evaluable_threshold
        return [LEVELS[level] if is_named else NOT_EVALUABLE for level, is_named in zip(best, named, strict=True)]

    def _certainty(self, scores: Scores, row: int, masks: Sequence[Cue]) -> Certainty:
        one = Scores(scores.levels[row : row + 1], scores.evaluable[row : row + 1], scores.rejected[row : row + 1])
        certainty = float(one.certainty[0])
        reach = self.settings.conformal_quantile * (float(one.spread[0]) + SPREAD_FLOOR)
        without = scores.certainty[row + 1 : row + 1 + len(masks)]
        return Certainty(
            label=self.labels(one)[0],
            certainty=certainty,
            interval=(max(0.0, certainty - reach), min(1.0, certainty + reach)),
            probabilities=dict(zip(reversed(LEVELS), map(float, one.levels[0][::-1]), strict=True)),
            evaluable=float(one.evaluable[0]),
            polarity="neg" if one.rejected[0] >= 0.5 else "pos",
            effects=tuple(CueEffect(cue, certainty - float(value)) for cue, value in zip(masks, without, strict=True)),
        )

    def save(self, folder: Path) -> None:
        """Write the model's files."""
        for name in ("levels", "evaluable", "polarity"):
            getattr(self, name).save(folder, name)
        record = {name: getattr(self.settings, name) for name in Settings.__slots__}
        (folder / "settings.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def load_certainty_model() -> CertaintyModel:
    """Load the shipped model.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        A file is missing, differs from the manifest, or does not fit.
    """
    folder = model_folder("certainty")
    record = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    settings = Settings(**record | {"label_weights": tuple(record["label_weights"])})
    levels, evaluable, polarity = (load_linear(folder, name) for name in ("levels", "evaluable", "polarity"))
    return CertaintyModel(levels, evaluable, polarity, settings)


def soften(scores: FloatArray, sharpness: float) -> FloatArray:
    """Softmax of scores times `sharpness`, by rows.

    Examples
    --------
    >>> soften(np.array([[0.0, 0.0]]), 2.0).tolist()
    [[0.5, 0.5]]
    """
    scaled = scores * sharpness
    exponents = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))


def _contexts(
    parses: Sequence[Parse],
    statements: Sequence[Sequence[StatementSpans]],
    cues: Sequence[Sequence[Cue]],
) -> list[tuple[Context, StatementSpans]]:
    """Every statement with the context of its document."""
    documents = [Context(parse, tuple(own)) for parse, own in zip(parses, cues, strict=True)]
    return [(context, spans) for context, own in zip(documents, statements, strict=True) for spans in own]
