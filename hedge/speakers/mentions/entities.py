"""Entities of a document: named mentions that name the same person, organisation or place, put together."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from hedge.documents import Span
from hedge.speakers import lexicon
from hedge.speakers.mentions.first_names import NICKNAMES
from hedge.speakers.mentions.names import Name
from hedge.speakers.mentions.runs import bare

Tokens = tuple[str, ...]
# Groups of first names and their short forms that a name belongs to.
_NICKNAMES = {
    name: frozenset(number for number, group in enumerate(NICKNAMES) if name in group)
    for name in frozenset().union(*NICKNAMES)
}
# Entities that share a part of their names, and names of one entity, beyond which no more are put together: this bounds
# the work in endless lists of names.
_MOST = 32


@dataclass(slots=True, eq=False)
class Entity:
    """What the document knows about one possible speaker; it grows while the document is read.

    Parameters
    ----------
    kind : str
        ``"person"``, ``"organization"``, ``"place"``, ``"group"``, ``"document"``, ``"unnamed"`` or ``""``.
    forms : Counter of tuple of str
        The bare names it is called by.
    descriptors : set of str
        Lower-cased lemmas said of it.
    heads : set of str
        Lemmas of the nouns that named it as a source.
    proper : set of str
        Proper nouns and numbers before those nouns.
    genders : Counter of str
        Evidence for ``"m"`` and ``"f"``.
    places : list of tuple of int
        (sentence, word) of every mention, sorted.
    subjects : list of tuple of int
        Those of the mentions that are subjects, sorted.
    spans : list of Span
        The mentions' spans.
    spoke : list of int
        Positions, in reading order, of the attributions it was given.
    label : str
        The name used where no proper name is known.
    many : bool
        Whether a description of several named it as a source.
    size : int
        How many entities a group is made of; 0 for everybody else.
    known : str
        The name that the input gives a known speaker; ``""`` for everybody else.
    """

    kind: str = ""
    forms: Counter[Tokens] = field(default_factory=Counter)
    descriptors: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    proper: set[str] = field(default_factory=set)
    genders: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, int]] = field(default_factory=list)
    subjects: list[tuple[int, int]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    spoke: list[int] = field(default_factory=list)
    label: str = ""
    many: bool = False
    size: int = 0
    known: str = ""

    @property
    def gender(self) -> str:
        """``"m"``, ``"f"`` or ``""``, by the greater part of the evidence."""
        male, female = self.genders["m"], self.genders["f"]
        return "m" if male > female else "f" if female > male else ""

    @property
    def full(self) -> Tokens:
        """The fullest form of its name, the most frequent among those of equal length; empty for unnamed ones."""
        if not self.forms:
            return ()
        return max(sorted(self.forms), key=lambda form: (min(len(form), 4), self.forms[form]))

    def is_at(self, place: tuple[int, int]) -> bool:
        """Whether it is mentioned at a place."""
        at = bisect_left(self.places, place)
        return self.places[at : at + 1] == [place]

    def add(self, name: Name, *, subject: bool) -> None:
        """Take in a named mention."""
        self.forms[name.tokens] += 1
        self.descriptors |= name.descriptors
        if name.gender:
            self.genders[name.gender] += 1
        self.mention(name.sentence, name.head, name.span, subject=subject)

    def mention(self, sentence: int, word: int, span: Span, *, subject: bool) -> None:
        """Note one more mention."""
        _insert(self.places, (sentence, word))
        if subject:
            _insert(self.subjects, (sentence, word))
        self.spans.append(span)


def _insert(places: list[tuple[int, int]], place: tuple[int, int]) -> None:
    at = bisect_left(places, place)
    if at == len(places) or places[at] != place:
        places.insert(at, place)


class NameIndex:
    """The named entities of a document, and which names can mean which of them.

    Parameters
    ----------
    names : sequence of Name
        In text order.
    subjects : sequence of bool
        Whether each is the subject of its clause.
    """

    def __init__(self, names: Sequence[Name], subjects: Sequence[bool]) -> None:
        self.entities: list[Entity] = []
        self.of_name: dict[tuple[int, int], Entity] = {}
        self._exact: dict[Tokens, Entity] = {}
        # Entities by what else they can be called: people's last and first names, an organisation's first and last
        # words, and its initials.
        self._last: dict[str, list[Entity]] = {}
        self._first: dict[str, list[Entity]] = {}
        self._ends: dict[str, list[Entity]] = {}
        self._initials: dict[str, list[Entity]] = {}
        pairs = list(zip(names, subjects, strict=True))
        for wanted in (True, False):
            for name, subject in pairs:
                if name.tokens and (len(name.tokens) > 1) == wanted:
                    self._place(name, subject)
        for entity in self.entities:
            entity.kind = entity.kind or _guess(entity)

    def candidates(self, tokens: Tokens) -> list[Entity]:
        """Entities that a name can mean: the one called exactly so, else those it can be short for."""
        key = _key(tokens)
        if not key:
            return []
        exact = [self._exact[key]] if key in self._exact else []
        if len(key) > 1:
            people = [entity for entity in self._last.get(key[-1], []) if _same_person(key, entity)]
            bodies = dict.fromkeys((*self._ends.get(key[0], []), *self._ends.get(key[-1], [])))
            return exact or people or [entity for entity in bodies if _contains(entity, key)]
        if people := self._last.get(key[0], []):
            return [*people, *(entity for entity in exact if entity not in people)]
        first = [entity for entity in self._first.get(key[0], []) if entity.kind in {"person", ""}]
        return first or self._short_for(next(each for each in tokens if bare(each) == key[0])) or exact

    def _short_for(self, token: str) -> list[Entity]:
        """Organisations that a single word abbreviates: by their initials, or their first distinctive word."""
        found = self._initials.get(token.replace(".", ""), []) if token.isupper() and len(token) > 1 else []
        distinctive = bare(token) not in lexicon.ORGANIZATION_WORDS | lexicon.PLACES
        named = [entity for entity in self._ends.get(bare(token), []) if _begins(entity, token)] if distinctive else []
        if bare(token) in lexicon.NEWSPAPERS:
            named = [entity for entity in self._ends.get(bare(token), []) if _key(entity.full)[-1:] == (bare(token),)]
        return [entity for entity in (*found, *named) if entity.kind != "person"]

    def _place(self, name: Name, subject: bool) -> None:
        found = [e for e in self.candidates(name.tokens) if _fits(name, e) and _is_introduced(name, e)]
        entity = _nearest(found, name) if found else None
        if entity is None:
            entity = Entity(kind=name.kind)
            self.entities.append(entity)
        if name.kind and entity.kind in {"", "place"}:
            entity.kind = name.kind
        entity.add(name, subject=subject)
        self.of_name[name.sentence, name.first] = entity
        key = _key(name.tokens)
        self._exact.setdefault(key, entity)
        if len(key) > 1:
            if entity.kind in {"person", ""}:
                _list(self._last, key[-1], entity)
                _list(self._first, key[0], entity)
            for word in {key[0], key[-1]}:
                _list(self._ends, word, entity)
            for tokens in {name.tokens, name.tokens[bare(name.tokens[0]) == "the" :]}:
                _list(self._initials, "".join(part[0] for part in tokens if part[:1].isupper()), entity)
        if name.nickname:
            _list(self._first, name.nickname, entity)


def _list(index: dict[str, list[Entity]], key: str, entity: Entity) -> None:
    known = index.setdefault(key, [])
    if len(known) < _MOST and entity not in known:
        known.append(entity)


def _is_introduced(name: Name, entity: Entity) -> bool:
    """Whether a surname alone can mean somebody who gets a full name: later only in or soon after a headline.

    A paper that speaks of "Ruiz" long before "Ana Ruiz" comes up means another Ruiz, whom everybody knows.
    """
    if len(name.tokens) > 1 or len(entity.full) < 2 or entity.kind not in {"person", ""}:
        return True
    return entity.places[0][0] <= name.sentence + 3 or name.sentence <= 2


def _nearest(found: Sequence[Entity], name: Name) -> Entity:
    """Of several people who share the name: the last one mentioned before it, else the first one after."""
    place = (name.sentence, name.first)
    before = [(entity.places[at - 1], entity) for entity in found if (at := bisect_left(entity.places, place))]
    if before:
        return max(before, key=lambda pair: (pair[0], len(pair[1].places)))[1]
    return min(found, key=lambda entity: entity.places[0])


def _key(tokens: Tokens) -> Tokens:
    lowered = tuple(bare(token) for token in tokens)
    while len(lowered) > 1 and lowered[-1] in lexicon.SUFFIXES:
        lowered = lowered[:-1]
    return lowered[1:] if len(lowered) > 1 and lowered[0] == "the" else lowered


def _same_first(one: str, other: str) -> bool:
    """Whether two first names can be one person's: equal, an initial, or a nickname."""
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return not _NICKNAMES.get(one, frozenset()).isdisjoint(_NICKNAMES.get(other, ()))


