"""What the tree around a main predicate says about certainty: conditions, raising, words of the lexicon, reversals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hedge.parsing import Sentence
from hedge.scoring.certainty.lexicon import attribution_classes, lexical_level

# Verbs and adjectives with a complement that is implied not to be so (Karttunen 1971).
_REVERSING = frozenset(["fail", "forget", "neglect", "refuse", "decline", "omit", "avoid", "stop", "cease"]) | {
    *("refrain", "abstain", "unable", "unwilling", "short", "shy", "hesitate", "miss", "lack", "far")
}
# Verbs that exclude something, beside "rule out", where somebody is able to, and what denies them.
_EXCLUDING = frozenset(["exclude", "discount", "preclude"])
_ABLE = frozenset(["can", "could"])
_DENYING = frozenset(["not", "n't", "never", "no", "nobody", "hardly", "neither", "nor"])
_CONDITIONAL_MARKS = frozenset(["if", "unless", "provided", "providing", "assuming", "supposing", "lest"])
_CONDITIONAL_VERBS = frozenset(["provide", "assume", "suppose", "grant", "depend"])
_CONDITIONAL_NOUNS = frozenset(["event", "case", "condition"])
# What "if" does not make a condition after: "as if", "even if", "what if".
_BEFORE_IF = frozenset(["as", "even", "what"])
_INVERTED = frozenset(["should", "had", "were"])


def find_condition(sentence: Sentence, indices: Sequence[int], predicate: int) -> str | None:
    """Return the word that puts a predicate under a condition ("if", "unless", "should" in front), None without one.

    Parameters
    ----------
    sentence : Sentence
        The predicate's.
    indices : sequence of int
        Words of the statement in the sentence.
    predicate : int
        Its main predicate.
    """
    near = {predicate, sentence.words[predicate].head, *_complements(sentence, predicate)}
    found = (index for index in indices if _is_condition(sentence, index, near))
    first = next(found, None)
    return None if first is None else sentence.words[first].text.lower()


def _is_condition(sentence: Sentence, index: int, near: set[int]) -> bool:
    """Whether a word puts one of the `near` words, to which its clause belongs, under a condition."""
    words = sentence.words
    word = words[index]
    lower = word.text.lower()
    if lower in _CONDITIONAL_MARKS and word.relation in ("mark", "advmod", "case") and word.head >= 0:
        before = words[index - 1].text.lower() if index else ""
        clause = words[word.head]
        return before not in _BEFORE_IF and clause.relation == "advcl" and clause.head in near
    if word.lemma.lower() in _CONDITIONAL_VERBS:
        return word.relation == "advcl" and word.head in near
    if lower in _CONDITIONAL_NOUNS:
        below = [words[child] for child in sentence.children[index]]
        return (
            word.relation == "obl"
            and word.head in near
            and any(child.text.lower() in ("in", "on") for child in below)
            and any(child.relation in ("acl", "nmod") for child in below)
        )
    return lower in _INVERTED and _is_inverted(sentence, index)


def _complements(sentence: Sentence, index: int) -> list[int]:
    return [child for child in sentence.children[index] if sentence.words[child].relation in ("xcomp", "ccomp", "conj")]


def _is_inverted(sentence: Sentence, index: int) -> bool:
    """Whether an auxiliary stands before its subject in a clause that is no question ("Should it fail, ...")."""
    words = sentence.words
    if words[-1].text == "?" or any(word.text == "?" for word in words[index:]):
        return False
    if index == 0 or words[index - 1].text in ("“", '"', "'", "‘"):
        return True
    clause = words[index].head if words[index].relation in ("aux", "cop") else index
    if clause < 0 or words[clause].relation != "advcl" or sentence.child(clause, "mark") is not None:
        return False
    subject = sentence.child(clause, "nsubj")
    return subject is not None and subject > index


def describe_raising(sentence: Sentence, index: int) -> Iterator[str]:
    """Describe a predicate that says how its complement is taken ("is rumoured to have", "failed to")."""
    word = sentence.words[index]
    complement = sentence.child(index, "xcomp", "ccomp", "csubj")
    if complement is None:
        return
    passive = sentence.child(index, "aux:pass") is not None
    shape = "pass" if passive else "cop" if sentence.child(index, "cop") is not None else "act"
    perfect = any(
        sentence.words[child].lemma == "have" and sentence.words[child].relation == "aux"
        for child in sentence.children[complement]
    )
    for name in word_classes(sentence, index) or ("other",):
        yield f"raised={name}/{shape}"
    yield f"raised.shape={shape}/{perfect}"
    if word.lemma.lower() in _REVERSING:
        yield "raised.reversed"


def word_classes(sentence: Sentence, index: int) -> tuple[str, ...]:
    """Classes of a word by its lemma or, as lemmas can be wrong, its form."""
    word = sentence.words[index]
    return attribution_classes(word.lemma.lower()) or attribution_classes(word.text.lower())


def describe_levels(sentence: Sentence, index: int, hidden: set[int]) -> Iterator[str]:
    """Levels that the words around a predicate signal by the lexicon: subject, adverbs, adjuncts, the word itself."""
    words = sentence.words
    excluded = exclusion_level(sentence, index) if index not in hidden else None
    if excluded is not None:
        yield from (f"level.head={excluded}", f"excluded={excluded}")
    for node in (index, *sentence.children[index]):
        role = "head" if node == index else words[node].relation
        if node in hidden or role not in ("head", "nsubj", "advmod", "obl", "parataxis", "xcomp", "expl"):
            continue
        level = lexical_level(words[node].lemma.lower(), words[node].text.lower())
        if level is not None:
            below = {words[child].text.lower() for child in sentence.children[node]}
            sign = "-" if below & {"no", "not", "n't", "beyond", "without", "never"} else ""
            yield f"level.{role}={level}{sign}"


def exclusion_level(sentence: Sentence, index: int) -> int | None:
    """Level that a verb of exclusion leaves to what is excluded or not: what nobody can rule out is possible.

    Returns 1 for "cannot be excluded" and "have not ruled out", 3 for "ruled out", None for other words.
    """
    below = [sentence.words[child] for child in sentence.children[index]]
    lemmas = {word.lemma.lower() for word in below}
    verb = sentence.words[index].lemma.lower()
    rules = verb == "rule" and any(word.lemma.lower() == "out" for word in below)
    if not rules and verb not in _EXCLUDING:
        return None
    denied = bool(lemmas & _DENYING)
    if not rules and not (denied and lemmas & _ABLE):
        return None
    return 1 if denied else 3


def reversing_governor(sentence: Sentence, index: int) -> str | None:
    """Return the word above that reverses a word of attribution ("stopped short of confirming"), None without one."""
    node = index
    for _ in range(3):
        word = sentence.words[node]
        if word.relation not in ("xcomp", "advcl", "ccomp", "acl", "obl", "obj") or word.head < 0:
            return None
        node = word.head
        if sentence.words[node].lemma.lower() in _REVERSING:
            return sentence.words[node].lemma.lower()
    return None
