"""Candidates for cues and their features: the phrase, its neighbours, its place in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hedge.documents import Span
from hedge.parsing import Sentence
from hedge.predicates.clauses import SUBJECTS
from hedge.predicates.cue_lexicon import match_lexicon
from hedge.predicates.cue_strengths import strength_of

_CLAUSES = frozenset(["ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"])
_FIRST = frozenset(["i", "we"])
_OPENERS = frozenset("\"“”''``")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a cue.

    Parameters
    ----------
    first, last : int
        Indices of the first and the last word in the sentence.
    entry : str
        The lexicon entry that matched.
    types : tuple of str
        Types the lexicon gives the entry.
    """

    first: int
    last: int
    entry: str
    types: tuple[str, ...]


def find_candidates(sentence: Sentence) -> list[Candidate]:
    """All matches of the lexicon in a sentence, in order of their first word."""
    return [Candidate(start, end - 1, entry, types) for start, end, entry, types in match_lexicon(sentence)]


def candidate_span(sentence: Sentence, candidate: Candidate) -> Span:
    """Characters of a candidate; a contraction ("I'd", "isn't") counts whole."""
    words = sentence.words
    first, last = candidate.first, candidate.last
    if first > 0 and words[first - 1].end == words[first].start and _is_clitic(words[first].text):
        first -= 1
    if last + 1 < len(words) and words[last].end == words[last + 1].start and _is_negation(words[last + 1].text):
        last += 1
    return Span(words[first].start, words[last].end)


def _is_clitic(text: str) -> bool:
    return (text[:1] in ("'", "’") and len(text) > 1) or _is_negation(text)


def _is_negation(text: str) -> bool:
    return text.lower().replace("’", "'") in ("n't", "not")


def head_word(sentence: Sentence, first: int, last: int) -> int:
    """Return the word of ``first..last`` whose governor is outside; the last such word."""
    for index in range(last, first - 1, -1):
        if not first <= sentence.words[index].head <= last:
            return index
    return last


def sentence_features(sentence: Sentence, candidates: list[Candidate]) -> list[list[str]]:
    """Names of the binary features of each candidate of one sentence."""
    shared = _shared(sentence)
    quoted = _quoted(sentence)
    return [
        [*shared, *(["quoted"] if quoted[candidate.first] else []), *_features(sentence, candidate, candidates)]
        for candidate in candidates
    ]


def _shared(sentence: Sentence) -> list[str]:
    lemmas = {word.lemma for word in sentence.words}
    found = [f"has:{lemma}" for lemma in ("if", "whether", "would", "unless", "?") if lemma in lemmas]
    return [*found, "short" if len(sentence) < 8 else "long"]


def _quoted(sentence: Sentence) -> list[bool]:
    inside, state = False, []
    for word in sentence.words:
        if word.upos == "PUNCT" and word.text[:1] in _OPENERS:
            inside = not inside
        state.append(inside)
    return state


def _features(sentence: Sentence, candidate: Candidate, others: list[Candidate]) -> Iterator[str]:
    """Every feature is given alone; the strongest also together with the entry."""
    entry = candidate.entry
    text = "_".join(word.text.lower() for word in sentence.words[candidate.first : candidate.last + 1])
    yield "bias"
    yield f"entry={entry}"
    yield f"text={text}"
    for kind in candidate.types:
        yield f"lexicon={kind}"
    yield f"types={'+'.join(candidate.types)}"
    yield f"size={min(candidate.last - candidate.first, 3)}"
    strength = strength_of(entry)
    yield f"strength={strength}"
    yield f"strength={strength}&{'+'.join(candidate.types)}"
    yield f"strength={strength}&{sentence.words[candidate.last].xpos}"
    yield from _overlaps(candidate, others)
    for name in (*_window(sentence, candidate), *_tree(sentence, candidate)):
        yield name
        yield f"{name}&{entry}"
        yield f"{name}&&{'+'.join(candidate.types)}"


