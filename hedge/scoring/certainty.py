"""Statement certainty: whether anything truth-evaluable is said, how certain it is made, and what the cues do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.models import model_folder
from hedge.models.linear import FloatArray, LinearModel, load_linear
from hedge.parsing import Parse
from hedge.predicates.cues import Cue
from hedge.scoring.certainty_features import Context, Features, StatementSpans, cues_of, statement_features
from hedge.scoring.certainty_views import view_statements

__all__ = ["LEVELS", "Certainty", "CertaintyModel", "CueEffect", "StatementSpans", "load_certainty_model"]

# From level 0 to level 3 of the NewsCert guide.
LEVELS = ("uncommitted", "possible", "probable", "certain")
NOT_EVALUABLE = "na"
# Keeps conformal scores finite where all probability is on one level.
SPREAD_FLOOR = 0.1
Encoded = Sequence[NDArray[np.float32]]


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
    level_weights, evaluable_weights : (float, float)
        Factors on the log odds of the parse model and on those of the encoder (0 where there is none); their sum is
        what the probabilities are made of.
    level_offsets : tuple of float
        Added to the log odds of the four levels.
    evaluable_offset : float
        Added to the log odds of being truth-evaluable.
    evaluable_threshold : float
        Below this probability the label is ``"na"``.
    label_weights : tuple of float
        Factors on the four probabilities before the largest gives the label: classes are scored alike, not by size.
    conformal_quantile : float
        0.9 quantile of normalised residuals.
    """

    level_weights: tuple[float, float]
    level_offsets: tuple[float, ...]
    evaluable_weights: tuple[float, float]
    evaluable_offset: float
    evaluable_threshold: float
    label_weights: tuple[float, ...]
    conformal_quantile: float


