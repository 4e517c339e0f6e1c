"""Score found cues against NewsCert: strict spans, spans with types, characters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence, Set
from pathlib import Path
from typing import TypeVar

from hedge.corpora.newscert import LabelledCue, read_newscert
from hedge.documents import Span
from hedge.encoding import Encoder
from hedge.evaluation.bootstrap import Evaluation, Metrics, bootstrap
from hedge.parsing import Parse
from hedge.predicates.cues import CUE_TYPES, Cue, CueModel, find_cues, load_cue_model
from hedge.predicates.scare_quotes import encode_plainly

T = TypeVar("T")
Pair = tuple[Sequence[LabelledCue], Sequence[Cue]]


def evaluate_cues(
    folder: Path,
    parse: Callable[[Sequence[str]], Sequence[Parse]],
    *,
    encoder: Encoder | None = None,
    model: CueModel | None = None,
) -> Evaluation:
    """Score cues on a NewsCert split folder.

    Parameters
    ----------
    folder : Path
        With ``text/`` and ``cues.jsonl``.
    parse : callable
        From texts to their parses: the method `parse` of a parser, or of a cache of parses.
    encoder : Encoder, optional
        The parse decides alone if left out.
    model : CueModel, optional
        The shipped one if left out.

    Returns
    -------
    Evaluation
        ``n`` gold cues; intervals over articles. Metrics are ``precision recall f1``
        (strict spans), ``overlap_f1`` (characters), ``typed_f1`` and ``<type>_f1`` (span and type), all in [0, 1]. Gold
        lines with ``agreed: false`` are neither hits nor misses.
    """
    articles = [article for article in read_newscert(folder) if article.cues is not None]
    parses = [parsed for article in articles for parsed in parse([article.text])]
    encoded = None if encoder is None else encode_plainly(encoder, parses)
    found = find_cues(parses, model or load_cue_model(), encoded)
    pairs: list[Pair] = [(article.cues or (), cues) for article, cues in zip(articles, found, strict=True)]
    metrics, intervals = bootstrap(pairs, cue_metrics)
    return Evaluation(n=sum(cue.agreed for gold, _ in pairs for cue in gold), metrics=metrics, intervals=intervals)


def cue_metrics(pairs: Sequence[Pair]) -> Metrics:
    """Figures over documents, each given by its gold and its found cues.

    A found cue whose span is a disputed gold cue's is left out, like that gold cue; in ``overlap_f1`` the characters
    of disputed cues are.

    Examples
    --------
    >>> gold = [LabelledCue(span=Span(5, 8), type="epistemic", agreed=True)]
    >>> round(cue_metrics([(gold, [])])["recall"], 1)
    0.0
    """
    gold: set[tuple[int, Span, str]] = set()
    found: set[tuple[int, Span, str]] = set()
    marked: set[tuple[int, int]] = set()
    claimed: set[tuple[int, int]] = set()
    for number, (expected, cues) in enumerate(pairs):
        disputed = {cue.span for cue in expected if not cue.agreed}
        ignored = {(number, i) for span in disputed for i in range(span.start, span.end)}
        gold |= {(number, cue.span, cue.type) for cue in expected if cue.agreed}
        found |= {(number, cue.span, cue.type) for cue in cues if cue.span not in disputed}
        marked |= _characters(number, [cue.span for cue in expected if cue.agreed]) - ignored
        claimed |= _characters(number, [cue.span for cue in cues]) - ignored
    spans, found_spans = {item[:2] for item in gold}, {item[:2] for item in found}
    hits = len(spans & found_spans)
    figures = {
        "precision": hits / len(found_spans) if found_spans else math.nan,
        "recall": hits / len(spans) if spans else math.nan,
        "f1": _f1(spans, found_spans),
        "overlap_f1": _f1(marked, claimed),
        "typed_f1": _f1(gold, found),
    }
    for kind in CUE_TYPES:
        figures[f"{kind}_f1"] = _f1({x for x in gold if x[2] == kind}, {x for x in found if x[2] == kind})
    return figures


def _characters(number: int, spans: Sequence[Span]) -> set[tuple[int, int]]:
    return {(number, i) for span in spans for i in range(span.start, span.end)}


def _f1(gold: Set[T], found: Set[T]) -> float:
    total = len(gold) + len(found)
    return 2 * len(gold & found) / total if total else math.nan
