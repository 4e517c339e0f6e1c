"""Statement certainty: whether anything truth-evaluable is said, how certain it is made, and what the cues do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.models import model_folder
from hedge.models.linear import FloatArray, LinearModel, load_linear
from hedge.parsing import Parse
from hedge.predicates.cues import Cue
from hedge.scoring.certainty.features import (
    Context,
    Features,
    StatementSpans,
    cues_of,
    is_question,
    statement_features,
)
from hedge.scoring.certainty.ignorance import UNKNOWING, is_unknowing
from hedge.scoring.certainty.pool import (
    LEVELS,
    Opinions,
    Scores,
    Settings,
    choose_labels,
    conformal_intervals,
)
from hedge.scoring.certainty.trees import StatementTrees, join_columns, load_statement_trees
from hedge.scoring.certainty.views import view_statements

__all__ = ["LEVELS", "Certainty", "CertaintyModel", "CueEffect", "StatementSpans", "load_certainty_model"]

Encoded = Sequence[NDArray[np.float32]]
# A statement's document, its place, the document's number; and its cues.
Masked = tuple[tuple[Context, StatementSpans, int], Sequence[Cue]]
# Levels of what is asked: the labelled articles have no questions of the author, and "You saw him, didn't you?" looks
# like a claim.
_ASKED = (0.97, 0.01, 0.01, 0.01)
# Rows of features that are held at once: a statement has one, and one more for each of its cues.
_ROWS_AT_ONCE = 10_000
#: Of a certainty: finer differences would mean nothing beside intervals of a tenth and more.
DECIMALS = 2


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
        Expected level over 3, in [0, 1], to two decimals: closer statements count as equally certain.
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


@dataclass(frozen=True, slots=True)
class CertaintyModel:
    """Evaluable or not, level 0 to 3, rejected or not, from statement features and the encoder.

    Linear models, randomised trees and the encoder give log odds each, which are added with weights (a logarithmic
    opinion pool; Genest and Zidek 1986). The interval is conformal: residuals of articles not fitted on, each divided
    by the model's own spread for that statement, give a quantile that scales the spread of a new one.

    Parameters
    ----------
    levels, evaluable, polarity : LinearModel
        With 4, 2 and 2 outputs.
    trees : StatementTrees
        For levels and evaluability.
    alone, pooled : Settings
        Weights, thresholds and calibration without the encoder and with it.

    References
    ----------
    Geurts, P., Ernst, D. and Wehenkel, L. (2006). Extremely randomized trees. Machine Learning 63.
    Genest, C. and Zidek, J. (1986). Combining probability distributions: a critique and an annotated bibliography.
    Statistical Science 1.
    Vovk, V. (2015). Cross-conformal predictors. Annals of Mathematics and Artificial Intelligence 74.
    Romano, Y., Patterson, E. and Candès, E. (2019). Conformalized quantile regression. NeurIPS.
    Guo, C. et al. (2017). On calibration of modern neural networks. ICML.
    """

    levels: LinearModel
    evaluable: LinearModel
    polarity: LinearModel
    trees: StatementTrees
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
        The effect of a cue is by how much the models of the parse change their mind without it, as far as that leaves a
        certainty in [0, 1]; the encoder is not run again. Who asks something without being quoted for it commits to
        nothing: that is set, not learnt.
        """
        contexts = [Context(parse, tuple(own)) for parse, own in zip(parses, cues, strict=True)]
        places = [(contexts[number], spans, number) for number, own in enumerate(statements) for spans in own]
        done = (
            result
            for run in _runs(places)
            for result in self._score(
                run,
                None if encoded is None else [(context, spans, encoded[number]) for (context, spans, number), _ in run],
            )
        )
        return [[next(done) for _ in document] for document in statements]

    def _score(
        self, statements: Sequence[Masked], encoded: Sequence[tuple[Context, StatementSpans, Encoded]] | None
    ) -> list[Certainty]:
        rows: list[Features] = []
        for (context, spans, _), masks in statements:
            rows.append(statement_features(context, spans))
            rows.extend(statement_features(context, spans, masked) for masked in masks)
        asked = self._ask(rows)
        whole = np.array([not number for _, masks in statements for number in range(1 + len(masks))], dtype=bool)
        own, settings = asked[whole], self.alone if encoded is None else self.pooled
        if encoded is not None:
            own.experts[2] = view_statements(encoded)
        scores, parsed = own.pooled(settings), asked.pooled(self.alone).certainty
        scores.levels[[is_unknowing(context, spans) for (context, spans, _), _ in statements]] = UNKNOWING
        for number, ((context, spans, _), _) in enumerate(statements):
            if not spans.cue and is_question(context, spans.content):
                scores.levels[number] = _ASKED
        results, row = [], 0
        for number, (_, masks) in enumerate(statements):
            changes = parsed[row] - parsed[row + 1 : row + 1 + len(masks)]
            results.append(_certainty(scores, number, masks, changes, settings))
            row += 1 + len(masks)
        return results

    def _ask(self, rows: Sequence[Features]) -> Opinions:
        """Opinions of the models of the parse; the encoder's place is empty."""
        linear = join_columns(self.levels.scores(rows), self.evaluable.scores(rows))
        experts = np.stack([linear, self.trees.opinions(rows), np.zeros_like(linear)])
        return Opinions(experts, self.polarity.scores(rows))

    def save(self, folder: Path) -> None:
        """Write the model's files."""
        for name in ("levels", "evaluable", "polarity"):
            getattr(self, name).save(folder, name)
        self.trees.save(folder)
        record = {name: asdict(getattr(self, name)) for name in ("alone", "pooled")}
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
    alone, pooled = (_read_settings(record[name]) for name in ("alone", "pooled"))
    levels, evaluable, polarity = (load_linear(folder, name) for name in ("levels", "evaluable", "polarity"))
    return CertaintyModel(levels, evaluable, polarity, load_statement_trees(folder), alone, pooled)


def _read_settings(record: dict[str, Any]) -> Settings:
    fields: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
    return Settings(**fields)


def _runs(places: Iterable[tuple[Context, StatementSpans, int]]) -> Iterator[list[Masked]]:
    """Statements with their cues in runs of about `_ROWS_AT_ONCE` rows, so that memory stays bounded."""
    run: list[Masked] = []
    held = 0
    for place in places:
        masks = cues_of(place[0], place[1])
        run.append((place, masks))
        held += 1 + len(masks)
        if held >= _ROWS_AT_ONCE:
            yield run
            run, held = [], 0
    if run:
        yield run


def _certainty(scores: Scores, row: int, masks: Sequence[Cue], changes: FloatArray, settings: Settings) -> Certainty:
    one = Scores(scores.levels[row : row + 1], scores.evaluable[row : row + 1], scores.rejected[row : row + 1])
    certainty = float(one.certainty[0])
    low, high = conformal_intervals(one, settings)[0]
    without = np.clip(certainty - changes, 0, 1)
    return Certainty(
        label=choose_labels(one)[0],
        certainty=round(certainty, DECIMALS),
        interval=(float(low), float(high)),
        probabilities=dict(zip(reversed(LEVELS), map(float, one.levels[0][::-1]), strict=True)),
        evaluable=float(one.evaluable[0]),
        polarity="neg" if one.rejected[0] >= 0.5 else "pos",
        effects=tuple(CueEffect(cue, certainty - float(value)) for cue, value in zip(masks, without, strict=True)),
    )
