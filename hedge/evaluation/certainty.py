"""Score the certainty model on NewsCert statements with gold spans: what the stage does by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.newscert import LabelledStatement, read_newscert
from hedge.encoding import Encoder
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.evaluation.calibration import area_under_risk_coverage, calibration_error, risk_coverage
from hedge.evaluation.classes import class_f1, macro_f1
from hedge.models.linear import FloatArray
from hedge.parsing import Parse
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.predicates.scare_quotes import encode_plainly
from hedge.scoring.certainty.model import LEVELS, Certainty, CertaintyModel, StatementSpans, load_certainty_model
from hedge.scoring.certainty.pool import Scores

_BELOW_CERTAIN = list(enumerate(LEVELS[:-1]))


def evaluate_certainty(
    folder: Path,
    parse: Callable[[Sequence[str]], Sequence[Parse]],
    *,
    encoder: Encoder | None = None,
    model: CertaintyModel | None = None,
) -> Evaluation:
    """Score statements with gold spans on a NewsCert split folder.

    Parameters
    ----------
    folder : Path
        With ``text/`` and ``statements.jsonl``.
    parse : callable
        From texts to their parses: the method `parse` of a parser, or of a cache of parses.
    encoder : Encoder, optional
        The models read the parse alone if left out.
    model : CertaintyModel, optional
        The shipped one if left out; cues are those of the shipped model.

    Returns
    -------
    Evaluation
        ``n`` statements; metrics as in `certainty_metrics`; intervals over articles.
    """
    units = score_gold_statements(folder, parse, encoder=encoder, model=model)

    def metrics(chosen: Sequence[list[tuple[Any, Certainty]]]) -> dict[str, float]:
        pairs = [pair for unit in chosen for pair in unit]
        level = np.array([each.certainty if isinstance(each.certainty, int) else -1 for each, _ in pairs])
        rejected = np.array([each.polarity == "neg" for each, _ in pairs])
        results = [result for _, result in pairs]
        intervals = np.array([result.interval for result in results])
        return certainty_metrics(level, rejected, [result.label for result in results], _scores(results), intervals)

    figures, intervals = bootstrap(units, metrics, samples=200)
    return Evaluation(n=sum(map(len, units)), metrics=figures, intervals=intervals)


def score_gold_statements(
    folder: Path,
    parse: Callable[[Sequence[str]], Sequence[Parse]],
    *,
    encoder: Encoder | None = None,
    model: CertaintyModel | None = None,
) -> list[list[tuple[LabelledStatement, Certainty]]]:
    """Gold statements of each article with what the model makes of them; parameters as in `evaluate_certainty`."""
    articles = [article for article in read_newscert(folder) if article.statements]
    parses = [parsed for article in articles for parsed in parse([article.text])]
    gold = [[statement for statement in article.statements if statement.certainty is not None] for article in articles]
    spans = [
        [
            StatementSpans(content=each.attribution.content, cue=each.attribution.cue, source=each.attribution.source)
            for each in own
        ]
        for own in gold
    ]
    encoded = None if encoder is None else encode_plainly(encoder, parses)
    cues = find_cues(parses, load_cue_model(), encoded)
    found = (model or load_certainty_model()).score(parses, spans, cues, encoded)
    return [list(zip(own, scored, strict=True)) for own, scored in zip(gold, found, strict=True)]


def _scores(results: Sequence[Certainty]) -> Scores:
    levels = np.array([[result.probabilities[name] for name in LEVELS] for result in results])
    return Scores(
        levels,
        np.array([result.evaluable for result in results]),
        np.array([float(result.polarity == "neg") for result in results]),
    )


def certainty_metrics(
    level: NDArray[np.intp], rejected: NDArray[np.bool_], labels: Sequence[str], scores: Scores, intervals: FloatArray
) -> dict[str, float]:
    """Figures over statements.

    Parameters
    ----------
    level : array of int, shape (n,)
        Gold level, -1 for "na".
    rejected : array of bool, shape (n,)
        Whether the gold polarity is negative.
    labels : sequence of str
        Predicted labels.
    scores : Scores
        Predicted probabilities.
    intervals : array, shape (n, 2)
        Predicted intervals.

    Returns
    -------
    dict of str to float
        ``certainty_macro_f1`` (4 classes) and ``certainty_spearman`` over gold levels 0 to 3 (a statement labelled "na"
        is a miss), ``na_f1``, ``polarity_f1`` (of "neg"), ``coverage_90``, ``interval_width``, ``log_loss``,
        ``calibration_error`` (expected, ten bins, of the class "certain"; of the others with their name before it),
        ``risk_coverage`` (area under the risk-coverage curve of the level, by its probability; lower is better) and
        ``risk_at_80`` (error rate among the 80 % most confident levels).
    """
    from scipy.stats import spearmanr

    named = level >= 0
    found = np.array([LEVELS.index(label) if label in LEVELS else -1 for label in labels])
    gold = level[named]
    certainty, levels, ranges = scores.certainty[named], scores.levels[named], intervals[named]
    inside = (ranges[:, 0] <= gold / 3 + 1e-9) & (gold / 3 - 1e-9 <= ranges[:, 1])
    return {
        "certainty_macro_f1": macro_f1(gold, found[named], range(4)),
        "certainty_spearman": float(spearmanr(certainty, gold).statistic),
        "na_f1": class_f1(~named, found < 0),
        "polarity_f1": class_f1(rejected[named], scores.rejected[named] >= 0.5),
        "coverage_90": float(inside.mean()),
        "interval_width": float((np.minimum(ranges[:, 1], 1) - np.maximum(ranges[:, 0], 0)).mean()),
        "log_loss": float(-np.log(levels[np.arange(len(gold)), gold] + 1e-12).mean()),
        "calibration_error": calibration_error(levels[:, 3], gold == 3),
        **{f"{name}_calibration_error": calibration_error(levels[:, k], gold == k) for k, name in _BELOW_CERTAIN},
        "risk_coverage": area_under_risk_coverage(levels.max(axis=1), levels.argmax(axis=1) == gold),
        "risk_at_80": _risk_at(0.8, levels.max(axis=1), levels.argmax(axis=1) == gold),
        **{f"{name}_f1": class_f1(gold == k, found[named] == k) for k, name in enumerate(LEVELS)},
    }


def _risk_at(share: float, confidence: FloatArray, right: NDArray[np.bool_]) -> float:
    coverage, risk = risk_coverage(confidence, right)
    return float(risk[np.searchsorted(coverage, share - 1e-9)]) if len(risk) else float("nan")
