"""Fit the cue model on NewsCert train and sentences of our own, choose its thresholds, write the pack."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.newscert import LabelledArticle, read_newscert
from hedge.documents import Span
from hedge.encoding import load_encoder
from hedge.evaluation.cues import cue_metrics, evaluate_cues
from hedge.models.linear import FloatArray, LinearModel, linear_from_sklearn
from hedge.models.store import PACKS
from hedge.parsing import Parse
from hedge.predicates.cue_features import Candidate, candidate_span, find_candidates, sentence_features
from hedge.predicates.cue_pool import CUE, NO_CUE, CuePool, pool_features, view_candidates
from hedge.predicates.cues import Cue, CueModel, cue_odds, find_cues, select_cues
from hedge.training.cards import Card, finish_pack
from hedge.training.cues.sentences import IDIOMS_FILE, read_marked_sentences
from hedge.training.encoder.folds import COMMAND, FoldEncoders
from hedge.training.parses import ParseCache

VERSION = "14"
FOLDS = 6
REGULARISATION = 0.15
RAREST = 2
POOL_REGULARISATION = 0.1
# What a sentence of our own counts; one in an article counts 1. By cross-validation over articles.
OWN_COUNT = 2
THRESHOLDS = (0.24, 0.26, 0.28, 0.3, 0.32, 0.34, 0.36, 0.38, 0.4)
OUT_OF_FOLD_THRESHOLD = 0.32
# What the pool weighs, and whether each is a cue.
Rows = tuple[list[dict[str, float]], list[bool]]


@dataclass(frozen=True, slots=True)
class Samples:
    """Candidates of several articles: their features and gold labels.

    `places` tells the article and the sentence, `candidates` the candidates there, in the order of the other lists.
    """

    rows: list[list[str]]
    labels: list[str]
    articles: list[int]
    places: list[tuple[int, int]]
    candidates: list[list[Candidate]]


def train_cues(data: Path, encoders: Path, cache: ParseCache | None = None) -> dict[str, float]:
    """Fit and write the pack ``cues``.

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
        Metrics on dev, with those without the encoder prefixed by ``fast_``, and by ``cv_`` where they are
        cross-validated on train.
    """
    cache = cache or ParseCache()
    articles = [article for article in read_newscert(data / "train") if article.cues is not None]
    parses = cache.parse([article.text for article in articles])
    samples, own = collect(articles, parses), own_samples(cache)
    linear = fit_linear(samples.rows, samples.labels, own)
    opinions = out_of_fold(samples, own, linear.outputs)
    threshold, alone = choose_threshold(articles, parses, samples, opinions, linear.outputs)
    idioms = _idiom_rows(linear, cache)
    pool, pooled = _train_pool(articles, parses, FoldEncoders(encoders), samples, opinions, linear.outputs, idioms)
    model = CueModel(linear, threshold, pool)
    model.save(PACKS / "cues")
    scores = {
        "dev": evaluate_cues(data / "dev", cache.parse, encoder=load_encoder(), model=model).metrics,
        "dev without encoder": evaluate_cues(data / "dev", cache.parse, model=model).metrics,
        "cross-validation": pooled,
        "cross-validation, without encoder": alone,
    }
    finish_pack(_card(samples, own, len(articles), scores))
    return (
        {f"cv_{name}": value for name, value in alone.items()}
        | {f"cv_encoder_{name}": value for name, value in pooled.items()}
        | scores["dev"]
        | {f"fast_{name}": value for name, value in scores["dev without encoder"].items()}
    )


def _card(samples: Samples, own: Samples, n_articles: int, scores: dict[str, dict[str, float]]) -> Card:
    return Card(
        name="cues",
        version=VERSION,
        about="Finds hedges and boosters with their types: multinomial logistic regression over candidate phrases "
        "that a hand-written lexicon proposes, by the phrase and how often it is a cue, its neighbours, its clause "
        "and its place in the tree; unless the pipeline is the fast one, a second regression weighs it against what "
        "the encoder makes of the phrase and the words around it",
        data=f"{n_articles} NewsCert train articles with cues (candidates: {_count_labels(samples)}); "
        f"{len(own.places)} sentences of our own (hedge/training/cues/sentences.txt), which count {OWN_COUNT} times: "
        f"{_count_labels(own)}; the second regression also on our sentences with idioms (idioms.txt there), which "
        "neither the first nor the encoder was trained on.",
        licence="NewsCert labels CC BY 4.0; the articles (PolNeAR) are for research and not contained",
        splits="fitted on train; thresholds by cross-validation over articles; the second regression on what encoders "
        "make of articles that they were trained without; the "
        "lexicon and our sentences were written with the cue lists and errors of train and dev at hand; so all columns "
        "are somewhat optimistic",
        command=f"{COMMAND}, then hedge train cues --data ../shared/data/newscert --encoders FOLDS",
        limits="words outside the lexicon are never found; boosters, evidentials, unknowns are rare in training.",
        scores=scores,
    )


def _count_labels(samples: Samples) -> str:
    return ", ".join(f"{label} {count}" for label, count in sorted(Counter(samples.labels).items()))


def fit_linear(rows: Sequence[Sequence[str]], labels: Sequence[str], own: Samples | None = None) -> LinearModel:
    """Multinomial logistic regression over features seen at least `RAREST` times; `own` is added `OWN_COUNT` times."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    if own is not None:
        rows, labels = [*rows, *own.rows * OWN_COUNT], [*labels, *own.labels * OWN_COUNT]
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


