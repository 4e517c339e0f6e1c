"""Attributions inside attributions: contents read again as texts of their own, and who holds whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from hedge.documents import Span
from hedge.parsing import Parse, Sentence, Word
from hedge.sources.attribution import Attribution
from hedge.sources.tokens import Tokens, flatten

# Read by itself a clause looks more like a report than it does inside one: it has to be more likely than not, and
# inside a quotation, where people want, know and see many things, a good deal more.
_LEAST_SCORE, _LEAST_QUOTED = 0.5, 0.8
# Who says something inside a quotation beside its speaker and its hearers.
_OTHERS = frozenset({"he", "she", "they"})


def find_nested(
    parse: Parse, tokens: Tokens, outer: Sequence[Attribution], read: Callable[[Tokens], list[Attribution]]
) -> list[Attribution]:
    """Find the attributions inside the contents of `outer` ("Low said aides expect rain").

    The model was trained on texts where each word is annotated once, so it passes over a report inside a report. Here
    the clauses of a content stand as sentences of their own; those of a quotation without its marks. What speakers
    quoted think themselves is part of the quotation ("I think it will rain"); what they say of others is not ("The
    marshal told us to leave").

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
    owners: dict[int, Attribution] = {}
    plain: list[Sentence] = []
    quoted: list[Sentence] = []
    for attribution in sorted(outer, key=_size, reverse=True):
        of_kind = quoted if attribution.kind == "direct" else plain
        of_kind.extend(_content_sentences(parse, tokens, attribution, owners))
    cues = {span for attribution in outer for span in attribution.cue}
    return [
        _without_mark(tokens, found) if level else found
        for sentences, level, least in ((plain, 0, _LEAST_SCORE), (quoted, 1, _LEAST_QUOTED))
        for found in _read_again(parse, sentences, level, read)
        if found.source
        and found.score > least
        and any(map(str.isalpha, found.cue[0].of(parse.text)))
        and cues.isdisjoint(found.cue)
        and _covers(owners[tokens.range_of(found.cue[0]).start].content, (*found.source, *found.cue, *found.content))
        and (not level or _is_anothers(tokens, found))
    ]


def _read_again(
    parse: Parse, sentences: list[Sentence], level: int, read: Callable[[Tokens], list[Attribution]]
) -> list[Attribution]:
    if not sentences:
        return []
    ordered = sorted(sentences, key=lambda sentence: sentence.words[0].start)
    return read(flatten(Parse(parse.text, parse.blocks, tuple(ordered)), level))


def _is_anothers(tokens: Tokens, found: Attribution) -> bool:
    """Whether the source inside a quotation is neither who speaks there nor who is spoken to."""
    words = [tokens.words[i] for span in found.source for i in tokens.range_of(span)]
    return any(word.upos in ("NOUN", "PROPN") or word.text.lower() in _OTHERS for word in words)


def _without_mark(tokens: Tokens, found: Attribution) -> Attribution:
    """Leave the mark that closes the quotation around it, and the comma before that, out of a content."""
    parts = []
    for span in found.content:
        words = tokens.range_of(span)
        end = words.stop - (words.stop - 1 in tokens.closes)
        if end < words.stop:
            end -= end - 1 > words.start and tokens.words[end - 1].text == ","
        parts.append(tokens.span_of(words.start, end) if words.start < end < words.stop else span)
    return replace(found, content=tuple(parts))


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
