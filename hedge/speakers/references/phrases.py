"""The words of a source that tell who speaks: its head, what it points back to, and its coordinated parts."""

from __future__ import annotations

from collections.abc import Sequence

from hedge.parsing import Sentence, Word
from hedge.speakers import lexicon
from hedge.speakers.mentions.runs import PARTY, bare
from hedge.speakers.references.titles import is_open

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_PHRASE = frozenset({"PART", "ADJ", "NOUN", "PROPN"})
_COUNTED = frozenset({"DET", "PRON", "ADJ", "NUM"})
# Nouns that only say how many there are of those who speak.
_PARTITIVES = frozenset({"number", "group", "handful", "lot", "bunch", "couple", "flood", "wave", "both", "all"})
# What stands for a noun that was said before: "another", after "Western diplomats".
ELLIPTIC = frozenset({"one", "another", "others"})
# What hangs on a noun as a predicate or an adjunct, not as a part of its phrase.
_CLAUSAL = frozenset(
    {"nsubj", "csubj", "cop", "aux", "expl", "obl", "mark", "case", "cc", "punct", "advcl", "parataxis", "dislocated"}
)


def noun_kind(noun: str, plural: bool) -> str:
    """Tell what kind of speaker a noun describes, ``""`` if the lists do not say.

    Examples
    --------
    >>> noun_kind("spokesman", plural=False), noun_kind("surveyor", plural=True), noun_kind("survey", plural=True)
    ('person', '', 'document')
    """
    ending = noun.endswith(lexicon.PERSON_ENDINGS) and noun not in lexicon.NO_PERSONS | lexicon.ORGANIZATION_NOUNS
    # "The publisher" and "the regulator" are mostly bodies.
    person = ending or noun in lexicon.PERSON_NOUNS - lexicon.ORGANIZATION_NOUNS
    if noun in lexicon.DOCUMENT_NOUNS:
        return "document"
    if noun in lexicon.GROUP_NOUNS or (person and plural):
        return "group"
    if person:
        return "person"
    if noun in lexicon.ORGANIZATION_NOUNS:
        return "organization"
    return ""


def head_of(sentence: Sentence, inside: Sequence[int]) -> int:
    """Return the word of a source that the others hang on; a noun or pronoun if there is one."""
    members = set(inside)
    tops = [i for i in inside if sentence.words[i].head not in members]
    # "A report issued last year", whose participle was taken for the predicate.
    tops = [_subject(sentence, i, members) for i in tops]
    nominal = [i for i in tops if sentence.words[i].upos in NOMINAL or bare(sentence.words[i].text) in ELLIPTIC]
    below = [i for i in inside if sentence.words[i].upos in NOMINAL]
    # "Both of his senators": not "his", which hangs on them.
    outer = [i for i in below if not any(up in below for up in sentence.ancestors(i))]
    head = (nominal or outer or tops)[0]
    # "Ruiz's political allies" is about the allies, however it was parsed.
    last = head
    while last + 1 in members and sentence.words[last + 1].upos in _PHRASE:
        last += 1
    return last if sentence.words[head].upos == "PROPN" and sentence.words[last].upos == "NOUN" else head


def completed(sentence: Sentence, inside: frozenset[int]) -> frozenset[int]:
    """Give a source what it was cut off from: the person in "said Reforms aide Ana Ruiz", the "not" of "not all"."""
    words = sentence.words
    first = min(inside)
    if first > 0 and words[first - 1].text.casefold() == "not" and words[first].upos in _COUNTED:
        # "Not everyone" is not everyone.
        inside |= {first - 1}
    if words[first].relation == "flat" and words[first].head == first - 1:
        # A title that was left out, on which all names after it hang.
        inside |= {first - 1}
    last = max(inside)
    capital = words[last].upos in {"NOUN", "PROPN"} and words[last].text[:1].isupper()
    if not capital or last + 2 >= len(words) or bare(words[last + 1].lemma) not in lexicon.PERSON_NOUNS:
        return inside
    end = last + 1
    while end + 1 < len(words) and words[end + 1].upos == "PROPN":
        end += 1
    named = end > last + 1 and words[last + 1].upos == "NOUN"
    return inside | frozenset(range(last + 1, end + 1)) if named else inside


