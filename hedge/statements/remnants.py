"""What attributions leave of a sentence: the clauses that stand by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from hedge.parsing import Sentence
from hedge.predicates.clauses import SUBJECTS

_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
# Clauses in these relations claim something by themselves; those in the next ones only where no conjunction or question
# word opens them, as sentences set beside quotations do.
_MAIN = frozenset({"root", "parataxis", "list", "dep"})
_LOOSE = frozenset({"ccomp", "advcl"})
_RELATIVE = frozenset({"WP", "WDT"})
_TENSED = frozenset({"VBD", "VBP", "VBZ", "MD"})
_ASIDE = frozenset({("--", "--"), ("—", "—"), ("–", "–"), ("-", "-"), ("(", ")")})
_LINKS = frozenset({"case", "mark"})
_LEADING = frozenset({"ADP", "SCONJ"})
_ADJUNCTS = frozenset({"advmod", "obl", "advcl"})


def standing_words(sentence: Sentence, free: set[int]) -> set[int]:
    """Words of the main clauses among those that no attribution takes up, with the marks between them.

    Relative and adverbial clauses, and phrases that belong to the attribution itself, go; and so does what only leads
    to it, as "contrary to" in "Contrary to what he suggests, no one was hurt".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    free : set of int
        Indices of the words that are not taken.

    Returns
    -------
    set of int
        Empty where no clause with its subject is left.
    """
    free = free | _shared_subjects(sentence, free)
    subjects = [index for index in free if sentence.words[index].relation in SUBJECTS]
    pairs = [(sentence.words[index].head, index) for index in subjects if sentence.words[index].head in free]
    heads = {head for head, subject in pairs if _is_main(sentence, head, subject)}
    left = free - _leading_on(sentence, free)
    if heads and _is_set_off(sentence, left):
        return left
    standing = _below(sentence, heads, left)
    return standing | {index for index in left if sentence.words[index].upos == "PUNCT"} if standing else set()


def _shared_subjects(sentence: Sentence, free: set[int]) -> set[int]:
    """Words of subjects that only a participle behind them took: "Tan, accused of fraud by Ruiz, left the country"."""
    found: set[int] = set()
    for index, word in enumerate(sentence.words):
        if index in free or word.relation not in SUBJECTS or word.head not in free:
            continue
        below = [child for child in sentence.children[index] if sentence.words[child].relation == "acl"]
        beside = [child for child in sentence.children[word.head] if sentence.words[child].relation == "advcl"]
        participles = [*below, *(child for child in beside if index < child < word.head)]
        if any(child not in free and _is_participle(sentence, child) for child in participles):
            found |= {*sentence.subtree(index)}.difference(*map(sentence.subtree, below))
    return {index for index in found if sentence.words[index].upos != "PUNCT"}


def _is_participle(sentence: Sentence, index: int) -> bool:
    """Whether a verb without a subject is in the past, which taggers take some participles for."""
    return sentence.words[index].xpos in {"VBN", "VBD"} and sentence.child(index, *SUBJECTS) is None


def _is_main(sentence: Sentence, head: int, subject: int) -> bool:
    """Whether a clause claims something by itself: main, or read as part of another that nothing ties it to."""
    word = sentence.words[head]
    mark = sentence.child(head, "mark")
    if word.head >= 0 and sentence.words[subject].xpos in _RELATIVE:
        return False
    if mark is not None and sentence.words[mark].lemma.lower() in _CONDITIONS:
        return False
    first = head
    while sentence.words[first].relation == "conj":
        first = sentence.words[first].head
    relation = sentence.words[first].relation
    if relation in _MAIN or (relation == "acl" and first != head):
        return True
    return relation in _LOOSE and mark is None and _is_finite(sentence, first) and not _asks(sentence, first)


def _is_finite(sentence: Sentence, head: int) -> bool:
    """Whether the verb or the auxiliaries of a clause show tense."""
    verbs = [head, *(i for i in sentence.children[head] if sentence.words[i].relation in ("aux", "cop"))]
    return any(sentence.words[index].xpos in _TENSED for index in verbs)


def _asks(sentence: Sentence, head: int) -> bool:
    """Whether "when", "how" or the like stands in a clause."""
    return any(sentence.words[index].xpos.startswith("W") for index in sentence.children[head])


def _below(sentence: Sentence, heads: Iterable[int], among: set[int]) -> set[int]:
    """The heads and the words that hang on them by words that are left."""
    found: set[int] = set()
    todo = [head for head in heads if head in among]
    while todo:
        index = todo.pop()
        if index not in found:
            found.add(index)
            todo.extend(child for child in sentence.children[index] if child in among)
    return found


def _is_set_off(sentence: Sentence, left: set[int]) -> bool:
    """Whether dashes or brackets set off all that is gone, as in "The plan -- a waste, he said -- costs a million"."""
    gone = [index for index in range(len(sentence)) if index not in left]
    before, after = gone[0] - 1, gone[-1] + 1
    inside = (index for index in range(gone[0], gone[-1]) if index in left)
    if before < 0 or after >= len(sentence) or any(sentence.words[index].upos != "PUNCT" for index in inside):
        return False
    return (sentence.words[before].text, sentence.words[after].text) in _ASIDE


def _leading_on(sentence: Sentence, free: set[int]) -> set[int]:
    """Adjuncts that lead to what is taken: all of "in contrast to" and "months after" where the rest is gone."""
    found: set[int] = set()
    for index in free:
        word = sentence.words[index]
        if word.relation == "fixed":
            leads = word.upos in _LEADING and index + 1 not in free
        else:
            leads = word.relation in _LINKS and word.head not in free
        if leads:
            top = word.head
            while not _is_clause(sentence, sentence.words[top].head):
                top = sentence.words[top].head
            if sentence.words[top].relation in _ADJUNCTS:
                found.update(sentence.subtree(top))
    return found


def _is_clause(sentence: Sentence, index: int) -> bool:
    """Whether a word heads a clause, or is beyond the root."""
    return index < 0 or sentence.words[index].upos == "VERB" or sentence.child(index, *SUBJECTS) is not None


def only_announces(sentence: Sentence, words: set[int]) -> bool:
    """Whether all that is left is "It was Ruiz" of "It was Ruiz who said so", or "It is too early" before "to say".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    words : set of int
        Indices of what is left.
    """
    root = next((index for index in words if sentence.words[index].head < 0), None)
    if root is None or sentence.child(root, "cop") is None:
        return False
    subject = sentence.child(root, "nsubj", "expl")
    clauses = (child for child in sentence.children[root] if _is_announced(sentence, child))
    return (
        subject is not None
        and sentence.words[subject].lemma.lower() == "it"
        and any(clause not in words for clause in clauses)
    )


def _is_announced(sentence: Sentence, clause: int) -> bool:
    """Whether a clause below "it was X" tells what that is about: relative, subject or infinitive."""
    mark = sentence.child(clause, "mark")
    infinitive = mark is not None and sentence.words[mark].lemma == "to"
    return sentence.words[clause].relation in {"acl", "csubj"} or infinitive
