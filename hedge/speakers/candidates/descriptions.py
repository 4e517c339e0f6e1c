"""Whom a description goes on with that the text named shortly before: "the company", "the 34-year-old", "the pair".

The learned ranking seldom joins what shares no word. Here are descriptions that nearly always go on with a name, where
one name alone can be meant. "The judge" and "the spokeswoman", who tend to be somebody else, are none of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from hedge.speakers import lexicon
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.mentions.firms import PUBLIC, SELDOM_NAMED, is_firm_noun, is_other_firm, tells_trade
from hedge.speakers.mentions.runs import bare, is_native
from hedge.speakers.references.reader import Reference

# What people are by trade or for life, so that a text calls somebody so whom it has named.
_TRAITS = frozenset({
    "actor", "actress", "batsman", "batter", "billionaire", "boxer", "businessman", "businesswoman", "comedian",
    "comedienne", "composer", "conservative", "cyclist", "democrat", "drummer", "entrepreneur", "filmmaker",
    "footballer", "goalkeeper", "golfer", "guitarist", "industrialist", "jockey", "magnate", "midfielder",
    "millionaire", "mogul", "musician", "novelist", "painter", "pensioner", "pianist", "pitcher", "playwright",
    "poet", "quarterback", "rapper", "republican", "sculptor", "singer", "skier", "socialist", "songwriter",
    "sprinter", "striker", "swimmer", "teenager", "tycoon", "violinist", "widower", "winger",
})  # fmt: skip
# What people were, in "the former banker"; of offices there is a former holder beside the present one.
_TRADES_LEFT = frozenset({
    "accountant", "architect", "athlete", "banker", "barrister", "builder", "carpenter", "champion", "chef", "dancer",
    "detective", "diplomat", "doctor", "economist", "engineer", "executive", "farmer", "firefighter", "fisherman",
    "journalist", "lawyer", "librarian", "marine", "mechanic", "miner", "model", "nurse", "paratrooper", "physician",
    "pilot", "policeman", "policewoman", "priest", "professor", "prosecutor", "ranger", "reporter", "sailor",
    "schoolteacher", "shopkeeper", "soldier", "solicitor", "star", "surgeon", "teacher", "trader", "waiter", "waitress",
})  # fmt: skip
_FORMER = frozenset({"former", "onetime", "retired", "ex"})
_ANYBODY = frozenset({"man", "woman", "boy", "girl", "lady", "gentleman"})
_PAIRS = frozenset({"pair", "two", "both", "duo"})
_NUMBERS = MappingProxyType({"two": 2, "three": 3, "four": 4, "five": 5})
# Sentences from a name to what goes on with it.
_FIRM_REACH, _PERSON_REACH, _PAIR_REACH, _ANYBODY_REACH = 8, 3, 3, 2
_AGES = frozenset({"old", "elderly", "young", "older", "younger"})


def find_named(
    reference: Reference, entities: Iterable[Entity], pairs: Mapping[int, Entity], *, others: bool = False
) -> Entity | None:
    """Return the one entity named shortly before that a description must mean; None if there is none, or several.

    Parameters
    ----------
    reference : Reference
        The description.
    entities : iterable of Entity
        Those mentioned before it.
    pairs : mapping of int to Entity
        People named together, by the sentence.
    others : bool
        Whether somebody without a name was introduced shortly before ("a man"), whom "the man" may mean.
    """
    plain = len(reference.title.split()) == 1
    if plain and reference.noun in _PAIRS:
        return next(_near(reference, pairs), None)
    count = next((_NUMBERS[word] for word in reference.title.lower().split()[:1] if word in _NUMBERS), None)
    if count is not None and reference.kind == "group" and reference.definite == "definite":
        return next((group for group in _near(reference, pairs) if group.size == count), None)
    if reference.form != "one" or reference.definite != "definite":
        return None
    if plain and is_firm_noun(reference.noun):
        return _firm(reference, list(entities))
    if reference.noun in _ANYBODY and bare(reference.title.split()[-1]) == reference.noun:
        # "The man" after "a mechanic", but not "the man at the counter".
        known = list(entities)
        somebody = _latest(reference, known, lambda entity: _is_somebody(entity, reference), _ANYBODY_REACH)
        return somebody or (None if others else _only_person(reference, known))
    if _is_trait(reference):
        return _latest(reference, entities, lambda entity: _is_person(entity, reference), _PERSON_REACH)
    return None


def _only_person(reference: Reference, entities: Sequence[Entity]) -> Entity | None:
    """Return whom "the old man" or "the woman" means where the text named one man, or one woman, and that lately."""
    plain = all(word.lower() in _AGES for word in reference.title.split()[:-1])
    people = [each for each in entities if _is_person(each, reference) and each.gender == reference.gender]
    lately = len(people) == 1 and 0 <= _distance(reference, people[0]) <= _PERSON_REACH
    return people[0] if plain and lately else None


def _firm(reference: Reference, entities: Sequence[Entity]) -> Entity | None:
    """Return the firm named last; a bank whose name tells of no bank if no other firm was named lately."""
    noun = reference.noun
    found = _latest(
        reference, entities, lambda entity: _is_firm(entity) and tells_trade(noun, _words(entity)), _FIRM_REACH
    )
    if found is None and noun in SELDOM_NAMED:
        near = [entity for entity in entities if 0 <= _distance(reference, entity) <= _FIRM_REACH]
        firms = [entity for entity in near if entity.kind == "organization" and _is_firm(entity)]
        found = firms[0] if len(firms) == 1 and not is_other_firm(noun, _words(firms[0])) else None
    return found


def _is_firm(entity: Entity) -> bool:
    """Whether a named entity can be a firm."""
    words = _words(entity) if lexicon.RIVALS.isdisjoint(entity.descriptors) else set()
    return bool(words) and entity.kind in {"organization", ""} and not entity.gender and words.isdisjoint(PUBLIC)


def _words(entity: Entity) -> set[str]:
    return {bare(token) for form in entity.forms for token in form}


def _distance(reference: Reference, entity: Entity) -> int:
    """Sentences from an entity's last mention before a description to it; -1 if there is none."""
    at = bisect_left(entity.places, (reference.sentence, reference.word))
    return reference.sentence - entity.places[at - 1][0] if at else -1


