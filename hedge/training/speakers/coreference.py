"""Choices of the ranking of speakers on documents with coreference: whom the sources that we find there mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from hedge.corpora.coreference import CoreferenceDocument, Mention
from hedge.encoding.encoder import load_encoder
from hedge.parsing import Parse
from hedge.sources.finding import find_attributions
from hedge.sources.model import load_attribution_model
from hedge.speakers.candidates.features import Features
from hedge.speakers.candidates.ranking import Ranking
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.references.nouns import NounModel
from hedge.speakers.references.reader import Reference
from hedge.training.parses import ParseCache
from hedge.training.speakers.cases import Case, TaughtResolver


def coreference_cases(
    documents: Sequence[CoreferenceDocument], cache: ParseCache, ranking: Ranking, nouns: NounModel
) -> list[list[Case]]:
    """Every choice on documents with coreference, the sources being those that the shipped models find.

    Parameters
    ----------
    documents : sequence of CoreferenceDocument
        From UD English GUM, or stories of our own.
    cache : ParseCache
        Where parses are kept.
    ranking : Ranking
        Chooses for sources whose entity is not annotated, which are not cases themselves.
    nouns : NounModel
        Tells what kind of speaker an unlisted noun describes.

    Returns
    -------
    list of list of tuple
        For each document, for each choice: the features of each candidate and of somebody new, and which are right.
    """
    model, encoder = load_attribution_model(), load_encoder()
    cases = []
    for document, parse in zip(documents, cache.parse([each.text for each in documents]), strict=True):
        (found,) = find_attributions([parse], model, encoder.encode([parse]))
        teacher = _Teacher(document, parse, ranking)
        TaughtResolver(parse, found, teacher, nouns).run()
        cases.append(teacher.cases)
    return cases


class _Teacher:
    """Chooses the entity of the source's chain and keeps every such choice as a training case."""

    def __init__(self, document: CoreferenceDocument, parse: Parse, ranking: Ranking) -> None:
        self.cases: list[Case] = []
        self.chains: dict[int, str] = {}
        self._parse = parse
        self._ranking = ranking
        self._mentions: dict[int, Mention] = {}
        # Of mentions with one head the innermost counts.
        for mention in sorted(document.mentions, key=lambda mention: -len(mention.span)):
            self._mentions.update(dict.fromkeys(mention.heads, mention))

    def chain_at(self, sentence: int, word: int) -> str | None:
        """Return the chain of the mention that a word is the head of."""
        mention = self._mentions.get(self._parse.sentences[sentence].words[max(word, 0)].start)
        return None if mention is None else mention.chain

    def learn(self, number: int, reference: Reference, entity: Entity) -> None:
        """Give an entity without a chain that of the source it was given to."""
        chain = None if reference.form == "absent" else self.chain_at(reference.sentence, reference.word)
        if chain is not None:
            self.chains.setdefault(id(entity), chain)

    def name(self, entities: Iterable[Entity]) -> None:
        """Give each entity the chain that most of its mentions belong to."""
        for entity in entities:
            votes = Counter(chain for place in entity.places if (chain := self.chain_at(*place)))
            if votes:
                self.chains[id(entity)] = votes.most_common(1)[0][0]

    def __call__(
        self, number: int, reference: Reference, candidates: Sequence[Entity], features: list[Features]
    ) -> int:
        chain = None if reference.form == "absent" else self.chain_at(reference.sentence, reference.word)
        self.name(entity for entity in candidates if id(entity) not in self.chains)
        right = [chain is not None and self.chains.get(id(entity)) == chain for entity in candidates]
        if len(features) > len(candidates):
            right.append(chain is not None and not any(right))
        if not any(right):
            return self._ranking.best(features)
        self.cases.append((features, right))
        return right.index(True)
