"""Which entities a source can mean at all: those that agree with it in kind, number and gender."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hedge.parsing import Parse
from hedge.speakers.entities import Entity
from hedge.speakers.references import Reference

NEAREST, LATER = 14, 4
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


def find_candidates(parse: Parse, entities: Sequence[Entity], reference: Reference) -> list[Entity]:
    """Find what a source can mean.

    Parameters
    ----------
    parse : Parse
        The document.
    entities : sequence of Entity
        All entities known so far.
    reference : Reference
        The source.

    Returns
    -------
    list of Entity
        At most `NEAREST` mentioned before it, the last one first, then at most `LATER` first mentioned soon after it.
    """
    if reference.definite == "another":
        return []
    place = (reference.sentence, reference.word)
    before: list[tuple[tuple[int, int], int]] = []
    after: list[tuple[tuple[int, int], int]] = []
    for number, entity in enumerate(entities):
        if not entity.places or not _agrees(parse, reference, entity):
            continue
        at = bisect_left(entity.places, place)
        if at == 0 and entity.places[0][0] - place[0] <= _SOON:
            after.append((entity.places[0], number))
        elif at and not _introduces(reference, entity):
            before.append((entity.places[at - 1], number))
    before = sorted(before, reverse=True)[:NEAREST]
    if reference.form == "absent":
        return [entities[i] for last, i in before if entities[i].spoke or place[0] - last[0] <= 1]
    return [entities[i] for _, i in (*before, *sorted(after)[:LATER])]


def _agrees(parse: Parse, reference: Reference, entity: Entity) -> bool:
    """Whether kind, gender and description leave it possible that the entity is meant."""
    allowed = _ALLOWED.get(reference.form) or _ALLOWED.get(reference.kind)
    if allowed is not None and entity.kind not in allowed:
        return False
    if reference.gender and entity.gender and reference.gender != entity.gender:
        return False
    if reference.owner is not None and reference.owner.form == "first":
        # "My father" is only ever "my father".
        return reference.noun in entity.heads and not entity.forms
    return not reference.noun or not (_is_inside(parse, reference, entity) or _differs(reference, entity))


def _introduces(reference: Reference, entity: Entity) -> bool:
    """Whether the source introduces somebody: "a reporter" means nobody before it, unless another "a reporter"."""
    indefinite = reference.form == "one" and reference.definite == "indefinite"
    return indefinite and reference.noun not in entity.heads | entity.descriptors


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
