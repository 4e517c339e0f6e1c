"""Describe predicates as sparse features: form, auxiliaries, negation, complementisers and the chain of governors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedge.parsing import Sentence
from hedge.predicates.clauses import Clause, Clauses

_DEPTH = 4
_QUOTES = frozenset("\"“”«»``''")
_NEARLY = frozenset({"hardly", "barely", "scarcely", "rarely", "seldom"})
_MORPHOLOGY = frozenset({"Mood", "Tense", "VerbForm", "Voice", "Number", "Degree", "Person"})


@dataclass(frozen=True, slots=True)
class PredicateFeatures:
    """A word as the factuality model sees it.

    Parameters
    ----------
    names : tuple of str
        Binary features, such as ``"modal=may"``; repeated where what they name stands there twice.
    forms : tuple of str
        Lower-case forms of the word and of its governor (``""`` at the root), for looking up word vectors.
    """

    names: tuple[str, ...]
    forms: tuple[str, str]


def predicate_features(sentence: Sentence, indices: Iterable[int]) -> list[PredicateFeatures]:
    """Describe the words at `indices`.

    Parameters
    ----------
    sentence : Sentence
        A parsed sentence.
    indices : iterable of int
        Any of its words; they need not be predicates in the sense of `find_predicates`.

    Returns
    -------
    list of PredicateFeatures
        One a word, in the order of `indices`.
    """
    clauses = Clauses(sentence)
    shared = tuple(_sentence_features(sentence))
    described = []
    for index in indices:
        governor = clauses[index].governor
        forms = (sentence.words[index].text.lower(), "" if governor is None else sentence.words[governor].text.lower())
        described.append(PredicateFeatures((*_word_features(clauses, index), *shared), forms))
    return described


def _word_features(clauses: Clauses, index: int) -> Iterator[str]:
    clause = clauses[index]
    governors = list(clauses.governors(index, _DEPTH))
    yield from _own_features(clauses.sentence, clause)
    yield from _argument_features(clauses.sentence, clause)
    yield from _dependent_features(clauses.sentence, clause)
    yield from _chain_features(clauses.sentence, clause, governors)
    yield from _context_features(clauses.sentence, index)
    yield from _joint_features(clauses.sentence, clause, governors)


def _sentence_features(sentence: Sentence) -> Iterator[str]:
    words = sentence.words
    yield f"end={words[-1].text}"
    yield f"first={words[0].lemma.lower()}"
    yield f"length={min(len(words) // 8, 6)}"
    if any(word.text == "?" for word in words):
        yield "question"


def _own_features(sentence: Sentence, clause: Clause) -> Iterator[str]:
    word = sentence.words[clause.head]
    yield f"lemma={word.lemma.lower()}"
    yield f"form={word.text.lower()}"
    yield f"upos={word.upos}"
    yield f"xpos={word.xpos}"
    for pair in word.feats.split("|"):
        if pair.partition("=")[0] in _MORPHOLOGY:
            yield pair
    yield f"tam={clause.form}"
    yield f"modal={clause.modal}"
    for lemma in clause.auxiliaries:
        yield f"aux={lemma}"
    yield f"neg={len(clause.negations)}"
    for lemma in clause.negations:
        yield f"neg={lemma}"
    yield f"markers={'+'.join(clause.markers)}"
    yield f"rel={clause.relation}"
    if clause.shares:
        yield "shares"
    if word.relation == "conj":
        yield f"conjunct={sentence.words[word.head].xpos}>{word.xpos}"


def _argument_features(sentence: Sentence, clause: Clause) -> Iterator[str]:
    for name, node in (("subj", clause.subject), ("obj", clause.object)):
        if node is None:
            yield f"{name}=none"
            continue
        word = sentence.words[node]
        yield f"{name}={word.lemma.lower() if word.upos in ('PRON', 'DET') else word.upos}"
        yield f"{name}.lemma={word.lemma.lower()}"
        yield f"{name}.person={word.feature('Person')}{word.feature('Number')}"
        for child in sentence.children[node]:
            if sentence.words[child].relation == "det":
                yield f"{name}.det={sentence.words[child].lemma.lower()}"


def _dependent_features(sentence: Sentence, clause: Clause) -> Iterator[str]:
    for node in sentence.children[clause.head]:
        word = sentence.words[node]
        relation, lemma = word.relation, word.lemma.lower()
        if relation == "punct":
            if word.text in "?!":
                yield f"punct={word.text}"
            continue
        yield f"has={word.deprel}"
        if relation in ("advmod", "case", "det", "cc", "discourse", "compound"):
            yield f"{relation}={lemma}"
        elif relation in ("advcl", "ccomp", "xcomp", "csubj", "acl"):
            mark = sentence.child(node, "mark")
            yield f"{relation}.mark={'' if mark is None else sentence.words[mark].lemma.lower()}"
            yield f"{relation}.xpos={word.xpos}"
            yield f"{relation}.lemma={lemma}"
        elif relation in ("obl", "nmod"):
            case = sentence.child(node, "case")
            yield f"{relation}.case={'' if case is None else sentence.words[case].lemma.lower()}"
            yield f"{relation}.lemma={lemma}"


def _chain_features(sentence: Sentence, clause: Clause, governors: list[Clause]) -> Iterator[str]:
    yield f"depth={len(governors)}"
    path = clause.relation
    negations = len(clause.negations)
    for level, above in enumerate(governors, 1):
        word = sentence.words[above.head]
        lemma = word.lemma.lower()
        yield f"g{level}={lemma}"
        yield f"g{level}.xpos={word.xpos}"
        yield f"g{level}.tam={above.form}"
        yield f"g{level}.rel={above.relation}"
        yield f"above={lemma}"
        for name, values in (("neg", above.negations), ("aux", above.auxiliaries), ("mark", above.markers)):
            for value in values:
                yield f"g{level}.{name}={value}"
                yield f"above.{name}={value}"
        if level <= 2:
            for node in sentence.children[above.head]:
                if sentence.words[node].relation == "advmod":
                    yield f"g{level}.adv={sentence.words[node].lemma.lower()}"
            yield f"g{level}.subj={_person(sentence, above.subject)}"
        path = f"{path}>{word.upos}"
        if level <= 3:
            yield f"path={path}"
        path = f"{path}>{above.relation}"
        negations += len(above.negations)
    yield f"negations={negations}"


def _context_features(sentence: Sentence, index: int) -> Iterator[str]:
    words = sentence.words
    yield f"place={min(index * 5 // len(words), 4)}"
    yield f"at={min(index, 3)}"
    if sum(word.text in _QUOTES for word in words[:index]) % 2:
        yield "quoted"
    for offset in (-2, -1, 1, 2):
        at = index + offset
        yield f"w{offset}={words[at].lemma.lower() if 0 <= at < len(words) else ''}"
    if index:
        yield f"bigram={words[index - 1].text.lower()} {words[index].lemma.lower()}"


def _joint_features(sentence: Sentence, clause: Clause, governors: list[Clause]) -> Iterator[str]:
    word = sentence.words[clause.head]
    lemma, relation = word.lemma.lower(), clause.relation
    negative = _polarity(clause)
    markers = "+".join(clause.markers)
    subject = _person(sentence, clause.subject)
    asked = any(sentence.words[node].text == "?" for node in (*sentence.children[clause.head], -1))
    yield f"neg&tam={negative}{clause.form}"
    yield f"neg&tam&rel={negative}{clause.form}|{relation}"
    yield f"tam&mark={clause.form}|{markers}"
    yield f"rel&mark={relation}|{markers}|{negative}"
    yield f"lemma&tam={lemma}|{clause.form}"
    yield f"lemma&neg={negative}{lemma}"
    yield f"lemma&rel={lemma}|{relation}"
    yield f"subj&tam={subject}|{clause.form}"
    yield f"subj&lemma={subject}|{lemma}"
    yield f"?&tam={asked}|{clause.form}"
    yield f"root&tam={not governors}|{negative}{clause.form}|{subject}"
    if governors:
        above = governors[0]
        higher = sentence.words[above.head].lemma.lower()
        denied = _polarity(above)
        yield f"g&rel={higher}|{relation}"
        yield f"g&rel&mark={higher}|{relation}|{markers}"
        yield f"g&neg={denied}{higher}|{relation}|{negative}"
        yield f"g&tam={higher}|{above.form}|{relation}"
        yield f"gtam&tam={denied}{above.form}|{negative}{clause.form}"
        yield f"gtam&tam&rel={denied}{above.form}|{negative}{clause.form}|{relation}"
        yield f"grel&gtam={above.relation}|{above.form}|{relation}"
        yield f"g&tam0={higher}|{clause.form}"
    if len(governors) > 1:
        above, top = governors[:2]
        yield f"gg={sentence.words[top.head].lemma.lower()}|{sentence.words[above.head].lemma.lower()}"
        yield f"ggtam={top.form}|{above.form}|{clause.form}"


def _polarity(clause: Clause) -> str:
    """Name the kind of negation: none, by an adverb, by the subject, by another argument, or only nearly one."""
    if not clause.negations:
        return ""
    first = clause.negations[0]
    if first in _NEARLY or first.endswith("few"):
        return "hardly "
    argument, joined, _ = first.partition("-")
    return f"{argument}-no " if joined else "not "


def _person(sentence: Sentence, subject: int | None) -> str:
    """Grammatical person of a pronoun, part of speech of another subject."""
    if subject is None:
        return "none"
    return sentence.words[subject].feature("Person") or sentence.words[subject].upos
