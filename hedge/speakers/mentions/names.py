"""Named mentions: runs of proper nouns, cut into titles and the bare name, with what the sentence says about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from hedge.documents import Span
from hedge.parsing import Parse, Sentence, Word
from hedge.speakers import lexicon
from hedge.speakers.mentions.first_names import gender_of
from hedge.speakers.mentions.kinds import kind_of
from hedge.speakers.mentions.organizations import may_be_person
from hedge.speakers.mentions.runs import (
    FIRST_NAMES,
    JOINERS,
    MARKS,
    bare,
    find_runs,
    is_headline,
    is_listed,
    is_nickname,
)

# Words in capitals around a name from which on it counts as one of a line in capitals.
_LOUD = 3
_APPOINTING = frozenset({"elect", "appoint", "name", "become", "crown", "ordain", "remain", "make"})
# "Striker Jonas Elm", who at the start of a sentence has a capital, but "Hunter Elm".
_ROLES = lexicon.TITLES | (lexicon.PERSON_NOUNS - lexicon.SURNAMES)
# Of trades that no surname ends in: "Glaciologist Ana Ruiz".
_ROLE_ENDINGS = ("ologist", "ographer", "ician", "omist", "entist")
# Who tend to share a surname.
_RELATED = frozenset({"couple", "parent", "grandparent", "sister", "brother", "sibling", "twin", "husband", "wife"})
# What a sentence may call a body that it then names: "Rival Osterby Group".
_BESIDE = frozenset({"rival", "competitor", "parent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A named mention.

    Parameters
    ----------
    sentence : int
        Index of the sentence in the parse.
    first, last : int
        Its first and last word in the sentence, titles left out.
    run : int
        First word of the run of proper nouns, titles included.
    head : int
        The word of the run that the rest of the sentence hangs on.
    tokens : tuple of str
        The bare name.
    nickname : str
        What stands in quotation marks inside it: "Bill “Sarge” Tomlinson"; else empty.
    titles : frozenset of str
        Lower-cased words in front of it that are titles or roles.
    descriptors : frozenset of str
        Lower-cased lemmas said of it: titles, appositions, predicates of copulas, nouns and adjectives before it.
    kind : str
        First guess: ``"person"``, ``"organization"``, ``"place"`` or ``""``.
    gender : str
        ``"m"``, ``"f"`` or ``""``.
    span : Span
        From the first to the last word of the bare name.
    """

    sentence: int
    first: int
    last: int
    run: int
    head: int
    tokens: tuple[str, ...]
    nickname: str = ""
    titles: frozenset[str]
    descriptors: frozenset[str]
    kind: str
    gender: str
    span: Span


def find_names(parse: Parse) -> list[Name]:
    """Find the named mentions of a document, in text order."""
    headlines = {number for number, sentence in enumerate(parse.sentences) if is_headline(sentence)}
    names = [
        _name(parse.text, sentence, number, first, last)
        for number, sentence in enumerate(parse.sentences)
        for first, last in find_runs(sentence)
    ]
    for index, (name, after) in enumerate(pairwise(names)):
        names[index] = _with_surname(parse, name, after)
    names = _with_people(parse, names)
    shouted = [_is_shouted(parse.sentences[name.sentence].words, name) for name in names]
    known = {
        tuple(map(bare, name.tokens))
        for name, loud in zip(names, shouted, strict=True)
        if name.sentence not in headlines and not loud
    }
    known |= {tokens[-1:] for tokens in known if len(tokens) > 1}
    for index, name in enumerate(names):
        last = _end_in_headline(name, known) if name.sentence in headlines else None
        if last is not None:
            sentence = parse.sentences[name.sentence]
            names[index] = _name(parse.text, sentence, name.sentence, name.first, last)
    if not known:
        return names
    return [
        name for name, loud in zip(names, shouted, strict=True) if not loud or tuple(map(bare, name.tokens)) in known
    ]


