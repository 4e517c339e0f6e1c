"""Fit the perceived probability on surveys of what readers make of expressions of probability."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.perception import Judgement, read_judgements, read_phrase_table
from hedge.errors import MissingInputError
from hedge.evaluation.perception import JudgedStatement, embedded_statement, perception_metrics
from hedge.models.linear import FloatArray
from hedge.models.store import PACKS
from hedge.parsing import Parse
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.scoring.certainty.features import Context
from hedge.scoring.certainty.model import load_certainty_model
from hedge.scoring.perception.chain import Chain, read_chain
from hedge.scoring.perception.lexicon import ATTITUDES
from hedge.scoring.perception.model import FACTORS, PACK, QUANTILES, PerceptionModel, Reading, hidden_effect
from hedge.training.cards import Card, finish_pack
from hedge.training.parses import ParseCache

VERSION = "1"
JUDGEMENTS = "belem_2024_train.csv"
TABLES = ("fagen_2019.csv", "zonination_2015.csv")
FOLDS = 10
SEED = 0
# Standard deviations of the log factors around their priors.
PRIOR_SPREADS = {"scale": 0.5, "class": 0.5, "root": 0.3, "degree": 0.4}
FACTOR_SPREAD = 0.7
# Scale of the error of a statement's mean response, in which large errors begin to count less than their squares.
ERROR_SCALE = 0.1
# A column of a table has more responses than a statement, but all to the same bare phrase.
TABLE_WEIGHT = 10.0
WIDENINGS = np.arange(1.0, 3.01, 0.1)

Fit = Callable[[Sequence["Sample"]], PerceptionModel]


@dataclass(frozen=True, slots=True)
class Sample:
    """A response and what it answers.

    Parameters
    ----------
    chain : Chain
        Of the statement.
    judgement : Judgement
        The response.
    key : Hashable
        The expression, the same for all words of it in all surveys.
    weight : float
        Of the response in the fit.
    """

    chain: Chain
    judgement: Judgement
    key: Hashable
    weight: float = 1.0


def train_perception(data: Path, cache: ParseCache) -> dict[str, float]:
    """Fit and write the pack ``perception``.

    Parameters
    ----------
    data : Path
        Folder with the surveys.
    cache : ParseCache
        Keeps the parses.

    Returns
    -------
    dict of str to float
        Cross-validated metrics: by statement, by respondent and by expression.
    """
    judgements = read_judgements(data / JUDGEMENTS)
    texts = list(dict.fromkeys(judgement.statement for judgement in judgements))
    parses = dict(zip(texts, cache.parse(texts), strict=True))
    chains = {text: _chain(parse) for text, parse in parses.items()}
    samples = [Sample(chains[j.statement], j, _key(chains[j.statement])) for j in judgements]
    samples += read_tables(data, cache)
    hidden = fit_hidden(samples, parses)
    model = fit_perception(samples)
    unseen, widening = hold_out_expressions(samples)
    model = replace(model, weights={**model.weights, "hidden": hidden}, widening=widening)
    scores = {
        "held-out statements": hold_out(samples, lambda sample: sample.judgement.statement_id),
        "held-out respondents": hold_out(samples, lambda sample: sample.judgement.respondent),
        "held-out expressions": unseen,
    }
    model.save(PACKS / PACK)
    finish_pack(_card(scores, samples))
    return {f"{name}: {metric}": value for name, column in scores.items() for metric, value in column.items()}


def _card(scores: dict[str, dict[str, float]], samples: Sequence[Sample]) -> Card:
    return Card(
        name=PACK,
        version=VERSION,
        about="The probability that readers take out of a statement, with the intervals that hold half and nine tenths "
        "of them: log-odds of expressions composed along the tree (negation, embedding, degree words), and quantiles "
        "of the responses.",
        data=f"{len(samples)} responses: 2,820 of 94 people to sentences (Belem et al. 2024), and two tables of 17 "
        "phrases (169 people; phrases are put into carrier sentences). The pack holds factors of words, no sentences.",
        licence="MIT (phrase tables) and research use (sentences)",
        splits=f"fitted on all responses; scored by {FOLDS}-fold cross-validation over contents and over respondents, "
        "and with each expression left out of all surveys at once. 'mae' is against the mean of some three responses, "
        "whose own error is about 0.07; 'mae_expressions' is against the mean of all responses to an expression",
        command="hedge train perception --data ../shared/data/perception",
        limits="what the surveys do not ask for is a prior, not a measurement: plain and reported assertions, modals, "
        "double negation ('not unlikely'), denial, most verbs. Everyday contents, read out of context, by "
        "English-speaking online panels.",
        scores=scores,
    )


def read_tables(data: Path, cache: ParseCache) -> list[Sample]:
    """Responses to bare phrases, each phrase in a sentence of its own."""
    samples = []
    for name in TABLES:
        if not (data / name).is_file():
            raise MissingInputError(f"expected the table {name} in {data}, but it is missing: check --data")
        table = {phrase: values for phrase, values in read_phrase_table(data / name).items() if values}
        parses = cache.parse([carrier_sentence(phrase) for phrase in table])
        for (phrase, values), parse in zip(table.items(), parses, strict=True):
            chain, weight = _chain(parse), TABLE_WEIGHT / len(values)
            samples += [
                Sample(chain, Judgement(statement=f"{name}:{phrase}", response=value), _key(chain), weight)
                for value in values
            ]
    return samples


def carrier_sentence(phrase: str) -> str:
    """Put a phrase into a sentence, by its form.

    Examples
    --------
    >>> carrier_sentence("surely not"), carrier_sentence("no hope"), carrier_sentence("thinkable")
    ('It will surely not rain.', 'It is no hope that it will rain.', 'It is thinkable that it will rain.')
    """
    words = phrase.split()
    if words[0] == "we" or {"is", "are"} & set(words):
        return f"{phrase.capitalize()} that it will rain."
    if words[-1] == "chance":
        return f"There is {phrase} that it will rain."
    if "even" in words:
        return f"The chances of rain are {phrase}."
    adverb = words[-2] if words[-1] == "not" and len(words) > 1 else words[-1]
    if adverb.endswith("ly") and not adverb.endswith("likely"):
        return f"It will {phrase} rain."
    return f"It is {phrase} that it will rain."


def _chain(parse: Parse) -> Chain:
    return read_chain(Context(parse, ()), embedded_statement(parse))


def _key(chain: Chain) -> Hashable:
    """The expressions of a chain; attitudes only where there is nothing else."""
    named = [o for o in chain.operators if o.entry is None or o.entry.group not in ATTITUDES]
    return tuple((o.entry and (o.entry.root, o.entry.sign), o.degrees) for o in named or chain.operators)


def fit_perception(samples: Sequence[Sample], widening: float = 1.0) -> PerceptionModel:
    """Fit factors and quantiles.

    Parameters
    ----------
    samples : sequence of Sample
        The responses.
    widening : float, default 1.0
        Of the model.
    """
    chains, index, means, weights = _statement_means(samples)
    model = PerceptionModel(fit_weights(chains, index, means, weights), np.zeros((len(QUANTILES), 3)), widening)
    return replace(model, quantiles=fit_quantiles(model, samples))


def _statement_means(
    samples: Sequence[Sample],
) -> tuple[list[Chain], NDArray[np.intp], FloatArray, FloatArray]:
    """Different chains; and for each statement the number of its chain, its mean response and its weight."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(sample.judgement.statement, []).append(sample)
    chains: dict[tuple[object, ...], int] = {}
    kept: list[Chain] = []
    index, means, weights = [], [], []
    for own in groups.values():
        operators = own[0].chain.operators
        if operators not in chains:
            chains[operators] = len(kept)
            kept.append(own[0].chain)
        index.append(chains[operators])
        means.append(float(np.mean([sample.judgement.response for sample in own])))
        weights.append(sum(sample.weight for sample in own))
    return kept, np.array(index), np.array(means), np.array(weights)


