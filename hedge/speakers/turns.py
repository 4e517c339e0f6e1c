"""Who speaks outside of attributions: the labels of a transcript's turns, and the author in the byline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hedge.documents import Block, Span
from hedge.parsing import Parse
from hedge.speakers import lexicon
from hedge.speakers.entities import Entity, NameIndex
from hedge.speakers.names import Name
from hedge.speakers.runs import bare

_BYLINE = re.compile(r"\s*by\s+(?P<name>[^,|\d]{2,80})", re.I)
# A label stands in front of the words of its sentence.
LABEL_WORD = -1


def transcript_blocks(parse: Parse) -> frozenset[int]:
    """Return the indices of the blocks that are turns: those with a label, if labels recur or one names somebody.

    A single "EXCLUSIVE:" in front of an article makes no transcript.
    """
    labels = {block.label for block in parse.blocks if block.label is not None}
    named = any(len(_cut(label.of(parse.text))[0]) > 1 or _cut(label.of(parse.text))[1] for label in labels)
    if len(labels) < 2 and not named:
        return frozenset()
    return frozenset(index for index, block in enumerate(parse.blocks) if block.label is not None)


def label_names(parse: Parse) -> list[Name]:
    """Names in the labels of a transcript ("MS. ORTEGA"), one for each turn's first sentence, in text order."""
    labelled = transcript_blocks(parse)
    first: dict[int, int] = {}
    for number, sentence in enumerate(parse.sentences):
        first.setdefault(sentence.block, number)
    found: list[Name] = []
    seen: Span | None = None
    for index, block in enumerate(parse.blocks):
        if index not in labelled or block.label is None or block.label == seen or index not in first:
            continue
        seen = block.label
        tokens, titles = _cut(block.label.of(parse.text))
        if tokens:
            male, female = bool(titles & lexicon.MALE_TITLES), bool(titles & lexicon.FEMALE_TITLES)
            gender = "m" if male and not female else "f" if female and not male else _first_name(tokens)
            place = {"first": LABEL_WORD, "last": LABEL_WORD, "run": LABEL_WORD, "head": LABEL_WORD}
            found.append(
                Name(
                    sentence=first[index],
                    **place,
                    tokens=tokens,
                    titles=titles,
                    descriptors=titles,
                    kind="person",
                    gender=gender,
                    span=block.label,
                )
            )
    return found


def turn_entities(parse: Parse, index: NameIndex) -> dict[int, Entity]:
    """Return the entity of every labelled block; labels that are no names ("Q", "OPERATOR") are unnamed speakers."""
    named = {entity_span: entity for entity in index.entities for entity_span in entity.spans}
    roles: dict[str, Entity] = {}
    turns: dict[int, Entity] = {}
    labelled = transcript_blocks(parse)
    for number, block in enumerate(parse.blocks):
        if number not in labelled or block.label is None:
            continue
        label = " ".join(block.label.of(parse.text).split())
        entity = named.get(block.label) or roles.get(bare(label))
        if entity is None:
            tokens, _ = _cut(label)
            answers = _interviewee(parse, index) if bare(label) in _ANSWERS else None
            entity = roles[bare(label)] = answers or Entity(kind="person" if tokens else "unnamed")
            if answers is None:
                entity.forms[tokens or (label,)] += 1
        if block.label not in entity.spans:
            entity.spans.append(block.label)
        turns[number] = entity
    return turns


_ANSWERS = frozenset({"a", "answer"})


def _interviewee(parse: Parse, index: NameIndex) -> Entity | None:
    """Who answers in an interview by "Q" and "A": the person most spoken of in the lines that introduce it."""
    turns = transcript_blocks(parse)
    before = sum(sentence.block < min(turns) for sentence in parse.sentences)
    people = [entity for entity in index.entities if entity.kind == "person" and entity.places[0][0] < before]
    return max(people, key=lambda entity: sum(sentence < before for sentence, _ in entity.places), default=None)


def byline(text: str, blocks: Sequence[Block]) -> tuple[str, Span] | None:
    r"""Return the author's name and its span, where a line of its own gives it.

    Examples
    --------
    >>> from hedge.documents import split_blocks
    >>> text = "Talks resume\n\nBy Ana Ruiz\n\nThe talks resumed on Monday."
    >>> byline(text, split_blocks(text))
    ('Ana Ruiz', Span(start=17, end=25))
    """
    for block in blocks:
        match = _BYLINE.match(text, block.span.start, block.span.end) if block.kind == "meta" else None
        if match:
            name = match["name"].rstrip()
            return _cased(name), Span(match.start("name"), match.start("name") + len(name))
    return None


def _cut(label: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Bare name, in ordinary case, and titles of a label; no name for a role or a single letter."""
    words = label.split()
    titles = []
    while words and bare(words[0]) in lexicon.TITLES and (len(words) > 1 or bare(words[0]) not in lexicon.MALE_NAMES):
        titles.append(bare(words.pop(0)))
    if not words or len("".join(words)) < 2 or bare(words[-1]) in _ROLES | lexicon.PERSON_NOUNS | lexicon.GROUP_NOUNS:
        return (), frozenset()
    return tuple(_cased(word) for word in words), frozenset(titles)


_ROLES = frozenset(
    {"question", "answer", "operator", "interviewer", "unidentified", "unknown", "both", "audience", "crosstalk"}
)


def _cased(name: str) -> str:
    """Return a name in capitals in ordinary case ("O'NEIL-LEE" to "O'Neil-Lee"); any other as it is."""
    if not name.isupper() or len(name) < 3 or "." in name[:-1]:
        return name
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)


def _first_name(tokens: tuple[str, ...]) -> str:
    first = bare(tokens[0]) if len(tokens) > 1 else ""
    male, female = first in lexicon.MALE_NAMES, first in lexicon.FEMALE_NAMES
    return "m" if male and not female else "f" if female and not male else ""