def _with_surname(parse: Parse, name: Name, after: Name) -> Name:
    """A first name with the surname that it shares: the first one in "Tom and Maureen Tunnicliffe".

    One that is in no list has to be near a couple, sisters or the like.
    """
    words = parse.sentences[name.sentence].words
    if len(name.tokens) != 1 or len(after.tokens) != 2 or after.sentence != name.sentence:
        return name
    joined = after.run == after.first == name.last + 2 and words[name.last + 1].text in {"and", "&"}
    if not joined or name.titles or not _is_first_name(after) or bare(name.tokens[0]) in lexicon.SURNAMES:
        return name
    near = parse.sentences[max(name.sentence - 1, 0) : name.sentence + 2]
    if not _is_first_name(name) and _RELATED.isdisjoint(word.lemma for sentence in near for word in sentence.words):
        return name
    tokens = (*name.tokens, after.tokens[-1])
    return replace(name, tokens=tokens, kind="person", gender=_gender(tokens, name.descriptors))


def _with_people(parse: Parse, names: list[Name]) -> list[Name]:
    """Names of companies that people bear too ("Ford") tell nothing where the text has such a person."""
    people = {bare(name.tokens[-1]) for name in names if name.kind == "person" or _has_first_name(name)}
    found = []
    for name in names:
        listed = len(name.tokens) == 1 and name.kind == "organization" and may_be_person(bare(name.tokens[0]))
        spoken = listed and (bare(name.tokens[0]) in people or _is_told_of(parse.sentences[name.sentence], name))
        found.append(replace(name, kind="") if spoken else name)
    return found


def _has_first_name(name: Name) -> bool:
    return len(name.tokens) > 1 and name.kind in {"person", ""} and _is_first_name(name)


def _is_told_of(sentence: Sentence, name: Name) -> bool:
    """Whether a sentence whose subject is a name goes on with "he" or "she": "Ford said he would stay"."""
    pronouns = lexicon.MALE_PRONOUNS | lexicon.FEMALE_PRONOUNS
    subject = sentence.words[name.head].relation == "nsubj"
    return subject and any(bare(word.text) in pronouns for word in sentence.words[name.last + 1 :])


def _is_first_name(name: Name) -> bool:
    return bare(name.tokens[0]) in FIRST_NAMES or bool(gender_of(bare(name.tokens[0])))


def _is_shouted(words: tuple[Word, ...], name: Name) -> bool:
    """Whether a name stands among words that are all in capitals, where capitals mark no names."""
    first, last = name.first, name.last
    if not words[first].text.isupper():
        return False
    while first > 0 and words[first - 1].text.upper() == words[first - 1].text:
        first -= 1
    while last + 1 < len(words) and words[last + 1].text.upper() == words[last + 1].text:
        last += 1
    return sum(word.text.isalpha() for word in words[first : last + 1]) - (name.last - name.first + 1) >= _LOUD


def _end_in_headline(name: Name, known: set[tuple[str, ...]]) -> int | None:
    """Where a headline's run really ends: after its longest beginning that is a name elsewhere, if there is one."""
    tokens = tuple(map(bare, name.tokens))
    if tokens in known or len(tokens) != name.last - name.first + 1:
        return None
    found = [count for count in range(1, len(tokens)) if tokens[:count] in known]
    return name.first + max(found) - 1 if found else None


def _name(text: str, sentence: Sentence, number: int, first: int, last: int) -> Name:
    words = sentence.words
    while last > first + 1 and words[last].text in lexicon.HONOURS:
        last -= 1
    start = first if is_listed(words, first, last) else _after_titles(words, first, last)
    # A capital "The" that opens a sentence belongs to the names of newspapers only.
    opening = first == start == 0 < last and words[0].upos == "DET"
    if opening and bare(words[last].text) not in lexicon.NEWSPAPERS:
        start = first = 1
    inside = range(first, last + 1)
    head = next((i for i in inside if words[i].head not in inside), last)
    titles = frozenset(bare(words[i].text) for i in range(first, start))
    before = words[first - 1] if first else None
    if before is not None and before.upos in {"NOUN", "ADJ"} and bare(before.lemma) in lexicon.PERSON_NOUNS:
        titles |= {bare(before.lemma)}
    if words[last].text == "al" and text.startswith(".", words[last].end) and last + 1 < len(words):
        last += 1  # "Ruiz et al."
    span = Span(words[start].start, words[last].end)
    tokens, nickname = _tokens(text, words, start, last)
    said = (*_descriptors(sentence, head, inside), *_following(words, last), *titles)
    descriptors = frozenset().union(*map(lexicon.same_role, said))
    kind = kind_of(sentence, head, first, tokens, titles, descriptors)
    return Name(
        sentence=number,
        first=start,
        last=last,
        run=first,
        head=head,
        tokens=tokens,
        nickname=nickname,
        titles=titles,
        descriptors=descriptors,
        kind=kind,
        gender=_gender(tokens, descriptors) if kind in {"person", ""} else "",
        span=span,
    )


