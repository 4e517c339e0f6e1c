from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from hedge.corpora.newscert import LabelledArticle, LabelledStatement
from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span
from hedge.encoding.windows import load_tokenizer
from hedge.models import model_folder
from hedge.sources import Attribution
from hedge.training.attribution.paragraphs import own_paragraphs
from hedge.training.attribution.patterns import pattern_articles
from hedge.training.certainty.patterns import pattern_examples
from hedge.training.certainty.sentences import FILES, read_sentences
from hedge.training.encoder.pages import attributed_pages, certainty_pages, labelled_text
from hedge.training.encoder.samples import own_samples
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


def test_lines_of_a_block_stand_together() -> None:
    blocks = [one.block for name in FILES for one in read_sentences(name)]
    runs = [block for block, _ in groupby(blocks)]
    assert "" not in blocks
    assert len(runs) == len(set(runs))
    assert {len([*lines]) <= 16 for _, lines in groupby(blocks)} == {True}
    assert {one.block for one in pattern_examples()} == {""}


def test_samples_of_ours_carry_the_fold_of_their_text() -> None:
    tokenizer = load_tokenizer(model_folder("encoder") / "tokenizer.json")
    samples = list(own_samples(tokenizer))
    assert all(sample.ours for sample in samples)
    words = {(sample.task, sample.fold, tokenizer.decode(sample.pieces.tolist())) for sample in samples}
    sentence = next(read_sentences(FILES[0]))
    paragraph = next(one for one in own_paragraphs() if "\n" not in one.text)
    for task, fold, text in (
        ("content", fold_of(sentence.block), sentence.text),
        ("attribution", fold_of(paragraph.id), paragraph.text),
    ):
        pieces = tokenizer.decode(tokenizer.encode(text).ids)
        assert {own for kind, own, found in words if kind == task and pieces in found} == {fold}


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
