"""Fit the certainty model on NewsCert train and patterned sentences; calibrate it out of fold; write the pack."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.newscert import LabelledArticle, read_newscert
from hedge.encoding import load_encoder
from hedge.evaluation.certainty import certainty_metrics, evaluate_certainty
from hedge.models.linear import FloatArray, LinearModel, linear_from_sklearn
from hedge.models.store import PACKS
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.scoring.certainty import (
    SPREAD_FLOOR,
    CertaintyModel,
    Encoded,
    LogOdds,
    Scores,
    Settings,
    choose_labels,
    conformal_intervals,
    parsed_log_odds,
    soften,
)
from hedge.scoring.certainty_features import Context, Features, StatementSpans, statement_features
from hedge.scoring.certainty_views import VIEW_COLUMNS, view_statements
from hedge.training.cards import Card, finish_pack
from hedge.training.certainty_patterns import pattern_examples
from hedge.training.cues import out_of_fold_cues
from hedge.training.encoder_samples import is_held_out
from hedge.training.parses import ParseCache

VERSION = "3"
FOLDS = 8
REGULARISATION = {"levels": 0.2, "evaluable": 0.2, "polarity": 0.3}
RAREST = 2
PATTERN_WEIGHT = 0.3
AUTHOR_WEIGHT = 0.3
# Attributed with one of these alone, a statement reads as it would without attribution.
PLAIN_CUES = frozenset(
    ["say", "tell", "add", "write", "note", "according_to", "have_say", "report", "state", "explain"]
)
COVERAGE = 0.9
OURS = -1
# Level of what a wish leaves open.
OPEN = 1
# How strongly the weights of the pool are pulled back: a hundred statements are few.
POOL_PENALTY = 0.5
NO_VIEW = np.zeros(len(VIEW_COLUMNS))
# In the order of the fields of `Samples`.
Sample = tuple[Features, int, int, bool, int, float, bool, bool, FloatArray]


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of features with what they are labelled, the article they come from (`OURS` for patterns) and their weight.

    `level` is -1 for statements that are not truth-evaluable; `leaning` is what the model of levels learns: the same,
    but "possible" for the wishes among the patterns; `real` tells those statements as annotated from copies. `view` is
    what the encoder makes of those whose article was kept from it (`unseen`), zeros for the others.
    """

    rows: list[Features]
    level: NDArray[np.intp]
    leaning: NDArray[np.intp]
    rejected: NDArray[np.bool_]
    article: NDArray[np.intp]
    weight: FloatArray
    real: NDArray[np.bool_]
    unseen: NDArray[np.bool_]
    view: FloatArray


def train_certainty(data: Path, cache: ParseCache | None = None) -> dict[str, float]:
    """Fit and write the pack ``certainty``, with the shipped cue model, which is to be fitted before.

    Parameters
    ----------
    data : Path
        The NewsCert folder with ``train`` and ``dev``.
    cache : ParseCache, optional
        Where parses are kept.

    Returns
    -------
    dict of str to float
        Metrics on dev and out of fold on train, with gold spans, with and without the encoder.
    """
    cache = cache or ParseCache()
    samples = collect_samples(data, cache)
    odds = _out_of_fold(samples)
    alone = calibrate(odds, samples, samples.real)
    pooled = calibrate(odds, samples, samples.unseen, alone)
    model = CertaintyModel(*fit_models(samples, np.ones(len(samples.rows), dtype=bool)), alone, pooled)
    folder = PACKS / "certainty"
    model.save(folder)
    encoder = load_encoder()
    scores = {
        "dev": evaluate_certainty(data / "dev", cache.parse, encoder=encoder, model=model).metrics,
        "dev without encoder": evaluate_certainty(data / "dev", cache.parse, model=model).metrics,
        "held out of the encoder's training": _validated(odds, samples, samples.unseen, pooled),
        "out of fold, without encoder": _validated(odds, samples, samples.real, alone),
    }
    finish_pack(_card(samples, scores))
    return {f"{column}: {name}": value for column, row in scores.items() for name, value in row.items()}