def _subject(sentence: Sentence, predicate: int, members: set[int]) -> int:
    """Return the subject of a verb where both are in a source, else the word itself."""
    subject = sentence.child(predicate, "nsubj") if sentence.words[predicate].upos == "VERB" else None
    return predicate if subject is None or subject not in members else subject


def antecedent(sentence: Sentence, head: int, inside: frozenset[int]) -> tuple[int, frozenset[int]]:
    """Follow a relative pronoun, or "many of whom", to the noun its clause modifies, and "his mind" to its owner."""
    words = sentence.words
    if is_shrug(sentence, head):
        return head, inside
    of_whom = next((i for i in inside if words[i].text.casefold() == "whom" and words[i].head == head), head)
    if (bare(words[head].text) in lexicon.RELATIVE_PRONOUNS and len(inside) == 1) or of_whom != head:
        node = clause_of(sentence, head)
        if node is not None:
            noun = _described(sentence, words[node].head, of_whom)
            clause = frozenset() if is_open(words[noun]) else frozenset(sentence.subtree(node))
            return noun, _noun_phrase(sentence, noun) - clause
        before = [i for i in range(head) if words[i].upos in {"NOUN", "PROPN"}]
        if before and words[head].text.casefold() == "who":
            return before[-1], frozenset({before[-1]}) | frozenset(i for i in sentence.subtree(before[-1]) if i < head)
    if bare(words[head].lemma) in lexicon.OWNED_NOUNS:
        owner = next((c for c in sentence.children[head] if words[c].deprel == "nmod:poss" and c in inside), None)
        # "Its head, retired general Ana Ruiz," is no part of a body.
        leads = bare(words[head].lemma) == "head" and owner is not None and not _is_persons(words[owner])
        if owner is not None and not leads:
            return owner, frozenset(sentence.subtree(owner))
    return head, inside


def _is_persons(owner: Word) -> bool:
    """Whether a possessive is that of one person: "his", "Ruiz's"."""
    own = bare(owner.text) in lexicon.MALE_PRONOUNS | lexicon.FEMALE_PRONOUNS | lexicon.FIRST_PRONOUNS
    return own or noun_kind(bare(owner.lemma), plural=False) == "person"


def clause_of(sentence: Sentence, index: int) -> int | None:
    """Return the head of the relative clause that a word stands in; None outside of one."""
    around = (index, *sentence.ancestors(index))
    return next((i for i in around if sentence.words[i].relation == "acl" and sentence.words[i].head >= 0), None)


def is_shrug(sentence: Sentence, head: int) -> bool:
    """Whether a word is the "who" of a clause that only says "who knows": nobody in particular does."""
    if sentence.words[head].text.casefold() != "who":
        return False
    rest = [word for word in sentence.words[head + 1 :] if word.upos != "PUNCT"]
    return len(rest) == 1 and rest[0].lemma == "know"


def counts(sentence: Sentence, index: int) -> bool:
    """Whether a noun only counts others, as in "a couple of boats"."""
    words = sentence.words
    following = words[index + 1].text if index + 1 < len(words) else ""
    return bare(words[index].lemma) in _PARTITIVES and following == "of"


def counted(sentence: Sentence, head: int, inside: frozenset[int]) -> tuple[int, frozenset[int]]:
    """Follow "a number of delegates" to the delegates."""
    words = sentence.words
    if head + 1 in inside and counts(sentence, head):
        of = next((i for i in sentence.children[head] if i in inside and words[i].deprel == "nmod"), None)
        if of is not None and words[head + 1].head == of and words[of].feature("Number") == "Plur":
            return of, inside & frozenset(sentence.subtree(of)) - {head + 1}
    return head, inside


