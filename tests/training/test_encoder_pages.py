from __future__ import annotations

from collections.abc import Iterable

from hedge.corpora.newscert import LabelledArticle, LabelledStatement
from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span
from hedge.sources import Attribution
from hedge.training.attribution_paragraphs import own_paragraphs
from hedge.training.attribution_patterns import pattern_articles
from hedge.training.certainty_patterns import pattern_examples
from hedge.training.certainty_sentences import FILES, read_sentences
from hedge.training.encoder_pages import attributed_pages, certainty_pages, labelled_text
from hedge.training.folds import EVERYONES, FOLDS, fold_of


def test_pages_hold_every_example_once_among_those_of_its_fold() -> None:
    pages = list(certainty_pages())
    found = sorted(
        (page.fold, tuple(span.of(page.text) for span in one.spans.content), str(one.level), one.polarity)
        for page in pages
        for one in page.statements
    )
    sentences = [one for name in FILES for one in read_sentences(name)]
    folds = [*((EVERYONES, one) for one in pattern_examples()), *((fold_of(one.block), one) for one in sentences)]
    wanted = sorted(
        (fold, tuple(span.of(one.text) for span in one.spans.content), str(one.level), one.polarity)
        for fold, one in folds
    )
    assert found == wanted
    assert {page.fold for page in pages} == {EVERYONES, *range(FOLDS)}
    assert all(page.ours and len(page.text.split("\n")) > 1 for page in pages)


def test_lines_of_a_block_are_in_one_fold() -> None:
    blocks = [one.block for name in FILES for one in read_sentences(name)]
    assert "" not in blocks
    assert max(blocks.count(block) for block in set(blocks)) <= 16
    assert {one.block for one in pattern_examples()} == {""}


def test_pages_hold_every_attribution_once_among_those_of_its_fold() -> None:
    def read(articles: Iterable[tuple[int, AttributedArticle]]) -> list[tuple[object, ...]]:
        return sorted(
            (fold, *(span.of(article.text) for span in (*one.source, *one.cue, *one.content)))
            for fold, article in articles
            for one in article.attributions
        )

    paragraphs = [(fold_of(one.id), one) for one in own_paragraphs()]
    assert read(attributed_pages()) == read([*((EVERYONES, one) for one in pattern_articles()), *paragraphs])


def test_neighbours_on_a_page_differ_in_certainty() -> None:
    levels = [{str(one.level) for one in page.statements} for page in certainty_pages()]
    assert sum(len(own) > 2 for own in levels) > 0.95 * len(levels)


def test_statements_that_annotators_disagree_on_are_left_out() -> None:
    attribution = Attribution(source=(), cue=(), content=(Span(0, 5),))
    statements = tuple(
        LabelledStatement(
            id=f"E{number}",
            attribution=attribution,
            certainty=certainty,
            polarity="pos",
            speaker="NONE",
            speaker_type="none",
        )
        for number, certainty in enumerate([3, None, "na", 0])
    )
    text = labelled_text(LabelledArticle(id="a", text="Rain.", statements=statements, cues=None))
    assert [one.target for one in text.statements] == [4.0, 0.0, 1.0]
