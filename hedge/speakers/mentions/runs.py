"""Runs of words that make up a name: proper nouns, and what joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hedge.parsing import Sentence, Word
from hedge.speakers import lexicon
from hedge.speakers.mentions.first_names import gender_of
from hedge.speakers.mentions.organizations import find_organizations, is_organization

# "R-Ky." and "D-Ohio" after the names of members of Congress.
PARTY = re.compile(r"[(]?[RDI]-[A-Z]")
JOINERS = frozenset({"of", "for"})
MARKS = frozenset({"-", "–", ".", "'", "’"})
_QUOTES = frozenset("\"“”'‘’")
FIRST_NAMES = lexicon.MALE_NAMES | lexicon.FEMALE_NAMES

# Inside surnames, as in "Sophie van Dael", where they are not tagged as parts of a name.
_PARTICLES = frozenset(
    {"de", "da", "di", "del", "della", "du", "van", "von", "der", "den", "ten", "ter", "bin", "ibn", "al"}
)
_DEMONYMS = ("icans", "crats", "ians")
# "The Norwegian", "the Finn", who is a person called so.
_NATIVE_ENDINGS = ("ian", "ean", "ican", "exan", "ese")
_NATIVES = frozenset({
    "argentine", "briton", "croat", "czech", "dane", "dutchman", "englishman", "finn", "frenchman", "german",
    "greek", "icelander", "irishman", "israeli", "pole", "scot", "scotsman", "serb", "slovak", "swede", "thai",
    "turk", "welshman",
})  # fmt: skip
_NO_NATIVES = frozenset({"guardian", "vatican", "pelican", "caribbean", "mediterranean", "californian", "republican"})
_COUNTING = frozenset({"many", "several", "some", "most", "few", "all", "other", "two", "three", "four", "five", "ten"})
# Plural nouns in capitals that name a body with what it is for: "Citizens for Open Harbours".
_MEMBERS = frozenset(
    {"americans", "artists", "citizens", "doctors", "families", "farmers", "friends", "lawyers", "mothers", "neighbors",
     "neighbours", "nurses", "parents", "people", "physicians", "scholars", "scientists", "students", "teachers",
     "veterans", "voters", "women", "workers", "writers"}
)  # fmt: skip
_PROPER_BODIES = frozenset({"congress", "senate", "house", "kremlin", "pentagon", "parliament"})
_INITIALS = frozenset({"WHO", "US"})
# Months that are first names too, and what stands before them as months.
_MONTHS = frozenset({"april", "jan", "may", "june", "august", "summer"})
_WHEN = frozenset({"by", "in", "since", "until", "till", "from", "of", "last", "next", "this", "early", "late", "mid"})
# First names that are other words, which no list of names has.
_VIRTUES = frozenset({"hope", "may", "faith", "joy", "sunny"})
# What may stand before a name at the start of a sentence without a part of it.
_CALLED = (
    lexicon.TITLES | lexicon.PERSON_NOUNS | lexicon.ORGANIZATION_NOUNS | lexicon.GROUP_NOUNS | lexicon.DOCUMENT_NOUNS
)
_MISTAGGED = frozenset({"NOUN", "ADJ", "VERB", "X"})


def bare(token: str) -> str:
    """Return a token as lists of words hold it: lower-cased, without a full stop at its end."""
    return token.casefold().rstrip(".")


def is_headline(sentence: Sentence) -> bool:
    """Whether nearly all longer words begin with a capital, so that capitals mark no names.

    In a sentence with a full stop that takes more words: "With me is Ana Ruiz of the Harbour Board."
    """
    long = [word for word in sentence.words if len(word.text) > 3 and word.text[0].isalpha()]
    least = 5 if sentence.words[-1].text == "." else 3
    return len(long) > least and sum(word.text[0].isupper() for word in long) * 5 >= len(long) * 4


def _is_initials(sentence: Sentence, index: int) -> bool:
    """Whether a word that is a pronoun in small letters is in capitals where others are not."""
    word = sentence.words[index]
    return word.text in _INITIALS and word.upos == "PRON" and any(other.text[:1].islower() for other in sentence.words)


def find_runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield first and last word of every maximal run that is a name and no common noun in capitals."""
    words = sentence.words
    proper = _proper_words(sentence)
    index = 0
    while index < len(words):
        if not _begins(words, proper, index):
            index += 1
            continue
        last = index
        while last + 1 < len(words) and (step := _next(words, proper, last)):
            last += step
        while last > index and not proper[last]:
            last -= 1
        party = PARTY.match("".join(word.text for word in words[index : last + 1]))
        if not party and not _is_common(words, index, last) and not _modifies(words, last):
            yield index, last
        index = last + 1