def _described(sentence: Sentence, noun: int, pronoun: int) -> int:
    """Return whom a relative clause is about: the name a role stands by, and people for "who" rather than things."""
    words = sentence.words
    if words[noun].relation == "appos" and words[words[noun].head].upos == "PROPN":
        return words[noun].head
    if words[pronoun].text.casefold() != "who" or _is_somebody(words[noun]):
        return noun
    below = (i for i in sentence.subtree(noun) if noun < i < pronoun and _is_somebody(words[i]))
    return max(below, default=noun)


def _is_somebody(word: Word) -> bool:
    kind = noun_kind(bare(word.lemma), plural=word.feature("Number") == "Plur")
    return word.upos in {"PROPN", "PRON", "NUM"} or (word.upos == "NOUN" and kind in {"person", "group"})


def _noun_phrase(sentence: Sentence, noun: int) -> frozenset[int]:
    """Words of the phrase around a noun, without those of the clause whose predicate it is."""
    inside = {noun}
    for child in sentence.children[noun]:
        if sentence.words[child].relation not in _CLAUSAL:
            inside.update(sentence.subtree(child))
    return frozenset(inside)


def members_of(sentence: Sentence, head: int, inside: frozenset[int]) -> list[int]:
    """Return the coordinated heads; of "two allies, A and B" those that the apposition names."""
    words = sentence.words
    if words[head].feature("Number") == "Plur" and words[head].upos in {"NOUN", "PROPN"}:
        # Parsers give "Ministers A and B" two subjects.
        beside = (i for i in (head + 1,) if i in inside and words[i].head == words[head].head)
        named_by = (i for i in sentence.children[head] if words[i].relation == "appos")
        for child in (*named_by, *beside):
            if child in inside and words[child].upos == "PROPN":
                named = [child, *_conjuncts(sentence, child, inside)]
                if len(named) > 1:
                    return named
    return [head, *_conjuncts(sentence, head, inside)]


def _conjuncts(sentence: Sentence, head: int, inside: frozenset[int]) -> list[int]:
    """Return the nouns coordinated with the head, where a conjunction in the source joins them."""
    words = sentence.words
    if not any(words[i].text.casefold() in {"and", "or", "nor", "well"} for i in inside if i > head):
        return []
    found: list[int] = _torn_off(sentence, head, inside)
    todo = [head, *found]
    while todo:
        for child in sentence.children[todo.pop()]:
            coordinated = words[child].relation == "conj" or _is_listed(sentence, child)
            joined = coordinated and _is_another(sentence, head, child) and not _names_both(sentence, head, child)
            if child in inside and joined:
                found.append(child)
            if child in inside and (joined or words[child].relation == "flat"):
                todo.append(child)
    found.sort()
    return [i for at, i in enumerate(found) if not any(_names(sentence, i, then) for then in found[at + 1 : at + 2])]


def _names_both(sentence: Sentence, head: int, name: int) -> bool:
    """Whether a name tells who has two roles, of whom the parse makes two: "his wife and partner, Ana Ruiz,"."""
    words = sentence.words
    one = words[head].upos == "NOUN" and words[head].feature("Number") != "Plur" and words[name].upos == "PROPN"
    roles = (i for i in sentence.children[head] if i < name and words[i].relation == "conj" and words[i].upos == "NOUN")
    return one and _joint(sentence, name) == "," and any(not _is_another(sentence, head, i) for i in roles)


def _names(sentence: Sentence, noun: int, name: int) -> bool:
    """Whether a name tells who a coordinated noun is: of "A and his wife, B," the parse makes three."""
    words = sentence.words
    kinds = words[noun].upos == "NOUN" and words[name].upos == "PROPN"
    return kinds and _joint(sentence, noun) == "and" and _joint(sentence, name) == ","


