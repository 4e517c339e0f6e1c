"""Features of the question "does this source mean that entity?", for a linear ranking.

References
----------
Denis and Baldridge (2008), Specialized models and ranking for coreference resolution.
Muzny, Fang, Chang and Jurafsky (2017), A two-stage sieve approach for quote attribution.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from hedge.documents import Span
from hedge.parsing import Parse, Sentence
from hedge.predicates.vectors import load_word_vectors
from hedge.speakers import lexicon
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.mentions.runs import bare
from hedge.speakers.references.reader import Reference

Features = dict[str, float]
Place = tuple[int, int]

# Rare but telling: a larger value lets the penalised fit trust them on few examples.
_VALUES = {"noun=True&definite=definite": 3.0}
_NOWHERE: Place = (-1, -1)
# Relations of words that stand for the one that they hang on.
_SAME_PLACE = frozenset({"appos", "flat", "compound"})
_SAME_KIND = {"unnamed": "person"}


@dataclass(frozen=True, slots=True)
class Context:
    """What was known when a source was read.

    Parameters
    ----------
    parse : Parse
        The document.
    previous : tuple of Entity
        Speakers of the attributions before it, the nearest first.
    encloser : Entity or None
        Speaker of the attribution whose content the source stands in.
    quoted : bool
        Whether the attribution's content opens with a quotation mark.
    busiest : Entity or None
        The entity with most mentions.
    contents : tuple of Span
        Contents of the document's attributions, merged and sorted.
    """

    parse: Parse
    previous: tuple[Entity, ...]
    encloser: Entity | None
    quoted: bool
    busiest: Entity | None
    contents: tuple[Span, ...]


def choice_features(reference: Reference, candidates: Sequence[Entity], context: Context) -> list[Features]:
    """Features of every candidate, and at the end those of "somebody new".

    Parameters
    ----------
    reference : Reference
        The source.
    candidates : sequence of Entity
        Those it can mean.
    context : Context
        What was known then.

    Returns
    -------
    list of dict
        ``len(candidates) + 1`` sparse vectors, by feature name.
    """
    place = (reference.sentence, reference.word)
    recent = sorted(range(len(candidates)), key=lambda i: _last_before(candidates[i], place) or (-1, -1), reverse=True)
    ranks = {index: rank for rank, index in enumerate(recent)}
    acting = sorted(range(len(candidates)), key=lambda i: _last_subject(candidates[i], place), reverse=True)
    subject_ranks = {index: rank for rank, index in enumerate(acting)}
    rows = [
        _with_forms(reference, _pair(reference, entity, context, ranks[index], subject_ranks[index]))
        for index, entity in enumerate(candidates)
    ]
    matches = sum(_noun_match(reference, entity) for entity in candidates)
    rows.append(_with_forms(reference, _new(reference, len(candidates), matches, context)))
    return rows


def _with_forms(reference: Reference, names: Iterator[str]) -> Features:
    """Every feature twice: for all forms, and for the form of this reference."""
    form = "he" if reference.form == "she" else reference.form
    form = f"one-{reference.kind}" if form == "one" else form
    row: Features = {}
    for name in names:
        row[f"any|{name}"] = row[f"{form}|{name}"] = _VALUES.get(name, 1.0)
    return row


def _pair(reference: Reference, entity: Entity, context: Context, rank: int, subject_rank: int) -> Iterator[str]:
    place = (reference.sentence, reference.word)
    last = _last_before(entity, place)
    distance = _distance(place, last, entity)
    yield f"distance={distance}"
    yield f"rank={min(rank, 4)}"
    if _last_subject(entity, place) != _NOWHERE:
        yield f"subject-rank={min(subject_rank, 3)}"
    if last is not None:
        role = "subject" if _last_subject(entity, place) == last else "other"
        yield f"role={role}"
        yield f"distance={distance}&role={role}"
        yield f"rank={min(rank, 4)}&role={role}"
        relation = _relation(context.parse.sentences[last[0]], last[1])
        yield f"relation={relation}"
        yield f"relation={relation}&distance={distance}"
        yield f"relation={relation}&named={bool(entity.forms)}"
        quoted = _is_quoted(context, last)
        yield f"reported={quoted}"
        yield f"reported={quoted}&distance={distance}"
        blocks = context.parse.sentences
        yield f"blocks={_bin(blocks[place[0]].block - blocks[last[0]].block)}"
    yield f"mentions={_bin(len(entity.places))}"
    if entity is context.busiest:
        yield "busiest"
    if entity.places and entity.places[0][0] <= 1:
        yield "opens"
    yield f"kind={entity.kind}"
    yield "named" if entity.forms else "unnamed"
    yield f"spoke={_bin(len(entity.spoke))}"
    yield from _history(entity, context, reference)
    if reference.gender:
        yield "gender=same" if entity.gender == reference.gender else "gender=unknown"
    yield from _syntax(reference, entity, context, place)
    yield from _binding(reference, entity, context)
    if reference.noun:
        yield from _description(reference, entity)


def _relation(sentence: Sentence, word: int) -> str:
    """What a mention is in its clause; an apposition is what its noun is."""
    if word < 0:
        return "label"
    while sentence.words[word].relation in _SAME_PLACE and sentence.words[word].head >= 0:
        word = sentence.words[word].head
    relation = sentence.words[word].deprel
    case = sentence.child(word, "case")
    if relation in {"obl", "nmod"} and case is not None:
        return f"{relation} {bare(sentence.words[case].text)}"
    return relation


def _history(entity: Entity, context: Context, reference: Reference) -> Iterator[str]:
    for step, before in enumerate(context.previous[:3]):
        if before is entity:
            yield f"previous={step}"
            break
    else:
        yield "previous=none"
    if context.previous and context.previous[0] is entity:
        blocks = context.parse.sentences
        latest = _last_before(entity, (reference.sentence, reference.word))
        if latest is not None:
            same = blocks[latest[0]].block == blocks[reference.sentence].block
            yield f"previous&same-block={same}"
            yield f"previous&quoted={context.quoted}"
            yield f"previous&distance={_distance((reference.sentence, reference.word), latest, entity)}"
    if context.encloser is not None:
        yield "encloser" if context.encloser is entity else "other-than-encloser"


def _syntax(reference: Reference, entity: Entity, context: Context, place: Place) -> Iterator[str]:
    sentence = context.parse.sentences[reference.sentence]
    governor = sentence.words[reference.word].head
    start = bisect_left(entity.places, (reference.sentence, 0))
    for number, word in entity.places[start:]:
        if number != reference.sentence:
            break
        if word < 0 or word == reference.word:
            continue
        span = sentence.words[word].span
        if reference.span.covers(span):
            yield "inside-source"
        if sentence.words[word].head == governor:
            yield "clause-mate"
        if reference.word in sentence.ancestors(word):
            yield "below"
        if word in sentence.ancestors(reference.word):
            yield "above"


def _binding(reference: Reference, entity: Entity, context: Context) -> Iterator[str]:
    """Whether the entity is the subject of a clause that the source stands in, and of which: "Ruiz said she ..."."""
    words = context.parse.sentences[reference.sentence].words
    children = context.parse.sentences[reference.sentence].children
    depth = 0
    for above in context.parse.sentences[reference.sentence].ancestors(reference.word):
        subject = next((i for i in children[above] if words[i].relation == "nsubj"), None)
        if subject is None or subject == reference.word:
            continue
        if entity.is_at((reference.sentence, subject)):
            yield f"binds={min(depth, 2)}"
            return
        depth += 1


def _description(reference: Reference, entity: Entity) -> Iterator[str]:
    yield f"definite={reference.definite}"
    match = _noun_match(reference, entity)
    yield f"noun={match}&definite={reference.definite}"
    yield f"noun={match}"
    if reference.noun in lexicon.ANYBODY_NOUNS:
        yield f"anybody&named={bool(entity.forms)}&definite={reference.definite}"
    if reference.noun in entity.heads:
        yield "same-head"
        yield f"same-head&definite={reference.definite}"
        yield f"same-head&capital={reference.capital}&modified={bool(reference.modifiers)}"
    if not match:
        near = max((similarity(reference.noun, word) for word in entity.descriptors | entity.heads), default=0.0)
        yield f"near={_near(near)}"
        yield f"near={_near(near)}&definite={reference.definite}"
    stems = {_stem(token) for form in entity.forms for token in form}
    known = {word for word in reference.modifiers | reference.proper if word in stems or word in entity.descriptors}
    if reference.noun in stems:
        yield "noun-in-name"
        yield f"noun-in-name&definite={reference.definite}"
    shared = len(reference.modifiers & known)
    yield f"modifiers={min(shared, 2)}of{min(len(reference.modifiers), 2)}"
    if reference.proper:
        foreign = bool(reference.proper - known)
        yield f"foreign={foreign}&noun={match}"
        yield f"foreign={foreign}&definite={reference.definite}"
        if foreign:
            yield f"foreign&proper={bool(entity.proper or entity.forms)}&noun={match}"
    yield f"named={bool(entity.forms)}&definite={reference.definite}&noun={match}"
    if reference.modifiers and reference.modifiers <= known:
        yield f"all-modifiers&noun={match}"
    kind = _SAME_KIND.get(entity.kind, entity.kind)
    yield f"kinds={reference.kind}-{kind}"
    if reference.gender and entity.gender and reference.gender != entity.gender:
        yield "gender=clash"


def _near(similar: float) -> str:
    return "much" if similar >= 0.65 else "some" if similar >= 0.5 else "no"


@lru_cache(maxsize=1 << 16)
def similarity(one: str, other: str) -> float:
    """Cosine of two words' vectors; 0 where one has none."""
    first, second = load_word_vectors().look_up([one, other]).astype(np.float64)
    length = float(np.linalg.norm(first) * np.linalg.norm(second))
    return round(float(first @ second) / length, 4) if length else 0.0


