"""Fit the attribution models on PolNeAR."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from hedge.corpora.polnear import AttributedArticle, read_polnear
from hedge.evaluation.attribution import evaluate_found
from hedge.evaluation.bootstrap import Evaluation
from hedge.models.store import PACKS, register_pack
from hedge.sources.contents import (
    LAYOUTS,
    Frame,
    far_after,
    far_before,
    far_features,
    layout_features,
    make_frame,
    near_after,
    near_before,
    near_features,
)
from hedge.sources.cues import cue_features, gold_labels
from hedge.sources.drafts import Draft, acceptance_features
from hedge.sources.extension import extension_features, next_quotation
from hedge.sources.finding import draft_attributions, find_attributions
from hedge.sources.linear import Features, LinearModel, feature_key, make_linear
from hedge.sources.model import PACK, AttributionModel
from hedge.sources.people import source_candidates, source_features
from hedge.sources.tokens import Tokens, flatten
from hedge.training.parses import ParseCache

Range = tuple[int, int]
Samples = Iterator[tuple[Features, int]]

_VERSION = "1"
_THRESHOLDS = tuple(step / 10 for step in range(-20, 16))
_NO_FEATURES = np.zeros((1, 1), dtype=np.float32)
_NOTHING = LinearModel({}, _NO_FEATURES, np.zeros(1, dtype=np.float32))
_CARD = """# attribution

Logistic regressions (scikit-learn) that find attributions: cue words, the source of each cue, and the edges of its
content, over named binary features of the predicted parse and of the quotation marks.

- **Data**: PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018), train, {n_train} articles, first annotator by file name,
  parsed with the shipped parser. The pack holds weights by hashed feature names, no text of the corpus.
- **Licence**: Apache-2.0 for the code; PolNeAR annotations are for research, over US news text.
- **Selection**: nothing was fitted or chosen on dev; the threshold comes from cross-fitted drafts of train.
- **Size**: {size:.1f} MB. **Date**: 2026-11-23.
- **Refit**: `hedge train attribution --data DATA/attribution/polnear`
- **Limits**: trained on US political news of 2015 and 2016. Attributions inside attributions, which PolNeAR seldom
  annotates, are found by reading contents again by themselves; the figures below leave them out.

F1 on PolNeAR dev ({n_dev} articles), in percent, from predicted parses; 95 % intervals over articles:

| figure | F1 | interval |
|---|---|---|
{rows}
"""


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A gold attribution in words: the frame, and the content's ranges before and after the cue."""

    frame: Frame
    before: tuple[Range, ...]
    after: tuple[Range, ...]


