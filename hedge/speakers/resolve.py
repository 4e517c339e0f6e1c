"""The stage function: attributions and transcript labels in, speakers and their assignment out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from hedge.documents import Span
from hedge.parsing import Parse
from hedge.sources.attribution import Attribution
from hedge.speakers.candidates.features import Features
from hedge.speakers.candidates.ranking import Ranking, load_ranking
from hedge.speakers.labels import display_name
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.references.nouns import NounModel, load_nouns
from hedge.speakers.references.reader import Reference
from hedge.speakers.resolution import Resolver
from hedge.speakers.speaker import AUTHOR_ID, Resolution, Speaker, SpeakerType

_END = Span(2**62, 2**62)
_TYPES: dict[str, SpeakerType] = {
    "person": "person", "organization": "organization", "place": "organization", "group": "group",
    "document": "document", "unnamed": "unnamed", "author": "author", "": "person",
}  # fmt: skip


def resolve_speakers(
    parse: Parse,
    attributions: Sequence[Attribution],
    *,
    identities: Collection[str] = (),
    ranking: Ranking | None = None,
    nouns: NounModel | None = None,
) -> Resolution:
    """Find out who speaks in a document.

    Names are put together by rules (full names, surnames, first names, nicknames, initials, titles); descriptions,
    pronouns and missing sources are resolved by a ranking of the candidates before and after them, learned from
    NewsCert; "I" and "we" are whoever's words they stand in.

    Parameters
    ----------
    parse : Parse
        The document.
    attributions : sequence of Attribution
        Its attributions, in any order.
    identities : collection of str, optional
        Names of known speakers that mean the same in every document.
    ranking : Ranking, optional
        The model to rank with; the shipped one by default.
    nouns : NounModel, optional
        The model of nouns that are in no list; the shipped one by default.

    Returns
    -------
    Resolution
        The speakers, the speaker of each attribution, and of each turn of a transcript.

    Notes
    -----
    NewsCert calls the speaker of an attribution that names nobody ``NONE``. Here it is the author (in a transcript:
    the speaker of the turn), in whose words the statement stands, unless the ranking finds whose statement it is.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        A model was not given and the shipped one cannot be used.

    References
    ----------
    Denis and Baldridge (2008), Specialized models and ranking for coreference resolution.
    """
    model = ranking or load_ranking()

    def choose(number: int, reference: Reference, candidates: Sequence[Entity], features: list[Features]) -> int:
        return model.best(features)

    resolver = Resolver(parse, attributions, choose, nouns or load_nouns())
    assigned = resolver.run()
    entities = [each for each in dict.fromkeys((*assigned, *resolver.turns.values())) if each is not resolver.author]
    entities.sort(key=lambda entity: min(entity.spans, default=_END))
    ids = {id(resolver.author): AUTHOR_ID} | {id(entity): f"s{n}" for n, entity in enumerate(entities, 1)}
    speakers = tuple(
        _speaker(entity, ids[id(entity)], identity=entity.known in identities)
        for entity in (resolver.author, *entities)
    )
    return Resolution(
        speakers=speakers,
        assignment=tuple(ids[id(entity)] for entity in assigned),
        turns={block: ids[id(entity)] for block, entity in resolver.turns.items()},
    )


def _speaker(entity: Entity, identifier: str, *, identity: bool) -> Speaker:
    return Speaker(
        id=identifier,
        name=display_name(entity),
        type=_TYPES[entity.kind],
        # Where a known speaker begins to speak stands no mention.
        mentions=tuple(sorted({span for span in entity.spans if len(span)})),
        identity=identity,
    )