def _proper_words(sentence: Sentence) -> list[bool]:
    """Which words are proper nouns: as tagged, or in capitals beside another one in the middle of a sentence."""
    words = sentence.words
    tagged = [
        (w.upos == "PROPN" or w.xpos.startswith("NNP") or w.text[0] == "@") and any(map(str.isalnum, w.text))
        for w in words
    ]
    if not is_headline(sentence):
        capital = [w.text[:1].isupper() and len(w.text) > 1 for w in words]
        for i in range(1, len(words)):
            beside = (
                capital[i - 1] and words[i - 1].end + 1 >= words[i].start and words[i - 1].upos not in {"DET", "PRON"}
            )
            beside = beside or (i + 1 < len(words) and capital[i + 1] and words[i + 1].start == words[i].end + 1)
            tagged[i] = tagged[i] or (capital[i] and beside and words[i].upos in _MISTAGGED)
            tagged[i] = tagged[i] or (words[i].text.isupper() and bare(words[i].text) in lexicon.SHORT_TITLES)
            # "Mary Carter-Price"
            hyphen = i > 1 and words[i - 1].text == "-" and words[i - 1].end == words[i].start and tagged[i - 2]
            tagged[i] = tagged[i] or (capital[i] and hyphen and words[i - 2].end == words[i - 1].start)
            # "Per Dahl", whatever "per" is elsewhere.
            named = capital[i] and i + 1 < len(words) and words[i + 1].upos == "PROPN" and capital[i + 1]
            tagged[i] = tagged[i] or (named and words[i].upos == "ADP" and bool(gender_of(bare(words[i].text))))
            tagged[i] = tagged[i] or _is_initials(sentence, i)
        if len(words) > 1 and words[0].upos == "NOUN" and tagged[1]:
            # "Amnesty International"
            tagged[0] = bare(words[1].text) in lexicon.ORGANIZATION_WORDS | lexicon.INDUSTRY_WORDS
        for i in range(len(words) - 1):
            tagged[i] = tagged[i] or _opens_name(words, tagged, i)
        for i in range(len(words) - 2):
            opens = bare(words[i].text) in _MEMBERS and capital[i] and words[i + 1].text == "for"
            tagged[i] = tagged[i] or (opens and capital[i + 2])
    tagged = [each and not _is_date(words, index) for index, each in enumerate(tagged)]
    for first, last in find_organizations(words):
        tagged[first : last + 1] = [True] * (last + 1 - first)
    return tagged


def _opens_name(words: tuple[Word, ...], proper: list[bool], index: int) -> bool:
    """Whether a word whose capital may be that of the sentence opens a name, as in "May Chen" and "Citizens Advice".

    Where another sentence could begin so ("Will Chen come?"), what is behind the name tells.
    """
    word, following = words[index : index + 2]
    opens = index == 0 or words[index - 1].text in _QUOTES
    if not opens or not proper[index + 1] or not word.text[:1].isupper() or following.start != word.end + 1:
        return False
    role = not {bare(word.text), bare(word.lemma)}.isdisjoint(_CALLED) or bare(word.text).endswith(
        lexicon.PERSON_ENDINGS
    )
    if word.upos == "NOUN" and following.upos == "NOUN" and not role:
        # A capital that the sentence does not give: "Citizens Advice".
        return word.relation in {"compound", "nsubj"} and following.text[:1].isupper()
    if word.upos not in {"NOUN", "VERB", "AUX"} or not (gender_of(bare(word.text)) or bare(word.text) in _VIRTUES):
        return False
    end = index + 1
    while end < len(words) and proper[end]:
        end += 1
    return end < len(words) and (words[end].xpos in {"VBD", "POS"} or words[end].text in {",", "("})