def fit_weights(
    chains: Sequence[Chain], index: NDArray[np.intp], means: FloatArray, weights: FloatArray
) -> dict[str, float]:
    """Log factors with the smallest penalised error of statement means; soft absolute error, normal priors.

    Parameters
    ----------
    chains : sequence of Chain
        The different ones.
    index, means, weights : array, shape (n_statements,)
        Number of the chain, mean response, and weight of each statement.
    """
    from scipy.optimize import minimize

    names = _parameters(chains)
    spreads = np.array([PRIOR_SPREADS.get(name.partition("=")[0], FACTOR_SPREAD) for name in names])
    empty = np.zeros((len(QUANTILES), 3))

    def loss(values: FloatArray) -> float:
        model = PerceptionModel(dict(zip(names, values.tolist(), strict=True)), empty, 1.0)
        logits = np.array([model.read(chain).logit for chain in chains])
        errors = (1 / (1 + np.exp(-logits))[index] - means) / ERROR_SCALE
        robust = weights * (np.sqrt(1 + errors**2) - 1)
        return float(robust.sum() + 0.5 * ((values / spreads) ** 2).sum())

    found = minimize(loss, np.zeros(len(names)), method="L-BFGS-B")
    return {name: round(float(value), 6) for name, value in zip(names, found.x, strict=True)}