@dataclass(frozen=True, slots=True)
class LogOdds:
    """Unpooled outputs for a batch.

    Parameters
    ----------
    parsed : array, shape (n, 5)
        Of the parse models, in the columns of `VIEW_COLUMNS`.
    viewed : array, shape (n, 5)
        Of the encoder; zeros where there is none.
    rejected : array, shape (n, 2)
        Of the source rejecting the content, by the parse model.
    """

    parsed: FloatArray
    viewed: FloatArray
    rejected: FloatArray

    def pooled(self, settings: Settings) -> Scores:
        """Calibrated probabilities."""
        (own, other), offsets = settings.level_weights, np.asarray(settings.level_offsets)
        levels = soften(own * self.parsed[:, :4] + other * self.viewed[:, :4] + offsets)
        own, other = settings.evaluable_weights
        evaluable = own * self.parsed[:, 4] + other * self.viewed[:, 4] + settings.evaluable_offset
        return Scores(levels, 1 / (1 + np.exp(-evaluable)), soften(self.rejected)[:, 1])


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
    """Linear models over statement features, pooled with the encoder: evaluable or not, level 0 to 3, rejected or not.

    Log odds of parse model and encoder are added, each with its weight (a logarithmic opinion pool; Genest and Zidek
    1986). The interval is conformal: residuals of articles not fitted on, each divided by the model's own spread for
    that statement, give a quantile that scales the spread of a new one.

    Parameters
    ----------
    levels, evaluable, polarity : LinearModel
        With 4, 2 and 2 outputs.
    alone, pooled : Settings
        Weights, thresholds and calibration without the encoder and with it.

    References
    ----------
    Genest, C. and Zidek, J. (1986). Combining probability distributions: a critique and an annotated bibliography.
    Statistical Science 1.
    Vovk, V. (2015). Cross-conformal predictors. Annals of Mathematics and Artificial Intelligence 74.
    Romano, Y., Patterson, E. and Candès, E. (2019). Conformalized quantile regression. NeurIPS.
    Guo, C. et al. (2017). On calibration of modern neural networks. ICML.
    """

    levels: LinearModel
    evaluable: LinearModel
    polarity: LinearModel
    alone: Settings
    pooled: Settings

    def score(
        self,
        parses: Sequence[Parse],
        statements: Sequence[Sequence[StatementSpans]],
        cues: Sequence[Sequence[Cue]],
        encoded: Sequence[Encoded] | None = None,
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
        encoded : sequence, optional
            From `hedge.encoding.Encoder.encode`; the parse models decide alone if left out.

        Returns
        -------
        list of list of Certainty
            In the order given; the result for a statement does not depend on what else is in the batch.

        Notes
        -----
        The effect of a cue is what the parse models say without it; the encoder, which is not run again, is taken to
        change its mind as far as they do.
        """
        contexts = [Context(parse, tuple(own)) for parse, own in zip(parses, cues, strict=True)]
        places = [(number, spans) for number, own in enumerate(statements) for spans in own]
        rows: list[Features] = []
        own: list[list[Cue]] = []
        for number, spans in places:
            masks = cues_of(contexts[number], spans)
            own.append(masks)
            rows.append(statement_features(contexts[number], spans))
            rows.extend(statement_features(contexts[number], spans, masked) for masked in masks)
        views = None
        if encoded is not None:
            views = view_statements([(contexts[number], spans, encoded[number]) for number, spans in places])
        settings = self.alone if views is None else self.pooled
        scores = self._log_odds(rows, views, own).pooled(settings)
        results, row = [], 0
        for masks in own:
            results.append(_certainty(scores, row, masks, settings))
            row += 1 + len(masks)
        done = iter(results)
        return [[next(done) for _ in document] for document in statements]

    def _log_odds(self, rows: Sequence[Features], views: FloatArray | None, own: Sequence[Sequence[Cue]]) -> LogOdds:
        """Log odds of all rows: of each statement as it is, then without each of its cues."""
        parsed = parsed_log_odds(self.levels.scores(rows), self.evaluable.scores(rows))
        viewed = np.zeros_like(parsed)
        if views is not None:
            sizes = [1 + len(masks) for masks in own]
            first = np.repeat(np.cumsum([0, *sizes[:-1]]) if sizes else [], sizes).astype(np.intp)
            viewed = np.repeat(views, sizes, axis=0) + parsed - parsed[first]
        return LogOdds(parsed, viewed, self.polarity.scores(rows))

    def save(self, folder: Path) -> None:
        """Write the model's files."""
        for name in ("levels", "evaluable", "polarity"):
            getattr(self, name).save(folder, name)
        record = {name: asdict(getattr(self, name)) for name in ("alone", "pooled")}
        (folder / "settings.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def parsed_log_odds(levels: FloatArray, evaluable: FloatArray) -> FloatArray:
    """Join scores of levels (n, 4) and of not evaluable against evaluable (n, 2) to the columns of `VIEW_COLUMNS`."""
    return np.hstack([levels, evaluable[:, 1:] - evaluable[:, :1]])


def choose_labels(scores: Scores, settings: Settings) -> list[str]:
    """Label of each sample."""
    best = np.argmax(scores.levels * np.asarray(settings.label_weights), axis=1)
    named = scores.evaluable >= settings.evaluable_threshold
    return [LEVELS[level] if is_named else NOT_EVALUABLE for level, is_named in zip(best, named, strict=True)]


def conformal_intervals(scores: Scores, settings: Settings) -> FloatArray:
    """Intervals of the level over 3. *Shape:* ``(n, 2)``."""
    reach = settings.conformal_quantile * (scores.spread + SPREAD_FLOOR)
    return np.clip(np.stack([scores.certainty - reach, scores.certainty + reach], axis=1), 0, 1)


def load_certainty_model() -> CertaintyModel:
    """Load the shipped model.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        A file is missing, differs from the manifest, or does not fit.
    """
    folder = model_folder("certainty")
    record = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    alone, pooled = (_read_settings(record[name]) for name in ("alone", "pooled"))
    levels, evaluable, polarity = (load_linear(folder, name) for name in ("levels", "evaluable", "polarity"))
    return CertaintyModel(levels, evaluable, polarity, alone, pooled)


def _read_settings(record: dict[str, Any]) -> Settings:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return Settings(**fields)


def soften(scores: FloatArray) -> FloatArray:
    """Softmax of scores, by rows.

    Examples
    --------
    >>> soften(np.array([[0.0, 0.0]])).tolist()
    [[0.5, 0.5]]
    """
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exponents / exponents.sum(axis=1, keepdims=True))


def _certainty(scores: Scores, row: int, masks: Sequence[Cue], settings: Settings) -> Certainty:
    one = Scores(scores.levels[row : row + 1], scores.evaluable[row : row + 1], scores.rejected[row : row + 1])
    certainty = float(one.certainty[0])
    low, high = conformal_intervals(one, settings)[0]
    without = scores.certainty[row + 1 : row + 1 + len(masks)]
    return Certainty(
        label=choose_labels(one, settings)[0],
        certainty=certainty,
        interval=(float(low), float(high)),
        probabilities=dict(zip(reversed(LEVELS), map(float, one.levels[0][::-1]), strict=True)),
        evaluable=float(one.evaluable[0]),
        polarity="neg" if one.rejected[0] >= 0.5 else "pos",
        effects=tuple(CueEffect(cue, certainty - float(value)) for cue, value in zip(masks, without, strict=True)),
    )