def _is_date(words: tuple[Word, ...], index: int) -> bool:
    """Whether a word is a day, a month or a season; of those that are first names as well, by what stands around it."""
    if bare(words[index].text) not in _MONTHS:
        return bare(words[index].lemma) in lexicon.CALENDAR
    before, after = words[max(index - 1, 0) : index], words[index + 1 : index + 2]
    if any(word.text[:1].isdigit() for word in (*before, *after)):
        return True
    alone = not after or not after[0].text[:1].isupper()
    return alone and any(bare(word.text) in _WHEN for word in before)


def _begins(words: tuple[Word, ...], proper: list[bool], index: int) -> bool:
    """Whether a name can begin here: a proper noun, or "The" and adjectives in capitals in front of one."""
    if proper[index]:
        return True
    led = words[index].text == "The" and words[index].upos == "DET"
    if led and (not _touch(words, index) or not words[index + 1].text[:1].isupper()):
        return False
    first = index + led
    if proper[first]:
        return True
    # At the start of a sentence every word has a capital: "Former Mayor Ruiz", but also "Judicial Watch".
    opens = words[first].upos == "ADJ" and words[first].text[:1].isupper() and _touch(words, first)
    return opens and proper[first + 1] and bare(words[first].lemma) not in _FORMER


def _touch(words: tuple[Word, ...], index: int) -> bool:
    """Whether nothing but a blank stands between a word and the next one."""
    return index + 1 < len(words) and words[index + 1].start == words[index].end + 1


_FORMER = frozenset(
    {"former", "late", "then", "new", "old", "many", "other", "most", "more", "several", "such", "some"}
)


def _next(words: tuple[Word, ...], proper: list[bool], last: int) -> int:
    """How many words after `last` go on with the name: 0 where it ends."""
    word = words[last + 1]
    if word.start > words[last].end + 1:
        return 0
    if proper[last + 1]:
        return 1
    if is_nickname(words, last + 1) and proper[last + 4]:
        return 4
    if last + 2 >= len(words) or not proper[last + 2] or words[last + 2].start > word.end + 1:
        return 0
    before = bare(words[last].text)
    if word.text in _PARTICLES or (word.text == "in" and words[last + 2].text in {"'t", "’t"}):
        return 2
    if word.text in MARKS:
        return 2 if _goes_through(words, last) else 0
    joins = word.text == "and" and (_joins(words, proper, last + 1) or _is_of_fields(words, proper, last + 1))
    if word.text == "&" or joins:
        return 2
    if word.text in JOINERS:
        member = before in _MEMBERS and word.text == "for"
        return 2 if member or before in lexicon.ORGANIZATION_WORDS or before in _OF_STATE else 0
    if word.text == "on":
        return 2 if before in lexicon.BODIES else 0
    return 2 if word.upos == "ADJ" and word.text[:1].isupper() else 0


def _goes_through(words: tuple[Word, ...], last: int) -> bool:
    """Whether a name goes on behind the mark after one of its words."""
    word, mark, following = words[last : last + 3]
    if word.end != mark.start:
        return False
    if mark.text in {"'", "’"} and word.text.endswith("s"):
        # "The Delta Growers' Forum"
        return bare(following.text) in lexicon.ORGANIZATION_WORDS
    initial = mark.text == "." and (len(word.text) <= 2 or bare(word.text) in lexicon.TITLES)
    return initial or mark.end == following.start


def is_nickname(words: Sequence[Word], index: int) -> bool:
    """Whether a mark opens a word in quotation marks inside a name: "Bill “Sarge” Tomlinson"."""
    if index + 3 >= len(words):
        return False
    opening, name, closing, rest = words[index : index + 4]
    marked = {opening.text, closing.text} <= _QUOTES
    touching = opening.end == name.start and name.end == closing.start and closing.end + 1 == rest.start
    return marked and touching and name.text[:1].isupper() and rest.text[:1].isupper()


