"""Attributions inside attributions: contents read again as texts of their own, and who holds whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from hedge.documents import Span
from hedge.parsing import Parse, Sentence, Word
from hedge.sources.attribution import Attribution
from hedge.sources.tokens import Tokens, flatten

# Read by itself a clause looks more like a report than it does inside one: it has to be more likely than not.
_LEAST_SCORE = 0.5


def find_nested(
    parse: Parse, tokens: Tokens, outer: Sequence[Attribution], read: Callable[[Tokens], list[Attribution]]
) -> list[Attribution]:
    """Find the attributions inside the contents of `outer` ("Low said aides expect rain").

    The model was trained on texts where each word is annotated once, so it passes over a report inside a report. Here
    the clauses of a content stand as sentences of their own. Contents wholly in quotation marks are left alone: who
    thinks what in there is part of the quotation.

    Parameters
    ----------
    parse, tokens : Parse, Tokens
        The document.
    outer : sequence of Attribution
        What was found in it.
    read : callable
        Finds the attributions of other tokens.

    Returns
    -------
    list of Attribution
        Those that name a source, are likely, lie wholly inside one content of `outer` and share no cue with it. A colon
        tells nobody there: "She expects the worst: “We shall lose.”"
    """
    sentences: list[Sentence] = []
    owners: dict[int, Attribution] = {}
    for attribution in sorted(outer, key=_size, reverse=True):
        if attribution.kind != "direct":
            sentences.extend(_content_sentences(parse, tokens, attribution, owners))
    if not sentences:
        return []
    sentences.sort(key=lambda sentence: sentence.words[0].start)
    cues = {span for attribution in outer for span in attribution.cue}
    return [
        found
        for found in read(flatten(Parse(parse.text, parse.blocks, tuple(sentences))))
        if found.source
        and found.score > _LEAST_SCORE
        and any(map(str.isalpha, found.cue[0].of(parse.text)))
        and cues.isdisjoint(found.cue)
        and _covers(owners[tokens.range_of(found.cue[0]).start].content, (*found.source, *found.cue, *found.content))
    ]


def with_parents(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Sort attributions by where the content starts, and give each its parent.

    The parent is the attribution with the smallest content that holds the other's cue and is larger than its content.
    """
    ordered = sorted(found, key=lambda item: (item.content, item.cue))
    sizes = [(_size(attribution), index) for index, attribution in enumerate(ordered)]
    cues = sorted((attribution.cue[0].start, index) for index, attribution in enumerate(ordered) if attribution.cue)
    parents: dict[int, tuple[int, int]] = {}
    for size in sizes:
        for span in ordered[size[1]].content:
            for _, held in cues[bisect_left(cues, (span.start, -1)) : bisect_left(cues, (span.end, -1))]:
                # As a parent's content is always the larger one, attributions cannot hold each other in a circle.
                if sizes[held] < size and (held not in parents or size < parents[held]):
                    parents[held] = size
    return tuple(
        replace(attribution, parent=parents[index][1] if index in parents else None)
        for index, attribution in enumerate(ordered)
    )


def _content_sentences(
    parse: Parse, tokens: Tokens, attribution: Attribution, owners: dict[int, Attribution]
) -> list[Sentence]:
    """Make sentences of the words of a content that are not in one yet; each sentence of the text gives its own."""
    parts: dict[int, list[int]] = {}
    for span in attribution.content:
        for index in tokens.range_of(span):
            if index not in owners:
                owners[index] = attribution
                parts.setdefault(tokens.sentence[index], []).append(index)
    return [Sentence(_rooted(tokens, part), parse.sentences[number].block) for number, part in sorted(parts.items())]


def _rooted(tokens: Tokens, indices: Sequence[int]) -> tuple[Word, ...]:
    """Cut words out of their sentence: the first whose governor is left behind becomes the root of the others."""
    place = {index: number for number, index in enumerate(indices)}
    loose = [i for i in indices if tokens.heads[i] not in place and tokens.words[i].upos != "PUNCT"]
    root = place[loose[0]] if loose else 0
    words = []
    for number, index in enumerate(indices):
        word = tokens.words[index]
        if number == root:
            words.append(replace(word, head=-1, deprel="root"))
        else:
            words.append(replace(word, head=place.get(tokens.heads[index], root)))
    return tuple(words)


def _size(attribution: Attribution) -> int:
    return sum(map(len, attribution.content))


def _covers(holders: Sequence[Span], spans: Sequence[Span]) -> bool:
    return all(any(holder.covers(span) for holder in holders) for span in spans)
