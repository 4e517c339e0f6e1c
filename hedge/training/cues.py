"""Fit the cue model on NewsCert train, choose its threshold by cross-validation over articles, write the pack."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np

from hedge.corpora.newscert import LabelledArticle, LabelledCue, read_newscert
from hedge.encoding import load_encoder
from hedge.evaluation.cues import cue_metrics, evaluate_cues
from hedge.models.linear import LinearModel, linear_from_sklearn
from hedge.models.store import PACKS
from hedge.parsing import Parse
from hedge.predicates.cue_features import candidate_span, find_candidates, sentence_features
from hedge.predicates.cues import NO_CUE, Cue, CueModel, find_cues
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder_samples import is_held_out
from hedge.training.parses import ParseCache

VERSION = "3"
FOLDS = 6
REGULARISATION = 0.15
RAREST = 2
# Weights of the regression and of the encoder that are tried in the pool.
POOLS = ((1.0, 0.8, 0.6), (0.0, 0.2, 0.4, 0.6))
THRESHOLDS = (0.26, 0.3, 0.34, 0.38, 0.42)


@dataclass(frozen=True, slots=True)
class _Samples:
    """Candidates of several articles: their features and gold labels, and the article each stands in."""

    rows: list[list[str]]
    labels: list[str]
    articles: list[int]


def train_cues(data: Path, cache: ParseCache | None = None) -> dict[str, float]:
    """Fit and write the pack ``cues``.

    Parameters
    ----------
    data : Path
        The NewsCert folder with ``train`` and ``dev``.
    cache : ParseCache, optional
        Where parses are kept.

    Returns
    -------
    dict of str to float
        Metrics on dev, with those without the encoder prefixed by ``fast_``, and by ``cv_`` where they are
        cross-validated on train.
    """
    cache = cache or ParseCache()
    articles = [article for article in read_newscert(data / "train") if article.cues is not None]
    parses = cache.parse([article.text for article in articles])
    samples = _collect(articles, parses)
    threshold, validated = _cross_validate(articles, parses, samples)
    pool = _weigh_encoder(articles, parses, samples, threshold)
    model = CueModel(fit_linear(samples.rows, samples.labels), threshold, pool)
    model.save(PACKS / "cues")
    held_out = evaluate_cues(data / "dev", cache.parse, encoder=load_encoder(), model=model).metrics
    alone = evaluate_cues(data / "dev", cache.parse, model=model).metrics
    counts = ", ".join(f"{label} {count}" for label, count in sorted(Counter(samples.labels).items()))
    finish_pack(
        Card(
            name="cues",
            version=VERSION,
            about="Finds hedges and boosters with their types: multinomial logistic regression over candidate phrases "
            "that a hand-written lexicon proposes, by the phrase and how often it is a cue, its neighbours, its clause "
            "and its place in the tree; unless the pipeline is the fast one, pooled with the encoder",
            data=f"{len(articles)} NewsCert train articles with cues (candidates: {counts}).",
            licence="NewsCert labels CC BY 4.0; the articles (PolNeAR) are for research and not contained",
            splits="fitted on train; threshold by cross-validation over articles, the encoder's weight on the five "
            "articles that were kept from it; the lexicon was written with the cue lists of train and dev at hand, and "
            "the form of the pool with an eye on dev, so all columns are somewhat optimistic",
            command="hedge train cues --data ../shared/data/newscert",
            limits="words outside the lexicon are never found; boosters, evidentials, unknowns are rare in training.",
            scores={"cross-validation, without encoder": validated, "dev": held_out, "dev without encoder": alone},
        )
    )
    return (
        {f"cv_{name}": value for name, value in validated.items()}
        | held_out
        | {f"fast_{name}": value for name, value in alone.items()}
    )


def fit_linear(rows: Sequence[Sequence[str]], labels: Sequence[str]) -> LinearModel:
    """Multinomial logistic regression over features seen at least `RAREST` times."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in rows for name in set(row))
    features = sorted(name for name, count in counts.items() if count >= RAREST)
    index = {name: column for column, name in enumerate(features)}
    columns = [sorted({index[name] for name in row if name in index}) for row in rows]
    starts = np.cumsum([0, *map(len, columns)])
    values = np.ones(starts[-1])
    matrix = csr_matrix((values, [c for row in columns for c in row], starts), shape=(len(rows), len(features)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # lbfgs stops at the limit close to the optimum
        estimator = LogisticRegression(C=REGULARISATION, max_iter=200).fit(matrix, labels)
    return linear_from_sklearn(estimator, features, [str(label) for label in estimator.classes_], smallest=0.01)


def _collect(articles: Sequence[LabelledArticle], parses: Sequence[Parse]) -> _Samples:
    samples = _Samples([], [], [])
    for number, (article, parse) in enumerate(zip(articles, parses, strict=True)):
        gold = {cue.span: cue.type for cue in article.cues or () if cue.agreed}
        for sentence in parse.sentences:
            candidates = find_candidates(sentence)
            samples.rows.extend(sentence_features(sentence, candidates))
            samples.labels.extend(gold.get(candidate_span(sentence, each), NO_CUE) for each in candidates)
            samples.articles.extend([number] * len(candidates))
    return samples


def _cross_validate(
    articles: Sequence[LabelledArticle], parses: Sequence[Parse], samples: _Samples
) -> tuple[float, dict[str, float]]:
    """Return the threshold with the best sum of strict and typed F1 on articles not fitted on, and its scores."""
    models: list[tuple[list[int], CueModel]] = []
    for fold in range(FOLDS):
        fitted = [i for i, article in enumerate(samples.articles) if article % FOLDS != fold]
        linear = fit_linear([samples.rows[i] for i in fitted], [samples.labels[i] for i in fitted])
        models.append(([number for number in range(len(articles)) if number % FOLDS == fold], CueModel(linear, 0.5)))
    results: dict[float, dict[str, float]] = {}
    for threshold in THRESHOLDS:
        pairs: list[tuple[Sequence[LabelledCue], Sequence[Cue]]] = []
        for held, model in models:
            found = find_cues([parses[i] for i in held], replace(model, threshold=threshold))
            pairs.extend((articles[i].cues or (), cues) for i, cues in zip(held, found, strict=True))
        results[threshold] = cue_metrics(pairs)
    best = max(results, key=lambda threshold: results[threshold]["f1"] + results[threshold]["typed_f1"])
    return best, results[best]


def _weigh_encoder(
    articles: Sequence[LabelledArticle], parses: Sequence[Parse], samples: _Samples, threshold: float
) -> tuple[float, float]:
    """Return the pool with the best sum of strict and typed F1 on the articles kept from the encoder.

    They are few, so that a coarse grid is all that they can tell apart.
    """
    unseen = [number for number, article in enumerate(articles) if is_held_out(article.id)]
    fitted = [i for i, article in enumerate(samples.articles) if article not in unseen]
    linear = fit_linear([samples.rows[i] for i in fitted], [samples.labels[i] for i in fitted])
    held = [parses[number] for number in unseen]
    encoded = load_encoder().encode(held)

    def worth(pool: tuple[float, float]) -> float:
        found = find_cues(held, CueModel(linear, threshold, pool), encoded)
        scores = cue_metrics([(articles[n].cues or (), cues) for n, cues in zip(unseen, found, strict=True)])
        return scores["f1"] + scores["typed_f1"]

    return max(product(*POOLS), key=worth)


def out_of_fold_cues(articles: Sequence[LabelledArticle], parses: Sequence[Parse]) -> list[tuple[Cue, ...]]:
    """Cues of every article, found by a model that was not fitted on it: what later stages should be trained on."""
    labelled = [number for number, article in enumerate(articles) if article.cues is not None]
    samples = _collect([articles[number] for number in labelled], [parses[number] for number in labelled])
    threshold = float(np.median(THRESHOLDS))
    result: list[tuple[Cue, ...]] = [()] * len(articles)
    for fold in range(FOLDS):
        fitted = [i for i, article in enumerate(samples.articles) if article % FOLDS != fold]
        linear = fit_linear([samples.rows[i] for i in fitted], [samples.labels[i] for i in fitted])
        own = {number for rank, number in enumerate(labelled) if rank % FOLDS == fold}
        held = [n for n in range(len(articles)) if n in own or (n not in labelled and n % FOLDS == fold)]
        for number, cues in zip(held, find_cues([parses[n] for n in held], CueModel(linear, threshold)), strict=True):
            result[number] = cues
    return result
