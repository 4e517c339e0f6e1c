"""Cut a document into statement units: attributed contents, turns in transcripts, and the author's own clauses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hedge.documents import Span, join_text, merge_spans
from hedge.parsing import Parse, Sentence
from hedge.sources import Attribution
from hedge.statements.clauses import split_clauses
from hedge.statements.headings import is_heading, marker_end
from hedge.statements.remnants import only_announces, standing_words

StatementKind = Literal["direct", "mixed", "indirect", "author"]

# What is left of a sentence once attributions are taken out counts as a statement from this many words on, if a subject
# and its predicate are among them: shorter remnants are adverbials and connectives around the attribution.
_FEWEST_WORDS = 3
# Dropped from the ends of a statement, but for the marks that close a sentence.
_CONNECTIVES = frozenset({"PUNCT", "CCONJ"})
_LEADING = frozenset({"ADP", "SCONJ", "DET"})
_OWN = frozenset({"i", "we"})
_POINTERS = frozenset({"it", "that", "this", "so", "otherwise", "as much", "them", "these", "those"})
_ENDS = frozenset(".!?…")
_PAIRS = {'"': '"', "“": "”", "‘": "’", "'": "'", "''": "''", "``": "''", "(": ")", "[": "]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementUnit:
    """A stretch of text that makes one statement, before it is scored.

    Parameters
    ----------
    spans : tuple of Span
        The content; at least one span.
    attribution : int or None
        Index of the attribution it is the content of.
    turn : int or None
        Index of the block of the transcript turn it stands in, where it is the turn's own words.
    kind : {"direct", "mixed", "indirect", "author"}
        How it is presented; the words of a turn are ``direct``.
    """

    spans: tuple[Span, ...]
    attribution: int | None
    turn: int | None
    kind: StatementKind


def find_units(
    parse: Parse,
    attributions: Sequence[Attribution],
    turns: Container[int] = (),
    events: Container[int] = (),
) -> tuple[StatementUnit, ...]:
    """Cut a document into statement units.

    Each attribution gives one unit. Of every sentence, what no attribution takes up as source, cue or content gives
    more, one a main clause: the turn's speaker says it in a transcript, elsewhere the author.

    Parameters
    ----------
    parse : Parse
        The document.
    attributions : sequence of Attribution
        From `hedge.sources.find_attributions`.
    turns : container of int, optional
        Indices of the blocks that are turns of a transcript, as `hedge.speakers.Resolution` has them.
    events : container of int, optional
        Indices of the attributions that take up nothing, as from `hedge.statements.claims.find_events`: their clauses
        are statements too, and the only ones where nobody is their source.

    Returns
    -------
    tuple of StatementUnit
        Sorted by where they begin.
    """
    units = [
        StatementUnit(spans=_said(parse.text, attribution), attribution=index, turn=None, kind=attribution.kind)
        for index, attribution in enumerate(attributions)
        if attribution.source or index not in events
    ]
    # Without words of attribution the source belongs to what the author tells of it.
    taken = merge_spans(
        span
        for index, a in enumerate(attributions)
        if index not in events
        for span in (*(a.source if a.cue else ()), *a.cue, *a.content)
    )
    position = 0
    for sentence in parse.sentences:
        while position < len(taken) and taken[position].end <= sentence.span.start:
            position += 1
        end = bisect_left(taken, sentence.span.end, lo=position, key=lambda span: span.start)
        turn = sentence.block if sentence.block in turns else None
        if is_heading(parse, sentence, turn is not None):
            continue
        kind: StatementKind = "author" if turn is None else "direct"
        units.extend(
            StatementUnit(spans=spans, attribution=None, turn=turn, kind=kind)
            for spans in _remnants(parse, sentence, taken[position:end])
        )
    units.sort(
        key=lambda unit: (unit.spans[0].start, unit.spans[-1].end, -1 if unit.attribution is None else unit.attribution)
    )
    return tuple(units)


def _said(text: str, attribution: Attribution) -> tuple[Span, ...]:
    """The content; with what frames it where that is the speaker's own, or where it says nothing without.

    "The bank is reportedly broke", "I can't confirm that", "Tan denies it".
    """
    source, content = (join_text(text, spans).casefold() for spans in (attribution.source, attribution.content))
    between = not source and len(attribution.content) > 1
    if not between and source not in _OWN and content.rstrip(".?!") not in _POINTERS:
        return attribution.content
    whole = merge_spans((*attribution.source, *attribution.cue, *attribution.content), text)
    return whole if len(whole) == 1 else attribution.content


def _remnants(parse: Parse, sentence: Sentence, taken: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Spans of each main clause of what the attributions leave of a sentence; none where that makes no statement."""
    begin = marker_end(parse, sentence)
    free = {
        index
        for index, word in enumerate(sentence.words)
        if word.end > word.start >= begin and not any(span.overlaps(word.span) for span in taken)
    }
    left = standing_words(sentence, free) if taken else free
    kept = [index for run in _runs(sorted(left)) for index in _trimmed(sentence, run)]
    n_words = sum(sentence.words[index].upos != "PUNCT" for index in kept)
    if not n_words or (taken and (n_words < _FEWEST_WORDS or only_announces(sentence, set(kept)))):
        return []
    clauses = split_clauses(sentence, kept)
    if len(clauses) > 1:
        clauses = [[index for run in _runs(clause) for index in _trimmed(sentence, run)] for clause in clauses]
    spans = (_spans(parse.text, sentence, clause) for clause in clauses)
    found = (tuple(span for span in parts if any(char.isalnum() for char in span.of(parse.text))) for parts in spans)
    return [parts for parts in found if parts]