def _new(reference: Reference, count: int, matches: int, context: Context) -> Iterator[str]:
    yield "new"
    yield f"new&candidates={_bin(count)}"
    if reference.noun:
        yield f"new&definite={reference.definite}"
        yield f"new&definite={reference.definite}&matches={min(matches, 2)}"
        yield f"new&modifiers={min(len(reference.modifiers), 3)}"
        yield f"new&matches={min(matches, 2)}"
        yield f"new&capital={reference.capital}&matches={min(matches, 2)}"
    yield f"new&quoted={context.quoted}"
    if context.encloser is not None:
        yield "new&enclosed"
    if reference.sentence <= 1:
        yield "new&opening"


def _noun_match(reference: Reference, entity: Entity) -> bool:
    return bool(reference.noun) and (reference.noun in entity.descriptors or reference.noun in entity.heads)


def _last_subject(entity: Entity, place: Place) -> Place:
    at = bisect_left(entity.subjects, place)
    return entity.subjects[at - 1] if at else _NOWHERE


def _is_quoted(context: Context, place: Place) -> bool:
    """Whether a mention stands inside the content of an attribution."""
    sentence = context.parse.sentences[place[0]]
    return is_told(context.contents, sentence.words[max(place[1], 0)].start)


def is_told(contents: Sequence[Span], offset: int) -> bool:
    """Whether a place in the text is in one of the contents, which are merged and sorted."""
    at = bisect_right(contents, offset, key=lambda span: span.start)
    return at > 0 and offset < contents[at - 1].end


def _stem(token: str) -> str:
    return bare(token).removesuffix("'s").removesuffix("’s")


def _last_before(entity: Entity, place: Place) -> Place | None:
    at = bisect_left(entity.places, place)
    return entity.places[at - 1] if at else None


def _distance(place: Place, last: Place | None, entity: Entity) -> str:
    if last is None:
        after = entity.places[0][0] - place[0] if entity.places else 99
        return f"after{_bin(after)}"
    return _bin(place[0] - last[0])


def _bin(count: int) -> str:
    for limit in (0, 1, 2, 4, 8, 16):
        if count <= limit:
            return str(limit)
    return "more"
