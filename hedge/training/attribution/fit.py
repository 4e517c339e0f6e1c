"""Fit the attribution models on PolNeAR."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from hedge.corpora.polnear import AttributedArticle, read_polnear
from hedge.encoding.encoder import Encoder, load_encoder
from hedge.evaluation.attribution import evaluate_found
from hedge.evaluation.bootstrap import Evaluation
from hedge.models.store import PACKS
from hedge.sources.drafts.draft import acceptance_features
from hedge.sources.drafts.drafting import draft_attributions
from hedge.sources.drafts.reading import Reading
from hedge.sources.evidence.encoder import read_evidence
from hedge.sources.evidence.linear import Features, LinearModel, feature_key, make_linear
from hedge.sources.finding import find_attributions
from hedge.sources.model import PACK, STACK_FILE, STAGES, AttributionModel
from hedge.sources.tokens import flatten
from hedge.training.attribution.paragraphs import own_paragraphs
from hedge.training.attribution.patterns import pattern_articles
from hedge.training.attribution.samples import (
    Document,
    Sampler,
    cue_samples,
    extension_samples,
    far_samples,
    gold_relations,
    layout_samples,
    near_samples,
    source_samples,
)
from hedge.training.attribution.stack import Held, fit_stack
from hedge.training.attribution.worth import Worth, best_threshold, judge
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder.folds import COMMAND, FoldEncoders
from hedge.training.folds import FOLDS, fold_of
from hedge.training.parses import ParseCache

_VERSION = "15"
_NO_FEATURES = np.zeros((1, 1), dtype=np.float32)
_NOTHING = LinearModel({}, _NO_FEATURES, np.zeros(1, dtype=np.float32))


class Trainer:
    """Collects samples as sparse rows while they are made, then fits one logistic regression."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._columns: list[npt.NDArray[np.int32]] = []
        self._labels: list[int] = []

    def add(self, features: Features, label: int) -> None:
        """Add one sample."""
        rows = self._rows
        columns = {rows.setdefault(feature_key(name), len(rows)) for name in features}
        self._columns.append(np.fromiter(columns, dtype=np.int32, count=len(columns)))
        self._labels.append(label)

    def fit(self, *, regularization: float, min_count: int, prune: float) -> LinearModel:
        """Fit; features seen less than `min_count` times, or with weights below `prune`, are dropped."""
        lengths = np.fromiter(map(len, self._columns), dtype=np.int64, count=len(self._columns))
        columns = np.concatenate(self._columns)
        counts = np.bincount(columns, minlength=len(self._rows))
        kept = np.flatnonzero(counts >= min_count)
        place = np.full(len(self._rows), -1, dtype=np.int32)
        place[kept] = np.arange(len(kept), dtype=np.int32)
        columns = place[columns]
        rows = np.repeat(np.arange(len(lengths)), lengths)[columns >= 0]
        columns = columns[columns >= 0]
        matrix = csr_matrix((np.ones(len(columns), dtype=np.float32), (rows, columns)), shape=(len(lengths), len(kept)))
        estimator = LogisticRegression(C=regularization, solver="lbfgs", max_iter=200, tol=2e-5)
        estimator.fit(matrix, np.asarray(self._labels))
        keys = np.fromiter(self._rows, dtype=np.uint32, count=len(self._rows))
        strong = np.flatnonzero(np.abs(estimator.coef_).max(axis=0) >= prune)
        weights = np.ascontiguousarray(estimator.coef_[:, strong].T, dtype=np.float32)
        return make_linear(keys[kept[strong]], weights, estimator.intercept_.astype(np.float32))


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one stage is fitted."""

    samples: Sampler
    regularization: float
    min_count: int
    prune: float


RECIPES = {
    "cue": Recipe(cue_samples, 0.1, 3, 0.04),
    "source": Recipe(source_samples, 0.3, 3, 0.04),
    "layout": Recipe(layout_samples, 0.3, 2, 0.04),
    "near_after": Recipe(near_samples("after"), 0.3, 3, 0.04),
    "far_after": Recipe(far_samples("after"), 0.3, 3, 0.04),
    "near_before": Recipe(near_samples("before"), 0.3, 2, 0.04),
    "far_before": Recipe(far_samples("before"), 0.3, 2, 0.04),
    "extension": Recipe(extension_samples, 0.3, 2, 0.02),
}


def fit_stage(name: str, documents: Sequence[Document]) -> LinearModel:
    """Fit the model of one stage."""
    recipe = RECIPES[name]
    trainer = Trainer()
    for tokens, relations in documents:
        for features, label in recipe.samples(tokens, relations):
            trainer.add(features, label)
    return trainer.fit(regularization=recipe.regularization, min_count=recipe.min_count, prune=recipe.prune)


def train_attribution(
    data: Path,
    encoders: Path,
    cache: ParseCache | None = None,
    *,
    n_articles: int | None = None,
) -> dict[str, float]:
    """Fit all stages on PolNeAR train and on texts of our own, and write the pack and its card.

    The stack, which weighs models of the parse against the encoder, is fitted on what encoders make of articles that
    were kept from them, with models of the parse that have not seen these articles either.

    Parameters
    ----------
    data : Path
        The PolNeAR folder, with ``train/`` and ``dev/``.
    encoders : Path
        The folder with the encoders of the folds, from `hedge.training.encoder.folds.train_fold_encoders`.
    cache : ParseCache, optional
        Where parses are kept.
    n_articles : int, optional
        Fit on this many articles, spread evenly over train; default: all.

    Returns
    -------
    dict of str to float
        Metrics on dev, as in `evaluate_attribution`; those without the encoder have the prefix ``fast_``.
    """
    cache = cache or ParseCache()
    articles = read_polnear(data / "train")
    if n_articles is not None and n_articles < len(articles):
        articles = [articles[index * len(articles) // n_articles] for index in range(n_articles)]
    paragraphs, patterns = list(own_paragraphs()), list(pattern_articles())
    readers = FoldEncoders(encoders)
    known = [*articles, *paragraphs]
    texts = read_texts(
        [*known, *patterns],
        [
            *(fold_of(one.id) for one in articles),
            *(number % FOLDS for number in range(len(paragraphs) + len(patterns))),
        ],
        cache,
    )
    fitted = fit_stages(texts, n_judged=len(articles))
    # The encoders know the patterned texts by heart.
    held = hold_texts(texts[: len(known)], [readers.of(one.id) for one in known], fitted, cache)
    model = replace(fitted.model, stack=fit_stack(held, n_judged=len(articles)))
    return finish_attribution(model, read_polnear(data / "dev"), cache, (len(articles), len(paragraphs), len(patterns)))


def finish_attribution(
    model: AttributionModel, dev: Sequence[AttributedArticle], cache: ParseCache, counts: tuple[int, int, int]
) -> dict[str, float]:
    """Score a model with and without the encoder, write the pack and its card.

    `counts` are the numbers of articles, paragraphs of our own and patterned texts that it was fitted on; metrics
    without the encoder have the prefix ``fast_``.
    """
    parses = cache.parse([article.text for article in dev])
    encoded = load_encoder().encode(parses)
    scores = evaluate_found(dev, find_attributions(parses, model, encoded, nested=False))
    fast = evaluate_found(dev, find_attributions(parses, model, nested=False))
    _write_pack(model, (scores, fast), (*counts, len(dev)))
    return scores.metrics | {f"fast_{name}": value for name, value in fast.metrics.items()}


@dataclass(frozen=True, slots=True)
class Text:
    """A text to learn from.

    Parameters
    ----------
    text : str
        The text.
    document : Document
        Its words and gold attributions.
    fold : int
        The fold of models of the parse that are not fitted on it.
    """

    text: str
    document: Document
    fold: int


@dataclass(frozen=True, slots=True)
class Fitted:
    """The models of the parse.

    Parameters
    ----------
    model : AttributionModel
        Fitted on all texts.
    folds : tuple of AttributionModel
        Fitted without the texts of each fold; their acceptance is that of `model`.
    """

    model: AttributionModel
    folds: tuple[AttributionModel, ...]


def fit_stages(texts: Sequence[Text], *, n_judged: int) -> Fitted:
    """Fit every stage of the parse, and choose the threshold of acceptance.

    The acceptance stage is fitted on drafts made by stages that were not fitted on the text.

    Parameters
    ----------
    texts : sequence of Text
        What to learn from.
    n_judged : int
        The threshold is chosen on the first so many.
    """
    trainer = Trainer()
    judged: list[Judged] = []
    drafters = []
    for fold in range(FOLDS):
        stages = {name: fit_stage(name, [one.document for one in texts if one.fold != fold]) for name in RECIPES}
        drafters.append(AttributionModel(**stages, acceptance=_NOTHING, threshold=0.0, stack=None))
        for number, one in enumerate(texts):
            if one.fold == fold:
                result = _judge(one.document, drafters[-1], trainer)
                judged.extend([result] if number < n_judged else [])
    acceptance = trainer.fit(regularization=0.05, min_count=5, prune=0.01)
    scores = acceptance.scores(row for item in judged for row in item.features)[:, 0]
    threshold = best_threshold(scores, [item.worth for item in judged])
    stages = {name: fit_stage(name, [one.document for one in texts]) for name in RECIPES}
    model = AttributionModel(**stages, acceptance=acceptance, threshold=threshold, stack=None)
    return Fitted(model, tuple(replace(drafter, acceptance=acceptance) for drafter in drafters))


def hold_texts(texts: Sequence[Text], encoders: Sequence[Encoder], fitted: Fitted, cache: ParseCache) -> list[Held]:
    """What encoders and models of the parse make of texts that these were not fitted on."""
    held = []
    for one, encoder in zip(texts, encoders, strict=True):
        (tokens, relations), (encoded,) = one.document, encoder.encode(cache.parse([one.text]))
        held.append(Held(Reading(tokens, fitted.folds[one.fold], read_evidence(encoded)), relations))
    return held


@dataclass(frozen=True, slots=True)
class Judged:
    """The drafts of one held-out document: their features, and what they are worth."""

    features: list[list[str]]
    worth: Worth


def _judge(document: Document, drafter: AttributionModel, trainer: Trainer) -> Judged:
    """Draft the attributions of a held-out document, and add each draft to the samples of the acceptance stage."""
    tokens, relations = document
    drafts = draft_attributions(tokens, drafter)
    gold = {i for relation in relations for i in range(*relation.frame.cue)}
    features = acceptance_features(tokens, drafts)
    for row, draft in zip(features, drafts, strict=True):
        trainer.add(row, int(any(i in gold for i in range(*draft.frame.cue))))
    return Judged(features, judge(relations, drafts))


def read_texts(articles: Sequence[AttributedArticle], folds: Sequence[int], cache: ParseCache) -> list[Text]:
    """Parse annotated texts, and put their gold attributions in terms of words; with the fold of each."""
    parses = cache.parse([article.text for article in articles])
    return [
        Text(article.text, (tokens, gold_relations(tokens, article)), fold)
        for article, tokens, fold in zip(articles, map(flatten, parses), folds, strict=True)
    ]


def _write_pack(model: AttributionModel, results: tuple[Evaluation, Evaluation], counts: tuple[int, ...]) -> None:
    """Write the pack; `counts` are the numbers of articles, paragraphs, patterned texts and articles of dev."""
    (n_articles, n_paragraphs, n_patterns, n_dev), (scores, fast) = counts, results
    folder = PACKS / PACK
    folder.mkdir(parents=True, exist_ok=True)
    for name in STAGES:
        getattr(model, name).save(folder, name)
    if model.stack is not None:
        model.stack.save(folder / STACK_FILE)
    settings = {"threshold": model.threshold}
    (folder / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    finish_pack(
        Card(
            name=PACK,
            version=_VERSION,
            about="Finds attributions: logistic regressions for the cue words, the source of each cue and the edges of "
            "its content, over binary features of the predicted parse and of the quotation marks. Unless the pipeline "
            "is the fast one, a stack makes the same choices among the candidates: boosted trees (for the cue words a "
            "logistic regression) over the scores of the parse and those of the encoder around each candidate.",
            data=f"PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018), train, first annotator by file name: "
            f"{n_articles} articles, for the stack each read by an encoder and by models of the parse that were fitted "
            f"without it; {n_paragraphs} paragraphs of our own, read likewise (the folder attribution/marked in "
            f"hedge/training), and, for the models of the parse alone, {n_patterns} patterned texts "
            "(attribution/patterns.py there); parsed with the shipped parser. The pack holds weights by hashed feature "
            "names and trees over numbers, no text.",
            licence="PolNeAR annotations are for research, over US news text that is not contained",
            splits="weights and thresholds from train alone, the thresholds from cross-fitted drafts; features of the "
            f"parse were chosen with an eye on dev; the scores are of its {n_dev} articles",
            command=f"{COMMAND}, then "
            "hedge train attribution --data ../shared/data/attribution/polnear --encoders FOLDS",
            limits="US political news of 2015-16. Attributions inside attributions, which PolNeAR seldom annotates, "
            "are found by reading contents again by themselves; the scores leave them out.",
            scores={
                "dev": scores.metrics,
                "dev without encoder": fast.metrics,
                "low": {name: low for name, (low, _) in scores.intervals.items()},
                "high": {name: high for name, (_, high) in scores.intervals.items()},
            },
        )
    )