def collect_samples(data: Path, cache: ParseCache) -> Samples:
    """Features of all training statements, of copies without their plain attribution, and of the patterns."""
    articles = [article for article in read_newscert(data / "train") if article.statements]
    parses = cache.parse([article.text for article in articles])
    encoder = load_encoder()
    columns: list[Sample] = []
    for number, (parse, cues) in enumerate(zip(parses, out_of_fold_cues(articles, parses), strict=True)):
        rows = encoder.encode([parse])[0] if is_held_out(articles[number].id) else None
        columns.extend(_article_samples(articles[number], Context(parse, cues), number, rows))
    examples = list(pattern_examples())
    parses = cache.parse([example.text for example in examples])
    for example, parse, cues in zip(examples, parses, find_cues(parses, load_cue_model()), strict=True):
        # Patterns are far less often certain than news: this feature, which no text has, takes that upon itself.
        row = statement_features(Context(parse, cues), example.spans) | {"pattern": 1.0}
        level = _level(example.level)
        leaning = OPEN if example.level == "wish" else level
        columns.append((row, level, leaning, example.polarity == "neg", OURS, PATTERN_WEIGHT, False, False, NO_VIEW))
    features, *others = zip(*columns, strict=True)
    return Samples(list(features), *map(np.array, others))


def _article_samples(article: LabelledArticle, context: Context, number: int, rows: Encoded | None) -> Iterator[Sample]:
    for statement in article.statements:
        if statement.certainty is None:
            continue
        roles = statement.attribution
        level, rejected = _level(statement.certainty), statement.polarity == "neg"
        spans = StatementSpans(content=roles.content, cue=roles.cue, source=roles.source)
        view = NO_VIEW if rows is None else view_statements([(context, spans, rows)])[0]
        row = statement_features(context, spans)
        yield row, level, level, rejected, number, 1.0, True, rows is not None, view
        lemmas = [context.word(place).lemma.lower() for place in context.words_in(roles.cue)]
        if "_".join(lemmas) in PLAIN_CUES:
            row = statement_features(context, StatementSpans(content=roles.content))
            yield row, level, level, rejected, number, AUTHOR_WEIGHT, False, False, NO_VIEW


def _level(certainty: int | str) -> int:
    return certainty if isinstance(certainty, int) else -1


def fit_models(samples: Samples, chosen: NDArray[np.bool_]) -> tuple[LinearModel, LinearModel, LinearModel]:
    """Return the models of level, evaluability and polarity, fitted on the chosen samples."""
    named = chosen & (samples.level >= 0)
    return (
        _fit(samples, chosen & (samples.leaning >= 0), samples.leaning, ("0", "1", "2", "3"), "levels"),
        _fit(samples, chosen, samples.level >= 0, ("na", "evaluable"), "evaluable"),
        _fit(samples, named, samples.rejected, ("pos", "neg"), "polarity"),
    )


