"""Texts to read statements in: labelled articles, and pages of our own sentences in each other's company."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hedge.corpora.newscert import LabelledArticle
from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span
from hedge.scoring.certainty.features import StatementSpans
from hedge.training.attribution.paragraphs import own_paragraphs
from hedge.training.attribution.patterns import pattern_articles
from hedge.training.certainty.patterns import pattern_examples
from hedge.training.certainty.sentences import FILES, read_sentences
from hedge.training.folds import EVERYONES, FOLDS, fold_of

_SEED = 7
# Texts of ours on a page: what stands beside a sentence says nothing of it.
_EXAMPLES, _ARTICLES = 12, 5
# Most are paragraphs of their own.
_GAPS = ("\n", "\n", "\n", " ")
Text = TypeVar("Text")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement in a text: content and cue, level (0 to 3, ``"na"`` or another word for none) and polarity."""

    spans: StatementSpans
    level: int | str
    polarity: str

    @property
    def target(self) -> float:
        """The level from 1 (uncommitted) to 4 (certain), 0 where it has none."""
        return float(self.level + 1 if isinstance(self.level, int) else 0)


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text, its statements, the fold it is in, and whether it is our own."""

    text: str
    statements: tuple[Labelled, ...]
    fold: int
    ours: bool = False


def labelled_text(article: LabelledArticle) -> LabelledText:
    """The statements of an article that annotators agree on."""
    statements = tuple(
        Labelled(
            StatementSpans(content=one.attribution.content, cue=one.attribution.cue),
            one.certainty,
            one.polarity,
        )
        for one in article.statements
        if one.certainty is not None and one.attribution.content
    )
    return LabelledText(article.text, statements, fold_of(article.id))


def certainty_pages() -> Iterator[LabelledText]:
    """Pages of our own sentences with a certainty: patterned ones, and others of one fold each."""
    sentences = [one for name in FILES for one in read_sentences(name)]
    texts = [(EVERYONES, one) for one in pattern_examples()] + [(fold_of(one.block), one) for one in sentences]
    for fold, page in _pages(texts, _EXAMPLES):
        text, starts = _join([example.text for example in page])
        statements = (
            Labelled(
                StatementSpans(content=_moved(one.spans.content, start), cue=_moved(one.spans.cue, start)),
                one.level,
                one.polarity,
            )
            for one, start in zip(page, starts, strict=True)
        )
        yield LabelledText(text, tuple(statements), fold, ours=True)


def attributed_pages() -> Iterator[tuple[int, AttributedArticle]]:
    """Pages of our own texts with attributions, patterned ones and others, each with the fold it is in."""
    texts = [(EVERYONES, one) for one in pattern_articles()] + [(fold_of(one.id), one) for one in own_paragraphs()]
    for number, (fold, page) in enumerate(_pages(texts, _ARTICLES)):
        text, starts = _join([article.text for article in page])
        attributions = [
            replace(
                one,
                source=_moved(one.source, start),
                cue=_moved(one.cue, start),
                content=_moved(one.content, start),
            )
            for article, start in zip(page, starts, strict=True)
            for one in article.attributions
        ]
        events = tuple(f"E{event}" for event, _ in enumerate(attributions, 1))
        yield (
            fold,
            AttributedArticle(id=f"page-{number:04}", text=text, attributions=tuple(attributions), events=events),
        )


def _pages(texts: Sequence[tuple[int, Text]], size: int) -> Iterator[tuple[int, Sequence[Text]]]:
    """Texts shuffled and dealt out to pages, each of texts of one fold."""
    for fold in (EVERYONES, *range(FOLDS)):
        own = [text for its, text in texts if its == fold]
        shuffled = random.Random(_SEED).sample(own, len(own))
        for start in range(0, len(shuffled), size):
            yield fold, shuffled[start : start + size]


def _join(texts: Sequence[str]) -> tuple[str, list[int]]:
    """Texts joined to one, and where each begins."""
    joined, starts = "", []
    for number, text in enumerate(texts):
        if joined:
            joined += _GAPS[number % len(_GAPS)]
        starts.append(len(joined))
        joined += text
    return joined, starts


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)
