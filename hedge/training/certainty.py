"""Fit the certainty model on NewsCert train and patterned sentences; calibrate it out of fold; write the pack."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.newscert import LabelledArticle, read_newscert
from hedge.evaluation.certainty import certainty_metrics, evaluate_certainty
from hedge.models.linear import FloatArray, LinearModel, linear_from_sklearn
from hedge.models.store import PACKS
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.scoring.certainty import SPREAD_FLOOR, CertaintyModel, Scores, Settings, soften
from hedge.scoring.certainty_features import Context, Features, StatementSpans, statement_features
from hedge.training.cards import Card, finish_pack
from hedge.training.certainty_patterns import pattern_examples
from hedge.training.cues import out_of_fold_cues
from hedge.training.parses import ParseCache

VERSION = "2"
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


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of features with what they are labelled, the article they come from (`OURS` for patterns) and their weight.

    `level` is -1 for statements that are not truth-evaluable; `leaning` is what the model of levels learns: the same,
    but "possible" for the wishes among the patterns; `real` tells those statements as annotated from copies.
    """

    rows: list[Features]
    level: NDArray[np.intp]
    leaning: NDArray[np.intp]
    rejected: NDArray[np.bool_]
    article: NDArray[np.intp]
    weight: FloatArray
    real: NDArray[np.bool_]


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
        Metrics on dev with gold spans, with those out of fold on train prefixed by ``cv_``.
    """
    cache = cache or ParseCache()
    samples = collect_samples(data, cache)
    raw = _out_of_fold(samples)
    settings = calibrate(samples, raw)
    model = CertaintyModel(*fit_models(samples, np.ones(len(samples.rows), dtype=bool)), settings)
    folder = PACKS / "certainty"
    model.save(folder)
    validated = _scores_out_of_fold(model, samples, raw)
    held_out = evaluate_certainty(data / "dev", cache.parse, model=model).metrics
    finish_pack(_card(samples, {"out of fold": validated, "dev": held_out}))
    return {f"cv_{name}": value for name, value in validated.items()} | held_out


def collect_samples(data: Path, cache: ParseCache) -> Samples:
    """Features of all training statements, of copies without their plain attribution, and of the patterns."""
    articles = [article for article in read_newscert(data / "train") if article.statements]
    parses = cache.parse([article.text for article in articles])
    columns: list[tuple[Features, int, int, bool, int, float, bool]] = []
    for number, (parse, cues) in enumerate(zip(parses, out_of_fold_cues(articles, parses), strict=True)):
        columns.extend(_article_samples(articles[number], Context(parse, cues), number))
    examples = list(pattern_examples())
    parses = cache.parse([example.text for example in examples])
    for example, parse, cues in zip(examples, parses, find_cues(parses, load_cue_model()), strict=True):
        # Patterns are far less often certain than news: this feature, which no text has, takes that upon itself.
        row = statement_features(Context(parse, cues), example.spans) | {"pattern": 1.0}
        level = _level(example.level)
        leaning = OPEN if example.level == "wish" else level
        columns.append((row, level, leaning, example.polarity == "neg", OURS, PATTERN_WEIGHT, False))
    rows, *others = zip(*columns, strict=True)
    return Samples(list(rows), *map(np.array, others))


def _article_samples(
    article: LabelledArticle, context: Context, number: int
) -> list[tuple[Features, int, int, bool, int, float, bool]]:
    found = []
    for statement in article.statements:
        if statement.certainty is None:
            continue
        roles = statement.attribution
        level, rejected = _level(statement.certainty), statement.polarity == "neg"
        row = statement_features(context, StatementSpans(content=roles.content, cue=roles.cue, source=roles.source))
        found.append((row, level, level, rejected, number, 1.0, True))
        lemmas = [context.word(place).lemma.lower() for place in context.words_in(roles.cue)]
        if "_".join(lemmas) in PLAIN_CUES:
            row = statement_features(context, StatementSpans(content=roles.content))
            found.append((row, level, level, rejected, number, AUTHOR_WEIGHT, False))
    return found


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


def _out_of_fold(samples: Samples) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Raw scores of every sample by models not fitted on its article."""
    raw = tuple(np.zeros((len(samples.rows), outputs)) for outputs in (4, 2, 2))
    for fold in range(FOLDS):
        held = (samples.article >= 0) & (samples.article % FOLDS == fold)
        rows = [samples.rows[i] for i in np.flatnonzero(held)]
        for scores, model in zip(raw, fit_models(samples, ~held), strict=True):
            scores[held] = model.scores(rows)
    return raw[0], raw[1], raw[2]


