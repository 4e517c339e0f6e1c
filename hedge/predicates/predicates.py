"""Find the predicates of a parse: the words whose event or state a sentence asserts, denies or leaves open."""

from __future__ import annotations

from dataclasses import dataclass

from hedge.documents import Span
from hedge.parsing import Parse, Sentence

_CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
_HEADS = frozenset({"ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM", "DET", "ADP", "SYM", "X"})
_CLAUSE_PARTS = frozenset({"cop", "nsubj", "csubj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A word that heads a predication.

    Parameters
    ----------
    sentence : int
        Index of the sentence in the parse.
    word : int
        Index of the word in the sentence.
    span : Span
        The word's place in the document.
    """

    sentence: int
    word: int
    span: Span


def find_predicates(parse: Parse) -> tuple[Predicate, ...]:
    """Find the predicates of a document.

    A predicate is a verb that is not an auxiliary, or the nominal, adjectival or adverbial head of a clause: a word
    with a copula or a subject of its own, or an adjective in the place of a clause.

    Parameters
    ----------
    parse : Parse
        The parsed document.

    Returns
    -------
    tuple of Predicate
        In text order.

    References
    ----------
    White et al. (2016), "Universal Decompositional Semantics on Universal Dependencies", whose PredPatt predicates
    these follow.
    """
    return tuple(
        Predicate(sentence=number, word=index, span=sentence.words[index].span)
        for number, sentence in enumerate(parse.sentences)
        for index in range(len(sentence))
        if is_predicate(sentence, index)
    )


def is_predicate(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` heads a predication."""
    word = sentence.words[index]
    if word.upos == "VERB":
        return word.relation not in ("aux", "cop", "case", "mark", "cc", "fixed")
    if word.upos == "AUX":
        return word.relation not in ("aux", "cop")
    if word.upos not in _HEADS:
        return False
    if any(sentence.words[child].relation in _CLAUSE_PARTS for child in sentence.children[index]):
        return True
    return word.upos == "ADJ" and word.relation in _CLAUSAL
