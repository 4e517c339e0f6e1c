"""Who speaks outside of attributions: the labels of a transcript's turns, and the author in the byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from hedge.documents import Block, Span
from hedge.documents.headings import read_examination
from hedge.parsing import Parse
from hedge.speakers import lexicon
from hedge.speakers.mentions.entities import Entity, NameIndex
from hedge.speakers.mentions.first_names import gender_of
from hedge.speakers.mentions.names import Name
from hedge.speakers.mentions.runs import FIRST_NAMES, bare
from hedge.speakers.transcripts.examinations import ANSWERS, examined

_BYLINE = re.compile(r"\s*by\s+(?P<name>[^,|\d]{2,80})", re.I)
_HOLDER = re.compile(r"\s*\((?P<name>[^()]{3,60})\)")
# A label stands in front of the words of its sentence.
LABEL_WORD = -1
# Labels up to which the text is searched for those who bear them.
_FEW = 8


def transcript_blocks(parse: Parse) -> frozenset[int]:
    """Return the indices of the blocks that are turns: of known speakers, or labelled ones.

    Labels count if one recurs, names somebody or is mentioned, or if most blocks from the first one on have their own:
    "EXCLUSIVE:" in front of an article, or "PREMISE:" and "TWIST:", make no transcript.
    """
    known = frozenset(index for index, block in enumerate(parse.blocks) if block.speaker is not None)
    labelled = [index for index, block in enumerate(parse.blocks) if block.label is not None]
    labels = {label: label.of(parse.text) for index in labelled if (label := parse.blocks[index].label) is not None}
    named = any(_names_somebody(label) for label in labels.values())
    recurs = len({*map(bare, labels.values())}) < len(labels)
    dense = len(labels) > 1 and len(labelled) < 2 * len(labels)
    if named or recurs or dense or _mentions(parse.text, {*labels.values()}):
        return known | {*labelled}
    return known


def _mentions(text: str, labels: set[str]) -> bool:
    """Whether a text with few labels mentions one as a name, inside of a sentence: "TAN:" and "the mayor, Tan"."""
    names = [re.escape(_cased(label)) for label in labels if len(label) > 2]
    return 0 < len(names) <= _FEW and re.search(rf"(?<=[a-z,] )(?:{'|'.join(names)})\b", text) is not None


def _names_somebody(label: str) -> bool:
    """Whether a label by itself must be a person's: "MS. ORTEGA", "Ana Ruiz", "@ana", but no single word."""
    tokens, titles = _cut(label)
    article = bool(tokens) and bare(tokens[0]) in {"the", "a", "an"}
    return bool(titles) or (not article and len(tokens) > 1) or label.startswith("@")


def _turns(parse: Parse) -> Iterator[tuple[int, str, Span]]:
    """Every block of a turn, with what names its speaker and where: nowhere, an empty span, for known speakers."""
    labelled = transcript_blocks(parse)
    told = {**_held(parse, labelled), **examined(parse, labelled)}
    for index, block in enumerate(parse.blocks):
        if index in labelled and block.speaker is not None:
            yield index, block.speaker, Span(block.span.start, block.span.start)
        elif index in labelled and block.label is not None:
            yield index, *told.get(index, (block.label.of(parse.text), block.label))


def _held(parse: Parse, labelled: Set[int]) -> dict[int, tuple[str, Span]]:
    """Turns of offices whose holder a label names ("The Chancellor (Ms Ana Ruiz):"), with that name and where it is."""
    holders: dict[str, str] = {}
    found: dict[int, tuple[str, Span]] = {}
    for index in sorted(labelled):
        label = parse.blocks[index].label
        office = "" if label is None else bare(label.of(parse.text))
        if label is None or not (office.startswith("the ") or _is_anonymous(office)):
            continue
        held = _HOLDER.match(parse.text, label.end)
        if held is not None and _is_full_name(held["name"]):
            holders[office] = held["name"]
            label = Span(*held.span("name"))
        if office in holders:
            found[index] = holders[office], label
    return found


def _is_full_name(words: str) -> bool:
    """Whether words can be nothing but somebody's name: "Ms Ruiz", "Ana Ruiz", but not "Kelby East"."""
    tokens, titles = _cut(words)
    return bool(tokens) and (bool(titles) or (len(tokens) > 1 and bool(gender_of(bare(tokens[0])))))