def _near(reference: Reference, pairs: Mapping[int, Entity]) -> Iterator[Entity]:
    """Yield those named together shortly before, the last ones first."""
    for number in range(reference.sentence, max(reference.sentence - _PAIR_REACH, 0) - 1, -1):
        if number in pairs:
            yield pairs[number]


def _latest(
    reference: Reference, entities: Iterable[Entity], fits: Callable[[Entity], bool], reach: int
) -> Entity | None:
    """Return the fitting entity that was named last, if no other one as fitting was in the same sentence."""
    near: dict[int, list[Entity]] = {}
    for entity in entities:
        distance = _distance(reference, entity)
        if 0 <= distance <= reach and fits(entity):
            near.setdefault(distance, []).append(entity)
    latest = near[min(near)] if near else []
    # Of a name that tells nothing and one that tells of a firm the latter.
    sure = [entity for entity in latest if entity.kind] or latest
    return sure[0] if len(sure) == 1 else None


def _is_trait(reference: Reference) -> bool:
    title = reference.title.split()
    if reference.title.endswith("year-old") or (len(title) > 2 and title[-3:-1] == ["mother", "of"]):
        return True
    if len(title) == 2 and title[0] == "retired":
        return reference.kind == "person"
    if len(title) == 2 and title[0] in _FORMER:
        return reference.noun in _TRADES_LEFT | _TRAITS
    native = reference.capital and reference.title[:1].isupper() and is_native(reference.noun)
    return len(title) == 1 and (reference.noun in _TRAITS or (native and reference.kind in {"person", ""}))


def _is_somebody(entity: Entity, reference: Reference) -> bool:
    """Whether somebody without a name spoke before of whom no more is known than that he may be a man."""
    unnamed = entity.kind == "unnamed" and not entity.full and bool(entity.spoke)
    return unnamed and reference.noun not in entity.heads and {entity.gender, reference.gender} != {"m", "f"}


def _is_person(entity: Entity, reference: Reference) -> bool:
    return bool(entity.full) and entity.kind == "person" and {entity.gender, reference.gender} != {"m", "f"}