# Titles that go on with "of": "Secretary of State Ana Ruiz".
_OF_STATE = frozenset({"secretary", "chief", "minister", "director", "attorney"})


def _joins(words: tuple[Word, ...], proper: list[bool], index: int) -> bool:
    """Whether an "and" stands inside an organisation's name, as in "the Trade and Labor Commission"."""
    first = index - 1
    while first > 0 and proper[first - 1]:
        first -= 1
    last = index + 1
    while last + 1 < len(words) and proper[last + 1]:
        last += 1
    led = first > 0 and bare(words[first - 1].text) == "the" and not words[index - 1].text.isupper()
    return led and last > index + 1 and bare(words[last].text) in lexicon.ORGANIZATION_NOUNS


def _is_of_fields(words: tuple[Word, ...], proper: list[bool], index: int) -> bool:
    """Whether an "and" stands between what a body is for, as in "the Department of Health and Human Services"."""
    last = index + 1
    while last + 1 < len(words) and proper[last + 1]:
        last += 1
    first = index - 1
    while first > 0 and (proper[first - 1] or words[first - 1].text in {",", *JOINERS, "on"}):
        first -= 1
    body = next((i for i in range(first + 1, index) if words[i].text in {*JOINERS, "on"}), 0)
    return body > 0 and bare(words[body - 1].text) in lexicon.BODIES and bare(words[last].lemma) in lexicon.FIELDS


def _is_common(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a run in capitals ends in a role or another common noun and so describes instead of naming."""
    final = words[last]
    noun = bare(final.lemma)
    if all(words[i].text in lexicon.HONOURS or words[i].upos == "PUNCT" for i in range(first, last + 1)):
        return True
    if any(bare(words[i].text) in FIRST_NAMES for i in range(first, last)) or _is_surname(words, first, last):
        return False
    if is_listed(words, first, last):
        return False
    alone = first == last or (first == last - 1 and words[first].upos == "DET")
    if alone and final.text.isupper() and bare(final.text) in lexicon.SHORT_TITLES:
        return False
    if not {noun, bare(final.text)}.isdisjoint(lexicon.PERSON_NOUNS):
        return True
    if final.text.endswith(_DEMONYMS) and (first == last or words[last - 1].text == "-"):
        return True
    if alone and last > 0 and bare(words[last - 1].text) == "the" and is_native(bare(final.text)):
        return True
    if first == last and first > 0 and bare(words[first - 1].text) in _COUNTING and final.feature("Number") == "Plur":
        # "Several Texans"
        return True
    common = lexicon.GROUP_NOUNS | lexicon.DOCUMENT_NOUNS | lexicon.ORGANIZATION_NOUNS - _PROPER_BODIES
    return noun in common and (first == last or (noun in lexicon.GROUP_NOUNS and final.feature("Number") == "Plur"))


def is_listed(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether words are the name of a well-known organisation, with the article or without."""
    own = words[first + (first < last and bare(words[first].text) == "the") : last + 1]
    return is_organization([word.text for word in own]) or (0, len(own) - 1) in find_organizations(own)


def _modifies(words: tuple[Word, ...], last: int) -> bool:
    """Whether a run ends in an adjective of a common noun and so names nobody: "the Democratic senator"."""
    final = words[last]
    noun = words[final.head].text if final.head > last else ""
    return final.upos == "ADJ" and final.relation == "amod" and noun[:1].islower()


def _is_surname(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a run ends in a name though that is a role as well: "Mr. Planner", "Ines Carpenter", but "the Bishop"."""
    before = words[last - 2 if words[last - 1].text == "." else last - 1] if last > first else None
    if before is not None and bare(before.text) in lexicon.COURTESY_TITLES:
        return True
    led = first > 0 and words[first - 1].upos in {"DET", "PRON", "ADJ", "NUM"}
    return bare(words[last].text) in lexicon.SURNAMES and not led


def is_native(noun: str) -> bool:
    """Whether a word that is written in capitals, here in small letters, tells where somebody comes from."""
    return noun in _NATIVES or (noun.endswith(_NATIVE_ENDINGS) and noun not in _NO_NATIVES)
