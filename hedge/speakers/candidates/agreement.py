"""Which entities a source can mean at all: those that agree with it in kind, number and gender."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice

from hedge.parsing import Parse
from hedge.speakers import lexicon
from hedge.speakers.candidates.features import Place
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.mentions.firms import FIRMS, PUBLIC, is_other_firm
from hedge.speakers.mentions.organizations import is_company
from hedge.speakers.mentions.runs import bare
from hedge.speakers.references.reader import Reference
from hedge.speakers.references.titles import possession

NEAREST, NAMESAKES, LATER = 14, 2, 4
# Words that make another office of one: "the vice president" is not "the president".
_RANKS = frozenset({"vice", "deputy", "prime", "lieutenant", "assistant"})
# Nouns that mean persons and no bodies.
_PERSONS = lexicon.PERSON_NOUNS - lexicon.ORGANIZATION_NOUNS
# Bodies that bear their noun in their name or are called by initials.
_OFFICIAL = frozenset({"army", "brigade", "coastguard", "court", "embassy", "military", "ministry", "navy", "police"})
# Bodies that no bank and no insurer is.
_NO_BANKS = frozenset({"union", "government", "council", "parliament", "party"})
_BANKS = frozenset({"bank", "banking", "insurance", "assurance"})
# Mentions before and after a source that are looked through, which bounds the work in endless documents.
_REACH = 250
# Sentences after a source in which an entity may be mentioned for the first time ("When she spoke, Ruiz ...").
_SOON = 4
# Kinds of entity by the form of a pronoun, or the kind that a description describes.
_ALLOWED: dict[str, frozenset[str]] = {
    "he": frozenset({"person", "unnamed", ""}),
    "she": frozenset({"person", "unnamed", ""}),
    "they": frozenset({"group", "organization", ""}),
    "it": frozenset({"organization", "document", "place", "unnamed", ""}),
    "person": frozenset({"person", "unnamed", ""}),
    "group": frozenset({"group", "organization"}),
    "organization": frozenset({"organization", "place", ""}),
    "document": frozenset({"document", "organization", "unnamed"}),
}


class Mentions:
    """All mentions of a document's entities in text order, to find who was mentioned around a place.

    Parameters
    ----------
    entities : iterable of Entity
        Known so far.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities: list[Entity] = []
        self._numbers: dict[Entity, int] = {}
        self._known: list[tuple[Place, int]] = []
        for entity in entities:
            self.take(entity)
            self._known.extend((place, self._numbers[entity]) for place in entity.places)
        self._known.sort()

    def take(self, entity: Entity) -> None:
        """Take in an entity without its mentions."""
        self._numbers[entity] = len(self.entities)
        self.entities.append(entity)

    def admit(self, entity: Entity) -> None:
        """Take in an entity with its mentions, unless it is known."""
        if entity not in self._numbers:
            self.take(entity)
            for place in entity.places:
                self.add(entity, place)

    def add(self, entity: Entity, place: Place) -> None:
        """Note one more mention; those of who is no candidate, as the author, are passed over."""
        if entity in self._numbers:
            mention = place, self._numbers[entity]
            at = bisect_left(self._known, mention)
            if self._known[at : at + 1] != [mention]:
                self._known.insert(at, mention)

    def before(self, place: Place) -> Iterator[Entity]:
        """Yield the entities mentioned before a place, the last one first."""
        at = bisect_left(self._known, (place, -1))
        numbers = (self._known[index][1] for index in range(at - 1, max(at - _REACH, 0) - 1, -1))
        yield from (self.entities[number] for number in dict.fromkeys(numbers))

    def first_after(self, place: Place) -> Iterator[Entity]:
        """Yield the entities that are mentioned for the first time after a place, in text order."""
        start = bisect_left(self._known, (place, -1))
        for found, number in self._known[start : start + _REACH]:
            if self.entities[number].places[0] == found:
                yield self.entities[number]


def find_candidates(parse: Parse, mentions: Mentions, reference: Reference) -> list[Entity]:
    """Find what a source can mean.

    Parameters
    ----------
    parse : Parse
        The document.
    mentions : Mentions
        All entities known so far.
    reference : Reference
        The source.

    Returns
    -------
    list of Entity
        At most `NEAREST` mentioned before it, the last one first, `NAMESAKES` more that are called the same, then at
        most `LATER` first mentioned soon after it.
    """
    if reference.definite == "another":
        return []
    place = (reference.sentence, reference.word)
    agreeing = (entity for entity in mentions.before(place) if _agrees(parse, reference, entity))
    known = (entity for entity in _named_so(reference, agreeing) if not _introduces(reference, entity))
    before = list(islice(known, NEAREST))
    # What has the same name is not forgotten: "Democrats" are "Democrats" throughout.
    before.extend(islice((entity for entity in known if reference.noun in entity.heads), NAMESAKES))
    later = [entity for entity in mentions.first_after(place) if _agrees(parse, reference, entity)]
    soon = [entity for entity in later if entity.places[0][0] - place[0] <= _SOON][:LATER]
    named = (entity for entity in later if entity not in soon and _is_described_so(reference, entity))
    return [*before, *soon, *islice(named, NAMESAKES)]


