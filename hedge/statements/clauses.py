"""Cut sentences into the main clauses that are joined in them, each of which can be true by itself."""

from __future__ import annotations

from collections.abc import Sequence

from hedge.parsing import Sentence
from hedge.predicates.clauses import SUBJECTS

# In front of the first clause these may hold for the next as well ("Perhaps it leaks and the walls are damp"), and
# an auxiliary there asks, or says "if".
_SHARED = frozenset({"advmod", "advcl", "mark", "cc", "aux", "cop"})
# Of "A or B" neither is claimed, and what "nor" joins loses its negation without it.
_BOUND = frozenset({"or", "nor"})
# "It rained, so the river may rise" tells of rain all the same.
_CONCLUDING = frozenset({"so", "hence", "thus", "therefore"})
_FEWEST_WORDS = 2
_QUOTES = frozenset(["''", "``", *"\"'“”‘’«»()[]"])


def split_clauses(sentence: Sentence, held: Sequence[int]) -> list[list[int]]:
    """Cut words of a sentence where a further main clause with a subject of its own begins.

    "The bakery closed in May, and the owner may reopen it" makes two claims, of which one is certain. Questions,
    alternatives, sentences with something in front that may hold for all, and those with quotation marks or brackets
    stay whole.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    held : sequence of int
        Indices of the words to cut, rising.

    Returns
    -------
    list of list of int
        The words of each clause with their marks; all in one where nothing can be cut.
    """
    whole = [list(held)]
    if any(sentence.words[index].text in _QUOTES for index in held) or sentence.words[held[-1]].text.endswith("?"):
        return whole
    clauses = [set(sentence.subtree(head)) for head in _main_clauses(sentence, set(held))]
    if len(clauses) < 2:
        return whole
    parts: list[list[int]] = [[] for _ in clauses]
    place = 0
    for index in held:
        own = max((number for number, clause in enumerate(clauses) if index in clause), default=-1)
        if own < place and sentence.words[index].upos != "PUNCT":
            return whole
        place = max(place, own)
        parts[place].append(index)
    n_words = [sum(sentence.words[index].upos != "PUNCT" for index in part) for part in parts]
    return parts if min(n_words) >= _FEWEST_WORDS else whole


def _main_clauses(sentence: Sentence, among: set[int]) -> list[int]:
    """Heads of the main clauses with subjects of their own, in order; none where the first one cannot stand alone."""
    root = sentence.root
    subject = _subject(sentence, root)
    if subject is None or any(
        sentence.words[child].relation in _SHARED for child in sentence.children[root] if child < subject
    ):
        return []
    heads = [root]
    for head in heads:
        heads.extend(child for child in sentence.children[head] if child > head and _is_joined(sentence, child))
    return [head for head in sorted(heads) if {head, _subject(sentence, head)} <= among]


def _is_joined(sentence: Sentence, head: int) -> bool:
    """Whether a word heads a conjunct that can stand alone, a consequence, or what a semicolon sets beside."""
    relation, below = sentence.words[head].relation, sentence.subtree(head)
    if relation in ("advcl", "parataxis") and _is_consequence(sentence, below):
        return True
    if relation == "parataxis":
        return ";" in (sentence.words[below[0]].text, sentence.words[below[0] - 1].text)
    opening = next((i for i in below if sentence.words[i].upos not in ("PUNCT", "CCONJ")), None)
    if relation != "conj" or opening is None or _is_subordinate(sentence, head, opening):
        return False
    link = sentence.child(head, "cc")
    return link is None or sentence.words[link].lemma not in _BOUND


def _is_subordinate(sentence: Sentence, head: int, opening: int) -> bool:
    """Whether a conjunct opens as a clause below another does ("who", "that"), and not as its own subject does.

    The clause "what it will yield" is the subject of "and what it will yield is an open question".
    """
    if sentence.words[opening].relation != "mark" and not sentence.words[opening].xpos.startswith("W"):
        return False
    subject = _subject(sentence, head)
    return subject is None or subject == opening or opening not in sentence.subtree(subject)


def _subject(sentence: Sentence, head: int) -> int | None:
    """The subject of a clause; also "whether he knew" before "is unclear" where the parser missed that."""
    words, subject = sentence.words, sentence.child(head, *SUBJECTS)
    if subject is not None or sentence.child(head, "cop", "aux") is None:
        return subject
    for child in sentence.children[head]:
        below = sentence.subtree(child)
        asks = words[below[0]].text == "whether" or words[below[0]].xpos.startswith("W")
        if child < head and asks and len(below) > 1:
            return child
    return None


def _is_consequence(sentence: Sentence, below: Sequence[int]) -> bool:
    """Whether a clause is what follows from the one before its comma: ", so X", but not "so that X"."""
    words = sentence.words
    own = [index for index in below if words[index].upos not in ("PUNCT", "CCONJ")]
    if len(own) < 2 or words[own[0]].text not in _CONCLUDING or words[own[1]].text == "that":
        return False
    return "," in (words[own[0] - 1].text, words[own[0] - 2].text)