def label_names(parse: Parse) -> list[Name]:
    """Names of the speakers of turns ("MS. ORTEGA"), one for each turn's first sentence, in text order."""
    first: dict[int, int] = {}
    for number, sentence in enumerate(parse.sentences):
        first.setdefault(sentence.block, number)
    found: list[Name] = []
    seen: Span | None = None
    for index, label, span in _turns(parse):
        if span == seen or index not in first:
            continue
        seen = span
        tokens, titles = _cut(label)
        if tokens:
            male, female = bool(titles & lexicon.MALE_TITLES), bool(titles & lexicon.FEMALE_TITLES)
            gender = "m" if male and not female else "f" if female and not male else _first_name(tokens)
            found.append(
                Name(
                    sentence=first[index],
                    first=LABEL_WORD,
                    last=LABEL_WORD,
                    run=LABEL_WORD,
                    head=LABEL_WORD,
                    tokens=tokens,
                    titles=titles,
                    descriptors=titles | {bare(token) for token in tokens} & lexicon.ORGANIZATION_NOUNS,
                    kind=_kind(tokens),
                    gender=gender,
                    span=span,
                )
            )
    return found


def turn_entities(parse: Parse, index: NameIndex) -> dict[int, Entity]:
    """Return the entity of every turn's block; labels that are no names ("Q", "OPERATOR") are unnamed speakers.

    Known speakers of different names stay apart, whatever the names look like, and keep the names they have.
    """
    named = {span: entity for entity in index.entities for span in entity.spans}
    found: dict[tuple[str, bool], Entity] = {}
    turns: dict[int, Entity] = {}
    placed = {(entity, span) for entity in index.entities for span in entity.spans}
    for number, label, span in _turns(parse):
        known = parse.blocks[number].speaker is not None
        label = label if known else " ".join(label.split())
        key = (label if known else bare(label), known)
        entity = found.get(key)
        if entity is None:
            entity = named.get(span)
            if entity is None or (known and entity.known):
                entity = _speaking(parse, index, label, known)
            found[key] = entity
        elif not known:
            entity = named.get(span, entity)
        entity.known = label if known else entity.known
        if (entity, span) not in placed:
            placed.add((entity, span))
            entity.spans.append(span)
        turns[number] = entity
    return turns


def neighbours(turns: Mapping[int, Entity]) -> dict[int, tuple[Entity | None, Entity | None]]:
    """Return, for every turn's block, the last other speaker before it and the next other one after it."""
    order = sorted(turns)
    before, after = (_others([turns[block] for block in blocks]) for blocks in (order, order[::-1]))
    return dict(zip(order, zip(before, reversed(after), strict=True), strict=True))


def _others(speakers: Sequence[Entity]) -> list[Entity | None]:
    """For each of the speakers, the last one before who is somebody else."""
    found: list[Entity | None] = [None] * len(speakers)
    for index in range(1, len(speakers)):
        last = speakers[index - 1]
        found[index] = found[index - 1] if last is speakers[index] else last
    return found


def _speaking(parse: Parse, index: NameIndex, label: str, known: bool) -> Entity:
    """Return the entity of a speaker whom no name in the text is put together with."""
    tokens, _ = _cut(label)
    answers = _interviewee(parse, index) if bare(label) in ANSWERS and not known else None
    if answers is not None:
        return answers
    if _is_group(label):
        entity = Entity(kind="group")
        entity.forms[tuple(label.split() if known else map(_cased, label.split()))] += 1
        return entity
    entity = Entity(kind="unnamed" if _is_anonymous(label) else _kind(tokens))
    entity.forms[tokens or (label,)] += 1
    return entity


def _is_group(label: str) -> bool:
    """Whether a label stands for several who speak at once: "HON. MEMBERS", "AUDIENCE", "ALL"."""
    words = [bare(word) for word in _BRACKETED.sub("", label).split()]
    if not words or any(word in FIRST_NAMES for word in words):
        return False
    plural = words[-1].endswith("s") and words[-1][:-1] in _SEVERAL
    return plural or words[-1] in lexicon.GROUP_NOUNS


