"""What a source refers with: a name, a description, a pronoun, several of them, or nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hedge.documents import Span
from hedge.parsing import Parse, Sentence, Word
from hedge.speakers import lexicon
from hedge.speakers.mentions.names import Name
from hedge.speakers.mentions.runs import bare
from hedge.speakers.references.naming import name_of
from hedge.speakers.references.nouns import NounModel
from hedge.speakers.references.phrases import (
    antecedent,
    clause_of,
    completed,
    compound,
    counted,
    head_of,
    is_shrug,
    members_of,
    noun_kind,
)
from hedge.speakers.references.titles import title_of

_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "both", "same"})
_INTRODUCING = frozenset({"a", "an", "one", "some", "several", "many", "few", "most", "no"})
# Endings of adjectives of nations and parties, which are in capitals as well.
_ADJECTIVAL = ("an", "ic", "ish", "ese", "al")
# Adjectives of people rather than of documents.
_OF_PEOPLE = frozenset({"former", "retired", "aspiring", "unemployed", "young", "bear", "born"})
_FURTHER = frozenset({"another", "other", "others", "second", "third", "different"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """How a source refers to its speaker.

    Parameters
    ----------
    form : str
        ``"name"``, ``"one"`` (singular description), ``"many"`` (plural description), ``"he"``, ``"she"``,
        ``"they"``, ``"it"``, ``"first"`` (I and we), ``"you"``, ``"members"`` or ``"absent"``.
    sentence, word : int
        Where its head word stands; for an absent source, where its cue stands.
    span : Span
        The source's stretch of text; empty for an absent source.
    subject : bool
        Whether it is the subject of its clause.
    name : Name or None
        For names.
    noun : str
        Lower-cased lemma of the head of a description.
    modifiers : frozenset of str
        Lower-cased lemmas of the words around that head inside the source.
    proper : frozenset of str
        Those of the modifiers that are proper nouns or numbers.
    capital : bool
        Whether the head itself is a proper noun, as in "Democrats".
    definite : str
        ``"definite"``, ``"indefinite"``, ``"another"`` or ``""``.
    owner : Reference or None
        The pronoun that owns what is described ("her campaign").
    kind : str
        What a description describes: ``"person"``, ``"group"``, ``"organization"``, ``"document"`` or ``""``.
    gender : str
        ``"m"``, ``"f"`` or ``""``.
    title : str
        The description without its article and without clauses, as in the text.
    members : tuple of Reference
        The coordinated parts.
    """

    form: str
    sentence: int
    word: int
    span: Span
    subject: bool = False
    name: Name | None = None
    noun: str = ""
    modifiers: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    capital: bool = False
    definite: str = ""
    kind: str = ""
    gender: str = ""
    title: str = ""
    owner: Reference | None = None
    members: tuple[Reference, ...] = ()


class ReferenceReader:
    """Reads sources of one document.

    Parameters
    ----------
    parse : Parse
        The document.
    names : sequence of Name
        Its named mentions.
    nouns : NounModel
        Tells what kind of speaker an unlisted noun describes.
    """

    def __init__(self, parse: Parse, names: Sequence[Name], nouns: NounModel) -> None:
        self._parse = parse
        self._nouns = nouns
        self._names: dict[int, list[Name]] = {}
        for name in names:
            self._names.setdefault(name.sentence, []).append(name)
        self._words = [(s, i) for s, sentence in enumerate(parse.sentences) for i in range(len(sentence))]
        self._starts = [parse.sentences[s].words[i].start for s, i in self._words]

    def words_in(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """(sentence, word) of every word that begins in, or reaches into, one of the spans."""
        found: list[tuple[int, int]] = []
        for span in sorted(spans):
            at = max(bisect_right(self._starts, span.start) - 1, 0)
            while at < len(self._words) and self._starts[at] < span.end:
                s, i = self._words[at]
                if self._parse.sentences[s].words[i].end > span.start:
                    found.append((s, i))
                at += 1
        return found

    def read(self, source: Sequence[Span], fallback: Sequence[Span]) -> Reference:
        """Read a source; `fallback` (cue, else content) says where an absent one stands."""
        places = self.words_in(source)
        if not places:
            near = self.words_in(fallback)
            sentence, word = near[0] if near else (0, 0)
            return Reference(form="absent", sentence=sentence, word=word, span=Span(0, 0))
        counts = Counter(s for s, _ in places)
        # A sentence cut after "Sen." leaves the name in the next one.
        sentence = max(sorted(counts, reverse=True), key=counts.__getitem__)
        inside = frozenset(i for s, i in places if s == sentence)
        inside = completed(self._parse.sentences[sentence], inside)
        head = head_of(self._parse.sentences[sentence], sorted(inside))
        end = self._parse.sentences[sentence].words[max(inside)].end
        span = Span(min(span.start for span in source), max(end, *(span.end for span in source)))
        return self._refer(sentence, head, inside, span)

    def is_impersonal(self, cue: Sequence[Span]) -> bool:
        """Whether a cue is a passive that names nobody on purpose: "it was assumed", "it has been suggested"."""
        places = self.words_in(cue)
        return any(
            child is not None and self._parse.sentences[s].words[child].text.lower() == "it"
            for s, i in places
            if self._parse.sentences[s].words[i].xpos == "VBN"
            for child in (self._parse.sentences[s].child(i, "expl", "nsubj"),)
        )

    def pairs(self) -> Iterator[Reference]:
        """Yield people whose names a conjunction joins: whom "they" can mean after "Ruiz and Tan met"."""
        for number, names in self._names.items():
            sentence = self._parse.sentences[number]
            for name in names:
                if name.tokens and sentence.words[name.head].relation != "conj":
                    inside = frozenset(sentence.subtree(name.head))
                    found = self._refer(number, name.head, inside, sentence.span_of(sorted(inside)))
                    kinds = [member.name.kind if member.name is not None else "none" for member in found.members]
                    if "person" in kinds and set(kinds) <= {"person", ""}:
                        yield found

    def subjects(self) -> Iterator[Reference]:
        """Yield every "he" and "she" that is the subject of a clause."""
        for number, sentence in enumerate(self._parse.sentences):
            for index, word in enumerate(sentence.words):
                form, gender = _pronoun(word.text.casefold()) if word.relation == "nsubj" else ("", "")
                if form in {"he", "she"}:
                    yield Reference(form=form, sentence=number, word=index, span=word.span, subject=True, gender=gender)

    def _refer(self, number: int, head: int, inside: frozenset[int], span: Span) -> Reference:
        sentence = self._parse.sentences[number]
        head, inside = counted(sentence, *antecedent(sentence, head, inside))
        members = self._apart(number, [*self._joined_before(number, head, inside), *members_of(sentence, head, inside)])
        if len(members) > 1:
            parts = []
            for member in members:
                own = frozenset(sentence.subtree(member)) & inside
                own -= frozenset(i for other in members if other > member for i in sentence.subtree(other))
                parts.append(self._single(number, member, own, sentence.span_of(sorted(own | {member}))))
            return Reference(
                form="members",
                sentence=number,
                word=head,
                span=span,
                subject=_is_subject(sentence, head),
                members=tuple(parts),
            )
        return self._single(number, members[0], inside, span)

    def _joined_before(self, number: int, head: int, inside: frozenset[int]) -> list[int]:
        """Return the name in front of the head's, joined by an "and" that the parse takes for a part of that."""
        words = self._parse.sentences[number].words
        names = self._named(number)
        own = next((name for name in names if name.run <= head <= name.last), None)
        if (
            own is None
            or own.run < 2
            or words[own.run - 1].text != "and"
            or words[own.run - 1].head not in {head, own.run}
        ):
            return []
        before = next((name for name in names if name.last == own.run - 2 and name.last in inside), None)
        # "The FBI and Justice Department", but "Health and Human Services Department".
        named = before is not None and (len(before.tokens) > 1 or before.tokens[0].isupper())
        return [before.head] if before is not None and named else []

    def _apart(self, number: int, members: Sequence[int]) -> list[int]:
        """Leave out what is inside another member's name: the state in "Ohio Gov. Ana Ruiz", however it was parsed."""
        names = self._named(number)
        found: dict[int, int] = {}
        named: list[int] = []
        for member in members:
            name = next((name for name in names if name.run <= member <= name.last), None)
            # The word that the rest of the phrase hangs on stands for its name.
            if name is not None and name.run not in found:
                found[name.run] = name.head if name.head in members else member
                named.append(name.run)
            elif name is None:
                found[member] = member
        if named:
            # "President and Chief Executive Ana Ruiz" is one person.
            found = {key: i for key, i in found.items() if key in named or not self._is_title(number, i)}
        return list(found.values())

    def _is_title(self, number: int, index: int) -> bool:
        """Whether a noun is one more office of whoever is named beside it, and nobody else: it has no article."""
        sentence = self._parse.sentences[number]
        word = sentence.words[index]
        singular = word.feature("Number") != "Plur" and bare(word.lemma) in lexicon.TITLES | lexicon.PERSON_NOUNS
        return singular and sentence.child(index, "det", "nmod:poss") is None

    def _single(self, number: int, head: int, inside: frozenset[int], span: Span) -> Reference:
        sentence = self._parse.sentences[number]
        subject = _is_subject(sentence, head)
        name = name_of(sentence, self._named(number), head, inside)
        if name is not None:
            return Reference(
                form="name",
                sentence=number,
                word=head,
                span=span,
                subject=subject,
                name=name,
                gender=name.gender,
                owner=self._owner_of_named(number, head, inside),
            )
        form, gender = _pronoun(bare(sentence.words[head].text))
        if (form == "it" and sentence.words[head].feature("PronType") == "Dem") or is_shrug(sentence, head):
            # "That suggests ..." concludes what the author concludes; "who knows" is the author's shrug.
            form = "absent"
        if form:
            return Reference(form=form, sentence=number, word=head, span=span, subject=subject, gender=gender)
        return self._describe(number, head, inside, span)

    def describe(self, number: int, head: int) -> Reference:
        """Read the noun phrase around a noun that is no source."""
        return self._describe(number, head, *self._phrase(number, head))

    def mentioned(self, number: int, head: int) -> Reference:
        """Read the noun phrase around a noun that is no source, which a name may stand in apposition to."""
        return self._single(number, head, *self._phrase(number, head))

    def _phrase(self, number: int, head: int) -> tuple[frozenset[int], Span]:
        sentence = self._parse.sentences[number]
        inside = frozenset(sentence.subtree(head))
        return inside, sentence.span_of(sorted(inside))

    def _describe(self, number: int, head: int, inside: frozenset[int], span: Span) -> Reference:
        sentence = self._parse.sentences[number]
        words = sentence.words
        noun = bare(words[head].lemma)
        several = words[head].upos == "NUM" and noun not in {"one", "1"}
        plural = several or words[head].feature("Number") == "Plur"
        modifiers = frozenset(
            bare(words[i].lemma) for i in inside if i != head and words[i].upos in {"NOUN", "PROPN", "ADJ", "NUM"}
        ) - {"one"}
        kind = self._kind(sentence, head, plural)
        return Reference(
            form="many" if plural or kind == "group" else "one",
            sentence=number,
            word=head,
            span=span,
            subject=_is_subject(sentence, head),
            noun=noun,
            modifiers=modifiers,
            proper=frozenset(bare(words[i].lemma) for i in inside if i != head and _is_proper(words[i], i)),
            capital=words[head].upos == "PROPN" or (head > 0 and words[head].text[:1].isupper()),
            definite=_definiteness(sentence, head, inside),
            kind=kind,
            gender="m" if noun in lexicon.MALE_NOUNS else "f" if noun in lexicon.FEMALE_NOUNS else "",
            title=title_of(sentence, head, inside, self._parse.text),
            owner=self._owner(number, head, inside),
        )

    def _named(self, number: int) -> list[Name]:
        return [name for name in self._names.get(number, ()) if name.tokens]

    def _owner(self, number: int, head: int, inside: frozenset[int]) -> Reference | None:
        """Return the owner in "his campaign" and in "Ana Ruiz, whose campaign" as a reference of its own."""
        sentence = self._parse.sentences[number]
        for child in sentence.children[head]:
            word = sentence.words[child]
            if child not in inside or word.deprel != "nmod:poss":
                continue
            form, gender = _pronoun(bare(word.text))
            if form:
                return Reference(form=form, sentence=number, word=child, span=word.span, gender=gender)
            clause = clause_of(sentence, head) if word.text.casefold() == "whose" else None
            if clause is not None:
                noun = sentence.words[clause].head
                return self._single(number, noun, frozenset({noun}), sentence.words[noun].span)
        return None

    def _owner_of_named(self, number: int, head: int, inside: frozenset[int]) -> Reference | None:
        """Return the owner in "his lawyer, Bo Tan," and in "Bo Tan, his lawyer,"."""
        sentence = self._parse.sentences[number]
        beside = (i for i in sentence.children[head] if i in inside and sentence.words[i].relation == "appos")
        owners = (self._owner(number, noun, inside) for noun in (head, *beside))
        return next((owner for owner in owners if owner is not None), None)

    def _kind(self, sentence: Sentence, head: int, plural: bool) -> str:
        """Return what kind of speaker a description describes: by the lists, else by the noun's vector."""
        words = sentence.words
        whole, noun = compound(sentence, head), bare(words[head].lemma)
        fraction = noun == "quarter" and head > 0 and bare(words[head - 1].text) in {"a", "one"}
        listed = noun_kind(whole, plural) or noun_kind(noun, plural) or ("group" if plural or fraction else "")
        if listed == "document" and any(words[i].lemma in _OF_PEOPLE for i in sentence.children[head]):
            # "The former model", a woman who wore clothes.
            return "person"
        cut = head + 1 < len(words) and words[head + 1].text == "-" and words[head + 1].start == words[head].end
        if listed or cut or words[head].upos != "NOUN":
            return listed
        # Of "go-getter" only the whole tells.
        return "document" if self._nouns.is_person(whole) is False else ""


