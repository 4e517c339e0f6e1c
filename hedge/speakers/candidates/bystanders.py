"""People whom a text describes before they speak: "I showed the guard my ticket. He said it was for yesterday."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedge.parsing import Parse
from hedge.speakers.candidates.descriptions import find_named
from hedge.speakers.candidates.features import Place
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.mentions.runs import bare
from hedge.speakers.references.phrases import noun_kind
from hedge.speakers.references.reader import Reference, ReferenceReader
from hedge.speakers.references.titles import unowned

# Sentences, that of the pronoun and those before it, in which somebody may be described.
_NEAR = 4
# Parts of names, and what says what somebody is rather than mentioning somebody.
_NO_MENTIONS = frozenset({"compound", "flat", "amod", "appos", "vocative"})


class Bystanders:
    """Finds whom "he" and "she" can mean among those whom nothing but nouns mentioned so far.

    Parameters
    ----------
    parse : Parse
        The document.
    reader : ReferenceReader
        Reads its descriptions.
    """

    def __init__(self, parse: Parse, reader: ReferenceReader) -> None:
        self._parse = parse
        self._reader = reader
        self._read: dict[int, list[Reference]] = {}
        self._entities: dict[Place, Entity] = {}

    def near(self, reference: Reference, known: Sequence[Entity]) -> list[Entity]:
        """Return those described shortly before a pronoun, the last one first.

        Parameters
        ----------
        reference : Reference
            "He" or "she".
        known : sequence of Entity
            Who is a candidate anyway, by whatever description.
        """
        place = (reference.sentence, reference.word)
        found: dict[Entity, None] = {}
        for number in range(max(reference.sentence - _NEAR + 1, 0), reference.sentence + 1):
            for described in self._described(number):
                here = (number, described.word)
                if here >= place or any(_is_mention(described, entity) for entity in known):
                    continue
                if find_named(described, known, {}) is not None:
                    # "The retired banker" is who was named before.
                    continue
                if described.gender and reference.gender not in {"", described.gender}:
                    continue
                entity = self._entity(here, described, found)
                found.pop(entity, None)
                found[entity] = None
        return list(reversed(found))

    def introduced(self, reference: Reference) -> bool:
        """Whether somebody was introduced without a name shortly before a description: "a man", "a 34-year-old"."""
        return any(
            described.definite == "indefinite" and (number, described.word) < (reference.sentence, reference.word)
            for number in range(max(reference.sentence - _NEAR + 1, 0), reference.sentence + 1)
            for described in self._described(number)
        )

    def _entity(self, here: Place, described: Reference, others: dict[Entity, None]) -> Entity:
        """Return whom a description mentions: one mentioned before with the same noun, or somebody new."""
        if here in self._entities:
            return self._entities[here]
        same = (each for each in reversed(others) if described.noun in each.heads)
        entity = next(same, None) if described.definite == "definite" else None
        if entity is None:
            entity = Entity(kind="unnamed", label=unowned(described.title))
            entity.heads.add(described.noun)
            if described.gender:
                entity.genders[described.gender] += 1
        entity.descriptors.update(described.modifiers)
        entity.proper.update(described.proper)
        entity.mention(*here, described.span, subject=described.subject)
        self._entities[here] = entity
        return entity

    def _described(self, number: int) -> list[Reference]:
        if number not in self._read:
            self._read[number] = list(self._describe(number))
        return self._read[number]

    def _describe(self, number: int) -> Iterator[Reference]:
        sentence = self._parse.sentences[number]
        for index, word in enumerate(sentence.words):
            if word.upos != "NOUN" or word.feature("Number") == "Plur" or word.relation in _NO_MENTIONS:
                continue
            # "To be president" is nobody, "my father" and "Father" are.
            told = sentence.child(index, "det", "nmod:poss") is not None or word.text[:1].isupper()
            part = word.lemma == "head" and sentence.child(index, "nmod:poss") is not None
            is_person = noun_kind(bare(word.lemma), plural=False) == "person" and not part
            if not told or not is_person or sentence.child(index, "cop") is not None:
                continue
            found = self._reader.mentioned(number, index)
            if found.form == "one" and found.kind == "person":
                yield found


def _is_mention(described: Reference, entity: Entity) -> bool:
    """Whether a description is one of an entity: at one of its mentions, or by a noun that it was called by."""
    if entity.is_at((described.sentence, described.word)):
        return True
    return described.definite == "definite" and described.noun in entity.heads | entity.descriptors
