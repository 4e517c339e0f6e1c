"""What a source stands for that speaks for the first time: nouns before a pronoun, or before "the post"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import dropwhile
from types import MappingProxyType

from hedge.documents import Span
from hedge.parsing import Parse
from hedge.speakers import lexicon
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.mentions.runs import bare
from hedge.speakers.references.nouns import NounModel
from hedge.speakers.references.phrases import ELLIPTIC, counts, noun_kind
from hedge.speakers.references.reader import Reference, ReferenceReader
from hedge.speakers.references.titles import QUANTIFIERS, is_open

# What pronouns can go on speaking of, if it spoke nowhere else.
_MEANT = MappingProxyType(
    {
        "he": frozenset({"person"}),
        "she": frozenset({"person"}),
        "they": frozenset({"group"}),
        "it": frozenset({"document", "organization"}),
    }
)
# Where in its sentence such a noun stands.
_PROMINENT = frozenset({"nsubj", "obj", "root"})
# Sentences, that of the source and those before it, in which "they" and "it" stood for something.
_NEAR = 3
# Nouns of shares, and sentences in which those that they are of stay the same.
_SHARES = frozenset({"percent", "%", "half", "third", "quarter", "fifth"})
_SHARED = 5
# Sentences before a source that are searched for what "the report" is.
_REACH = 30


class Antecedents:
    """Finds what new speakers of one document were called before.

    Parameters
    ----------
    parse : Parse
        The document.
    reader : ReferenceReader
        Reads its descriptions.
    nouns : NounModel
        Tells what kind of speaker an unlisted noun describes.

    Attributes
    ----------
    pairs : dict of int to Entity
        People named together, by the sentence.
    """

    def __init__(self, parse: Parse, reader: ReferenceReader, nouns: NounModel) -> None:
        self.pairs: dict[int, Entity] = {}
        self._parse = parse
        self._reader = reader
        self._nouns = nouns

    def first_title(self, reference: Reference) -> str:
        """Return the description; of "the post", if nobody spoke as one yet, the one before it: "Facebook post".

        A bare share gets those it is of: "46 percent" after "a third of likely voters".
        """
        narrowed = {"of", "who"} & set(reference.span.of(self._parse.text).split())
        if reference.noun in _SHARES and not narrowed:
            base = self._base(reference)
            return f"{reference.title} of {base}" if base else reference.title
        if reference.definite != "definite" or len(reference.title.split()) > 1 or reference.kind == "person":
            return reference.title
        for number in range(reference.sentence - 1, max(reference.sentence - _REACH, -1), -1):
            sentence = self._parse.sentences[number]
            for index, word in enumerate(sentence.words):
                named = word.upos == "NOUN" and bare(word.lemma) == reference.noun
                if named and sentence.child(index, "compound") is not None:
                    found = self._reader.describe(number, index)
                    if found.form == reference.form and found.title.endswith(f" {word.text}"):
                        return found.title
        return reference.title

    def filled(self, reference: Reference) -> Reference:
        """Give "another" the noun that it leaves out: after "Western diplomats" it is one of them."""
        which = reference.title.lower()
        base = self._several(reference) if which in ELLIPTIC else None
        if base is None:
            return reference
        words = self._parse.sentences[base.sentence].words
        numbers = {bare(word.text) for word in words if word.upos == "NUM"}
        title = " ".join(dropwhile(lambda word: bare(word) in QUANTIFIERS | numbers, base.title.split()))
        if which == "others":
            return replace(reference, noun=base.noun, kind=base.kind, title=f"other {title}")
        title = title.replace(words[base.word].text, words[base.word].lemma, 1)
        title = title if which == "one" else f"{which} {title}"
        return replace(reference, noun=base.noun, kind=noun_kind(base.noun, plural=False), title=title)

    def _several(self, reference: Reference) -> Reference | None:
        """Return the description of several people, first of all a subject, last given before a reference."""
        for number in range(reference.sentence, max(reference.sentence - _NEAR, -1), -1):
            sentence = self._parse.sentences[number]
            end = reference.word if number == reference.sentence else len(sentence)
            for index in sorted(range(end), key=lambda i: (sentence.words[i].relation == "nsubj", i), reverse=True):
                word = sentence.words[index]
                if word.upos != "NOUN" or word.feature("Number") != "Plur" or counts(sentence, index):
                    continue
                found = self._reader.describe(number, index)
                if found.kind == "group" and noun_kind(found.noun, plural=False) == "person":
                    return found
        return None

    def _base(self, reference: Reference) -> str:
        """Return those whom shares are told of before a share: "of" or "among" them."""
        for number in range(reference.sentence, max(reference.sentence - _SHARED, -1), -1):
            sentence = self._parse.sentences[number]
            end = reference.word if number == reference.sentence else len(sentence)
            for index in reversed(range(end)):
                case = sentence.child(index, "case")
                before = "" if case is None else bare(sentence.words[case].text)
                share = bare(sentence.words[sentence.words[index].head].lemma) in _SHARES
                if sentence.words[index].feature("Number") != "Plur" or not (
                    before == "among" or (before == "of" and share)
                ):
                    continue
                found = self._reader.describe(number, index)
                if found.kind == "group" and not is_open(sentence.words[index]):
                    # Of "likely voters in a race" the voters.
                    before, noun, _ = found.title.partition(sentence.words[index].text)
                    return before + noun
        return ""

    def meant(self, reference: Reference, own: Sequence[Span] = ()) -> Reference | Entity | None:
        """Return what a pronoun may stand for: people named together, or the nearest noun of such a speaker.

        No noun in what the pronoun itself says (`own`): "Teachers, they say, are worn out" is not said by teachers.
        """
        kinds = _MEANT.get(reference.form)
        if kinds is None:
            return None
        for number in range(reference.sentence, max(reference.sentence - _NEAR, -1), -1):
            end = reference.word if number == reference.sentence else len(self._parse.sentences[number])
            noun = self._noun_in(number, end, kinds, own)
            if noun is not None and reference.gender and noun.gender not in {"", reference.gender}:
                noun = None
            pair = self.pairs.get(number) if reference.form == "they" else None
            places = [] if pair is None else [place for place in pair.places if (number, 0) <= place < (number, end)]
            # "They" goes on with who did something rather than with whom it was done to.
            if pair is not None and places and (noun is None or places[-1] in pair.subjects):
                return pair
            if noun is not None:
                return noun
        return None

    def _noun_in(self, number: int, end: int, kinds: frozenset[str], own: Sequence[Span]) -> Reference | None:
        """Return a description in the first words of a sentence that fits kinds of speaker, a subject before all."""
        sentence = self._parse.sentences[number]
        for index in sorted(range(end), key=lambda i: (sentence.words[i].relation == "nsubj", i), reverse=True):
            word = sentence.words[index]
            plural = word.upos == "PROPN" and word.feature("Number") == "Plur"
            # "I spoke to the driver. He says ...", "I doubt the mayor's argument. She says ..."
            met = (
                (word.relation == "obl" or word.deprel == "nmod:poss")
                and "person" in kinds
                and bare(word.lemma) in lexicon.PERSON_NOUNS
            )
            if not (plural or word.upos == "NOUN") or counts(sentence, index):
                continue
            described = sentence.child(index, "cop") is not None  # "I am not a lawyer"
            if described or any(span.covers(word.span) for span in own):
                continue
            if not met and word.relation not in _PROMINENT:
                continue
            found = self._reader.describe(number, index)
            # The nearest things that happen to be spoken of are not yet what speaks.
            listed = noun_kind(found.noun, plural=found.form == "many") == found.kind
            if found.kind in kinds and (listed or plural or self._nouns.is_person(found.noun) is not False):
                return found
        return None