def _named_so(reference: Reference, entities: Iterable[Entity]) -> Iterator[Entity]:
    """Yield entities; for "the trust" those with a trust in their name, if there are any."""
    if reference.kind != "organization" or reference.form != "one" or len(reference.title.split()) > 1:
        yield from entities
        return
    every = list(islice(entities, NEAREST))
    yield from [each for each in every if any(reference.noun in map(bare, form) for form in each.forms)] or every


def _is_described_so(reference: Reference, entity: Entity) -> bool:
    """Whether the text describes somebody with a name so: "her lawyer, Bo Tan", after "Ruiz's lawyer"."""
    if reference.form != "one" or reference.definite != "definite" or not entity.full:
        return False
    owned = bool(reference.proper) and reference.proper <= entity.descriptors
    return owned and reference.noun in entity.descriptors


def _agrees(parse: Parse, reference: Reference, entity: Entity) -> bool:
    """Whether kind, gender and description leave it possible that the entity is meant."""
    allowed = _ALLOWED.get(reference.form) or _ALLOWED.get(reference.kind)
    # "The publisher" is a body, unless somebody was called so.
    called = reference.noun in lexicon.PERSON_NOUNS & entity.descriptors
    titled = called and reference.kind == "organization" and entity.kind == "person"
    if allowed is not None and entity.kind not in allowed and not titled:
        return False
    if reference.gender and entity.gender and reference.gender != entity.gender:
        return False
    if reference.kind == "organization" and entity.gender and not titled:
        return False
    if reference.form == "it" and (entity.gender or not entity.heads.isdisjoint(_PERSONS)):
        return False
    if reference.owner is not None and reference.owner.form == "first":
        # "My father" is only ever "my father", or "my father, Bo Tan".
        return {lexicon.MINE, reference.noun} <= entity.descriptors if entity.forms else reference.noun in entity.heads
    if lexicon.of(reference.noun) in entity.descriptors and reference.noun not in entity.descriptors:
        return False
    if not reference.noun:
        return not _acts_on(parse, reference, entity)
    other = _is_other(reference, entity) or _is_other_thing(reference, entity) or _is_other_body(reference, entity)
    another = other or _is_of_another(reference, entity) or _differs(reference, entity)
    return not (another or _is_inside(parse, reference, entity))


def _acts_on(parse: Parse, reference: Reference, entity: Entity) -> bool:
    """Whether a pronoun is whom the entity does something to: "Questioned by Ruiz, he admitted that ..."."""
    words = parse.sentences[reference.sentence].words
    first = bisect_left(entity.places, (reference.sentence, 0))
    last = bisect_left(entity.places, (reference.sentence + 1, -1))
    for _, word in entity.places[first:last]:
        verb = words[word].head if words[word].deprel == "obl:agent" else -1
        if verb >= 0 and words[verb].relation == "advcl" and words[verb].head == words[reference.word].head:
            return True
    return False


def _introduces(reference: Reference, entity: Entity) -> bool:
    """Whether the source introduces somebody: "a reporter" means nobody before it, unless another "a reporter"."""
    indefinite = reference.form == "one" and reference.definite == "indefinite"
    return indefinite and reference.noun not in entity.heads and reference.noun not in entity.descriptors


def _is_inside(parse: Parse, reference: Reference, entity: Entity) -> bool:
    """Whether a description holds a mention of the entity, as "Ruiz's lawyer" does, and so means another one."""
    words = parse.sentences[reference.sentence].words
    at = bisect_left(entity.places, (reference.sentence, 0))
    for sentence, word in entity.places[at:]:
        if sentence != reference.sentence:
            return False
        if word != reference.word and reference.span.covers(words[word].span):
            return True
    return False


def _differs(reference: Reference, entity: Entity) -> bool:
    """Whether both share a noun but not the names before it, as "the Lee camp" and "the Ruiz camp" do."""
    shared = reference.noun in entity.heads and not entity.forms
    return shared and bool(reference.proper and entity.proper) and reference.proper.isdisjoint(entity.proper)


