"""Speakers across documents: who is one and the same, by what the input says of them and by their full names."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from hedge.documents import writable
from hedge.errors import InputError
from hedge.speakers import lexicon
from hedge.speakers.mentions.runs import FIRST_NAMES, bare
from hedge.summaries.documents import DatedDocument, number_documents
from hedge.summaries.people import SpeakerRow, SpeakerTable

# Degrees say nothing about who it is; "Jr" and "III" do, so those stay part of the name.
_DEGREES = frozenset({"esq", "phd", "md"})
_GENERATIONS = lexicon.SUFFIXES - _DEGREES
_ROLES = (lexicon.TITLES | lexicon.PERSON_NOUNS) - FIRST_NAMES
_GENERIC = lexicon.ORGANIZATION_WORDS | lexicon.GROUP_NOUNS
_APOSTROPHES = str.maketrans("‘’ʼ", "'''")

#: Which type a speaker has whose rows differ: the first of these.
TYPES = ("person", "organization", "group", "document", "unnamed", "author")

Key = tuple[str, ...]
# A document and a speaker of it.
Place = tuple[str, str]


def merge_speakers(documents: Iterable[DatedDocument], table: SpeakerTable | None = None) -> SpeakerTable:
    """Say which speakers of different documents are the same.

    Whom the input names (`Speaker.identity`: a column of speakers, a `KnownTurn`) is one speaker wherever it has the
    same name, whatever that looks like: "P01", "Benn", "Witness". All others are found in texts, and names tell.

    Persons are put together where their full names are equal but for case, accents, titles, degrees and middle
    initials; a full name has two parts, the first of which is more than an initial. Where one name comes with
    different middle initials, only equal initials go together. Organisations are put together by equal names, "the"
    left out. Nobody else is: a surname, a role ("Press Secretary", "the court"), a group or an author may be anybody
    in another document. Two speakers of one document are never put together. Whatever the table says goes before all
    that.

    Parameters
    ----------
    documents : iterable of Document
        Their ids must differ; those without one are called ``document-1``, ``document-2``, ... by their places.
    table : SpeakerTable, optional
        Canonical names to use; speakers that it leaves out are treated as without a table.

    Returns
    -------
    SpeakerTable
        The rows of `table` as they stood, then the others by document and speaker. Rows that are alone in their
        document and name nobody in full have the document and speaker in their canonical name.

    Raises
    ------
    InputError
        Two documents have one id; or the table names a document or speaker that is not there, calls one by another
        name than the document does, or has an empty canonical name.
    """
    offered = {_place(row): row for row in _offer(*_list_rows(documents))}
    known = {document for document, _ in offered}
    kept = []
    for row in table.rows if table is not None else ():
        own = offered.pop(_place(row), None)
        _check(row, own, known)
        if own is not None:
            kept.append(replace(own, canonical=row.canonical.strip()))
    return SpeakerTable((*kept, *offered.values()))


def name_key(name: str, kind: str) -> Key:
    """Return what a name must share with another to mean the same speaker anywhere; empty where none can.

    A person's key is first name, last name (with "Jr" and the like) and middle initials.

    Examples
    --------
    >>> name_key("Sen. José A. Núñez", "person") == name_key("Jose A. Nunez", "person")
    True
    >>> name_key("Núñez", "person")
    ()
    """
    if kind == "organization":
        return _organization_key(name)
    # Names are written with capitals; "harbor pilot" is a role.
    capitals = sum(not word[0].islower() for word in name.split())
    return _person_key(_fold(name)) if kind == "person" and capitals > 1 else ()


def _organization_key(name: str) -> Key:
    words = [word.replace(".", "") for word in _fold(name)]
    words = words[1:] if len(words) > 1 and words[0] == "the" else words
    # "company" and "The Court" are other ones in other documents.
    if name == name.lower() or _GENERIC.issuperset(words):
        return ()
    return ("organization", *words)


def _person_key(words: list[str]) -> Key:
    words = [bare(word) for word in words]
    while len(words) > 2 and words[0] in lexicon.TITLES - FIRST_NAMES:
        words = words[1:]
    while words and words[-1].replace(".", "") in _DEGREES:
        words = words[:-1]
    generation = words[-1] if len(words) > 2 and words[-1] in _GENERATIONS else ""
    words = words[:-1] if generation else words
    # "J. K. Rowling" and "J.K. Rowling": initials in front make one first name.
    opening = next((i for i, word in enumerate(words) if len(word) > 1), len(words)) or 1
    given, middle, last = "".join(words[:opening]).replace(".", ""), words[opening:-1], words[-1:]
    if len(given) < 2 or opening >= len(words) or given in lexicon.TITLES - FIRST_NAMES:
        return ()
    if last[0] in _ROLES and given not in FIRST_NAMES:
        return ()
    initials = "".join(word for word in middle if len(word) == 1)
    full = [given, *(word for word in middle if len(word) > 1), *last, generation]
    return ("person", " ".join(full).strip(), initials)


def _fold(name: str) -> list[str]:
    """Words of a name without case, accents and marks around them."""
    plain = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return [word for part in plain.split() if (word := part.strip(",;:\"'“”()[]"))]


def _list_rows(documents: Iterable[DatedDocument]) -> tuple[list[SpeakerRow], set[Place]]:
    """Rows without canonical names, by document and speaker; and which of them the input names."""
    rows: list[SpeakerRow] = []
    given: set[Place] = set()
    seen: set[str] = set()
    for document in number_documents(documents):
        identifier = writable(document.id)
        if identifier in seen:
            raise InputError(
                f"expected a different id for every document, got {identifier!r} twice: pass other ids (or none) "
                "to nlp.pipe, and name each file once"
            )
        seen.add(identifier)
        counts = Counter(statement.speaker.id for statement in document.statements)
        given |= {(identifier, speaker.id) for speaker in document.speakers if speaker.identity}
        rows += [
            SpeakerRow(
                document=identifier,
                speaker=speaker.id,
                name=writable(speaker.name),
                type=speaker.type,
                canonical="",
                statements=counts[speaker.id],
            )
            for speaker in document.speakers
        ]
    return sorted(rows, key=lambda row: (row.document, int(row.speaker.removeprefix("s")))), given


def _place(row: SpeakerRow) -> Place:
    return row.document, row.speaker


def _offer(rows: Sequence[SpeakerRow], given: Collection[Place]) -> list[SpeakerRow]:
    """Fill in the canonical names of the default rule."""
    groups = _group(rows, given)
    names = [_best_name(members, given) for members in groups]
    # A person and an organisation of one name stay two; what the input calls somebody stays as it is.
    shared = {name for name, count in Counter(names).items() if count > 1}
    canonical = {
        _place(row): f"{name} ({row.type})" if name in shared and _place(members[0]) not in given else name
        for name, members in zip(names, groups, strict=True)
        for row in members
    }
    return [
        replace(row, canonical=canonical.get(_place(row), f"{row.name} [{row.document} {row.speaker}]")) for row in rows
    ]


def _group(rows: Sequence[SpeakerRow], given: Collection[Place]) -> list[list[SpeakerRow]]:
    """Rows that go together, those that the input names first; those that have to stay alone are left out."""
    identities: dict[str, list[SpeakerRow]] = defaultdict(list)
    for row in rows:
        if _place(row) in given:
            identities[row.name].append(row)
    units = [*identities.values(), *([row] for row in rows if _place(row) not in given)]
    keyed = [(name_key(unit[0].name, min((row.type for row in unit), key=TYPES.index)), unit) for unit in units]
    initials: dict[Key, set[str]] = defaultdict(set)
    for key, _ in keyed:
        if key and key[0] == "person":
            initials[key[:2]].add(key[2])
    groups: dict[Key, list[list[SpeakerRow]]] = defaultdict(list)
    for key, unit in keyed:
        if key:
            alone = key[0] == "person" and len(initials[key[:2]] - {""}) < 2
            groups[key[:2] if alone else key].append(unit)
    nameless = [unit for key, unit in keyed if not key and _place(unit[0]) in given]
    return [*nameless, *(group for own in groups.values() for group in _joined(own, given))]


def _joined(units: Sequence[list[SpeakerRow]], given: Collection[Place]) -> list[list[SpeakerRow]]:
    """Put units of one name together; one unit is a row, or all that the input gives one name.

    A document that has two speakers of one name keeps them apart, and does not say which is the one elsewhere.
    """
    known = [unit for unit in units if _place(unit[0]) in given]
    named = [row for unit in known for row in unit]
    if len({row.document for row in named}) < len(named):
        return known
    times = Counter(row.document for unit in units for row in unit)
    found = [unit[0] for unit in units if _place(unit[0]) not in given and times[unit[0].document] == 1]
    return [[*named, *found]] if named or found else []


def _best_name(members: Sequence[SpeakerRow], given: Collection[Place]) -> str:
    """Return the name that most statements come with; of equals the longest, then the first in the alphabet.

    Where the input names the speaker, it is one of its names.
    """
    weight: Counter[str] = Counter()
    for row in [row for row in members if _place(row) in given] or members:
        weight[row.name] += row.statements
    return min(weight, key=lambda name: (-weight[name], -len(name), name))


def _check(row: SpeakerRow, own: SpeakerRow | None, documents: Collection[str]) -> None:
    """Raise `InputError` unless a row given fits the speaker it stands for."""
    place = f"speaker {row.speaker} of {row.document!r}"
    if row.document not in documents:
        raise InputError(
            f"expected documents that are analysed in the merge table, got {row.document!r}: give that document too, "
            "or remove its lines"
        )
    if own is None:
        raise InputError(f"expected speakers that exist, once each, in the merge table, got {place}: remove the line")
    if (own.name, own.type) != (row.name, row.type):
        raise InputError(
            f"expected {own.name!r} ({own.type}) as {place} in the merge table, got {row.name!r} ({row.type}): the "
            "table was made from another text or model; write it anew"
        )
    if not row.canonical.strip():
        raise InputError(f"expected a canonical name for {place} in the merge table, got none: fill it in")