def _same_person(key: Tokens, entity: Entity) -> bool:
    return any(len(form) > 1 and _same_first(key[0], _key(form)[0]) for form in entity.forms)


def _begins(entity: Entity, token: str) -> bool:
    return entity.kind == "organization" and any(
        len(form) > 1 and _key(form)[0] == bare(token) for form in entity.forms
    )


def _contains(entity: Entity, key: Tokens) -> bool:
    """Whether a longer organisation's name holds the words of `key` in order from its first or to its last word."""
    if entity.kind == "person":
        return False
    for form in map(_key, entity.forms):
        if len(form) > len(key) and (form[: len(key)] == key or form[-len(key) :] == key):
            return True
        if len(form) > len(key) and form[0] == key[0] and form[-1] == key[-1]:
            return True
    return False


def _fits(name: Name, entity: Entity) -> bool:
    if name.kind == "person" and entity.kind in {"organization", "place"}:
        return False
    if name.kind in {"organization", "place"} and entity.kind == "person" and len(name.tokens) > 1:
        return False
    if len(entity.forms) >= _MOST and name.tokens not in entity.forms:
        return False
    return not (name.gender and entity.gender and name.gender != entity.gender)


def _guess(entity: Entity) -> str:
    """Return the kind of an entity whose names and surroundings gave no hint."""
    if any(len(form) in {2, 3} for form in entity.forms) and entity.subjects:
        return "person"
    return ""
