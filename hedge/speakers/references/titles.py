"""What described speakers are called: "a spokesman for the Harbour Board, who ..." is a "Harbour Board spokesman"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import or_

from hedge.parsing import Sentence, Word
from hedge.speakers import lexicon
from hedge.speakers.mentions.runs import bare

QUANTIFIERS = frozenset({"some", "many", "most", "several", "few"})
# Adverbs that belong to what they stand before: "not everyone", "nearly eight of 10 voters".
_NARROWING = frozenset({"not", "nearly", "almost"})
_LIGHT = frozenset({"DET", "PUNCT", "ADP", "CCONJ"})
# What an adverb before a whole description stands in front of ("only 30 members"), not in it ("newly elected members").
_AFTER_ADVERB = frozenset({"DET", "ADP", "CCONJ", "ADV", "NUM"})
_BREAKS = frozenset({",", "(", "—", "–", "--", ";"})
_STOPS = _BREAKS | {"who", "that", "which", "whose", "whom"}
# Prepositions between somebody and the body he speaks or works for, and words inside the names of such bodies.
_BELONGING = frozenset({"for", "from", "by", "at", "with", "to"})
_INSIDE_NAMES = frozenset({"of", "for", "on", "and", "&", "the", "-", "'s", "’s", "."})
_MAKING = frozenset(
    {"conduct", "make", "write", "publish", "release", "issue", "produce", "compile", "prepare", "draft"}
)
# What there is only one of, and so is called with the article.
_WHOLES = frozenset({"media", "press", "public", "crowd", "audience", "authorities", "markets", "electorate"})
_NEWNESS = frozenset({"new", "latest", "recent"})
_TIMES = lexicon.CALENDAR | frozenset({"time", "day", "week", "month", "year", "night", "morning", "evening", "moment"})
_SHARES = frozenset({"percent", "%", "third", "quarter", "half", "fifth", "tenth"})
_RELATIVE = frozenset({"last", "this", "next", "earlier"})
# What is named after somebody's surname alone: "the Ruiz campaign".
_NAMED_AFTER = frozenset({"campaign", "camp", "administration"})
# Pronouns of owners.
_POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our", "your", "whose"})
_POSSESSIVE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’]) (.+)", re.DOTALL)


def is_open(word: Word) -> bool:
    """Whether a word says nothing without the clause behind it, as "those" does."""
    return word.text.casefold() == "those"


def title_of(sentence: Sentence, head: int, inside: frozenset[int], text: str) -> str:
    """Return the description without an article in front, and only up to a comma, a bracket, a date or a clause.

    Parameters
    ----------
    sentence : Sentence
        The sentence of the description.
    head : int
        Its noun.
    inside : frozenset of int
        Its words.
    text : str
        The document.
    """
    words = sentence.words
    first = _start(sentence, head, inside)
    new = not _NEWNESS.isdisjoint({words[first].text, words[first].lemma})
    if new and any(words[i].upos == "PROPN" for i in range(first, head)):
        first += 1
    last = _end(sentence, head, inside)
    if first == last == head > 0 and bare(words[first].text) in _WHOLES and bare(words[first - 1].text) == "the":
        return f"the {words[head].text.lower()}"
    # A capital that only opens the sentence is none of the description's own.
    common = first == 0 and words[0].upos != "PROPN" and not words[0].text[:2].isupper()
    body = _body(sentence, first, head, last)
    if body is None and (maker := _maker(sentence, head, inside)) is not None:
        start, last = maker
        body = (_compound_start(sentence, first, head), start)
    if body is not None:
        place, start = body
        lead, noun = text[words[first].start : words[place].start], text[words[place].start : words[head].end]
        lead, noun = (lead[:1].lower() + lead[1:], noun) if lead and common else (lead, _lowered(noun, common))
        return f"{lead}{text[words[start].start : words[last].end]} {noun}"
    return _lowered(text[words[first].start : words[last].end], common)


def _start(sentence: Sentence, head: int, inside: frozenset[int]) -> int:
    """Return the first word of a description behind articles, prepositions and adverbs ("especially from")."""
    words = sentence.words
    first = min((i for i in inside if i <= head), default=head)
    while first < head:
        if words[first].text.casefold() in _NARROWING:
            break
        if words[first].text.casefold() == "least" and words[first].upos == "ADJ":
            # "At least three women"
            first += 1
            continue
        if words[first].text.casefold() == "how":
            # "How many voters believe ..." asks about voters.
            first += 2
            continue
        if words[first].text.casefold() == "one" and words[head].lemma not in _SHARES:
            # "One fan" is a fan.
            first += 1
            continue
        adverb = words[first].upos == "ADV" and words[first + 1].upos in _AFTER_ADVERB
        if bare(words[first].text) in QUANTIFIERS or not (adverb or words[first].upos in _LIGHT):
            break
        first += 1
    return min(first, head)


def _lowered(text: str, common: bool) -> str:
    return text[:1].lower() + text[1:] if common else text


def _end(sentence: Sentence, head: int, inside: frozenset[int]) -> int:
    """Return the last word of a description."""
    words = sentence.words
    last = head
    stops, clause = (_BREAKS, "") if is_open(words[head]) else (_STOPS, "acl")
    while last + 1 in inside and words[last + 1].text not in stops and words[last + 1].relation != clause:
        if clause and _opens_clause(sentence, last):
            break
        if words[last + 1].relation == "cc" and words[last + 1].text != "&" and _joins_head(sentence, head, last + 1):
            break
        if words[last + 1].text == "-" and words[last].end < words[last + 1].start:
            break
        if words[last + 1].upos == "ADP" and _is_time(sentence, last + 2):
            break
        if bare(words[last + 1].text) in _RELATIVE and _is_time(sentence, last + 1):
            break
        last += 1
    while last > head and (words[last].upos in {"PUNCT", "ADP", "PART", "ADV", "DET"} or words[last].text in _STOPS):
        last -= 1
    return last


def _opens_clause(sentence: Sentence, last: int) -> bool:
    """Whether the word behind another is a participle on it or begins a clause on it ("the doctor she saw")."""
    words = sentence.words
    for up in (last + 1, *sentence.ancestors(last + 1)):
        if up <= last:
            break
        if words[up].relation == "acl" and words[up].head <= last:
            return True
    return words[last + 1].upos == "VERB" and words[last + 1].head < last


def _joins_head(sentence: Sentence, head: int, conjunction: int) -> bool:
    """Whether an "and" goes on with another description and not inside this one ("a group of artists and writers")."""
    words = sentence.words
    joined = words[conjunction].head
    return joined < 0 or words[joined].relation != "conj" or words[joined].head <= head


def _is_time(sentence: Sentence, index: int) -> bool:
    """Whether a date or the like begins at a word: "Tuesday", "the time", "May", "2010"."""
    words = sentence.words
    while index < len(words) and words[index].upos in {"DET", "ADJ"}:
        index += 1
    if index >= len(words):
        return False
    year = words[index].text.isdigit() and len(words[index].text) == 4
    # "Data from the 2014 Coast Survey" are of a survey, not of a year.
    named = year and index + 1 < len(words) and words[index + 1].upos in {"NOUN", "PROPN"}
    return bare(words[index].lemma) in _TIMES or (year and not named)


def _body(sentence: Sentence, first: int, head: int, last: int) -> tuple[int, int] | None:
    """Where the name of a body can move to, and where it begins, in "senior officials at the Coast Guard"."""
    words = sentence.words
    if head + 2 > last or bare(words[head + 1].text) not in _BELONGING:
        return None
    start = head + 2
    if start < last and bare(words[start].text) == "the":
        start += 1
    if not _is_name(sentence, start, last) or any(words[i].upos == "PROPN" for i in range(first, head)):
        return None
    return _compound_start(sentence, first, head), start


def _compound_start(sentence: Sentence, first: int, head: int) -> int:
    """Return the first of the nouns that end in the head, as in "opinion poll"."""
    place = head
    while place > first and sentence.words[place - 1].upos == "NOUN":
        place -= 1
    return place


def _maker(sentence: Sentence, head: int, inside: frozenset[int]) -> tuple[int, int] | None:
    """Return the words of the body that made something: "a survey, conducted by the Harbour Watch, ..."."""
    words = sentence.words
    made = next((i for i in sentence.children[head] if i > head and words[i].lemma in _MAKING), None)
    agent = None if made is None else sentence.child(made, "obl:agent")
    if agent is None or agent not in inside or any(words[i].upos == "PROPN" for i in range(min(inside), head)):
        return None
    name = [i for i in sentence.subtree(agent) if i in inside and words[i].upos not in {"DET", "PUNCT"}]
    while name and words[name[0]].upos == "ADP":
        del name[0]
    return (name[0], name[-1]) if name and _is_name(sentence, name[0], name[-1]) else None


def _is_name(sentence: Sentence, start: int, last: int) -> bool:
    """Whether words are a name by their capitals, for taggers take parts of one for adjectives and nouns."""
    words = sentence.words[start : last + 1]
    named = [word.text[:1].isupper() or word.text[:1].isdigit() for word in words]
    inside = [word.text.casefold() in _INSIDE_NAMES for word in words]
    return bool(words) and named[0] and named[-1] and all(map(or_, named, inside))


def possession(title: str) -> tuple[str, str] | None:
    """Split a description into its owner and what is owned; None where nobody owns it.

    Examples
    --------
    >>> possession("Mr. Ruiz's office"), possession("the boats' owners"), possession("Harbour Board")
    (('Mr. Ruiz', 'office'), ('the boats', 'owners'), None)
    """
    found = _POSSESSIVE.fullmatch(title)
    return (found[1], found[2]) if found else None


def owned_title(owner: Sequence[str], owned: str) -> str:
    """Return what is called after a person by the full name: "Ana Ruiz's lawyers", but "Ruiz campaign".

    Examples
    --------
    >>> owned_title(("Ana", "Ruiz"), "lawyers"), owned_title(("Ana", "Ruiz"), "campaign")
    ("Ana Ruiz's lawyers", 'Ruiz campaign')
    """
    named_after = owned.split()[-1].casefold() in _NAMED_AFTER if owned.split() else False
    return f"{owner[-1]} {owned}" if named_after else f"{' '.join(owner)}'s {owned}"


def unowned(title: str) -> str:
    """Return a description without the pronoun of its owner."""
    pronoun, _, rest = title.partition(" ")
    return rest if bare(pronoun) in _POSSESSIVES else title


def is_fuller(title: str, label: str) -> bool:
    """Whether a description says more of the same thing: "labor experts" of "experts", but not "some experts"."""
    more = title.removesuffix(label).split()
    return title.endswith(f" {label}") and QUANTIFIERS.isdisjoint(map(bare, more))


def holds_name(label: str) -> bool:
    """Whether a description names something, by its capitals."""
    return any(word[0].isupper() for word in label.split())
