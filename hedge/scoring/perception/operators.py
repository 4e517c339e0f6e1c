"""Operators of a chain: negations and expressions with a strength, read from the words above a bare event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedge.parsing import Sentence
from hedge.scoring.certainty.clauses import exclusion_level
from hedge.scoring.perception.comparisons import is_better_than_even, is_comparative, is_compared, is_even
from hedge.scoring.perception.lexicon import (
    CHANCES,
    DEGREE_PRIORS,
    INTERROGATIVES,
    LIGHT,
    NEGATED,
    NEGATIONS,
    NEGATIVE_NOMINALS,
    OF_EVENTS,
    QUANTITIES,
    REJECTIONS,
    Entry,
    look_up,
    look_up_attitude,
)
from hedge.scoring.perception.numbers import find_stated_number

_DOUBTS = frozenset({"doubt", "question"})
_SCARCE = frozenset({"few", "little"})
# Who knows what nobody knows.
_ALL_KNOWING = frozenset({"god", "heaven", "lord", "goodness", "who"})
_EVEN = Entry("50-50", "even")
# What is ruled out is turned down, so that what cannot be ruled out is not impossible.
_EXCLUSION = Entry("rule_out", "exclusion")
_CLAUSES = ("ccomp", "csubj", "xcomp", "acl")
_OPEN_COMPLEMENTS = frozenset({"certain", "likely", "belief", "semblance", "possible", "report"})
_MODALS = frozenset({"may", "might", "could", "should"})
_ABLE = frozenset({"can", "could"})
_NOMINALS = frozenset({"nsubj", "obj"})
# A chain is as deep as its tree; damaged trees must not make it endless.
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Operator:
    """One link of the chain: a negation, or an expression with a strength.

    Parameters
    ----------
    entry : Entry or None
        The expression; None for a negation.
    degrees : tuple of str
        Degree words on it.
    share : float
        For a negation, by how much of its full effect it negates.
    open : bool
        Whether a question hangs on it ("clear whether").
    stated : float or None
        The probability that the text gives it as a number ("a 20% chance").
    """

    entry: Entry | None
    degrees: tuple[str, ...] = ()
    share: float = 1.0
    open: bool = False
    stated: float | None = None


@dataclass(slots=True)
class OperatorReader:
    """Reads the operators of a chain on its way down one sentence.

    Parameters
    ----------
    sentence : Sentence
        Its tree.
    inside : set of int
        Words of the content.
    read : set of int
        Words used so far.
    """

    sentence: Sentence
    inside: set[int]
    read: set[int]

    def __init__(self, sentence: Sentence, inside: set[int]) -> None:
        self.sentence, self.inside, self.read = sentence, inside, set()

    def lemma(self, index: int) -> str:
        """Lemma in lower case; "odds" stays a plural."""
        word = self.sentence.words[index]
        return "odds" if word.text.lower() == "odds" else word.lemma.lower()

    def compared(self, node: int) -> bool:
        """As `is_compared`, of a chance without a number; the word is then read."""
        if find_stated_number(self.sentence, node) is not None:
            return False
        opened = any(self.opens_content(child) for child in self.sentence.children[node])
        compared = is_compared(self.sentence, node, opened=opened)
        if compared:
            self.read.add(node)
        return compared

    def descend(self, node: int) -> Iterator[Operator]:
        """Operators from a predicate down to the bare event."""
        for _ in range(_DEEPEST):
            around = self.detour(node)
            if around is not None:
                yield Operator(None)
                node = around
            below, carrier = self.step(node)
            yield from self.parentheticals(node)
            yield from self.modifiers(node, {carrier, *self.subtree(below)})
            if carrier is None:
                return
            if carrier != node:
                yield from self.modifiers(carrier, self.subtree(below))
            yield from self.own(node, carrier, asked=below is not None and self.asks(below))
            if below is None:
                return
            node = below

    def detour(self, node: int) -> int | None:
        """Word that "far from" or "by no means" negates, where the tree puts it below them."""
        lemma = self.lemma(node)
        relations = {"far": ("obl", "advcl"), "means": ("amod", "acl"), "anything": ("obl", "nmod")}.get(lemma, ())
        for child in self.sentence.children[node]:
            word = self.sentence.words[child]
            if word.relation in relations and self.entry(child) is not None:
                self.read |= {node, child}
                return child
        return None

    def step(self, node: int) -> tuple[int | None, int | None]:
        """Where the chain goes on below a predicate, and which word carries the predicate's meaning.

        The second is None where the predicate is the event itself; the first where nothing is below the carrier.
        """
        sized = self.sized_chance(node)
        if sized is not None:
            return sized
        lemma, word = self.lemma(node), self.sentence.words[node]
        below = self.complement(node)
        if lemma == "remain" and below is not None and self.lemma(below) == "see":
            return self.complement(below) or below, node
        entry = self.entry(node)
        if entry is None or self.compared(node):
            return None, None
        if below is None:
            bare = (word.upos in ("ADJ", "NOUN") and lemma in OF_EVENTS | CHANCES) or entry in (_EXCLUSION, _EVEN)
            return None, node if bare else None
        if self.sentence.words[below].relation == "xcomp" and not (
            (entry.group in _OPEN_COMPLEMENTS and look_up(lemma) is not None) or lemma in NEGATED or lemma in OF_EVENTS
        ):
            return None, None
        return below, node

    def sized_chance(self, node: int) -> tuple[int | None, int] | None:
        """As `step`, where a predicate only sizes a noun for chance: "there is a good chance", "the odds are even"."""
        lemma = self.lemma(node)
        subject = self.sentence.child(node, "nsubj")
        if lemma in LIGHT or self.sentence.words[node].upos == "AUX":
            for child in self.sentence.children[node]:
                noun = self.lemma(child) in CHANCES | _DOUBTS and self.sentence.words[child].upos == "NOUN"
                if (noun and not self.compared(child)) or is_better_than_even(self.sentence, child):
                    return self.complement(child) or self.complement(node), child
        if subject is not None and self.lemma(subject) in CHANCES:
            # "about even": trees differ over which of the two words is the higher one.
            even = node + 1 < len(self.sentence) and self.lemma(node + 1) == "even" and lemma in DEGREE_PRIORS
            if find_stated_number(self.sentence, subject) is not None:
                return self.complement(subject) or self.complement(node), subject
            if even or (look_up(lemma) is not None and not self.compared(node)):
                self.read.add(subject)
                return self.complement(subject) or self.complement(node), node + 1 if even else node
        return None

    def entry(self, node: int) -> Entry | None:
        """What the lexicons know of a word as the governor of a clause."""
        lemma = self.lemma(node)
        if lemma == "remain" and any(self.lemma(child) == "see" for child in self.sentence.children[node]):
            return look_up("remain_to_be_seen")
        if lemma in NEGATED:
            return look_up(NEGATED[lemma])
        if exclusion_level(self.sentence, node) is not None:
            return _EXCLUSION
        if lemma == "know" and any(self.lemma(child) in _ALL_KNOWING for child in self.sentence.children[node]):
            return look_up("unknown")
        if is_even(self.sentence, node):
            return _EVEN
        if self.sentence.words[node].upos == "VERB":
            return look_up_attitude(lemma)
        return look_up(lemma)

    def complement(self, node: int) -> int | None:
        """Clause that a word governs, within the content."""
        for relations in (_CLAUSES, ("nmod",)):
            for child in self.sentence.children[node]:
                word = self.sentence.words[child]
                # An adjective has no relative clauses, whatever the tree says.
                takes_that = self.lemma(node) in CHANCES or self.sentence.words[node].upos == "ADJ"
                relative = word.deprel == "acl:relcl" and not (takes_that and self.opens_content(child))
                if child not in self.inside or relative:
                    continue
                # Some trees have a clause after an adjective as an adjunct.
                if word.relation not in relations and not (word.relation == "advcl" and self.opens_content(child)):
                    continue
                if (
                    word.relation not in _CLAUSES
                    and word.relation != "advcl"
                    and (self.lemma(node) not in CHANCES or word.deprel == "nmod:poss")
                ):
                    continue
                return child
        return None

    def own(self, node: int, carrier: int, *, asked: bool) -> Iterator[Operator]:
        """Operators that a word of the chain is itself."""
        lemma = self.lemma(carrier)
        self.read |= {node, carrier}
        entry = self.quantity(carrier) or self.entry(carrier) or look_up_attitude(lemma) or Entry(lemma, "report")
        if lemma == "question" and not asked and self.sentence.words[carrier].upos == "NOUN":
            entry = look_up("doubt") or entry
        if lemma in NEGATED and not asked:
            yield Operator(None)
        question = asked and entry.group not in ("doubt", *REJECTIONS)
        yield Operator(entry, self.degrees(carrier), open=question, stated=self.stated(carrier))

    def stated(self, carrier: int) -> float | None:
        """The number that the text gives a word as its probability."""
        number = find_stated_number(self.sentence, carrier)
        if number is None:
            return 0.5 if is_even(self.sentence, carrier) else None
        self.read |= number.words
        return number.probability

    def quantity(self, carrier: int) -> Entry | None:
        """Entry of the adjective that sizes a chance ("a good chance"), or of "better than even"."""
        if is_better_than_even(self.sentence, carrier):
            return look_up("better_than_even")
        if self.lemma(carrier) in CHANCES:
            for child in self.sentence.children[carrier]:
                word = self.sentence.words[child]
                sizes = word.relation in ("amod", "det") and self.lemma(child) in QUANTITIES
                if sizes and not is_comparative(word):
                    self.read.add(child)
                    return look_up(self.lemma(child))
        return None

    def degrees(self, carrier: int) -> tuple[str, ...]:
        """Degree words on a word, and on an adjective that sizes it."""
        words = self.sentence.words
        sizes = [child for child in self.sentence.children[carrier] if self.lemma(child) in QUANTITIES]
        near = {child for node in (carrier, *sizes) for child in self.sentence.children[node]}
        # "almost certainly" before a verb: both may hang on the verb.
        if carrier > 0 and words[carrier - 1].head == words[carrier].head:
            near.add(carrier - 1)
        found = []
        for child in sorted(near):
            lemma = "most" if words[child].text.lower() == "most" else self.lemma(child)
            free = child not in self.read and words[child].relation in ("advmod", "amod", "det", "obl")
            if lemma in DEGREE_PRIORS and free:
                self.read.add(child)
                found.append(lemma)
        return tuple(found)

    def opens_content(self, node: int) -> bool:
        """Whether a clause begins with "that" or "whether"."""
        return any(self.lemma(child) in ("that", "whether") for child in self.sentence.children[node])

    def asks(self, node: int) -> bool:
        """Whether a clause is an indirect yes-no question."""
        return any(
            self.sentence.words[child].relation in ("mark", "advmod") and self.lemma(child) in INTERROGATIVES
            for child in self.sentence.children[node]
        )

    def subtree(self, node: int | None) -> frozenset[int]:
        """A word and what hangs on it; nothing below no word."""
        return frozenset() if node is None else frozenset(self.sentence.subtree(node))

    def modifiers(self, node: int, outside: Iterable[int | None]) -> Iterator[Operator]:
        """Negations, modals and adverbs of a predicate, the left one above the right one."""
        children = [child for child in self.sentence.children[node] if child not in set(outside)]
        negated = {child for child in children if self.negation(child) is not None}
        for child in children:
            word, lemma = self.sentence.words[child], self.lemma(child)
            share = self.negation(child)
            if (
                lemma == "no"
                and word.relation != "det"
                and self.sentence.words[child + 1 :][:1]
                and self.lemma(child + 1) == "doubt"
            ):
                self.read |= {child, child + 1}
                yield Operator(look_up("no_doubt"))
            elif share is not None:
                self.read.add(child)
                yield Operator(None, self.degrees(child), share)
            elif word.relation == "aux" and lemma in _MODALS:
                self.read.add(child)
                # "could not" denies that it was possible; "may not" leaves it open.
                if not (lemma in _ABLE and child + 1 in negated):
                    yield Operator(look_up(lemma))
            elif word.relation in ("advmod", "discourse", "obl") and lemma not in QUANTITIES:
                yield from self.adverb(child)
            elif word.relation == "advmod" and any(self.negation(c) for c in self.sentence.children[child]):
                yield Operator(None)

    def adverb(self, child: int) -> Iterator[Operator]:
        """Operators of an adverb or adverbial: "almost certainly", "in all likelihood", "without doubt"."""
        lemma, word = self.lemma(child), self.sentence.words[child]
        below = self.sentence.children[child]
        negated = [c for c in below if self.lemma(c) in NEGATIONS]
        entry = look_up(NEGATED.get(lemma, lemma))
        if word.relation == "obl" and not (lemma in CHANCES | _DOUBTS and below):
            return
        if entry is not None and entry.group == "doubt" and negated:
            entry, negated = look_up("no_doubt"), []
            self.read |= set(below)
        if lemma == "course" and any(self.lemma(c) == "of" for c in below):
            entry = look_up("of_course")
        if negated:
            self.read |= set(negated)
            yield Operator(None, (), NEGATIONS[self.lemma(negated[0])])
        if entry is not None and lemma not in LIGHT:
            self.read.add(child)
            yield Operator(entry, self.degrees(child), stated=self.stated(child))

    def negation(self, child: int) -> float | None:
        """By how much a dependent negates its governor; None for not at all."""
        word, lemma = self.sentence.words[child], self.lemma(child)
        if child > 0 and self.lemma(child - 1) == "than":
            return None  # "more likely than not"
        if lemma == "far" and child + 1 < len(self.sentence) and self.lemma(child + 1) == "from":
            return 1.0
        if word.relation in ("advmod", "aux", "cc", "preconj") and lemma in NEGATIONS and lemma not in _SCARCE:
            return NEGATIONS[lemma]
        if is_comparative(word):
            return None
        if word.relation == "det" and lemma in ("no", "few", "neither"):
            return NEGATIONS[lemma]
        if word.relation in ("amod", "det") and lemma == "little" and self.lemma(word.head) not in CHANCES:
            return NEGATIONS[lemma]
        if lemma == "long" and any(self.lemma(c) == "no" for c in self.sentence.children[child]):
            return 1.0
        return self.nominal_negation(child) if word.relation in _NOMINALS and word.upos != "VERB" else None

    def nominal_negation(self, noun: int) -> float | None:
        """By how much a subject or object negates its verb: "nobody came", "he has no money"."""
        if self.lemma(noun) in CHANCES | _DOUBTS:
            return None
        below = [c for c in self.sentence.children[noun] if self.sentence.words[c].relation in ("det", "amod")]
        for index in (noun, *below):
            few = self.lemma(index) in _SCARCE
            if few and (is_comparative(self.sentence.words[index]) or self.stands_low(noun)):
                continue
            if self.lemma(index) in NEGATIVE_NOMINALS:
                return NEGATIONS[self.lemma(index)]
        return None

    def stands_low(self, noun: int) -> bool:
        """Whether a noun is within what is stated, as in "the shop has few customers", and not above it.

        The subject is above it ("few believe"), as is what a clause hangs on ("there is little evidence that").
        """
        if any(self.opens_content(child) for child in self.sentence.children[noun]):
            return False
        governor = self.sentence.words[noun].head
        return self.sentence.words[noun].relation == "obj" or self.sentence.child(governor, "expl") is not None

    def parentheticals(self, node: int) -> Iterator[Operator]:
        """Operators of a clause put in: "the dam, I think, will hold"."""
        for child in self.sentence.children[node]:
            word = self.sentence.words[child]
            entry = (
                look_up_attitude(self.lemma(child)) if word.relation == "parataxis" and word.upos == "VERB" else None
            )
            if entry is None or child not in self.inside or self.sentence.child(child, "ccomp", "xcomp") is not None:
                continue
            yield from self.modifiers(child, ())
            self.read.add(child)
            yield Operator(entry, self.degrees(child))
