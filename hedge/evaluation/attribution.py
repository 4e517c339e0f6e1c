"""Score attributions against PolNeAR: strict and overlapping spans by role, and the link from source to content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hedge.corpora.polnear import AttributedArticle, read_polnear
from hedge.encoding import Encoder
from hedge.evaluation.attribution_errors import Examined, find_mistakes, report_mistakes
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.evaluation.tokens import number_tokens
from hedge.parsing import Parser
from hedge.sources import Attribution, AttributionModel, find_attributions, load_attribution_model

ROLES = ("source", "cue", "content")
_LINK_JACCARD = 0.5
_BATCH = 16

TokenSet = frozenset[int]


@dataclass(frozen=True, slots=True)
class Counts:
    """Matches of one document, for micro averages over documents.

    Parameters
    ----------
    right, predicted, gold : dict of str to int
        By figure (``"source"``, ``"source_overlap"``, ..., ``"linked"``): what both have, what was predicted, what the
        gold has.
    """

    right: Mapping[str, int] = field(default_factory=dict)
    predicted: Mapping[str, int] = field(default_factory=dict)
    gold: Mapping[str, int] = field(default_factory=dict)


def count_matches(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Counts:
    """Compare the attributions of one document with the gold.

    Spans are compared as sets of tokens: words and punctuation marks, white space ignored. A predicted set of a role
    counts once for each equal gold set (equal sets are matched one to one); attributions without the role do not count
    for it. Token overlap is counted over all tokens that any attribution gives the role. A link is right where source
    and content both have a Jaccard index of at least .5 with those of one gold attribution, one to one; attributions
    without a source have no link.

    Parameters
    ----------
    text : str
        The document.
    gold, predicted : sequence of Attribution
        In any order.
    """
    numbered = number_tokens(text)
    sets = [[{role: numbered.touched(getattr(a, role)) for role in ROLES} for a in part] for part in (gold, predicted)]
    right: dict[str, int] = {}
    totals: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for role in ROLES:
        counted = [Counter(item[role] for item in part if item[role]) for part in sets]
        right[role] = (counted[0] & counted[1]).total()
        covered = [frozenset().union(*(item[role] for item in part)) for part in sets]
        right[f"{role}_overlap"] = len(covered[0] & covered[1])
        for total, count, tokens in zip(totals, counted, covered, strict=True):
            total[role], total[f"{role}_overlap"] = count.total(), len(tokens)
    linked = [[(item["source"], item["content"]) for item in part if item["source"]] for part in sets]
    right["linked"] = _match_links(linked[0], linked[1])
    for total, links in zip(totals, linked, strict=True):
        total["linked"] = len(links)
    return Counts(right=right, predicted=totals[1], gold=totals[0])


def attribution_metrics(counts: Sequence[Counts]) -> dict[str, float]:
    """Micro F1 over documents, under the names of ``hedge evaluate attribution``.

    Examples
    --------
    >>> from hedge.documents import Span
    >>> from hedge.sources import Attribution
    >>> said = Attribution(source=(Span(0, 3),), cue=(Span(4, 8),), content=(Span(9, 20),))
    >>> attribution_metrics([count_matches("She said it may rain.", [said], [said])])["linked_f1"]
    1.0
    """
    names = [*ROLES, *(f"{role}_overlap" for role in ROLES), "linked"]
    metrics = {}
    for name in names:
        right, predicted, gold = (sum(part[name] for part in parts) for parts in _columns(counts))
        metrics[f"{name}_f1"] = 2 * right / (predicted + gold) if predicted + gold else float("nan")
    return metrics


def evaluate_attribution(
    folder: Path, parser: Parser, *, model: AttributionModel | None = None, encoder: Encoder | None = None
) -> Evaluation:
    """Run the attribution stage on a PolNeAR split, from raw text, and score it.

    PolNeAR gives each word to one attribution only, so attributions inside others are not looked for.

    Parameters
    ----------
    folder : Path
        A split folder with ``text/`` and ``attributions/``.
    parser : Parser
        Parses the articles.
    model : AttributionModel, optional
        Default: the shipped one.
    encoder : Encoder, optional
        Read the articles with it too; without it the parse alone decides.

    Returns
    -------
    Evaluation
        F1 in [0, 1] under the keys of `attribution_metrics`; ``n`` counts gold attributions; articles are resampled;
        the errors are the tables of `report_mistakes`.

    Raises
    ------
    InputError, MissingInputError
        The split is not there, or not in PolNeAR's format.
    """
    articles = read_polnear(folder)
    model = model or load_attribution_model()
    found: list[tuple[Attribution, ...]] = []
    examined: list[Examined] = []
    for start in range(0, len(articles), _BATCH):
        batch = articles[start : start + _BATCH]
        parses = parser.parse([article.text for article in batch])
        encoded = None if encoder is None else encoder.encode(parses)
        found += find_attributions(parses, model, encoded, nested=False)
        for article, parse, part in zip(batch, parses, found[start:], strict=True):
            examined += find_mistakes(article, parse, part)
    return replace(evaluate_found(articles, found), errors=report_mistakes(examined))


def evaluate_found(articles: Sequence[AttributedArticle], found: Sequence[Sequence[Attribution]]) -> Evaluation:
    """Score the attributions found in each of the articles, as `evaluate_attribution` does."""
    counts = [
        count_matches(article.text, article.attributions, part) for article, part in zip(articles, found, strict=True)
    ]
    metrics, intervals = bootstrap(counts, attribution_metrics)
    return Evaluation(n=sum(len(article.attributions) for article in articles), metrics=metrics, intervals=intervals)


def _columns(
    counts: Sequence[Counts],
) -> tuple[list[Mapping[str, int]], list[Mapping[str, int]], list[Mapping[str, int]]]:
    return [c.right for c in counts], [c.predicted for c in counts], [c.gold for c in counts]


def _match_links(gold: Sequence[tuple[TokenSet, TokenSet]], predicted: Sequence[tuple[TokenSet, TokenSet]]) -> int:
    """Return number of links matched one to one, the best overlaps first."""
    pairs = []
    for number, (source, content) in enumerate(predicted):
        for index, (gold_source, gold_content) in enumerate(gold):
            if content & gold_content and source & gold_source:
                overlaps = _jaccard(source, gold_source), _jaccard(content, gold_content)
                if min(overlaps) >= _LINK_JACCARD:
                    pairs.append((-sum(overlaps), number, index))
    used: tuple[set[int], set[int]] = (set(), set())
    for _, number, index in sorted(pairs):
        if number not in used[0] and index not in used[1]:
            used[0].add(number)
            used[1].add(index)
    return len(used[0])


def _jaccard(a: TokenSet, b: TokenSet) -> float:
    return len(a & b) / len(a | b)
