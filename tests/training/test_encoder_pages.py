from __future__ import annotations

from hedge.corpora.newscert import LabelledArticle, LabelledStatement
from hedge.documents import Span
from hedge.sources import Attribution
from hedge.training.attribution_patterns import pattern_articles
from hedge.training.certainty_patterns import pattern_examples
from hedge.training.encoder_pages import OURS, attributed_pages, certainty_pages, labelled_text


def test_pages_hold_every_example_once() -> None:
    pages = list(certainty_pages())
    found = sorted(
        (tuple(span.of(page.text) for span in one.spans.content), str(one.level), one.polarity)
        for page in pages
        for one in page.statements
    )
    wanted = sorted(
        (tuple(span.of(one.text) for span in one.spans.content), str(one.level), one.polarity)
        for one in pattern_examples()
    )
    assert found == wanted
    assert {page.fold for page in pages} == {OURS}
    assert all(len(page.text.split("\n")) > 1 for page in pages)


def test_pages_hold_every_attribution_once() -> None:
    def read(articles: object) -> list[tuple[str, ...]]:
        return sorted(
            tuple(span.of(article.text) for span in (*one.source, *one.cue, *one.content))
            for article in articles  # type: ignore[attr-defined]
            for one in article.attributions
        )

    assert read(attributed_pages()) == read(pattern_articles())


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