def _tokens(text: str, words: tuple[Word, ...], start: int, last: int) -> tuple[tuple[str, ...], str]:
    """The words of a name, and the nickname in quotation marks that stands in it."""
    quoted = next((i for i in range(start + 1, last - 2) if is_nickname(words, i)), None)
    parts = [(start, last)] if quoted is None else [(start, quoted - 1), (quoted + 3, last)]
    written = " ".join(text[words[first].start : words[end].end] for first, end in parts)
    tokens = tuple(token.strip(',"“”') for token in written.split())
    return tokens, "" if quoted is None else bare(words[quoted + 1].text)


def _after_titles(words: tuple[Word, ...], first: int, last: int) -> int:
    """Where the bare name starts: after the last title, or at a known first name in the middle of the run."""
    if last > first + 2 and words[first + 1].text in JOINERS and bare(words[first].text) in lexicon.TITLES:
        first += 3
    joined = any(words[i].text in JOINERS for i in range(first, last + 1))
    if bare(words[last].text) in lexicon.ORGANIZATION_WORDS | lexicon.INDUSTRY_WORDS or joined:
        return first + 1 if bare(words[first].text) in _BESIDE and first == 0 < last - 1 else first
    for index in range(last - 1, first - 1, -1):
        if _is_title(words, first, index, last):
            following = index + 1
            while following < last and words[following].text in MARKS:
                following += 1
            return following
    if last - first >= 2 and _is_trade(bare(words[first].text), bare(words[first + 1].text)):
        return first + 1
    if bare(words[first].text) not in FIRST_NAMES and last - first >= 2:
        for index in range(first + 1, last):
            if bare(words[index].text) in FIRST_NAMES:
                return index
    return first


def _is_title(words: tuple[Word, ...], first: int, index: int, last: int) -> bool:
    """Whether a word of a run is a title or a role of whom the rest names."""
    word, before = bare(words[index].text), bare(words[index - 1].text) if index else ""
    if word == "col" and index == first and before in lexicon.PERSON_NOUNS:
        # "Retired teacher Col Jessup" is no colonel.
        return False
    constable = word == "con" and index > first and before == "det"
    # "Judges Bo Tan and ..."
    several = word[-1:] == "s" and word[:-1] in lexicon.TITLES and index < last - 1 and _goes_on(words, last)
    return constable or several or word in _ROLES - FIRST_NAMES or word.endswith(_ROLE_ENDINGS)


def _goes_on(words: tuple[Word, ...], last: int) -> bool:
    """Whether others follow a name: ", Carl Oder and" or "and Carl Oder"."""
    return last + 2 < len(words) and words[last + 1].text in {"and", ","} and words[last + 2].upos == "PROPN"


def _is_trade(word: str, following: str) -> bool:
    """Whether a word in front of two others says what somebody is: "Groundsman Merv Elm", "Islander Denny Elm"."""
    if gender_of(word) or word in lexicon.NO_PERSONS:
        return False
    return word.endswith(lexicon.PERSON_ENDINGS) or (word.endswith(("er", "or")) and bool(gender_of(following)))


def _descriptors(sentence: Sentence, head: int, inside: range) -> Iterator[str]:
    """Lemmas that the tree says of the name: modifiers, appositions in both directions, predicates of copulas."""
    words = sentence.words
    for child in sentence.children[head]:
        word = words[child]
        if child in inside:
            continue
        if word.relation == "appos" and word.upos in {"NOUN", "PROPN"}:
            yield from _noun(sentence, child)
        elif (
            word.relation in {"amod", "compound", "nmod", "flat"}
            and child < head
            and word.upos in {"NOUN", "ADJ", "PROPN"}
        ):
            yield bare(word.lemma)
    governor = words[head].head
    if governor < 0:
        return
    beside = governor if words[head].relation in {"appos", "flat"} else _torn_from(sentence, head)
    if beside >= 0 and words[beside].upos == "NOUN":
        yield from _noun(sentence, beside)
    if words[head].relation == "nsubj":
        yield from _predicated(sentence, governor)