def _is_other(reference: Reference, entity: Entity) -> bool:
    """Whether both are described, with different nouns: "the vet" is not "a neighbour", but "the man" may be."""
    people = reference.kind in {"person", ""} and entity.kind in {"person", "unnamed"}
    if reference.form != "one" or not people:
        return False
    if entity.forms:
        return _holds_other_office(reference, entity)
    if reference.noun in entity.heads and _RANKS & (reference.modifiers ^ entity.descriptors):
        return True
    special = entity.heads - lexicon.ANYBODY_NOUNS
    if not special:
        return False
    if reference.noun in lexicon.ANYBODY_NOUNS:
        # "The man" may be the vet, "the man at the counter" is somebody else.
        qualified = bare(reference.title.split()[-1]) != reference.noun
        return qualified and not reference.modifiers <= entity.descriptors
    if reference.noun in entity.heads:
        # "The prime minister" is not "the foreign minister".
        own, known = (frozenset(title.lower().split()[:-1]) for title in (reference.title, entity.label))
        return bool(own and known) and own.isdisjoint(known)
    return reference.noun not in entity.descriptors


def _holds_other_office(reference: Reference, entity: Entity) -> bool:
    """Whether somebody was spoken of as something else before: "the president" is not "the governor" later."""
    if reference.noun in entity.descriptors:
        # "The director" may be a deputy director; a vice president is never "the president".
        ranks = _RANKS & (reference.modifiers - entity.descriptors)
        if ranks or "vice" in entity.descriptors - reference.modifiers:
            return True
    known = (entity.heads & lexicon.PERSON_NOUNS) - lexicon.ANYBODY_NOUNS
    if not known or reference.noun in lexicon.ANYBODY_NOUNS or reference.noun not in lexicon.PERSON_NOUNS:
        return False
    return reference.noun not in entity.heads | entity.descriptors


def _is_of_another(reference: Reference, entity: Entity) -> bool:
    """Whether "Ruiz's lawyer" is asked for and the text never told that this named person or body is Ruiz's."""
    owner, _ = possession(reference.title) or ("", "")
    whose = bare(owner.split()[-1]) if owner.split() else ""
    body = bool(whose) and reference.kind == entity.kind == "organization"
    person = whose in reference.proper and reference.kind in {"person", ""} and entity.kind in {"person", ""}
    if person and reference.noun in entity.descriptors and entity.places[0] > (reference.sentence, reference.word):
        # "Ruiz's spokesman" may be "the spokesman, Bo Tan," of the next sentence.
        return False
    return (body or person) and bool(entity.forms) and whose not in entity.descriptors


def _is_other_thing(reference: Reference, entity: Entity) -> bool:
    """Whether a thing has another noun: "the survey" may be "the poll", but "the delay" is neither."""
    thing = reference.kind == "document" and reference.form == "one" and entity.kind in {"document", "unnamed"}
    if not thing or entity.forms or not entity.heads or reference.noun in entity.heads | entity.descriptors:
        return False
    if reference.noun not in lexicon.DOCUMENT_NOUNS:
        return True
    if entity.kind == "document":
        return entity.heads.isdisjoint(lexicon.DOCUMENT_NOUNS)
    # "The statement" may be that of "a spokeswoman", but "the footage" is nobody's words.
    return reference.noun not in lexicon.WORDED_NOUNS


def _is_other_body(reference: Reference, entity: Entity) -> bool:
    """Whether a body has another noun: "the ministry" is not "the navy", but "the firm" may be "the lender"."""
    if not reference.kind == entity.kind == "organization":
        return False
    if reference.noun not in lexicon.RIVALS and not lexicon.RIVALS.isdisjoint(entity.descriptors):
        # A text is about "the company"; a rival of it is named in passing.
        return True
    if entity.forms:
        # "The coastguard" is no body that the text names otherwise, "the union" no firm.
        words = {bare(token) for form in entity.forms for token in form}
        told = not words.isdisjoint(lexicon.INDUSTRY_WORDS) or not entity.heads.isdisjoint(FIRMS)
        firm = told or any(is_company([*map(bare, form)]) for form in entity.forms)
        barred = PUBLIC if firm else _OFFICIAL if words.isdisjoint(_BANKS) else _OFFICIAL | _NO_BANKS
        other = reference.noun in barred - words - entity.descriptors - entity.heads
        other = other or (reference.noun not in words and is_other_firm(reference.noun, words))
        return other and not any(map(_is_acronym, entity.forms))
    if not entity.heads:
        return False
    if (reference.form == "many") != entity.many:
        # "The government" is none of the "UN agencies".
        return True
    if entity.many or reference.noun in entity.heads | entity.descriptors:
        return False
    general = reference.noun in lexicon.GENERAL_BODIES or not entity.heads.isdisjoint(lexicon.GENERAL_BODIES)
    return not general or reference.noun in _OFFICIAL


def _is_acronym(form: tuple[str, ...]) -> bool:
    return len(form) == 1 and form[0].isupper()