def _joint(sentence: Sentence, index: int) -> str:
    """Return the conjunction or comma before a coordinated noun, whether the parse counts it to the noun or not."""
    start = min(sentence.subtree(index))
    joints = (sentence.words[i].text.casefold() for i in (start, start - 1) if i >= 0)
    return next((text for text in joints if text in {"and", "or", "nor", ","}), "")


def _torn_off(sentence: Sentence, head: int, inside: frozenset[int]) -> list[int]:
    """Return coordinated nouns that the parse joins to another word: "A of Kelby and B of Lund", "A, 40, and her B"."""
    words = sentence.words
    beside = sentence.children[words[head].head] if words[head].head >= 0 else ()
    same = [i for i in beside if i > head and words[i].relation == words[head].relation]
    # "The police, | the mayor and the union": two subjects, the second one joined to a third.
    apart = [
        i
        for i in same
        if _joint(sentence, i) == "and" or (_joint(sentence, i) == "," and sentence.child(i, "conj") is not None)
    ]
    places = [i for i in sentence.children[head] if words[i].relation == "nmod" and not _is_full_name(sentence, i)]
    ofs = [
        i
        for place in places
        for i in sentence.children[place]
        if words[i].relation == "conj" and _is_full_name(sentence, i) and sentence.child(i, "nmod") is not None
    ]
    return [i for i in (*apart, *(ofs if _is_full_name(sentence, head) else ())) if i in inside]


def _is_listed(sentence: Sentence, child: int) -> bool:
    """Whether a full name in apposition to another goes before a third: parsers take "A, B and C" so."""
    words, governor = sentence.words, sentence.words[child].head
    if words[child].relation != "appos" or not all(_is_full_name(sentence, i) for i in (governor, child)):
        return False
    return any(
        words[i].relation == "conj" and _is_full_name(sentence, i) for i in sentence.children[governor] if i > child
    )


def _is_full_name(sentence: Sentence, index: int) -> bool:
    words = sentence.words
    parts = [i for i in sentence.children[index] if words[i].relation == "flat" and words[i].upos == "PROPN"]
    return words[index].upos == "PROPN" and bool(parts)


def _is_another(sentence: Sentence, head: int, child: int) -> bool:
    """Whether "A and B" are two speakers and not two roles of one ("a lawyer and activist")."""
    words = sentence.words
    if words[child].upos not in {"NOUN", "PROPN", "PRON"} or PARTY.match(words[child].text):
        return False
    if words[child].text in {"R", "D", "I"} or any(words[i].text == "&" for i in sentence.children[child]):
        return False
    if words[head].upos == "PROPN" and words[child].upos == "NOUN" and "," in {w.text for w in words[head:child]}:
        # "Ana Ruiz, the group's head and a lawyer", but "Ana Ruiz, as well as her office"
        joined = any(words[i].text.casefold() == "as" for i in sentence.children[child] if words[i].relation == "cc")
        return joined or "Plur" in words[child].feature("Number")
    if words[child].upos in {"PROPN", "PRON"} or "Plur" in words[head].feature("Number"):
        return True
    if words[head].upos == "PROPN" and "Plur" in words[child].feature("Number"):
        return True
    return sentence.child(child, "det", "nmod:poss") is not None


def compound(sentence: Sentence, head: int) -> str:
    """Return the lemma that tells what a noun describes: of "front-runner" the whole, of "inspector general" the first.

    Tokenisers cut at hyphens.
    """
    words = sentence.words
    noun = bare(words[head].lemma)
    if head and noun == "general" and bare(words[head - 1].lemma) in lexicon.PERSON_NOUNS:
        return bare(words[head - 1].lemma)
    at = head
    while at > 1 and words[at - 1].text == "-" and words[at - 2].end == words[at - 1].start:
        at -= 2
        noun = f"{bare(words[at].text)}-{noun}"
    return noun
