"""What a name names, a person, an organisation or a place, by its words and by what stands around it."""

from __future__ import annotations

import re

from hedge.parsing import Sentence
from hedge.speakers import lexicon
from hedge.speakers.mentions.first_names import gender_of
from hedge.speakers.mentions.organizations import is_organization
from hedge.speakers.mentions.runs import FIRST_NAMES, JOINERS, MARKS, bare

# Bodies that stand before their names; places do too.
_BODIES = lexicon.ORGANIZATION_NOUNS - {"state", "city", "county", "country", "nation", "kingdom", "republic"}
_LAWS = frozenset({"act", "bill", "amendment", "treaty", "accord", "constitution"})
_INITIAL = re.compile(r"[A-Z]\.?(?:[A-Z]\.?)?$")


def kind_of(
    sentence: Sentence,
    head: int,
    first: int,
    tokens: tuple[str, ...],
    titles: frozenset[str],
    descriptors: frozenset[str],
) -> str:
    """Return a first guess at what a name names, from its words, then from what stands around it; "" for none.

    Parameters
    ----------
    sentence : Sentence
        The sentence of the name.
    head, first : int
        The word that the sentence hangs on, and the first one, titles included.
    tokens : tuple of str
        The bare name.
    titles, descriptors : frozenset of str
        Lower-cased words in front of it, and lemmas said of it.
    """
    lowered = [bare(token) for token in tokens]
    if not tokens:
        return ""
    if lowered[0].startswith("@") or (titles and lowered[-1] not in lexicon.ORGANIZATION_WORDS):
        return "person"
    if lowered[-2:] == ["et", "al"]:
        return "group"
    # "The band Orla"
    before = sentence.words[first - 1] if first and not gender_of(lowered[0]) else None
    # "Boat-maker Orla Dahl"
    joined = first > 1 and sentence.words[first - 2].text in MARKS
    led = before is not None and before.upos == "NOUN" and bare(before.lemma) in _BODIES and not joined
    if is_organization(lowered) or (len(tokens) > 1 and tokens[-1] in lexicon.LEGAL_FORMS):
        return "organization"
    if led or any(token in JOINERS or token == "&" or token in lexicon.ORGANIZATION_WORDS for token in lowered):
        return "organization"
    if len(tokens) > 1 and (lowered[0] in FIRST_NAMES or any(_INITIAL.match(token) for token in tokens[:-1])):
        return "person"
    if len(tokens) > 1 and lowered[-1] in lexicon.INDUSTRY_WORDS:
        return "organization"
    if len(tokens) > 1 and lowered[-1] in _LAWS:
        return "document"
    if lowered[-1] in lexicon.PLACES or " ".join(lowered) in lexicon.LONG_PLACES:
        return "place"
    return _kind_around(sentence, head, first, tokens, descriptors)


def _kind_around(
    sentence: Sentence, head: int, first: int, tokens: tuple[str, ...], descriptors: frozenset[str]
) -> str:
    """Return a first guess from what stands around a name whose words tell nothing."""
    if (
        len(tokens) == 1
        and len(tokens[0]) > 1
        and tokens[0].isupper()
        and any(other.text[:1].islower() for other in sentence.words if len(other.text) > 3)
    ):
        return "organization"
    if first and bare(sentence.words[first - 1].text) == "the":
        return "organization"
    if descriptors & lexicon.PERSON_NOUNS:
        return "person"
    case = sentence.child(head, "case")
    preposition = bare(sentence.words[case].text) if case is not None else ""
    governor = sentence.words[max(sentence.words[head].head, 0)]
    ruled = preposition == "of" and bare(governor.lemma) in lexicon.RULERS
    return "place" if ruled or preposition in {"in", "at", "near"} else ""