def _parameters(chains: Sequence[Chain]) -> list[str]:
    """Names of the log factors that some chain depends on."""
    names = {"scale"}
    factors = set(FACTORS) - {"hidden"}
    for chain in chains:
        for operator in chain.operators:
            names |= {f"degree={degree}" for degree in operator.degrees}
            if operator.entry is not None:
                names |= {f"class={operator.entry.group}", f"root={operator.entry.root}"}
    base = PerceptionModel({}, np.zeros((len(QUANTILES), 3)), 1.0)
    for factor in sorted(factors):
        moved = replace(base, weights={factor: 0.5})
        if any(moved.read(chain).logit != base.read(chain).logit for chain in chains):
            names.add(factor)
    return sorted(names)


def fit_quantiles(model: PerceptionModel, samples: Sequence[Sample]) -> FloatArray:
    """Weights of 1, p and p(1 - p) for each quantile of the responses, by linear programming."""
    from sklearn.linear_model import QuantileRegressor

    # Equal responses to equal chains are one row with their common weight.
    grouped: dict[tuple[tuple[object, ...], float], float] = {}
    logits: dict[tuple[object, ...], float] = {}
    for sample in samples:
        operators = sample.chain.operators
        if operators not in logits:
            logits[operators] = model.read(sample.chain).logit
        pair = (operators, sample.judgement.response)
        grouped[pair] = grouped.get(pair, 0.0) + sample.weight
    means = 1 / (1 + np.exp(-np.array([logits[operators] for operators, _ in grouped])))
    responses = np.array([response for _, response in grouped])
    weights = np.array(list(grouped.values()))
    basis = np.column_stack([means, means * (1 - means)])
    rows = []
    for quantile in QUANTILES:
        fitted = QuantileRegressor(quantile=quantile, alpha=0.0, solver="highs").fit(basis, responses, weights)
        rows.append([float(fitted.intercept_), *map(float, fitted.coef_)])
    return np.round(np.array(rows), 6)


def hold_out(samples: Sequence[Sample], group: Callable[[Sample], str], folds: int = FOLDS) -> dict[str, float]:
    """Metrics over all sentences, each scored by a model that has not seen its group; tables are always fitted on."""
    names = sorted({group(sample) for sample in samples if group(sample)})
    order = np.random.default_rng(SEED).permutation(len(names))
    judged: list[tuple[Sample, JudgedStatement]] = []
    for part in np.array_split(order, min(folds, len(names))):
        held = {names[index] for index in part}
        model = fit_perception([sample for sample in samples if group(sample) not in held])
        judged += judge(model, [sample for sample in samples if group(sample) in held])
    return _metrics(judged)