def calibrate(samples: Samples, raw: tuple[FloatArray, FloatArray, FloatArray]) -> Settings:
    """Choose temperatures, thresholds and the conformal quantile on out-of-fold scores of annotated statements."""
    named = samples.real & (samples.level >= 0)
    gold = samples.level[named]
    sharpness = _sharpness(raw[0][named], gold)
    evaluable_sharpness = _sharpness(raw[1][samples.real], (samples.level[samples.real] >= 0).astype(np.intp))
    levels = soften(raw[0][named], sharpness)
    scores = Scores(levels, np.ones(len(gold)), np.zeros(len(gold)))
    residuals = np.abs(gold / 3 - scores.certainty) / (scores.spread + SPREAD_FLOOR)
    rank = min(1.0, np.ceil((len(gold) + 1) * COVERAGE) / len(gold))
    evaluable = soften(raw[1][samples.real], evaluable_sharpness)[:, 1]
    return Settings(
        evaluable_threshold=_evaluable_threshold(evaluable, samples.level[samples.real] < 0),
        sharpness=sharpness,
        evaluable_sharpness=evaluable_sharpness,
        label_weights=_label_weights(levels, gold),
        conformal_quantile=float(np.quantile(residuals, rank)),
    )


def _sharpness(scores: FloatArray, gold: NDArray[np.intp]) -> float:
    """Return the factor on the scores with the least log loss."""
    candidates = np.geomspace(0.5, 3.0, 40)
    losses = [-np.log(soften(scores, factor)[np.arange(len(gold)), gold] + 1e-12).mean() for factor in candidates]
    return float(candidates[int(np.argmin(losses))])


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


def _scores_out_of_fold(
    model: CertaintyModel, samples: Samples, raw: tuple[FloatArray, FloatArray, FloatArray]
) -> Mapping[str, float]:
    real = samples.real
    settings = model.settings
    scores = Scores(
        soften(raw[0][real], settings.sharpness),
        soften(raw[1][real], settings.evaluable_sharpness)[:, 1],
        soften(raw[2][real], 1.0)[:, 1],
    )
    reach = settings.conformal_quantile * (scores.spread + SPREAD_FLOOR)
    intervals = np.stack([scores.certainty - reach, scores.certainty + reach], axis=1)
    return certainty_metrics(samples.level[real], samples.rejected[real], model.labels(scores), scores, intervals)


def _card(samples: Samples, scores: Mapping[str, Mapping[str, float]]) -> Card:
    return Card(
        name="certainty",
        version=VERSION,
        about="Says how certain a statement is presented to be: logistic regressions over features of the attribution, "
        "the main clause and the cues for truth-evaluable or not, level 0 to 3, rejected or not. Factuality of the "
        "main predicates was tried as a feature and did not help.",
        data=f"{int(samples.real.sum())} NewsCert train statements (gold spans, predicted parses and cues), their "
        f"copies without plain attribution (weight {AUTHOR_WEIGHT}), which stand for the author's own statements, and "
        f"{int((samples.article == OURS).sum())} patterned sentences of our own (weight {PATTERN_WEIGHT}, "
        "hedge/training/certainty_patterns.py) for phenomena that are rare in 76 articles.",
        licence="NewsCert labels CC BY 4.0; the articles (PolNeAR) are for research and not contained",
        splits="fitted on train; temperatures, thresholds and the conformal interval from out-of-fold scores by "
        "article; several versions were compared on dev. Both columns use gold spans.",
        command="hedge train certainty --data ../shared/data/newscert",
        limits="US political news of 2015-16; levels 0 and 1 are rare (81 and 70 statements), rejections too; the "
        "author's own statements have no annotation of their own.",
        scores=scores,
    )
