"""Fit the certainty model on NewsCert train and sentences of our own; calibrate it out of fold; write the pack."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.newscert import LabelledArticle, read_newscert
from hedge.encoding import load_encoder
from hedge.evaluation.certainty import certainty_metrics, evaluate_certainty
from hedge.models.linear import FloatArray, LinearModel, linear_from_sklearn
from hedge.models.store import PACKS
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.scoring.certainty.features import Context, Features, StatementSpans, statement_features
from hedge.scoring.certainty.model import CertaintyModel, Encoded
from hedge.scoring.certainty.pool import (
    COLUMNS,
    EXPERTS,
    Opinions,
    Settings,
    choose_labels,
    conformal_intervals,
)
from hedge.scoring.certainty.trees import StatementTrees, join_columns, tabulate
from hedge.scoring.certainty.views import view_statements
from hedge.scoring.forest import forest_from_classifier
from hedge.scoring.vocabulary import Vocabulary
from hedge.training.cards import Card, finish_pack
from hedge.training.certainty.calibration import calibrate
from hedge.training.certainty.patterns import pattern_examples
from hedge.training.certainty.sentences import MIXED_FILES, PLAIN_FILES, Example, read_sentences
from hedge.training.cues.fit import out_of_fold_cues
from hedge.training.encoder.folds import COMMAND, FoldEncoders
from hedge.training.parses import ParseCache

VERSION = "17"
FOLDS = 8
REGULARISATION = {"levels": 0.2, "evaluable": 0.2, "polarity": 0.3}
RAREST = 2
PATTERN_WEIGHT = 0.3
AUTHOR_WEIGHT = 0.3
# Attributed with one of these alone, a statement reads as it would without attribution.
PLAIN_CUES = frozenset(
    ["say", "tell", "add", "write", "note", "according_to", "have_say", "report", "state", "explain"]
)
# Numbers of articles: that of the patterns, which are always fitted on; the numbers below it are blocks of our own
# sentences, which are left out in turn.
OURS = -1
PATTERN = "pattern"
# Level of what a wish leaves open.
OPEN = 1
N_TREES = 120
TREES_RAREST = 8
NO_VIEW = np.zeros(len(COLUMNS))
# In the order of the fields of `Samples`.
Sample = tuple[Features, int, int, bool, int, float, bool, FloatArray]


@dataclass(frozen=True, slots=True)
class Samples:
    """Rows of features with what they are labelled, the article they come from and their weight.

    `article` is `OURS` for patterns and less for other sentences of ours. `level` is -1 for statements that are not
    truth-evaluable; `leaning` is what the model of levels learns: the same, but "possible" for the wishes among the
    patterns; `real` tells those statements as annotated from copies. `view` is what an encoder that was trained without
    their article or block makes of these and of our other sentences, zeros for the rest.
    """

    rows: list[Features]
    level: NDArray[np.intp]
    leaning: NDArray[np.intp]
    rejected: NDArray[np.bool_]
    article: NDArray[np.intp]
    weight: FloatArray
    real: NDArray[np.bool_]
    view: FloatArray


def train_certainty(data: Path, encoders: Path, cache: ParseCache | None = None) -> dict[str, float]:
    """Fit and write the pack ``certainty``, with the shipped cue model, which is to be fitted before.

    Parameters
    ----------
    data : Path
        The NewsCert folder with ``train`` and ``dev``.
    encoders : Path
        The folder with the encoders of the folds, from `hedge.training.encoder.folds.train_fold_encoders`.
    cache : ParseCache, optional
        Where parses are kept.

    Returns
    -------
    dict of str to float
        Metrics on dev and out of fold on train, with gold spans, with and without the encoder.
    """
    cache = cache or ParseCache()
    samples = collect_samples(data, FoldEncoders(encoders), cache)
    opinions = _out_of_fold(samples)
    news, ours = ((opinions[chosen], samples.level[chosen]) for chosen in (samples.real, samples.article < OURS))
    alone, pooled = (calibrate(news, ours, encoder=encoder) for encoder in (False, True))
    fitted = samples.weight > 0
    model = CertaintyModel(*fit_models(samples, fitted), fit_trees(samples, fitted), alone, pooled)
    folder = PACKS / "certainty"
    model.save(folder)
    encoder = load_encoder()
    scores = {
        "dev": evaluate_certainty(data / "dev", cache.parse, encoder=encoder, model=model).metrics,
        "dev without encoder": evaluate_certainty(data / "dev", cache.parse, model=model).metrics,
        "out of fold": _validated(opinions, samples, samples.real, pooled),
        "out of fold, without encoder": _validated(opinions, samples, samples.real, alone),
        "our sentences, out of fold": _validated(opinions, samples, samples.article < OURS, pooled),
    }
    finish_pack(_card(samples, scores))
    return {f"{column}: {name}": value for column, row in scores.items() for name, value in row.items()}


def collect_samples(data: Path, readers: FoldEncoders | None, cache: ParseCache) -> Samples:
    """Features of all training statements, of copies without their plain attribution, and of our own sentences.

    Without `readers` there are no views: the samples serve the models of the parse alone.
    """
    articles = [article for article in read_newscert(data / "train") if article.statements]
    parses = cache.parse([article.text for article in articles])
    columns: list[Sample] = []
    for number, (parse, cues) in enumerate(zip(parses, out_of_fold_cues(articles, parses, cache), strict=True)):
        name = articles[number].id
        rows = None if readers is None else readers.encode([name], [parse])[0]
        columns.extend(_article_samples(articles[number], Context(parse, cues), number, rows))
    columns.extend(_own_samples(list(pattern_examples()), None, cache))
    for names, weight in ((PLAIN_FILES, PATTERN_WEIGHT), (MIXED_FILES, 0.0)):
        sentences = [one for name in names for one in read_sentences(name)]
        columns.extend(_own_samples(sentences, readers, cache, weight))
    features, *others = zip(*columns, strict=True)
    return Samples(list(features), *map(np.array, others))


def _own_samples(
    examples: Sequence[Example], readers: FoldEncoders | None, cache: ParseCache, weight: float = PATTERN_WEIGHT
) -> Iterator[Sample]:
    """Samples of our own, with what an encoder makes of them that has not seen their block."""
    parses = cache.parse([example.text for example in examples])
    blocks = [example.block for example in examples]
    numbers = {block: OURS - number for number, block in enumerate(dict.fromkeys(["", *blocks]))}
    rows = None if readers is None else readers.encode(blocks, parses)
    for number, (example, cues) in enumerate(zip(examples, find_cues(parses, load_cue_model()), strict=True)):
        context = Context(parses[number], cues)
        # Our sentences are far less often certain than news: this feature, which no text has, takes that upon itself.
        row = statement_features(context, example.spans) | {PATTERN: 1.0}
        view = NO_VIEW if rows is None else view_statements([(context, example.spans, rows[number])])[0]
        level = _level(example.level)
        leaning = OPEN if example.level == "wish" else level
        article = numbers[example.block]
        yield row, level, leaning, example.polarity == "neg", article, weight, False, view


def _article_samples(article: LabelledArticle, context: Context, number: int, rows: Encoded | None) -> Iterator[Sample]:
    for statement in article.statements:
        if statement.certainty is None:
            continue
        roles = statement.attribution
        level, rejected = _level(statement.certainty), statement.polarity == "neg"
        spans = StatementSpans(content=roles.content, cue=roles.cue, source=roles.source)
        view = NO_VIEW if rows is None else view_statements([(context, spans, rows)])[0]
        row = statement_features(context, spans)
        yield row, level, level, rejected, number, 1.0, True, view
        lemmas = [context.word(place).lemma.lower() for place in context.words_in(roles.cue)]
        if "_".join(lemmas) in PLAIN_CUES:
            row = statement_features(context, StatementSpans(content=roles.content))
            yield row, level, level, rejected, number, AUTHOR_WEIGHT, False, NO_VIEW


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


def fit_trees(samples: Samples, chosen: NDArray[np.bool_]) -> StatementTrees:
    """Forests of levels and evaluability, fitted on the chosen samples."""
    from sklearn.ensemble import ExtraTreesClassifier

    rows = [samples.rows[i] for i in np.flatnonzero(chosen)]
    vocabulary = Vocabulary.of(rows, TREES_RAREST)
    table = tabulate(rows, vocabulary)
    binary = ((table == 0) | (table == 1)).all(axis=0)
    leaning = samples.leaning[chosen]
    forests = [
        forest_from_classifier(
            ExtraTreesClassifier(N_TREES, min_samples_leaf=2, max_features=0.1, random_state=0, n_jobs=-1).fit(
                table[part], labels[part], sample_weight=samples.weight[chosen][part]
            ),
            binary,
        )
        for labels, part in ((leaning, leaning >= 0), (samples.level[chosen] >= 0, np.ones(len(rows), dtype=bool)))
    ]
    return StatementTrees(vocabulary, *forests)


def _out_of_fold(samples: Samples) -> Opinions:
    """Opinions on every sample by models not fitted on its article."""
    experts = np.zeros((len(EXPERTS), len(samples.rows), len(COLUMNS)))
    rejected = np.zeros((len(samples.rows), 2))
    experts[2] = samples.view
    for fold in range(FOLDS):
        held = (samples.article != OURS) & (samples.article % FOLDS == fold)
        fitted = (samples.weight > 0) & ~held
        rows = [{name: x for name, x in samples.rows[i].items() if name != PATTERN} for i in np.flatnonzero(held)]
        levels, evaluable, polarity = fit_models(samples, fitted)
        experts[0, held] = join_columns(levels.scores(rows), evaluable.scores(rows))
        experts[1, held] = fit_trees(samples, fitted).opinions(rows)
        rejected[held] = polarity.scores(rows)
    return Opinions(experts, rejected)


def _validated(
    opinions: Opinions, samples: Samples, chosen: NDArray[np.bool_], settings: Settings
) -> Mapping[str, float]:
    scores = opinions[chosen].pooled(settings)
    labels, intervals = choose_labels(scores), conformal_intervals(scores, settings)
    return certainty_metrics(samples.level[chosen], samples.rejected[chosen], labels, scores, intervals)


def _card(samples: Samples, scores: Mapping[str, Mapping[str, float]]) -> Card:
    ours, fitted = samples.article <= OURS, samples.weight > 0
    return Card(
        name="certainty",
        version=VERSION,
        about="Says how certain a statement is presented to be: logistic regressions over features of the attribution, "
        "the main clause, the idioms and the cues for truth-evaluable or not, level 0 to 3, rejected or not, pooled "
        "with extremely randomised trees over the same features and, unless the pipeline is the fast one, with the "
        "encoder. Factuality of the main predicates was tried as a feature and did not help.",
        data=f"{int(samples.real.sum())} NewsCert train statements (gold spans, predicted parses and cues), their "
        f"copies without plain attribution (weight {AUTHOR_WEIGHT}), which stand for the author's own statements, and "
        f"{int((ours & fitted).sum())} sentences of our own (weight {PATTERN_WEIGHT}; "
        "hedge/training/certainty/patterns.py and the folder labelled there) for what is rare in 76 articles; "
        f"{int((ours & ~fitted).sum())} more serve to weigh the experts.",
        licence="NewsCert labels CC BY 4.0; the articles (PolNeAR) are for research and not contained",
        splits="fitted on train; temperatures, thresholds and the conformal interval from out-of-fold scores by "
        "article, with encoders that were trained without the article; the weights of the experts are also fitted on "
        "our sentences, by blocks of lines left out of encoders and models alike (last column); several versions "
        "were compared on dev. All columns use gold spans.",
        command=f"{COMMAND}, then hedge train certainty --data ../shared/data/newscert --encoders FOLDS",
        limits="US political news of 2015-16; levels 0 and 1 are rare (81 and 70 statements), rejections too; the "
        "author's own statements have no annotation of their own.",
        scores=scores,
    )
