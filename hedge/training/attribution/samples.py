"""Training samples for the attribution models: gold attributions in terms of words, and each stage's choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span
from hedge.sources.candidates.contents import (
    LAYOUTS,
    far_after,
    far_before,
    far_features,
    layout_features,
    near_after,
    near_before,
    near_features,
)
from hedge.sources.candidates.cues import cue_features, gold_labels
from hedge.sources.candidates.extension import extension_features, next_quotation
from hedge.sources.candidates.frames import Frame, make_frame
from hedge.sources.candidates.people import source_candidates, source_features
from hedge.sources.evidence.linear import Features
from hedge.sources.tokens import Tokens

Range = tuple[int, int]
Samples = Iterator[tuple[Features, int]]


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A gold attribution in words: the frame, and the content's ranges before and after the cue."""

    frame: Frame
    before: tuple[Range, ...]
    after: tuple[Range, ...]


Document = tuple[Tokens, list[GoldRelation]]
Sampler = Callable[[Tokens, list[GoldRelation]], Samples]


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


def _hull(tokens: Tokens, spans: Sequence[Span]) -> Range | None:
    ranges = _ranges(tokens, spans)
    return (ranges[0][0], ranges[-1][1]) if ranges else None


def _ranges(tokens: Tokens, spans: Sequence[Span]) -> list[Range]:
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


def near_samples(side: str) -> Sampler:
    """Return samples of near edges of the gold contents on one side of the cue."""

    def samples(tokens: Tokens, relations: list[GoldRelation]) -> Samples:
        for relation, (near, _) in _gold_parts(relations, side):
            edges = (near_after if side == "after" else near_before)(tokens, relation.frame)
            if near in edges:
                for edge in edges:
                    yield near_features(tokens, relation.frame, edge, side), int(edge == near)

    return samples


def far_samples(side: str) -> Sampler:
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