def _is_subject(sentence: Sentence, head: int) -> bool:
    return sentence.words[head].relation == "nsubj"


def _pronoun(word: str) -> tuple[str, str]:
    """Form and gender of a pronoun; empty strings for any other word."""
    if word in lexicon.MALE_PRONOUNS:
        return "he", "m"
    if word in lexicon.FEMALE_PRONOUNS:
        return "she", "f"
    for form, words in (
        ("they", lexicon.PLURAL_PRONOUNS),
        ("it", lexicon.THING_PRONOUNS | {"which", "this", "that"}),
        ("first", lexicon.FIRST_PRONOUNS | lexicon.FIRST_PLURAL_PRONOUNS),
        ("you", lexicon.SECOND_PRONOUNS),
        ("they", frozenset({"who"})),
    ):
        if word in words:
            return form, ""
    return "", ""


def _is_proper(word: Word, index: int) -> bool:
    """Whether a modifier names rather than describes; taggers take many a name before a noun for an adjective."""
    capital = index > 0 and word.text[:1].isupper() and not word.text.endswith(_ADJECTIVAL)
    return (capital and word.upos == "ADJ") or word.upos in {"PROPN", "NUM"}


def _definiteness(sentence: Sentence, head: int, inside: frozenset[int]) -> str:
    words = sentence.words
    below = [i for i in sentence.children[head] if i in inside]
    before = {bare(words[i].text) for i in below if i < head} | {bare(words[head].text)}
    if before & _FURTHER:
        return "another"
    if before & _INTRODUCING or words[head].upos == "NUM" or words[head].lemma in {"percent", "%"}:
        return "indefinite"
    owned = any(words[i].deprel == "nmod:poss" for i in below)
    return "definite" if owned or before & _POINTING else ""
