"""Cut a document into statement units: attributed contents, turns in transcripts, and the author's own clauses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Literal

from hedge.documents import Span, merge_spans
from hedge.parsing import Parse, Sentence
from hedge.predicates.clauses import SUBJECTS
from hedge.sources import Attribution
from hedge.statements.clauses import split_clauses

StatementKind = Literal["direct", "mixed", "indirect", "author"]

# What is left of a sentence once attributions are taken out counts as a statement from this many words on, if a subject
# and its predicate are among them: shorter remnants are adverbials and connectives around the attribution.
_FEWEST_WORDS = 3
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
# Dropped from the ends of a statement, but for the marks that close a sentence.
_CONNECTIVES = frozenset({"PUNCT", "CCONJ"})
_LEADING = frozenset({"ADP", "SCONJ", "DET"})
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
    parse: Parse, attributions: Sequence[Attribution], turns: Container[int] = ()
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

    Returns
    -------
    tuple of StatementUnit
        Sorted by where they begin.
    """
    units = [
        StatementUnit(spans=attribution.content, attribution=index, turn=None, kind=attribution.kind)
        for index, attribution in enumerate(attributions)
    ]
    taken = merge_spans(span for a in attributions for span in (*a.source, *a.cue, *a.content))
    position = 0
    for sentence in parse.sentences:
        while position < len(taken) and taken[position].end <= sentence.span.start:
            position += 1
        end = bisect_left(taken, sentence.span.end, lo=position, key=lambda span: span.start)
        turn = sentence.block if sentence.block in turns else None
        kind: StatementKind = "author" if turn is None else "direct"
        units.extend(
            StatementUnit(spans=spans, attribution=None, turn=turn, kind=kind)
            for spans in _remnants(parse.text, sentence, taken[position:end])
        )
    units.sort(
        key=lambda unit: (unit.spans[0].start, unit.spans[-1].end, -1 if unit.attribution is None else unit.attribution)
    )
    return tuple(units)


def _remnants(text: str, sentence: Sentence, taken: Sequence[Span]) -> list[tuple[Span, ...]]:
    """Spans of each main clause of what the attributions leave of a sentence; none where that makes no statement."""
    free = {
        index
        for index, word in enumerate(sentence.words)
        if word.end > word.start and not any(span.overlaps(word.span) for span in taken)
    }
    left = sorted(free - _lost_subjects(sentence, free))
    kept = [index for run in _runs(left) for index in _trimmed(sentence, run)]
    words = {index for index in kept if sentence.words[index].upos != "PUNCT"}
    if not words or (taken and (len(words) < _FEWEST_WORDS or not _is_claim(sentence, words))):
        return []
    clauses = split_clauses(sentence, kept)
    if len(clauses) > 1:
        clauses = [[index for run in _runs(clause) for index in _trimmed(sentence, run)] for clause in clauses]
    spans = (merge_spans((sentence.words[index].span for index in clause), text) for clause in clauses)
    found = (tuple(span for span in parts if any(char.isalnum() for char in span.of(text))) for parts in spans)
    return [parts for parts in found if parts]


def _lost_subjects(sentence: Sentence, free: set[int]) -> set[int]:
    """Words of subjects whose predicate is taken, as "the result" of "the result is expected soon"."""
    lost = (index for index in free if sentence.words[index].relation in SUBJECTS)
    return {below for index in lost if sentence.words[index].head not in free for below in sentence.subtree(index)}


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


def _is_cleft(sentence: Sentence, words: set[int]) -> bool:
    """Whether all that is left is "It was Ruiz" of "It was Ruiz who said so"."""
    root = next((index for index in words if sentence.words[index].head < 0), None)
    if root is None or sentence.child(root, "cop") is None:
        return False
    subject = sentence.child(root, "nsubj", "expl")
    clauses = (child for child in sentence.children[root] if sentence.words[child].relation == "acl")
    return (
        subject is not None
        and sentence.words[subject].lemma.lower() == "it"
        and any(clause not in words for clause in clauses)
    )


def _is_claim(sentence: Sentence, words: set[int]) -> bool:
    """Whether a predicate is among the words together with its subject, and more than a condition or half a cleft."""
    predicates = {sentence.words[index].head for index in words if sentence.words[index].relation in SUBJECTS}
    claimed = [index for index in predicates & words if not _is_condition(sentence, index)]
    return bool(claimed) and not _is_cleft(sentence, words)


def _is_condition(sentence: Sentence, predicate: int) -> bool:
    """Whether a predicate is that of a clause with "if", which claims nothing by itself."""
    mark = sentence.child(predicate, "mark")
    return mark is not None and sentence.words[mark].lemma.lower() in _CONDITIONS