Document = tuple[Tokens, list[GoldRelation]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A logistic regression whose coefficients are pruned, with the keys of the features that are left."""

    estimator: LogisticRegression
    keys: npt.NDArray[np.uint32]

    def linear(self) -> LinearModel:
        """Return the same model as `hedge.sources` evaluates it."""
        return make_linear(self.keys, self.estimator)


def gold_relations(tokens: Tokens, article: AttributedArticle) -> list[GoldRelation]:
    """Return the gold attributions of an article in terms of its words, without those that have no cue or content."""
    relations = []
    for attribution in article.attributions:
        cue, source = (_hull(tokens, spans) for spans in (attribution.cue, attribution.source))
        content = _ranges(tokens, attribution.content)
        if cue is None or not content:
            continue
        frame = make_frame(tokens, cue, source or (0, 0))
        before = tuple(part for part in content if part[0] < cue[0])
        after = tuple(piece for part in content if part[0] >= cue[0] for piece in _quoted_paragraphs(tokens, part))
        relations.append(GoldRelation(frame, before, after))
    return relations


def _hull(tokens: Tokens, spans: Sequence[Any]) -> Range | None:
    ranges = _ranges(tokens, spans)
    return (ranges[0][0], ranges[-1][1]) if ranges else None


def _ranges(tokens: Tokens, spans: Sequence[Any]) -> list[Range]:
    merged: list[Range] = []
    for span in sorted(spans):
        words = tokens.range_of(span)
        if not words:
            continue
        if merged and words.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(words.stop, merged[-1][1]))
        else:
            merged.append((words.start, words.stop))
    return merged


def _quoted_paragraphs(tokens: Tokens, part: Range) -> list[Range]:
    """Cut a range where a paragraph inside it opens with a quotation: there it goes on, rather than ends late."""
    start, end = part
    cuts = [
        low
        for low, _ in tokens.bounds[tokens.sentence[start] + 1 : tokens.sentence[end - 1] + 1]
        if low in tokens.opens and tokens.paragraph[tokens.sentence[low]] != tokens.paragraph[tokens.sentence[low - 1]]
    ]
    edges = [start, *cuts, end]
    return list(pairwise(edges))


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

    def fit(self, *, regularization: float, min_count: int, prune: float) -> Fitted:
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
        estimator.coef_ = estimator.coef_[:, strong].astype(np.float32)
        estimator.intercept_ = estimator.intercept_.astype(np.float32)
        estimator.n_features_in_ = len(strong)
        return Fitted(estimator, keys[kept[strong]])


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one stage is fitted."""

    samples: Callable[[Tokens, list[GoldRelation]], Samples]
    regularization: float
    min_count: int
    prune: float


def cue_samples(tokens: Tokens, relations: list[GoldRelation]) -> Samples:
    """Every word, labelled as outside, begin or inside of a gold cue."""
    labels = gold_labels(tokens, [relation.frame.cue for relation in relations])
    yield from zip(cue_features(tokens), labels.tolist(), strict=True)


def source_samples(tokens: Tokens, relations: list[GoldRelation]) -> Samples:
    """Candidate sources of gold cues; cues whose source is no candidate are left out."""
    for relation in relations:
        options = source_candidates(tokens, relation.frame.cue)
        right = [(option.start, option.end) == relation.frame.source for option in options]
        if any(right):
            for option, label in zip(options, right, strict=True):
                yield source_features(tokens, relation.frame.cue, option), int(label)


def layout_samples(tokens: Tokens, relations: list[GoldRelation]) -> Samples:
    """Gold frames with where their content stands."""
    for relation in relations:
        name = "both" if relation.before and relation.after else "before" if relation.before else "after"
        yield layout_features(tokens, relation.frame), LAYOUTS.index(name)


def near_samples(side: str) -> Callable[[Tokens, list[GoldRelation]], Samples]:
    """Return samples of near edges of the gold contents on one side of the cue."""

    def samples(tokens: Tokens, relations: list[GoldRelation]) -> Samples:
        for relation, (near, _) in _gold_parts(relations, side):
            edges = (near_after if side == "after" else near_before)(tokens, relation.frame)
            if near in edges:
                for edge in edges:
                    yield near_features(tokens, relation.frame, edge, side), int(edge == near)

    return samples


def far_samples(side: str) -> Callable[[Tokens, list[GoldRelation]], Samples]:
    """Return samples of far edges of the gold contents on one side of the cue, given the gold near edge."""

    def samples(tokens: Tokens, relations: list[GoldRelation]) -> Samples:
        for relation, (near, far) in _gold_parts(relations, side):
            edges = (far_after if side == "after" else far_before)(tokens, relation.frame, near)
            if far in edges:
                for edge in edges:
                    yield far_features(tokens, relation.frame, near, edge, side), int(edge == far)

    return samples


def _gold_parts(relations: list[GoldRelation], side: str) -> Iterator[tuple[GoldRelation, Range]]:
    """Return the part next to the cue of each gold content, as near and far edge."""
    for relation in relations:
        if side == "after" and relation.after:
            yield relation, relation.after[0]
        elif side == "before" and relation.before:
            yield relation, relation.before[-1][::-1]


def extension_samples(tokens: Tokens, relations: list[GoldRelation]) -> Samples:
    """Whether the gold content takes in the next quotation, from its first part on."""
    for relation in relations:
        parts = [*relation.before[-1:], *relation.after[:1]]
        held = {i for part in relation.after for i in range(*part)}
        while (quotation := next_quotation(tokens, max(parts[-1][1], relation.frame.right))) is not None:
            taken = sum(i in held for i in range(*quotation)) * 2 > quotation[1] - quotation[0]
            yield extension_features(tokens, relation.frame, parts[-1], quotation, len(parts)), int(taken)
            if not taken:
                break
            parts.append(quotation)


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


def fit_stage(name: str, documents: Sequence[Document]) -> Fitted:
    """Fit the model of one stage."""
    recipe = RECIPES[name]
    trainer = Trainer()
    for tokens, relations in documents:
        for features, label in recipe.samples(tokens, relations):
            trainer.add(features, label)
    return trainer.fit(regularization=recipe.regularization, min_count=recipe.min_count, prune=recipe.prune)


def train_attribution(data: Path, cache: ParseCache | None = None) -> None:
    """Fit all stages on PolNeAR train, write the pack and its card, and print dev scores.

    The acceptance stage is fitted on drafts made by stages that were fitted on the other half of train.

    Parameters
    ----------
    data : Path
        The PolNeAR folder, with ``train/`` and ``dev/``.
    cache : ParseCache, optional
        Where parses are kept.
    """
    cache = cache or ParseCache()
    documents = _read_documents(data / "train", cache)
    fitted, threshold = fit_stages(documents)
    model = AttributionModel(**{name: stage.linear() for name, stage in fitted.items()}, threshold=threshold)
    dev = read_polnear(data / "dev")
    parses = cache.parse([article.text for article in dev])
    scores = evaluate_found(dev, find_attributions(parses, model, nested=False))
    print(json.dumps(scores.metrics, indent=1))
    _write_pack(fitted, threshold, scores, len(documents), len(dev))


def fit_stages(documents: Sequence[Document]) -> tuple[dict[str, Fitted], float]:
    """Fit every stage, and choose the threshold of acceptance."""
    halves = documents[::2], documents[1::2]
    trainer = Trainer()
    judged: list[Judged] = []
    for train, rest in (halves, halves[::-1]):
        drafter = AttributionModel(
            **{name: fit_stage(name, train).linear() for name in RECIPES}, acceptance=_NOTHING, threshold=0.0
        )
        for tokens, relations in rest:
            drafts = draft_attributions(tokens, drafter)
            gold = {i for relation in relations for i in range(*relation.frame.cue)}
            judgement = Judged(acceptance_features(tokens, drafts), *_exact_roles(relations, drafts))
            judged.append(judgement)
            for features, draft in zip(judgement.features, drafts, strict=True):
                trainer.add(features, int(any(i in gold for i in range(*draft.frame.cue))))
    fitted = {name: fit_stage(name, documents) for name in RECIPES}
    fitted["acceptance"] = trainer.fit(regularization=0.05, min_count=5, prune=0.01)
    return fitted, _best_threshold(fitted["acceptance"].linear(), judged)


@dataclass(frozen=True, slots=True)
class Judged:
    """The drafts of one held-out document: their features, and for each role whether a draft has it and has it right.

    ``has`` and ``right`` have the shape (n_drafts, 3), ``gold`` counts the gold spans of each role.
    """

    features: list[list[str]]
    has: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    gold: npt.NDArray[np.int64]


def _exact_roles(
    relations: list[GoldRelation], drafts: Sequence[Draft]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """``has``, ``right`` and ``gold`` of `Judged`."""
    gold = [_roles(r.frame, (*r.before, *r.after)) for r in relations]
    found = [_roles(d.frame, d.content) for d in drafts]
    known = [{roles[k] for roles in gold} for k in range(3)]
    has = np.array([[bool(roles[k]) for k in range(3)] for roles in found], dtype=np.int64).reshape(-1, 3)
    right = np.array([[roles[k] in known[k] for k in range(3)] for roles in found], dtype=np.int64).reshape(-1, 3) * has
    return has, right, np.array([sum(bool(roles[k]) for roles in gold) for k in range(3)], dtype=np.int64)


def _roles(frame: Frame, content: Sequence[Range]) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Return the words of source, cue and content."""
    return (
        frozenset(range(*frame.source)),
        frozenset(range(*frame.cue)),
        frozenset(i for part in content for i in range(*part)),
    )


def _best_threshold(acceptance: LinearModel, judged: Sequence[Judged]) -> float:
    """Return the log odds above which keeping drafts gives the best sum of strict F1 over the roles."""
    scores = acceptance.scores(row for item in judged for row in item.features)[:, 0]
    has, right = (np.concatenate([getattr(item, name) for item in judged]) for name in ("has", "right"))
    gold = sum(item.gold for item in judged)

    def total(threshold: float) -> float:
        kept = scores > threshold
        return float((2 * right[kept].sum(axis=0) / (has[kept].sum(axis=0) + gold)).sum())

    return max(_THRESHOLDS, key=total)


def _read_documents(folder: Path, cache: ParseCache) -> list[Document]:
    articles = read_polnear(folder)
    documents = []
    for article, parse in zip(articles, cache.parse([article.text for article in articles]), strict=True):
        tokens = flatten(parse)
        documents.append((tokens, gold_relations(tokens, article)))
    return documents


def _write_pack(fitted: dict[str, Fitted], threshold: float, scores: Evaluation, n_train: int, n_dev: int) -> None:
    import skops.io

    folder = PACKS / PACK
    folder.mkdir(parents=True, exist_ok=True)
    for name, stage in fitted.items():
        skops.io.dump(stage.estimator, folder / f"{name}.skops", compression=ZIP_DEFLATED, compresslevel=9)
        np.save(folder / f"{name}.npy", stage.keys, allow_pickle=False)
    (folder / "settings.json").write_text(json.dumps({"threshold": threshold}) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    rows = "\n".join(
        f"| {name} | {100 * value:.1f} | {100 * low:.1f} to {100 * high:.1f} |"
        for (name, value), (low, high) in zip(scores.metrics.items(), scores.intervals.values(), strict=True)
    )
    card = _CARD.format(rows=rows, n_train=n_train, n_dev=n_dev, size=size)
    (folder / "card.md").write_text(card, encoding="utf-8")
    register_pack(PACK, _VERSION)