def _fit(
    samples: Samples, chosen: NDArray[np.bool_], labels: NDArray[np.generic], outputs: Sequence[str], name: str
) -> LinearModel:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    rows = [samples.rows[i] for i in np.flatnonzero(chosen)]
    counts = Counter(feature for row in rows for feature in row if name != "polarity" or _tells_polarity(feature))
    features = sorted(feature for feature, count in counts.items() if count >= RAREST)
    index = {feature: column for column, feature in enumerate(features)}
    cells = [
        (i, index[feature], value) for i, row in enumerate(rows) for feature, value in row.items() if feature in index
    ]
    lines, columns, values = zip(*cells, strict=True)
    matrix = csr_matrix((values, (lines, columns)), shape=(len(rows), len(features)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lbfgs stops at the limit close to the optimum
        estimator = LogisticRegression(C=REGULARISATION[name], max_iter=300)
        estimator.fit(matrix, labels[chosen], sample_weight=samples.weight[chosen])
    return linear_from_sklearn(estimator, features, outputs)


def _tells_polarity(feature: str) -> bool:
    """Rejecting is a matter of the words of attribution; with so few examples nothing else is learnt from."""
    return feature.startswith("cue")


def _out_of_fold(samples: Samples) -> LogOdds:
    """Log odds of every sample by models not fitted on its article."""
    raw = tuple(np.zeros((len(samples.rows), outputs)) for outputs in (4, 2, 2))
    for fold in range(FOLDS):
        held = (samples.article >= 0) & (samples.article % FOLDS == fold)
        rows = [samples.rows[i] for i in np.flatnonzero(held)]
        for scores, model in zip(raw, fit_models(samples, ~held), strict=True):
            scores[held] = model.scores(rows)
    return LogOdds(parsed_log_odds(raw[0], raw[1]), samples.view, raw[2])


def _chosen(odds: LogOdds, samples: NDArray[np.bool_]) -> LogOdds:
    return LogOdds(odds.parsed[samples], odds.viewed[samples], odds.rejected[samples])


def calibrate(odds: LogOdds, samples: Samples, chosen: NDArray[np.bool_], alone: Settings | None = None) -> Settings:
    """Choose weights, thresholds and the conformal quantile on annotated statements that no model was fitted on.

    Parameters
    ----------
    odds : LogOdds
        Out of fold, of all samples.
    samples : Samples
        Their labels.
    chosen : array of bool, shape (n_samples,)
        Those to calibrate on.
    alone : Settings, optional
        Without it the encoder gets no weight; with it the encoder is weighed in, and the weights of the labels, for
        which the statements kept from the encoder are too few, are those given.
    """
    own, level = _chosen(odds, chosen), samples.level[chosen]
    named = level >= 0
    weights = _pool(own.parsed[named, :4], own.viewed[named, :4], level[named], encoder=alone is not None)
    parsed, viewed = _two_sided(own.parsed), _two_sided(own.viewed)
    evaluable = _pool(parsed, viewed, named.astype(np.intp), encoder=alone is not None)
    settings = Settings(
        level_weights=(weights[0], weights[1]),
        level_offsets=weights[2:],
        evaluable_weights=(evaluable[0], evaluable[1]),
        evaluable_offset=evaluable[3] - evaluable[2],
        evaluable_threshold=0.5,
        label_weights=(1.0,) * 4,
        conformal_quantile=1.0,
    )
    scores = own.pooled(settings)
    quantile = _conformal_quantile(scores, level)
    if alone is not None:
        # A hundred statements are few, and these articles may be easier or harder than others: how much so is known
        # from the same quantile without the encoder, on them and on all articles.
        quantile *= alone.conformal_quantile / _conformal_quantile(own.pooled(alone), level)
    return replace(
        settings,
        evaluable_threshold=_evaluable_threshold(scores.evaluable, ~named),
        label_weights=_label_weights(scores.levels[named], level[named]) if alone is None else alone.label_weights,
        conformal_quantile=quantile,
    )


def _conformal_quantile(scores: Scores, level: NDArray[np.intp]) -> float:
    """Return the quantile of normalised residuals that `COVERAGE` asks for, over the statements with a level."""
    named = level >= 0
    residuals = (np.abs(level / 3 - scores.certainty) / (scores.spread + SPREAD_FLOOR))[named]
    rank = min(1.0, np.ceil((len(residuals) + 1) * COVERAGE) / len(residuals))
    return float(np.quantile(residuals, rank))


def _two_sided(log_odds: FloatArray) -> FloatArray:
    """Logits of not evaluable (0) and evaluable from the last column of log odds."""
    return np.stack([np.zeros(len(log_odds)), log_odds[:, 4]], axis=1)


def _pool(parsed: FloatArray, viewed: FloatArray, gold: NDArray[np.intp], *, encoder: bool) -> tuple[float, ...]:
    """Weights of parse model and encoder, then an offset for each class: least log loss, pulled towards (1, 0, 0 ...).

    Without the encoder there is one weight alone: temperature scaling (Guo et al. 2017).
    """
    from scipy.optimize import minimize

    start = np.zeros(2 + parsed.shape[1])
    start[0] = 1.0
    free = np.ones(len(start), dtype=bool) if encoder else np.arange(len(start)) == 0

    def loss(values: FloatArray) -> float:
        weights = np.where(free, values, start)
        probabilities = soften(weights[0] * parsed + weights[1] * viewed + weights[2:])
        fit = -np.log(probabilities[np.arange(len(gold)), gold] + 1e-12).sum()
        return float(fit + POOL_PENALTY * ((weights - start) ** 2).sum())

    bounds = [(0.0, None)] * 2 + [(None, None)] * parsed.shape[1]
    found = minimize(loss, start, method="L-BFGS-B", bounds=bounds).x
    return tuple(round(float(value), 4) for value in np.where(free, found, start))


def _evaluable_threshold(evaluable: FloatArray, gold: NDArray[np.bool_]) -> float:
    """Return the threshold with the best F1 of "na"."""
    candidates = np.linspace(0.3, 0.7, 41)
    return float(candidates[int(np.argmax([f1_score(gold, evaluable < threshold) for threshold in candidates]))])


def _label_weights(levels: FloatArray, gold: NDArray[np.intp]) -> tuple[float, ...]:
    """Coordinate ascent of the macro-F1 over weights of the classes, halfway back to none so as not to overfit."""
    weights = np.ones(4)
    for _ in range(3):
        for column in range(4):
            trials = []
            for factor in np.geomspace(0.4, 3.0, 15):
                trial = weights.copy()
                trial[column] = factor
                trials.append((_macro_f1(gold, np.argmax(levels * trial, axis=1)), -abs(np.log(factor)), factor))
            weights[column] = max(trials)[2]
    return tuple(float(weight) for weight in np.sqrt(weights / weights[3]))


def _macro_f1(gold: NDArray[np.intp], found: NDArray[np.intp]) -> float:
    return float(np.mean([f1_score(gold == level, found == level) for level in range(4)]))


def f1_score(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    """F1 of a yes-or-no decision; 0 where there is nothing to find and nothing found."""
    total = int(gold.sum() + found.sum())
    return 2 * int((gold & found).sum()) / total if total else 0.0


def _validated(odds: LogOdds, samples: Samples, chosen: NDArray[np.bool_], settings: Settings) -> Mapping[str, float]:
    scores = _chosen(odds, chosen).pooled(settings)
    labels, intervals = choose_labels(scores, settings), conformal_intervals(scores, settings)
    return certainty_metrics(samples.level[chosen], samples.rejected[chosen], labels, scores, intervals)


def _card(samples: Samples, scores: Mapping[str, Mapping[str, float]]) -> Card:
    return Card(
        name="certainty",
        version=VERSION,
        about="Says how certain a statement is presented to be: logistic regressions over features of the attribution, "
        "the main clause and the cues for truth-evaluable or not, level 0 to 3, rejected or not; unless the pipeline "
        "is the fast one, the log odds that the encoder gives the same words are added with a weight. Factuality of "
        "the main predicates was tried as a feature and did not help.",
        data=f"{int(samples.real.sum())} NewsCert train statements (gold spans, predicted parses and cues), their "
        f"copies without plain attribution (weight {AUTHOR_WEIGHT}), which stand for the author's own statements, and "
        f"{int((samples.article == OURS).sum())} patterned sentences of our own (weight {PATTERN_WEIGHT}, "
        "hedge/training/certainty_patterns.py) for phenomena that are rare in 76 articles.",
        licence="NewsCert labels CC BY 4.0; the articles (PolNeAR) are for research and not contained",
        splits=f"fitted on train; temperatures, thresholds and the conformal interval from out-of-fold scores by "
        f"article, with the encoder from those of the {int(samples.unseen.sum())} statements in articles that were "
        "kept from it; several versions were compared on dev. All columns use gold spans.",
        command="hedge train certainty --data ../shared/data/newscert",
        limits="US political news of 2015-16; levels 0 and 1 are rare (81 and 70 statements), rejections too; the "
        "author's own statements have no annotation of their own.",
        scores=scores,
    )
