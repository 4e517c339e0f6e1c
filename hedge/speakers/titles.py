"""What described speakers are called: "a spokesman for the Harbour Board, who ..." is a "Harbour Board spokesman"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import or_

from hedge.parsing import Sentence
from hedge.speakers import lexicon
from hedge.speakers.runs import bare

QUANTIFIERS = frozenset({"some", "many", "most", "several", "few"})
_LIGHT = frozenset({"DET", "PUNCT", "ADP", "CCONJ"})
_STOPS = frozenset({",", "(", "—", "–", "--", ";", "who", "that", "which", "whose", "whom"})
# Prepositions between somebody and the body he speaks or works for, and words inside the names of such bodies.
_BELONGING = frozenset({"for", "from", "by", "at", "with", "to"})
_INSIDE_NAMES = frozenset({"of", "for", "on", "and", "&", "the", "-", "'s", "’s", "."})
_NEWNESS = frozenset({"new", "latest", "recent"})
_TIMES = lexicon.CALENDAR | frozenset({"time", "day", "week", "month", "year", "night", "morning", "evening", "moment"})
# What is named after somebody's surname alone: "the Ruiz campaign".
_NAMED_AFTER = frozenset({"campaign", "camp", "administration"})
_POSSESSIVE = re.compile(r"(.+?)(?:['’]s|(?<=s)['’]) (.+)", re.DOTALL)


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
    first = min((i for i in inside if i <= head), default=head)
    while first < head and (words[first].upos in _LIGHT and bare(words[first].text) not in QUANTIFIERS):
        first += 1
    if words[first].lemma in _NEWNESS and any(words[i].upos == "PROPN" for i in range(first, head)):
        first += 1
    last = _end(sentence, head, inside)
    # A capital that only opens the sentence is none of the description's own.
    common = first == 0 and words[0].upos != "PROPN" and not words[0].text[:2].isupper()
    body = _body(sentence, first, head, last)
    if body is not None:
        place, start = body
        lead, noun = text[words[first].start : words[place].start], text[words[place].start : words[head].end]
        lead, noun = (lead[:1].lower() + lead[1:], noun) if lead and common else (lead, _lowered(noun, common))
        return f"{lead}{text[words[start].start : words[last].end]} {noun}"
    return _lowered(text[words[first].start : words[last].end], common)


def _lowered(text: str, common: bool) -> str:
    return text[:1].lower() + text[1:] if common else text


def _end(sentence: Sentence, head: int, inside: frozenset[int]) -> int:
    """Return the last word of a description."""
    words = sentence.words
    last = head
    while last + 1 in inside and words[last + 1].text not in _STOPS and words[last + 1].relation != "acl":
        if words[last + 1].relation == "cc" and words[last + 1].text != "&":
            break
        if words[last + 1].upos == "ADP" and _is_time(sentence, last + 2):
            break
        last += 1
    while last > head and words[last].upos in {"PUNCT", "ADP", "PART"}:
        last -= 1
    return last


def _is_time(sentence: Sentence, index: int) -> bool:
    """Whether a date or the like begins at a word: "Tuesday", "the time", "May", "2010"."""
    words = sentence.words
    while index < len(words) and words[index].upos in {"DET", "ADJ"}:
        index += 1
    if index >= len(words):
        return False
    return bare(words[index].lemma) in _TIMES or (words[index].text.isdigit() and len(words[index].text) == 4)


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
    place = head
    while place > first and words[place - 1].upos == "NOUN":
        place -= 1
    return place, start


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
