"""From sources to speakers: names by matching, everything else by a learned ranking of candidates."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from dataclasses import replace

from hedge.documents import Span, find_quotes, merge_spans
from hedge.parsing import Parse
from hedge.sources.attribution import Attribution
from hedge.speakers import lexicon
from hedge.speakers.authors import find_author, sign
from hedge.speakers.candidates.agreement import Mentions, find_candidates
from hedge.speakers.candidates.antecedents import Antecedents
from hedge.speakers.candidates.bystanders import Bystanders
from hedge.speakers.candidates.descriptions import find_named
from hedge.speakers.candidates.features import Context, Features, Place, choice_features, is_told
from hedge.speakers.labels import Labels, joined_label
from hedge.speakers.mentions.entities import Entity, NameIndex
from hedge.speakers.mentions.names import Name, find_names
from hedge.speakers.mentions.runs import bare
from hedge.speakers.references.nouns import NounModel
from hedge.speakers.references.reader import Reference, ReferenceReader
from hedge.speakers.references.titles import owned_title, unowned
from hedge.speakers.transcripts.addressees import Conversation
from hedge.speakers.transcripts.turns import LABEL_WORD, label_names, turn_entities

# Picks a candidate: reference, candidates, features of each and of "somebody new" -> index (len(candidates) for new).
Chooser = Callable[[int, Reference, Sequence[Entity], list[Features]], int]

# What those are called of whom nothing but a pronoun is known.
_PEOPLE = {"he": "man", "she": "woman"}


class Resolver:
    """Resolves the sources of one document.

    Parameters
    ----------
    parse : Parse
        The document.
    attributions : sequence of Attribution
        Its attributions.
    choose : callable
        The ranking: see `Chooser`.
    nouns : NounModel
        Tells what kind of speaker an unlisted noun describes.
    passing : bool, default True
        Whether to resolve every "he" and "she", those too that are no sources.
    """

    def __init__(
        self,
        parse: Parse,
        attributions: Sequence[Attribution],
        choose: Chooser,
        nouns: NounModel,
        *,
        passing: bool = True,
    ) -> None:
        self.parse = parse
        self.attributions = list(attributions)
        names = find_names(parse)
        everyone = sorted([*names, *label_names(parse)], key=lambda name: (name.sentence, name.first))
        self._named_places = {(name.sentence, name.head) for name in everyone}
        self.index = NameIndex(everyone, [_is_subject(parse, name) for name in everyone])
        self.turns = turn_entities(parse, self.index)
        self.reader = ReferenceReader(parse, names, nouns)
        self.references = [self.reader.read(a.source, (*a.cue, *a.content)) for a in attributions]
        # Behind those that tell something stand pronouns that are sources of nothing.
        self._telling = len(attributions)
        for reference in self._passing() if passing else ():
            self.references.append(reference)
            self.attributions.append(Attribution(source=(reference.span,), cue=(), content=()))
        self.author = find_author(parse)
        others = sorted({*self.turns.values()} - {*self.index.entities}, key=lambda entity: entity.spans[0])
        self.mentions = Mentions((*self.index.entities, *others))
        self.busiest = max(self.mentions.entities, key=lambda entity: len(entity.places), default=None)
        self._labels = Labels(self.index)
        self._conversation = Conversation(parse, self.turns)
        self._choose = choose
        self._contents = merge_spans(span for each in attributions for span in each.content)
        self._assigned: dict[int, Entity] = {}
        self._by_source: dict[tuple[Span, ...], Entity] = {}
        self._history: list[tuple[Place, int]] = []
        self._groups: dict[frozenset[Entity], Entity] = {}
        self._antecedents = Antecedents(parse, self.reader, nouns)
        self._bystanders = Bystanders(parse, self.reader)
        self._join()
        # Attributions by the sentences that their contents touch.
        self._touching: dict[int, list[int]] = {}
        for number, each in enumerate(attributions):
            for sentence in sorted({s for s, _ in self.reader.words_in(each.content)}):
                self._touching.setdefault(sentence, []).append(number)

    def _passing(self) -> list[Reference]:
        """Read the "he" and "she" outside of quotations that are no sources: they too go on with somebody."""
        sources = {(each.sentence, each.word) for each in self.references}
        quoted = merge_spans(quote.span for quote in find_quotes(self.parse.text, self.parse.blocks))
        return [
            reference
            for reference in self.reader.subjects()
            if (reference.sentence, reference.word) not in sources and not is_told(quoted, reference.span.start)
        ]

    def _join(self) -> None:
        """Take in the pairs of people that the text names together."""
        for pair in self.reader.pairs():
            names = [member.name for member in pair.members if member.name is not None]
            members = [self.index.of_name[name.sentence, name.first] for name in names]
            if len(set(members)) > 1:
                place, group = (pair.sentence, pair.word), self._together(members, pair)
                group.mention(*place, pair.span, subject=pair.subject)
                self.mentions.add(group, place)
                self._antecedents.pairs[pair.sentence] = group

    def run(self) -> list[Entity]:
        """Return the entity of every attribution, in the order given."""
        order = sorted(range(len(self.references)), key=lambda i: (self._place(i), i))
        for number in order:
            self._resolve(number)
        if "first" in (self.references[i].form for i in self.author.spoke):
            sign(self.parse, self.author, self.index.entities)
        return [self._assigned[number] for number in range(self._telling)]

    def _place(self, number: int) -> Place:
        return self.references[number].sentence, self.references[number].word

    def _resolve(self, number: int) -> None:
        """Resolve an attribution, after those whose contents it stands in, the outermost first."""
        chain: dict[int, None] = {}
        at: int | None = number
        while at is not None and at not in self._assigned and at not in chain:
            chain[at] = None
            at = self._enclosing(at)
        encloser = None if at is None else self._assigned.get(at)
        for inner in reversed(chain):
            reference = self.references[inner]
            # In a transcript the whole turn is a quotation of its speaker.
            encloser = self._entity(inner, reference, encloser or self._conversation.speaker(reference.sentence))
            self._note(inner, reference, encloser)

    def _enclosing(self, number: int) -> int | None:
        """Return the attribution with the shortest content that holds this one's source (or cue)."""
        spans = self.attributions[number].source or self.attributions[number].cue
        if not spans:
            return None
        place = self.references[number].sentence
        found = [
            (sum(map(len, self.attributions[other].content)), other)
            for other in self._touching.get(place, ())
            if other != number
            and all(any(part.covers(span) for part in self.attributions[other].content) for span in spans)
        ]
        return min(found)[1] if found else None

    def _entity(self, number: int, reference: Reference, encloser: Entity | None) -> Entity:
        if reference.form == "members":
            return self._together([self._entity(number, member, encloser) for member in reference.members], reference)
        known = self._by_source.get(self.attributions[number].source)
        if known is not None and reference is self.references[number]:
            return known
        if reference.form == "first" or _is_own_work(reference):
            return encloser or self.author
        tokens = self._tokens(reference)
        if tokens:
            found = self._named(number, reference, tokens, encloser)
            if found is not None:
                return self._of_owner(number, found, reference.owner, encloser)
        if reference.form == "you":
            return self._conversation.addressee(reference.sentence)
        reference = self._antecedents.filled(reference)
        if reference.owner is not None:
            reference = self._owned(number, reference, reference.owner, encloser)
        candidates = self._candidates(number, reference, encloser)
        rows = self._features(number, reference, candidates, encloser)
        if reference.form in {"he", "she"} and self._is_known(reference, candidates):
            rows = rows[:-1]
        chosen = self._choose(number, reference, candidates, rows)
        if chosen == len(candidates):
            return self._new(number, reference)
        self.mentions.admit(candidates[chosen])
        return self._labels.renamed(candidates[chosen], reference)

    def _candidates(self, number: int, reference: Reference, encloser: Entity | None) -> list[Entity]:
        """Return whom a source can mean of those known."""
        candidates = find_candidates(self.parse, self.mentions, reference)
        if reference.form == "absent":
            return [] if self.reader.is_impersonal(self.attributions[number].cue) else candidates
        asked = self._who_asked(number, reference)
        # Nobody speaks of himself as "he" in his own turn; a ministry may speak of "the ministry".
        itself = self._conversation.speaker(reference.sentence)
        bodily = itself is not None and itself.kind == "organization" == reference.kind
        candidates = [entity for entity in candidates if entity is not itself or bodily]
        if reference.form in {"he", "she"}:
            # "Ruiz won, she said" is said by another; "Her mother said Ruiz won" may be told of Ruiz's mother.
            if reference is self.references[number]:
                candidates = [entity for entity in candidates if not self._is_told_of(number, reference, entity)]
            return [*candidates, *self._bystanders.near(reference, candidates)]
        return [
            entity
            for entity in candidates
            if not (entity is asked and _is_new_to(reference, entity))
            and not self._is_beside(reference, entity, encloser)
        ]

    def _is_told_of(self, number: int, reference: Reference, entity: Entity) -> bool:
        """Whether what "she" says names somebody, who then is another: "Ruiz won, she said"."""
        content = self.attributions[number].content
        first, last = (bisect_left(entity.places, (reference.sentence + more, -1)) for more in (0, 1))
        places = [place for place in entity.places[first:last] if place in self._named_places]
        words = self.parse.sentences[reference.sentence].words
        return any(part.covers(words[word].span) for _, word in places for part in content)

    def _who_asked(self, number: int, reference: Reference) -> Entity | None:
        """Return the unnamed speaker whom a quotation answers: the vet in “Is it ill?” the vet asked. “No,” said he."""
        at = bisect_left(self._history, ((reference.sentence, reference.word), -1)) - 1
        if at < 0 or not reference.noun or not self._is_quoted(number):
            return None
        (sentence, _), before = self._history[at]
        question = max(self.attributions[before].content).of(self.parse.text) if self._is_quoted(before) else ""
        near = reference.sentence - sentence <= 1 and not self._assigned[before].forms
        return self._assigned[before] if near and question.rstrip("\"”’' ,").endswith("?") else None

    def _is_quoted(self, number: int) -> bool:
        """Whether the content of an attribution opens with a quotation mark."""
        content = self.attributions[number].content
        return bool(content) and self.parse.text[min(content).start : min(content).start + 1] in set("\"“‘'")

    def _is_beside(self, reference: Reference, entity: Entity, encloser: Entity | None) -> bool:
        """Whether a description stands beside another speaker: "UN agencies say ..., while the government says ..."."""
        if not _is_new_to(reference, entity):
            return False
        if entity is encloser or reference.kind not in {"organization", "group"}:
            # "Ruiz said ...; the 34-year-old added ..." may be one person, within her words she is "I" or "she".
            return entity is encloser
        start = bisect_left(self._history, ((reference.sentence, -1), -1))
        end = bisect_left(self._history, ((reference.sentence, reference.word), -1))
        words = self.parse.sentences[reference.sentence].words
        first, last = (bisect_left(entity.places, (reference.sentence + more, -1)) for more in (0, 1))
        named = [words[i].span for _, i in entity.places[first:last] if i >= 0]
        for _, number in self._history[start:end]:
            other = self.references[number]
            if other.form != "absent" and (entity is self._assigned[number] or any(map(other.span.covers, named))):
                return True
        return False

    def _tokens(self, reference: Reference) -> tuple[str, ...]:
        """Return the name a reference consists of, or the one word in capitals that is somebody's name elsewhere."""
        if reference.name is not None:
            return reference.name.tokens
        text = reference.span.of(self.parse.text)
        capital = bool(reference.noun) and text.isalpha() and text[0].isupper()
        return (text,) if capital and self.index.candidates((text,)) else ()

    def _named(
        self, number: int, reference: Reference, tokens: tuple[str, ...], encloser: Entity | None
    ) -> Entity | None:
        """Return the entity of a name; the ranking decides where several people share a surname."""
        name = reference.name
        known = self.index.of_name.get((name.sentence, name.first)) if name is not None else None
        sharing = self.index.candidates(tokens) if len(tokens) == 1 else []
        sharing = [e for e in sharing if not (reference.gender and e.gender and e.gender != reference.gender)]
        if len(sharing) < 2:
            return known or next(iter(sharing), None)
        features = self._features(number, reference, sharing, encloser)
        for row, entity in zip(features, sharing, strict=False):
            row["name|as-read"] = float(entity is known)
        return sharing[min(self._choose(number, reference, sharing, features[:-1]), len(sharing) - 1)]

    def _of_owner(self, number: int, entity: Entity, owner: Reference | None, encloser: Entity | None) -> Entity:
        """Note whose lawyer "her lawyer, Bo Tan," is, for "Ruiz's lawyer" later; return the lawyer."""
        whose = entity if owner is None else self._entity(number, owner, encloser)
        if whose is not entity:
            entity.descriptors.update(map(bare, whose.full))
        return entity

    def _owned(self, number: int, reference: Reference, owner: Reference, encloser: Entity | None) -> Reference:
        """Return the description with its pronoun's entity for the pronoun: "her campaign" as "Ruiz campaign"."""
        entity = self._entity(number, owner, encloser)
        _learn(entity, owner)
        rest = unowned(reference.title)
        if not entity.full:
            # "My sister" is an unnamed sister, but "our company" is that company.
            kept = owner.form in {"first", "you"} and reference.kind not in {"person", ""}
            return reference if kept else replace(reference, title=rest)
        surname = bare(entity.full[-1])
        modifiers, proper = reference.modifiers | {surname}, reference.proper | {surname}
        place = (owner.sentence, owner.word)
        if not entity.is_at(place):
            self.mentions.add(entity, place)
            entity.mention(*place, owner.span, subject=False)
        return replace(reference, modifiers=modifiers, proper=proper, title=owned_title(entity.full, rest))

    def _features(
        self, number: int, reference: Reference, candidates: Sequence[Entity], encloser: Entity | None
    ) -> list[Features]:
        at = bisect_left(self._history, (self._place(number), -1))
        previous = tuple(self._assigned[i] for _, i in reversed(self._history[max(at - 3, 0) : at]))
        quoted = self._is_quoted(number)
        return choice_features(
            reference, candidates, Context(self.parse, previous, encloser, quoted, self.busiest, self._contents)
        )

    def _is_known(self, reference: Reference, candidates: Sequence[Entity]) -> bool:
        """Whether one of the candidates was mentioned before: "she" introduces nobody then."""
        place = (reference.sentence, reference.word)
        return any(entity.places[0] < place for entity in candidates)

    def _together(self, members: Sequence[Entity], reference: Reference) -> Entity:
        """Return the group of several entities, the same one for the same members in any order."""
        key = frozenset(members)
        if len(key) == 1:
            return members[0]
        if key not in self._groups:
            label = joined_label(members, reference.members)
            self._groups[key] = Entity(kind="group", label=label, size=len(key))
            self.mentions.take(self._groups[key])
        return self._groups[key]

    def _new(self, number: int, reference: Reference) -> Entity:
        """Somebody who was not mentioned before; the author, where no source is named at all."""
        if reference.form == "absent":
            return self._conversation.speaker(reference.sentence) or self.author
        kinds = {"he": "unnamed", "she": "unnamed", "they": "group", "it": "document", "you": "group", "many": "group"}
        kind = {"person": "unnamed"}.get(reference.kind, reference.kind) or kinds.get(reference.form, "unnamed")
        asked = self._who_asked(number, reference)
        before = (each for each in self.mentions.before((reference.sentence, reference.word)) if each is not asked)
        others = self._bystanders.introduced(reference)
        named = find_named(reference, before, self._antecedents.pairs, others=others)
        if named is not None:
            return named
        label = self._antecedents.first_title(reference)
        meant = None if label else self._antecedents.meant(reference, self.attributions[number].content)
        if isinstance(meant, Entity):
            return meant
        if isinstance(meant, Reference):
            label, kind = unowned(meant.title), {"person": "unnamed"}.get(meant.kind, meant.kind)
        label = label or _PEOPLE.get(reference.form) or reference.span.of(self.parse.text).lower()
        entity = Entity(kind=kind, label=self._labels.with_owner(label))
        if isinstance(meant, Reference):
            # Once "he" is the mayor, "the clerk" is somebody else.
            entity.heads.add(meant.noun)
            entity.descriptors.update(meant.modifiers)
        self.mentions.take(entity)
        return entity

    def _note(self, number: int, reference: Reference, entity: Entity) -> None:
        self._assigned[number] = entity
        if number < self._telling:
            insort(self._history, (self._place(number), number))
            entity.spoke.append(number)
        if reference.form != "absent":
            self._by_source.setdefault(self.attributions[number].source, entity)
        if reference.gender:
            entity.genders[reference.gender] += 1
        _learn(entity, reference)
        if reference.noun:
            entity.many = entity.many or reference.form == "many"
            entity.heads |= lexicon.same_role(reference.noun)
            entity.descriptors.update(reference.modifiers)
            entity.proper.update(reference.proper)
        if reference.form != "absent":
            spans: list[Span] = sorted(self.attributions[number].source)
            for span in spans[:1]:
                self.mentions.add(entity, (reference.sentence, reference.word))
                entity.mention(reference.sentence, reference.word, span, subject=reference.subject)
            entity.spans.extend(spans[1:])


def _is_own_work(reference: Reference) -> bool:
    """Whether authors speak of what they found: "our results suggest"."""
    return reference.owner is not None and reference.owner.form == "first" and reference.noun in lexicon.FINDINGS


def _is_new_to(reference: Reference, entity: Entity) -> bool:
    """Whether a description has a noun that an entity was not called by."""
    return bool(reference.noun) and reference.noun not in entity.heads | entity.descriptors


def _learn(entity: Entity, reference: Reference) -> None:
    """Take a name that "it" or "the company" goes on with for that of a body."""
    body = reference.form == "it" or reference.kind == "organization"
    if body and entity.full and not entity.kind:
        entity.kind = "organization"


def _is_subject(parse: Parse, name: Name) -> bool:
    if name.head == LABEL_WORD:
        return True
    return parse.sentences[name.sentence].words[name.head].relation == "nsubj"