def _is_anonymous(label: str) -> bool:
    """Whether a label names nobody: a letter or number, or a role, as "Q", "OPERATOR" and "Speaker 2" are."""
    words = [bare(word) for word in _BRACKETED.sub("", label).split()]
    told = [word for word in words if len(word) > 1 and not word.isdigit()]
    return not told or told[-1] in _ROLES | lexicon.TITLES | lexicon.PERSON_NOUNS | lexicon.GROUP_NOUNS


def _kind(tokens: tuple[str, ...]) -> str:
    """Return ``"organization"`` for names that end in, or go on after, a word for one ("Ministry of Works")."""
    lowered = [bare(token) for token in tokens]
    body = (bool(tokens) and lowered[-1] in lexicon.ORGANIZATION_WORDS) or (
        "of" in lowered and not lexicon.ORGANIZATION_WORDS.isdisjoint(lowered)
    )
    return "organization" if body and lowered[0] not in FIRST_NAMES else "person"


def _interviewee(parse: Parse, index: NameIndex) -> Entity | None:
    """Who answers in an interview by "Q" and "A": the person most spoken of in the lines that introduce it."""
    first = min(transcript_blocks(parse))
    before = sum(sentence.block < first for sentence in parse.sentences)
    people = [
        entity
        for entity in index.entities
        if entity.kind in {"person", ""}
        and len(entity.full) > 1
        and entity.places[0][0] < before
        # Who has a label of their own does not answer by letters.
        and not any(parse.text.startswith(":", span.end) for span in entity.spans)
    ]

    def fitness(entity: Entity) -> tuple[bool, int]:
        return entity.kind == "person", sum(sentence < before for sentence, _ in entity.places)

    return max(people, key=fitness, default=None)


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
        if match and not read_examination(block.span.of(text)):
            name = match["name"].rstrip()
            return _cased(name), Span(match.start("name"), match.start("name") + len(name))
    return None


_BRACKETED = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_NAME_WORD = re.compile(r"[^\W\d_][^\d_@/]*$")


def _cut(label: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Bare name, in ordinary case, and titles of a label; no name for a role, a number or a single letter.

    Examples
    --------
    >>> _cut("MS. ORTEGA"), _cut("Ruiz, Ana (Acme)"), _cut("Ana Ruiz, deputy mayor")[0], _cut("user_7")[0]
    ((('Ortega',), frozenset({'ms'})), (('Ana', 'Ruiz'), frozenset()), ('Ana', 'Ruiz'), ())
    """
    if _is_group(label):
        return (), frozenset()
    name, _, rest = (part.strip() for part in _BRACKETED.sub("", label).partition(","))
    words = name.split()
    given = rest.split()
    flipped = len(words) == 1 and 0 < len(given) <= 2 and all(word[:1].isupper() for word in given)
    if flipped and not {bare(word) for word in given} & (_ROLES | lexicon.PERSON_NOUNS | lexicon.SUFFIXES):
        words = [*given, *words]
    titles = []
    while words and bare(words[0]) in lexicon.TITLES and (len(words) > 1 or bare(words[0]) not in lexicon.MALE_NAMES):
        titles.append(bare(words.pop(0)))
    if titles and "of" in words[1:]:
        # "Mr. TAN of Ohio"
        words = words[: words.index("of")]
    if not words or len("".join(words)) < 2 or bare(words[-1]) in _ROLES | lexicon.PERSON_NOUNS | lexicon.GROUP_NOUNS:
        return (), frozenset()
    if not all(_NAME_WORD.match(word) for word in words):
        return (), frozenset()
    return tuple(_cased(word) for word in words), frozenset(titles)


_ROLES = frozenset(
    {"question", "answer", "operator", "interviewer", "unidentified", "unknown", "both", "audience", "crosstalk"}
)


# Of whom several speak at once.
_SEVERAL = (
    lexicon.PERSON_NOUNS | {"member", "senator", "deputy", "juror", "voice", "child", "speaker"}
) - lexicon.SURNAMES


def _cased(name: str) -> str:
    """Return a name in capitals in ordinary case ("O'NEIL-LEE" to "O'Neil-Lee"); any other as it is."""
    if not name.isupper() or len(name) < 3 or "." in name[:-1]:
        return name
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)


def _first_name(tokens: tuple[str, ...]) -> str:
    return gender_of(bare(tokens[0])) if len(tokens) > 1 else ""