def hold_out_expressions(samples: Sequence[Sample]) -> tuple[dict[str, float], float]:
    """Metrics over sentences, each scored by a model that has not seen its expression in any survey; and the widening.

    The widening is chosen for the 90 % interval on these very expressions: one number for all of them.
    """
    models: list[tuple[PerceptionModel, list[Sample]]] = []
    for key in dict.fromkeys(sample.key for sample in samples):
        held = [sample for sample in samples if sample.key == key]
        models.append((fit_perception([sample for sample in samples if sample.key != key]), held))
    best: tuple[float, float, dict[str, float]] | None = None
    for widening in WIDENINGS:
        judged = [
            pair
            for model, held in models
            for pair in judge(replace(model, widening=float(widening)), held, unseen=True)
        ]
        both = _metrics([pair for pair in judged if pair[0].judgement.respondent])
        both["mae_expressions"] = _expression_error([p for p in judged if p[0].judgement.respondent])
        both["mae_all_phrases"] = _expression_error(judged)
        distance = abs(both["coverage_90"] - 0.9)
        if best is None or distance < best[0] - 1e-9:
            best = (distance, round(float(widening), 2), both)
    if best is None:
        raise ValueError("expected at least one widening")
    return best[2], best[1]


def judge(
    model: PerceptionModel, samples: Sequence[Sample], *, unseen: bool = False
) -> list[tuple[Sample, JudgedStatement]]:
    """Predictions for the statements of samples, with one sample of each."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(sample.judgement.statement, []).append(sample)
    results = []
    for own in groups.values():
        reading = model.read(own[0].chain)
        reading = Reading(reading.logit, reading.surveyed and not unseen)
        responses = tuple(sample.judgement.response for sample in own)
        results.append((own[0], JudgedStatement(responses, model.respond(reading))))
    return results


def _metrics(judged: Sequence[tuple[Sample, JudgedStatement]]) -> dict[str, float]:
    figures = perception_metrics([statement for _, statement in judged])
    return figures | {"mae_expressions": _expression_error(judged)}


def _expression_error(judged: Sequence[tuple[Sample, JudgedStatement]]) -> float:
    """Mean over expressions of the distance between the mean prediction and the mean of all responses."""
    groups: dict[Hashable, list[JudgedStatement]] = {}
    for sample, statement in judged:
        groups.setdefault((sample.key, sample.judgement.respondent == ""), []).append(statement)
    return float(
        np.mean(
            [
                abs(
                    np.mean([s.predicted.mean for s in own for _ in s.responses])
                    - np.mean([response for s in own for response in s.responses])
                )
                for own in groups.values()
            ]
        )
    )


def fit_hidden(samples: Sequence[Sample], parses: dict[str, Parse]) -> float:
    """Log factor by which the certainty model's effects move the log-odds, where the lexicon is blind to an expression.

    Each affirmative sentence is read as if the lexicon held none of its words; the factor with the smallest absolute
    error of expressions is taken.
    """
    texts = sorted(parses)
    spans = [[embedded_statement(parses[text])] for text in texts]
    ordered = [parses[text] for text in texts]
    certainties = load_certainty_model().score(ordered, spans, find_cues(ordered, load_cue_model()))
    by_text = {text: found[0] for text, found in zip(texts, certainties, strict=True)}
    means: dict[str, list[float]] = {}
    for sample in samples:
        if sample.judgement.statement in by_text:
            means.setdefault(sample.judgement.statement, []).append(sample.judgement.response)
    rows = [
        (float(np.mean(values)), hidden_effect(Chain((), frozenset()), by_text[text]))
        for text, values in means.items()
        if float(np.mean(values)) > 0.5
    ]
    grid = np.linspace(-1.5, 1.5, 31)
    base = PerceptionModel({}, np.zeros((len(QUANTILES), 3)), 1.0)
    errors = []
    for value in grid:
        model = replace(base, weights={"hidden": float(value)})
        predicted = [1 / (1 + np.exp(-model.read(Chain((), frozenset()), effect).logit)) for _, effect in rows]
        errors.append(float(np.mean([abs(p - mean) for p, (mean, _) in zip(predicted, rows, strict=True)])))
    return round(float(grid[int(np.argmin(errors))]), 3)
