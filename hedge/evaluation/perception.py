"""Score perceived probabilities: distance from the mean response, coverage of single responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hedge.corpora.perception import Judgement, read_judgements
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.parsing import Parse, Parser
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.scoring.certainty.features import StatementSpans
from hedge.scoring.certainty.model import load_certainty_model
from hedge.scoring.perception.model import PerceivedProbability, PerceptionModel, load_perception_model

_NAN = float("nan")


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """The responses to one statement, and what was predicted for it; all in [0, 1]."""

    responses: tuple[float, ...]
    predicted: PerceivedProbability

    @property
    def error(self) -> float:
        """Predicted less mean response."""
        return self.predicted.mean - float(np.mean(self.responses))


def perception_metrics(statements: Sequence[JudgedStatement]) -> dict[str, float]:
    """Metrics over statements; a response on the bound of an interval lies inside.

    Examples
    --------
    >>> one = PerceivedProbability(mean=0.5, p50=(0.4, 0.6), p90=(0.2, 0.8))
    >>> figures = perception_metrics([JudgedStatement((0.4, 0.8), one)])
    >>> round(figures["mae"], 3), figures["coverage_50"], figures["coverage_90"]
    (0.1, 0.5, 1.0)
    """
    errors = np.array([statement.error for statement in statements])
    return {
        "mae": float(np.abs(errors).mean()) if len(errors) else _NAN,
        "rmse": float(np.sqrt((errors**2).mean())) if len(errors) else _NAN,
        "pearson_r": _correlation(statements),
        "coverage_50": _coverage([(s.predicted.p50, s.responses) for s in statements]),
        "coverage_90": _coverage([(s.predicted.p90, s.responses) for s in statements]),
    }


def _correlation(statements: Sequence[JudgedStatement]) -> float:
    predicted = np.array([statement.predicted.mean for statement in statements])
    gold = np.array([float(np.mean(statement.responses)) for statement in statements])
    if len(gold) < 2 or np.ptp(gold) == 0 or np.ptp(predicted) == 0:
        return _NAN
    return float(np.corrcoef(predicted, gold)[0, 1])


def _coverage(pairs: Sequence[tuple[tuple[float, float], tuple[float, ...]]]) -> float:
    inside = [low <= response <= high for (low, high), responses in pairs for response in responses]
    return float(np.mean(inside)) if inside else _NAN


def group_judgements(judgements: Sequence[Judgement]) -> Mapping[str, tuple[float, ...]]:
    """Responses by statement, statements in order of first mention."""
    groups: dict[str, list[float]] = {}
    for judgement in judgements:
        groups.setdefault(judgement.statement, []).append(judgement.response)
    return {statement: tuple(responses) for statement, responses in groups.items()}


def embedded_statement(parse: Parse) -> StatementSpans:
    """Source, attribution and content of a sentence such as "Ana believes it's likely that the dam will hold".

    Parameters
    ----------
    parse : Parse
        One sentence; of several, the first is read.

    Returns
    -------
    StatementSpans
        The content is the clause below the main verb; the whole sentence, as its author's statement, where there is
        none.
    """
    if not parse.sentences:
        return StatementSpans(content=())
    sentence = parse.sentences[0]
    root = sentence.root
    source, clause = sentence.child(root, "nsubj"), sentence.child(root, "ccomp")
    if source is None or clause is None or sentence.words[root].upos != "VERB" or clause < root:
        return StatementSpans(content=(sentence.span,))
    words = [index for index in sentence.subtree(clause) if sentence.words[index].upos != "PUNCT"]
    helpers = [i for i in sentence.children[root] if sentence.words[i].relation in ("aux", "advmod") and i < clause]
    return StatementSpans(
        source=(sentence.span_of(sentence.subtree(source)),),
        cue=(sentence.span_of([root, *helpers]),),
        content=(sentence.span_of(words),),
    )


def evaluate_perception(path: Path, parser: Parser, *, model: PerceptionModel | None = None) -> Evaluation:
    """Run the model on a ``.csv`` file with columns statement and response.

    Each statement is a sentence of its own. Where its main verb reports what somebody says or thinks, the probability
    is that of what is reported, by that source's account.

    Parameters
    ----------
    path : Path
        The file.
    parser : Parser
        From `hedge.parsing.load_parser`.
    model : PerceptionModel, optional
        Default: the shipped one.

    Returns
    -------
    Evaluation
        Keys as in `perception_metrics`; intervals over statements; ``n`` statements.

    Raises
    ------
    MissingInputError, InputError
        There is no such file, or it is not in the format.
    """
    groups = group_judgements(read_judgements(path))
    parses = parser.parse(list(groups))
    spans = [[embedded_statement(parse)] for parse in parses]
    cues = find_cues(parses, load_cue_model())
    certainties = load_certainty_model().score(parses, spans, cues)
    predicted = (model or load_perception_model()).score(parses, spans, cues, certainties)
    units = [JudgedStatement(own, found[0]) for own, found in zip(groups.values(), predicted, strict=True)]
    metrics, intervals = bootstrap(units, perception_metrics)
    return Evaluation(n=len(units), metrics=metrics, intervals=intervals)
