"""Which name a source says: its own, one in apposition to it, or one behind a role, however it was parsed."""

from __future__ import annotations

from collections.abc import Sequence

from hedge.parsing import Sentence
from hedge.speakers import lexicon
from hedge.speakers.mentions.first_names import gender_of
from hedge.speakers.mentions.names import Name
from hedge.speakers.mentions.runs import bare
from hedge.speakers.references.phrases import ELLIPTIC, NOMINAL, noun_kind

_NAMING = frozenset({"name", "call", "identify"})


def name_of(sentence: Sentence, names: Sequence[Name], head: int, inside: frozenset[int]) -> Name | None:
    """Return the name that a source is part of or in apposition to, or that follows it as its title.

    Parameters
    ----------
    sentence : Sentence
        The sentence of the source.
    names : sequence of Name
        Those in the sentence.
    head : int
        The source's head word.
    inside : frozenset of int
        Its words.
    """
    words = sentence.words
    found = next((name for name in names if name.run <= head <= name.last), None)
    if found is not None and found.kind != "person":
        # "Virginia delegate Ana Ruiz", with the state for its head.
        person = _closing(sentence, names, inside)
        return person if person is not None and (person.kind == "person" or len(person.tokens) > 1) else found
    if found is not None or (words[head].upos == "PRON" and bare(words[head].text) not in ELLIPTIC):
        return found
    for child in _appositions(sentence, head):
        if child not in inside:
            continue
        if words[child].lemma in _NAMING:
            # "A nurse named Ana Ruiz"
            child = min((i for i in sentence.subtree(child) if i > child and i in inside), default=child)
        elif words[child].relation not in {"appos", "flat"}:
            continue
        found = next((name for name in names if name.run <= child <= name.last and name.kind != "place"), None)
        # "Supporters of her opponent, Mr. Ruiz," are not Ruiz.
        between = any(words[i].upos == "NOUN" for i in range(head + 1, child))
        many = words[head].feature("Number") == "Plur" and between
        if (
            found is not None
            and not (many and found.kind == "person")
            and not _names_body(sentence, found, head, child)
        ):
            return found
    return _closing(sentence, names, inside)


def _names_body(sentence: Sentence, name: Name, head: int, child: int) -> bool:
    """Whether a name behind a person names the body just before it: "a manager at the charity, Open Door, said"."""
    words = sentence.words
    before = child - 1
    while before > head and words[before].upos != "NOUN":
        before -= 1
    body = bare(words[before].lemma) in lexicon.ORGANIZATION_NOUNS and before > head
    person = name.kind == "person" or (not name.kind and len(name.tokens) > 1 and gender_of(bare(name.tokens[0])))
    return body and not person and noun_kind(bare(words[head].lemma), plural=False) == "person"


def _appositions(sentence: Sentence, head: int) -> list[int]:
    """Return the words below a noun that may name it, those of "the owner, her boss, Ana Ruiz" as well."""
    found = list(sentence.children[head])
    for child in found:
        if sentence.words[child].relation == "appos":
            found.extend(i for i in sentence.children[child] if sentence.words[i].relation == "appos")
    return found


def _closing(sentence: Sentence, names: Sequence[Name], inside: frozenset[int]) -> Name | None:
    """Return the person that a source's first phrase ends in, as in "17-year-old Ana Ruiz", however it was parsed."""
    words = sentence.words
    ordered = sorted(inside)
    end = next((k for k, i in enumerate(ordered) if words[i].text in {",", "(", "—", "–"}), len(ordered))
    phrase = ordered[:end]
    rest = ordered[end + 1 :]
    for name in names:
        # "Data from the 2014 Vale Census" are no census.
        case = sentence.child(name.head, "case")
        governed = case in inside and case not in range(name.first, name.last + 1)
        if name.kind == "place" or not phrase or name.run not in inside or governed:
            continue
        # "The minister of trade, Mr. Ruiz,": a role, and then nothing but the name.
        closed = name.last in {ordered[-1], len(words) - 1} or words[name.last + 1].text == ","
        # "Its owner, retired teacher Ana Ruiz,"
        led = [i for i in rest if i < name.run]
        role = bool(rest) and name.run in rest and all(words[i].upos in {"ADJ", "NOUN", "DET"} for i in led)
        if role and closed and name.kind != "organization" and _is_role(sentence, phrase, name):
            return name
        before = words[name.run - 1] if name.run > phrase[0] else None
        body = before is not None and before.lemma in lexicon.ORGANIZATION_NOUNS and before.head not in inside
        if name.last != phrase[-1] or (name.kind == "organization" and not body):
            continue
        if before is None or before.upos in NOMINAL or bare(before.text) in lexicon.PERSON_NOUNS:
            return name
    return None


def _is_role(sentence: Sentence, phrase: Sequence[int], name: Name) -> bool:
    """Whether a phrase can describe whom a name after it names: "the minister", "one of them", no "the report"."""
    words = sentence.words
    nominal = (i for i in phrase if words[i].upos in NOMINAL - {"ADJ"} or bare(words[i].text) in ELLIPTIC)
    head = next((i for i in nominal if words[i].head not in phrase), None)
    if head is None or words[head].feature("Number") == "Plur":
        # "Supporters of her opponent, Mr. Ruiz,"
        return False
    if _names_body(sentence, name, head, name.run):
        return False
    return noun_kind(bare(words[head].lemma), plural=False) != "document"
