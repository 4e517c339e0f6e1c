"""What a cue governs, read off the tree."""

from __future__ import annotations

from hedge.documents import Span, merge_spans
from hedge.parsing import Sentence
from hedge.predicates.clauses import SUBJECTS
from hedge.predicates.cue_features import clause_of, head_word

_COMPLEMENTS = ("ccomp", "csubj", "xcomp", "acl", "advcl")
_ADVERBIAL = ("advmod", "aux", "mark", "det", "case", "cc", "discourse", "nummod")


def find_scope(text: str, sentence: Sentence, first: int, last: int, kind: str) -> tuple[Span, ...]:
    """Spans that a cue applies to.

    A modal or adverb governs the clause of its head; an approximator the phrase it modifies; a verb, adjective or
    noun its complement clause; a conditional conjunction its own clause and the one that depends on it; a
    parenthetical ("I think") the clause around it.

    Parameters
    ----------
    text : str
        The document.
    sentence : Sentence
        Where the cue stands.
    first, last : int
        The cue's first and last word.
    kind : str
        The cue's type.

    Returns
    -------
    tuple of Span
        Sorted and disjoint; without the cue where it stands outside its scope.

    References
    ----------
    Vincze, V. et al. (2008). The BioScope corpus: biomedical texts annotated for uncertainty, negation and their
    scopes. BMC Bioinformatics 9 (S11).
    """
    head = head_word(sentence, first, last)
    chosen = _scope_words(sentence, head, kind)
    chosen -= {
        index for index in chosen if sentence.words[index].upos == "PUNCT" and index in (min(chosen), max(chosen))
    }
    if not chosen:
        chosen = set(range(first, last + 1))
    return merge_spans((sentence.words[index].span for index in sorted(chosen)), text)


def _scope_words(sentence: Sentence, head: int, kind: str) -> set[int]:
    word = sentence.words[head]
    if word.head >= 0 and word.relation == "mark":
        return _marked(sentence, word.head, kind)
    if word.head >= 0 and kind == "approximator" and word.relation in (*_ADVERBIAL, "amod", "nmod"):
        return set(sentence.subtree(word.head))
    if word.relation in _ADVERBIAL:
        return _clause_words(sentence, clause_of(sentence, head))
    complements = [node for node in sentence.children[head] if sentence.words[node].relation in _COMPLEMENTS]
    if complements:
        return {index for node in complements for index in sentence.subtree(node)}
    if word.head >= 0 and word.relation == "parataxis":
        return _clause_words(sentence, word.head) - set(sentence.subtree(head))
    if word.head >= 0 and word.relation in ("amod", "compound"):
        return set(sentence.subtree(word.head))
    return _clause_words(sentence, clause_of(sentence, head))


def _marked(sentence: Sentence, clause: int, kind: str) -> set[int]:
    """Return the clause a conjunction opens; for a condition the clause it hangs on too."""
    chosen = _clause_words(sentence, clause)
    governor = sentence.words[clause].head
    if kind == "condition" and governor >= 0:
        chosen |= _clause_words(sentence, clause_of(sentence, governor))
    return chosen


def _clause_words(sentence: Sentence, clause: int) -> set[int]:
    """Return a clause without what is only juxtaposed or coordinated to it with a subject of its own."""
    chosen = set(sentence.subtree(clause))
    for node in sentence.children[clause]:
        own = sentence.words[node].relation == "conj" and sentence.child(node, *SUBJECTS) is not None
        if own or sentence.words[node].relation == "parataxis":
            chosen -= set(sentence.subtree(node))
    return chosen
