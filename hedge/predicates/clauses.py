"""The clause around a word: its auxiliaries, negation, complementiser, subject and governor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hedge.parsing import Sentence, Word

#: Relations of a subject to its predicate.
SUBJECTS = ("nsubj", "csubj", "expl")
_NEGATORS = frozenset(
    ["not", "n't", "never", "hardly", "barely", "scarcely", "rarely", "seldom", "neither", "nor", "nowhere", "without"]
)
_NEGATIVE_NOMINALS = frozenset(["no", "nobody", "none", "nothing", "neither", "nor", "few"])
_NEGATIVE_PARTS = frozenset(["no", "few", "without", "neither"])
_MODAL_TAG = "MD"
_NOT_FINITE = frozenset({"VB", "VBN", "VBG", "JJ"})
_ARGUMENTS = frozenset({"nsubj", "obj", "obl", "iobj", "expl"})
_AUXILIARY_RELATIONS = frozenset({"aux", "cop"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What stands around one word that heads, or could head, a clause.

    Parameters
    ----------
    head : int
        Index of the word.
    auxiliaries : tuple of str
        Lemmas of auxiliaries and copulas in order; those of the first conjunct where the word shares them.
    modal : str
        Lemma of the modal ("may"); ``""`` if there is none.
    negations : tuple of str
        Lemmas of what negates it ("not", "never"), with ``nsubj-`` and the like before negative arguments ("nsubj-no").
    form : str
        Tense, modal and verb form in one string ("may+have+VBN", "VBD", "to+VB").
    markers : tuple of str
        Lemmas of complementisers, subordinators and relative or question words that open the clause ("if", "that").
    subject, object : int or None
        Indices of subject and object; the subject is that of the first conjunct, or of the governor of an open
        complement, where the word has none of its own.
    relation : str
        Its relation to `governor`, with subtype; for a conjunct, that of the first conjunct.
    governor : int or None
        Index of the governing word, conjunctions skipped; None for a root.
    shares : bool
        Whether it is a conjunct that takes auxiliaries, negation and markers from the first one.
    """

    head: int
    auxiliaries: tuple[str, ...]
    modal: str
    negations: tuple[str, ...]
    form: str
    markers: tuple[str, ...]
    subject: int | None
    object: int | None
    relation: str
    governor: int | None
    shares: bool


class Clauses:
    """The clauses of one sentence, each described once.

    Parameters
    ----------
    sentence : Sentence
        The parsed sentence.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._known: dict[int, Clause] = {}

    def __getitem__(self, index: int) -> Clause:
        """Describe the clause around the word at `index`."""
        if index not in self._known:
            self._known[index] = self._describe(index)
        return self._known[index]

    def governors(self, index: int, limit: int) -> Iterator[Clause]:
        """Yield the clauses above a word, nearest first, at most `limit` of them."""
        governor = self[index].governor
        while governor is not None and limit:
            yield self[governor]
            governor = self[governor].governor
            limit -= 1

    def _describe(self, index: int) -> Clause:
        words = self.sentence.words
        children = self.sentence.children[index]
        first = self._first_conjunct(index)
        host = None if first == index else self[first]
        auxiliaries = [words[node] for node in children if words[node].relation in _AUXILIARY_RELATIONS]
        markers = tuple(words[node].lemma.lower() for node in children if _is_marker(words[node]))
        negations = tuple(lemma for node in children for lemma in self._negation(node))
        subject = self._last(children, "nsubj", "csubj")
        lemmas = tuple(word.lemma.lower() for word in auxiliaries)
        modal = next((word.lemma.lower() for word in auxiliaries if word.xpos == _MODAL_TAG), "")
        form = _form(auxiliaries, markers, words[index])
        shares = host is not None and not auxiliaries and subject is None and words[index].xpos in _NOT_FINITE
        if host is not None and shares:
            lemmas, modal, form = host.auxiliaries, host.modal, host.form
            negations += tuple(each for each in host.negations if each not in negations)
            markers = markers or host.markers
        governor = words[first].head
        return Clause(
            head=index,
            auxiliaries=lemmas,
            modal=modal,
            negations=negations,
            form=form,
            markers=markers,
            subject=self._shared_subject(index, host) if subject is None else subject,
            object=self._last(children, "obj"),
            relation=words[first].deprel,
            governor=governor if governor >= 0 else None,
            shares=shares,
        )

    def _last(self, children: Sequence[int], *relations: str) -> int | None:
        return next((node for node in reversed(children) if self.sentence.words[node].relation in relations), None)

    def _shared_subject(self, index: int, host: Clause | None) -> int | None:
        """Subject of a word without one of its own: the first conjunct's, or the controller of an open complement."""
        word = self.sentence.words[index]
        if host is not None:
            return host.subject
        if word.relation == "xcomp" and word.head >= 0:
            above = self[word.head]
            return above.subject if above.object is None else above.object
        return self._last(self.sentence.children[index], "expl")

    def _first_conjunct(self, index: int) -> int:
        words = self.sentence.words
        while words[index].relation == "conj" and words[index].head >= 0:
            index = words[index].head
        return index

    def _negation(self, node: int) -> Iterator[str]:
        """Lemmas by which the dependent at `node` negates its governor."""
        word = self.sentence.words[node]
        lemma, relation = word.lemma.lower(), word.relation
        if lemma in _NEGATORS or (relation in ("det", "cc") and lemma in _NEGATIVE_NOMINALS):
            yield lemma
        elif word.text.lower() == "longer" and relation == "advmod":
            yield "no longer"
        elif relation in _ARGUMENTS:
            if lemma in _NEGATIVE_NOMINALS:
                yield f"{relation}-{lemma}"
            for below in self.sentence.children[node]:
                if self.sentence.words[below].lemma.lower() in _NEGATIVE_PARTS:
                    yield f"{relation}-{self.sentence.words[below].lemma.lower()}"


def _is_marker(word: Word) -> bool:
    return word.relation == "mark" or (word.relation == "advmod" and "PronType=Int" in word.feats)


def _form(auxiliaries: Sequence[Word], markers: Sequence[str], word: Word) -> str:
    """Tag of the first auxiliary (lemma of a modal), lemmas of the others, tag of the word."""
    parts = [
        each.lemma.lower() if position or each.xpos == _MODAL_TAG else each.xpos
        for position, each in enumerate(auxiliaries)
    ]
    if "to" in markers and not parts:
        parts.append("to")
    return "+".join([*parts, word.xpos or word.upos])
