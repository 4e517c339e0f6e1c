"""What speakers are called: by a name, else by the description that says most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hedge.speakers.mentions.entities import Entity, NameIndex
from hedge.speakers.references.reader import Reference
from hedge.speakers.references.titles import holds_name, is_fuller, owned_title, possession


@dataclass(frozen=True, slots=True)
class Labels:
    """Makes the labels of one document's entities without a name.

    Parameters
    ----------
    index : NameIndex
        Its named entities.
    """

    index: NameIndex

    def renamed(self, entity: Entity, reference: Reference) -> Entity:
        """Call an entity without a name by a later description that holds one: "new poll" is the "Harbour poll"."""
        if reference.title and not (entity.heads or entity.full or entity.kind == "author"):
            # So far only "it" or "they".
            entity.label = self.with_owner(reference.title)
        same = reference.noun in entity.heads
        if same and is_fuller(reference.title, entity.label):
            entity.label = self.with_owner(reference.title)
        if entity.kind in {"author", "unnamed"} or entity.full or not (same or reference.definite == "definite"):
            return entity
        if holds_name(reference.title) and not holds_name(entity.label):
            # "The survey, by the Harbour Watch," goes on speaking of the poll.
            noun = "".join(entity.label.split()[-1:])
            body = reference.title.removesuffix(f" {reference.noun}")
            renamed = body != reference.title and noun in entity.heads
            entity.label = self.with_owner(f"{body} {noun}" if renamed else reference.title)
        return entity

    def with_owner(self, label: str) -> str:
        """Return what a person owns with the person's full name."""
        owner, owned = possession(label) or ("", "")
        names = owner.split()
        for start in range(len(names)):
            people = [each for each in self.index.candidates(tuple(names[start:])) if each.kind == "person"]
            if people:
                return owned_title(people[0].full, owned)
        return label


def joined_label(members: Sequence[Entity], references: Sequence[Reference]) -> str:
    """Return what several are called together, each but once."""
    # "Ana Ruiz and her lawyers" says whose they are already.
    owned = [at > 0 and bool(each.title and each.owner) for at, each in enumerate(references)]
    names = {
        member: each.title if known else display_name(member)
        for member, each, known in reversed([*zip(members, references, owned, strict=True)])
    }
    shown = [names[member] for member in dict.fromkeys(members)]
    return " and ".join((", ".join(shown[:-1]), shown[-1]))


def display_name(entity: Entity) -> str:
    """Return the name shown for an entity: the known one, else the fullest form, else its description."""
    if entity.known:
        return entity.known
    if entity.full:
        return " ".join(entity.full)
    label = " ".join(entity.label.split())
    # "Another Western diplomat" says by itself that nobody is named.
    return f"unnamed {label}" if entity.kind == "unnamed" and not label.startswith(("another ", "one of ")) else label