def _spans(text: str, sentence: Sentence, words: Sequence[int]) -> tuple[Span, ...]:
    """Spans of words; brackets that the parser did not see, as in "[T]he" and "12 [10 to 14]", stay with them."""
    own = [sentence.words[index].span for index in words]
    between = (
        Span(first.start, second.end)
        for (first, at), (second, to) in pairwise(zip(own, words, strict=True))
        if to == at + 1
    )
    return tuple(_with_brackets(text, span) for span in merge_spans([*own, *between], text))


def _with_brackets(text: str, span: Span) -> Span:
    """A span with the bracket next to it whose partner is inside."""
    excess = span.of(text).count("]") - span.of(text).count("[")
    start = span.start - (excess > 0 and text[: span.start].endswith("["))
    return Span(start, span.end + (excess < 0 and text.startswith("]", span.end)))


def _runs(indices: Sequence[int]) -> list[list[int]]:
    """Cut rising indices where one is left out."""
    runs: list[list[int]] = []
    for index in indices:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _trimmed(sentence: Sentence, run: list[int]) -> list[int]:
    """Words of a stretch without connectives at its ends and what leads on from there; marks stay in pairs."""
    texts = [sentence.words[index].text for index in run]
    loose = [sentence.words[index].upos in _CONNECTIVES for index in run]
    first, end = 0, len(run)
    while first < end and loose[first] and _PAIRS.get(texts[first]) not in texts[first + 1 : end]:
        first += 1
    held = set(run)
    while end > first and (
        _leads_on(sentence, run[end - 1], held) or (loose[end - 1] and not _closes(texts[first:end]))
    ):
        end -= 1
    return run[first:end]


def _leads_on(sentence: Sentence, index: int, held: set[int]) -> bool:
    """Whether a word belongs to one that is not left, as "despite" does where the noun after it is taken."""
    word = sentence.words[index]
    return word.upos in _LEADING and word.head >= 0 and word.head not in held


def _closes(texts: Sequence[str]) -> bool:
    """Whether the last of several words is a mark that closes them."""
    opening = [mark for mark, closing in _PAIRS.items() if closing == texts[-1]]
    return any(mark in texts[:-1] for mark in opening) if opening else texts[-1] in _ENDS