def _overlaps(candidate: Candidate, others: list[Candidate]) -> Iterator[str]:
    for other in others:
        if other is candidate or other.first > candidate.last or other.last < candidate.first:
            continue
        longer = other.last - other.first > candidate.last - candidate.first
        yield "inside" if longer else "around"
        yield f"{'inside' if longer else 'around'}:{other.entry}&{candidate.entry}"


def _window(sentence: Sentence, candidate: Candidate) -> Iterator[str]:
    words = sentence.words
    for distance in (1, 2, 3):
        for side, index in (("-", candidate.first - distance), ("+", candidate.last + distance)):
            inside = 0 <= index < len(words)
            lemma, tag = (words[index].lemma.lower(), words[index].upos) if inside else ("<s>", "<s>")
            if distance < 3:
                yield f"tag{side}{distance}={tag}"
            yield f"lemma{side}{distance}={lemma}"
    yield f"form={words[candidate.last].xpos}"
    yield f"start={candidate.first == 0}"


def _tree(sentence: Sentence, candidate: Candidate) -> Iterator[str]:
    words = sentence.words
    index = head_word(sentence, candidate.first, candidate.last)
    head = words[index]
    yield f"deprel={head.deprel}"
    if head.head >= 0:
        governor = words[head.head]
        yield f"governor={governor.lemma.lower()}"
        yield f"governor.tag={governor.upos}/{head.relation}"
        yield f"governor.deprel={governor.relation}"
    yield from _below(sentence, index)
    clause = clause_of(sentence, index)
    yield from (f"clause.{name}" for name in _clause(sentence, clause))


def _below(sentence: Sentence, index: int) -> Iterator[str]:
    """Return the word's own dependents: complements, negation, its articles."""
    words = sentence.words
    for child in sentence.children[index]:
        word = words[child]
        if word.relation in _CLAUSES:
            mark = sentence.child(child, "mark")
            yield f"below={word.deprel}/{words[mark].lemma.lower() if mark is not None else '-'}"
        elif word.relation in ("det", "case", "cop", "obj", "nmod", "obl", "advmod", "nummod", "mark"):
            yield f"below={word.relation}"
            yield f"below={word.relation}:{word.lemma.lower()}"


def clause_of(sentence: Sentence, index: int) -> int:
    """Return the nearest word upwards from `index` that heads a clause: by a subject of its own or by its relation."""
    if _heads_clause(sentence, index):
        return index
    return next((node for node in sentence.ancestors(index) if _heads_clause(sentence, node)), sentence.root)


def _heads_clause(sentence: Sentence, index: int) -> bool:
    word = sentence.words[index]
    if word.head < 0 or word.relation in _CLAUSES:
        return True
    return sentence.child(index, *SUBJECTS) is not None


def _clause(sentence: Sentence, clause: int) -> Iterator[str]:
    """Predicate, subject, auxiliaries, negation, and conditional clauses beside or below."""
    words = sentence.words
    yield f"lemma={words[clause].lemma.lower()}"
    yield f"form={words[clause].xpos}"
    yield f"deprel={words[clause].deprel}"
    for child in sentence.children[clause]:
        word = words[child]
        if word.relation in ("aux", "cop"):
            yield f"{word.deprel}={word.lemma.lower()}"
        elif word.relation in SUBJECTS:
            lemma = word.lemma.lower()
            yield f"subject={lemma if word.upos == 'PRON' else word.upos}"
            yield f"first={lemma in _FIRST}"
        elif word.lemma.lower() in ("not", "n't", "never"):
            yield "negated"
        elif word.relation in ("advcl", "mark"):
            mark = child if word.relation == "mark" else sentence.child(child, "mark")
            yield f"{word.relation}={words[mark].lemma.lower() if mark is not None else '-'}"
    if words[clause].head >= 0:
        governor = words[clause].head
        yield f"governor={words[governor].lemma.lower()}"
        conditional = any(words[child].lemma.lower() == "if" for child in sentence.children[governor])
        yield f"governor.mark={'if' if conditional else '-'}"
