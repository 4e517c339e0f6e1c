"""What the ranking of speakers learns from: the choices of a resolver that is told the right entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hedge.parsing import Parse
from hedge.sources.attribution import Attribution
from hedge.speakers.candidates.features import Features
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.references.nouns import NounModel
from hedge.speakers.references.reader import Reference
from hedge.speakers.resolution import Resolver

# Features of each candidate and of somebody new, and which of them are right.
Case = tuple[list[Features], list[bool]]


class Teacher(Protocol):
    """Knows whom each source means; a `hedge.speakers.resolution.Chooser` that keeps its choices."""

    def name(self, entities: Sequence[Entity]) -> None:
        """Label the entities that the text names."""

    def learn(self, number: int, reference: Reference, entity: Entity) -> None:
        """Take in that an entity was given to a source; the first one that is labelled labels it."""

    def __call__(
        self, number: int, reference: Reference, candidates: Sequence[Entity], features: list[Features]
    ) -> int:
        """Choose the right candidate."""


class TaughtResolver(Resolver):
    """A resolver whose teacher hears of every entity before and after it is given to a source.

    Parameters
    ----------
    parse, attributions, nouns, passing
        As those of `hedge.speakers.resolution.Resolver`.
    teacher : Teacher
        Chooses.
    """

    def __init__(
        self,
        parse: Parse,
        attributions: Sequence[Attribution],
        teacher: Teacher,
        nouns: NounModel,
        *,
        passing: bool = True,
    ) -> None:
        super().__init__(parse, attributions, teacher, nouns, passing=passing)
        self._teacher = teacher
        teacher.name(self.mentions.entities)
        # Teachers tell entities apart by their addresses, so none may be freed.
        self._kept: list[Entity] = [self.author]

    def _note(self, number: int, reference: Reference, entity: Entity) -> None:
        super()._note(number, reference, entity)
        self._teacher.learn(number, reference, entity)
        self._kept.append(entity)
