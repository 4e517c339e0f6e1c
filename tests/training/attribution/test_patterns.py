from __future__ import annotations

from itertools import pairwise

from hedge.documents import join_text
from hedge.parsing import Parser
from hedge.sources.tokens import flatten
from hedge.training.attribution.patterns import HEADLINES, PATTERNS, REPLICAS, pattern_articles
from hedge.training.attribution.phrases import NEGATIVES
from hedge.training.attribution.rarities import LOOKALIKES
from hedge.training.attribution.samples import gold_relations


def test_same_distinct_texts_every_time() -> None:
    articles = list(pattern_articles())
    assert articles == list(pattern_articles())
    # A short headline may be drawn twice.
    assert len({article.text for article in articles}) >= len(articles) - 2
    assert len({article.id for article in articles}) == len(articles)
    marked = [article for article in articles if article.attributions]
    assert len(marked) == (len(PATTERNS) + len(HEADLINES)) * REPLICAS
    assert len(articles) - len(marked) >= 2 * len((*NEGATIVES, *LOOKALIKES))


def test_texts_are_filled_in_and_spans_exact() -> None:
    for article in pattern_articles():
        assert not set("$<>[]{}()/") & set(article.text), article.text
        for attribution in article.attributions:
            spans = sorted((*attribution.source, *attribution.cue, *attribution.content))
            assert all(left.end <= right.start for left, right in pairwise(spans))
            for span in spans:
                assert span.of(article.text) == span.of(article.text).strip() != ""


def test_conventions() -> None:
    found = {
        (join_text(a.text, x.source), join_text(a.text, x.cue)): join_text(a.text, x.content)
        for a in pattern_articles()
        for x in a.attributions
    }
    possessive = [content for (source, cue), content in found.items() if cue == "view is"]
    assert possessive
    assert all(content.startswith("that ") and content[-1] != "." for content in possessive)
    assert any(source.endswith(("'s", "’s")) for source, cue in found if cue == "view is")
    assert all(not cue.endswith(" by") or cue == "As reported by" or cue == "As stated by" for _, cue in found)
    assert any(source == "" for source, cue in found if cue.startswith("It is"))


def test_gold_relations_are_found_in_words(parser: Parser) -> None:
    articles = list(pattern_articles())[::40]
    for article, parse in zip(articles, parser.parse([article.text for article in articles]), strict=True):
        tokens = flatten(parse)
        relations = gold_relations(tokens, article)
        assert len(relations) == len(article.attributions)
        for relation, attribution in zip(relations, article.attributions, strict=True):
            cue = tokens.span_of(*relation.frame.cue)
            assert cue.covers(attribution.cue[0])
            assert bool(relation.frame.source[1]) == bool(attribution.source)


def test_two_attributions_of_one_text() -> None:
    articles = [article for article in pattern_articles() if len(article.attributions) > 1]
    assert len(articles) >= 6 * REPLICAS
    shared = [one for one in articles if join_text(one.text, one.attributions[1].cue).startswith("adding")]
    assert shared
    assert all(one.attributions[0].source == one.attributions[1].source != () for one in shared)
    assert all("2" not in join_text(one.text, x.cue) for one in articles for x in one.attributions)