def fit_pool(rows: Sequence[dict[str, float]], labels: Sequence[bool]) -> LinearModel:
    """Logistic regression over the numbers of `hedge.predicates.cue_pool.pool_features`."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for row in rows for name in row})
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    means, spreads = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-9)
    estimator = LogisticRegression(C=POOL_REGULARISATION, max_iter=500).fit((table - means) / spreads, labels)
    estimator.coef_ = estimator.coef_ / spreads  # over the numbers as they are
    estimator.intercept_ = estimator.intercept_ - estimator.coef_ @ means
    return linear_from_sklearn(estimator, names, (NO_CUE, CUE), smallest=0.0)


def own_samples(cache: ParseCache) -> Samples:
    """Candidates of the sentences of our own."""
    sentences = read_marked_sentences()
    return _collect_samples([one.cues for one in sentences], cache.parse([one.text for one in sentences]))


def collect(articles: Sequence[LabelledArticle], parses: Sequence[Parse]) -> Samples:
    """Candidates of articles with cues; disputed cues count as none."""
    cues = [{cue.span: cue.type for cue in article.cues or () if cue.agreed} for article in articles]
    return _collect_samples(cues, parses)


def _collect_samples(cues: Sequence[Mapping[Span, str]], parses: Sequence[Parse]) -> Samples:
    samples = Samples([], [], [], [], [])
    for number, (gold, parse) in enumerate(zip(cues, parses, strict=True)):
        for index, sentence in enumerate(parse.sentences):
            candidates = find_candidates(sentence)
            samples.rows.extend(sentence_features(sentence, candidates))
            samples.labels.extend(gold.get(candidate_span(sentence, each), NO_CUE) for each in candidates)
            samples.articles.extend([number] * len(candidates))
            samples.places.append((number, index))
            samples.candidates.append(candidates)
    return samples


def out_of_fold(samples: Samples, own: Samples, outputs: Sequence[str]) -> FloatArray:
    """Probabilities of the outputs for every candidate, by regressions that were not fitted on its article."""
    result = np.zeros((len(samples.rows), len(outputs)))
    for fold in range(FOLDS):
        held = [article % FOLDS == fold for article in samples.articles]
        linear = fit_linear(
            [row for row, out in zip(samples.rows, held, strict=True) if not out],
            [label for label, out in zip(samples.labels, held, strict=True) if not out],
            own,
        )
        found = linear.probabilities([row for row, out in zip(samples.rows, held, strict=True) if out])
        for column, name in enumerate(linear.outputs):
            result[np.flatnonzero(held), outputs.index(name)] = found[:, column]
    return result


def choose_threshold(
    articles: Sequence[LabelledArticle],
    parses: Sequence[Parse],
    samples: Samples,
    opinions: FloatArray,
    outputs: Sequence[str],
) -> tuple[float, dict[str, float]]:
    """Return the threshold with the best sum of strict and typed F1, and its scores.

    Candidates without an opinion, which are none for certain, stand in articles that are left out.
    """
    known = sorted({article for article, row in zip(samples.articles, opinions, strict=True) if row.any()})
    results: dict[float, dict[str, float]] = {}
    for threshold in THRESHOLDS:
        found: dict[int, list[Cue]] = {number: [] for number in known}
        done = 0
        for (number, index), candidates in zip(samples.places, samples.candidates, strict=True):
            own = opinions[done : done + len(candidates)]
            done += len(candidates)
            if number in found:
                chosen = select_cues(candidates, own, outputs, threshold)
                found[number].extend(_bare_cue(parses[number], index, *choice) for choice in chosen)
        results[threshold] = dict(cue_metrics([(articles[n].cues or (), cues) for n, cues in found.items()]))
    best = max(results, key=lambda threshold: results[threshold]["f1"] + results[threshold]["typed_f1"])
    return best, results[best]


def _bare_cue(parse: Parse, index: int, candidate: Candidate, kind: str, probability: float) -> Cue:
    span = candidate_span(parse.sentences[index], candidate)
    words = tuple(range(candidate.first, candidate.last + 1))
    return Cue(
        span=span, text=span.of(parse.text), type=kind, probability=probability, sentence=index, words=words, scope=()
    )


def _idiom_rows(linear: LinearModel, cache: ParseCache) -> Rows:
    """Numbers and labels of the idioms of our own, which neither the regression nor the encoder was trained on."""
    sentences = read_marked_sentences(IDIOMS_FILE)
    parses = cache.parse([one.text for one in sentences])
    samples = _collect_samples([one.cues for one in sentences], parses)
    none = linear.probabilities(samples.rows)[:, linear.outputs.index(NO_CUE)]
    rows, own = _pool_rows(samples, none, load_encoder().encode(parses))
    return rows, [samples.labels[sample] != NO_CUE for sample in own]


def _pool_rows(
    samples: Samples, none: FloatArray, encoded: Sequence[Sequence[NDArray[np.float32]]]
) -> tuple[list[dict[str, float]], list[int]]:
    """What the pool weighs, and the numbers of the samples that it is of."""
    rows: list[dict[str, float]] = []
    own: list[int] = []
    done = 0
    for (number, index), candidates in zip(samples.places, samples.candidates, strict=True):
        if candidates:
            span = np.arange(done, done + len(candidates))
            views = view_candidates(encoded[number][index], candidates)
            rows.extend(pool_features(candidates, cue_odds(none[span]), views))
            own.extend(span.tolist())
        done += len(candidates)
    return rows, own


def _train_pool(
    articles: Sequence[LabelledArticle],
    parses: Sequence[Parse],
    readers: FoldEncoders,
    samples: Samples,
    opinions: FloatArray,
    outputs: Sequence[str],
    idioms: Rows,
) -> tuple[CuePool, dict[str, float]]:
    """Return the pool and its cross-validated scores; every fit has the idioms."""
    none = opinions[:, outputs.index(NO_CUE)]
    rows, own = _pool_rows(samples, none, readers.encode([article.id for article in articles], parses))
    labels = [samples.labels[sample] != NO_CUE for sample in own]
    weighed = np.zeros_like(opinions)
    for fold in range(FOLDS):
        held = [samples.articles[sample] % FOLDS == fold for sample in own]
        fitted = [i for i, out in enumerate(held) if not out]
        pool = CuePool(
            fit_pool([*(rows[i] for i in fitted), *idioms[0]], [*(labels[i] for i in fitted), *idioms[1]]), 0.5
        )
        for i in np.flatnonzero(held):
            chance = pool.chances([rows[i]])[0]
            weighed[own[i]] = opinions[own[i]] * chance / max(1 - none[own[i]], 1e-9)
            weighed[own[i], outputs.index(NO_CUE)] = 1 - chance
    threshold, scores = choose_threshold(articles, parses, samples, weighed, outputs)
    return CuePool(fit_pool([*rows, *idioms[0]], [*labels, *idioms[1]]), threshold), scores


def out_of_fold_cues(
    articles: Sequence[LabelledArticle], parses: Sequence[Parse], cache: ParseCache
) -> list[tuple[Cue, ...]]:
    """Cues of every article, found by a model that was not fitted on it: what later stages should be trained on."""
    labelled = [number for number, article in enumerate(articles) if article.cues is not None]
    marked = own_samples(cache)
    samples = collect([articles[number] for number in labelled], [parses[number] for number in labelled])
    result: list[tuple[Cue, ...]] = [()] * len(articles)
    for fold in range(FOLDS):
        fitted = [i for i, article in enumerate(samples.articles) if article % FOLDS != fold]
        linear = fit_linear([samples.rows[i] for i in fitted], [samples.labels[i] for i in fitted], marked)
        own = {number for rank, number in enumerate(labelled) if rank % FOLDS == fold}
        held = [n for n in range(len(articles)) if n in own or (n not in labelled and n % FOLDS == fold)]
        for number, cues in zip(
            held, find_cues([parses[n] for n in held], CueModel(linear, OUT_OF_FOLD_THRESHOLD)), strict=True
        ):
            result[number] = cues
    return result