def _torn_from(sentence: Sentence, head: int) -> int:
    """Return the noun whom a name is, where the parse joins it to another: "a lawyer for Ruiz, Bo Tan,"; else -1."""
    words = sentence.words
    other = words[head].head
    noun = words[other].head
    torn = words[head].relation == "conj" and words[other].upos == "PROPN" and words[other].relation == "nmod"
    if not torn or noun < 0 or words[noun].feature("Number") == "Plur":
        return -1
    several = sum(words[i].relation == "conj" for i in sentence.children[other]) > 1
    joined = several or sentence.child(head, "cc") is not None or sentence.child(head, "flat") is None
    return -1 if joined or bare(words[noun].lemma) not in lexicon.PERSON_NOUNS else noun


def _predicated(sentence: Sentence, predicate: int) -> Iterator[str]:
    """Lemmas of what a predicate makes of its subject: "is a nurse", "was elected mayor", "works as a nurse"."""
    words = sentence.words
    if words[predicate].upos == "NOUN" and sentence.child(predicate, "cop") is not None:
        yield from _noun(sentence, predicate)
    for child in sentence.children[predicate] if words[predicate].upos == "VERB" else ():
        case = sentence.child(child, "case")
        office = words[child].relation in {"xcomp", "obj"} and words[predicate].lemma in _APPOINTING
        if office or (case is not None and words[case].lemma == "as" and words[child].upos == "NOUN"):
            yield from _noun(sentence, child)


def _following(words: tuple[Word, ...], last: int) -> Iterator[str]:
    """Lemmas of a description behind the name, as in "Ana Ruiz, the harbor board's chairwoman,", however parsed."""
    index = last + 2
    if (
        index >= len(words)
        or words[last + 1].text != ","
        or words[index].upos not in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}
    ):
        return
    found: list[str] = []
    while index < len(words) and words[index].upos in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"}:
        owner = index + 1 < len(words) and words[index + 1].upos == "PART" and words[index].upos == "NOUN"
        if words[index].upos in {"ADJ", "NOUN", "PROPN"}:
            lemma = bare(words[index].lemma)
            found.append(lexicon.of(lemma) if owner and _is_person(words[index]) else lemma)
        index += 1
    # "According to Ruiz, the landlord knew": he is another.
    acts = index < len(words) and words[index].upos in {"VERB", "AUX"}
    if found and not acts and not lexicon.PERSON_NOUNS.isdisjoint(found):
        yield from found


def _is_person(word: Word) -> bool:
    return bare(word.lemma) in lexicon.PERSON_NOUNS


def _noun(sentence: Sentence, index: int) -> Iterator[str]:
    """Return the lemma of a noun and of its modifiers and conjuncts; `lexicon.MINE` in "my father"."""
    words = sentence.words
    yield bare(words[index].lemma)
    for child in sentence.children[index]:
        word = words[child]
        if word.deprel == "nmod:poss" and bare(word.text) in lexicon.FIRST_PRONOUNS:
            yield lexicon.MINE
        if word.relation == "nmod" and _is_person(word):
            # "The mayor's aide", "a spokesman for the minister" are no mayor and no minister.
            yield lexicon.of(bare(word.lemma))
            continue
        if word.relation in {"amod", "compound"} or (
            word.relation in {"nmod", "conj"} and word.upos in {"NOUN", "PROPN"}
        ):
            yield bare(word.lemma)
            if word.relation == "nmod":
                below = (words[i] for i in sentence.children[child])
                yield from (bare(each.lemma) for each in below if each.relation in {"compound", "amod", "flat"})


def _gender(tokens: tuple[str, ...], descriptors: frozenset[str]) -> str:
    male = bool(descriptors & (lexicon.MALE_TITLES | lexicon.MALE_NOUNS))
    female = bool(descriptors & (lexicon.FEMALE_TITLES | lexicon.FEMALE_NOUNS))
    if male != female:
        # Many a first name is common to both: "the widow Terry Okoye".
        return "m" if male else "f"
    if len(tokens) > 1:
        return gender_of(bare(tokens[0]))
    # A man's first name that stands alone may be a surname: "Paul", "Scott", "Grant".
    return "f" if bare(tokens[0]) in lexicon.FEMALE_NAMES - lexicon.MALE_NAMES else ""
