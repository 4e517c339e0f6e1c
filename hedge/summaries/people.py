"""Speakers across documents: who is one and the same, as a table that its user can override."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hedge.documents import read_source, writable
from hedge.errors import InputError
from hedge.speakers import lexicon
from hedge.speakers.mentions.runs import FIRST_NAMES, bare
from hedge.summaries.documents import DatedDocument

#: Columns of the table as CSV, in this order.
COLUMNS = ("document", "speaker", "name", "type", "canonical", "statements")

# Degrees say nothing about who it is; "Jr" and "III" do, so those stay part of the name.
_DEGREES = frozenset({"esq", "phd", "md"})
_GENERATIONS = lexicon.SUFFIXES - _DEGREES
_ROLES = (lexicon.TITLES | lexicon.PERSON_NOUNS) - FIRST_NAMES
_GENERIC = lexicon.ORGANIZATION_WORDS | lexicon.GROUP_NOUNS
_APOSTROPHES = str.maketrans("‘’ʼ", "'''")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """A speaker of one document, and who that is across documents.

    Parameters
    ----------
    document, speaker : str
        Ids.
    name, type : str
        As the document gives them.
    canonical : str
        Rows with the same canonical name are one speaker.
    statements : int
        Number of statements in the document.
    """

    document: str
    speaker: str
    name: str
    type: str
    canonical: str
    statements: int


@dataclass(frozen=True, slots=True)
class SpeakerTable:
    """The speakers of several documents, one row for each speaker and document.

    As CSV it has the header ``document,speaker,name,type,canonical,statements``, UTF-8, comma-separated, quoted as in
    RFC 4180 where needed. Users edit the column ``canonical`` and pass the table to `merge_speakers` again. Names are
    written as they are: a spreadsheet takes one that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, so import
    the columns as text where the documents are not trusted.

    Parameters
    ----------
    rows : tuple of SpeakerRow
        One for each speaker of each document.

    Examples
    --------
    >>> row = SpeakerRow(document="a", speaker="s1", name="Ruiz", type="person", canonical="Ana Ruiz", statements=2)
    >>> print(SpeakerTable((row,)).to_csv(), end="")
    document,speaker,name,type,canonical,statements
    a,s1,Ruiz,person,Ana Ruiz,2
    >>> SpeakerTable.from_csv(SpeakerTable((row,)).to_csv()).rows == (row,)
    True
    """

    rows: tuple[SpeakerRow, ...]

    def to_csv(self) -> str:
        """Return the table as CSV, lines ended by a single newline character."""
        lines = [",".join(COLUMNS)]
        lines += [",".join(_quoted(str(getattr(row, column))) for column in COLUMNS) for row in self.rows]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_csv(cls, text: str, *, name: str = "the merge table") -> SpeakerTable:
        """Read a table as `to_csv` writes it; columns in any order, further ones ignored.

        Parameters
        ----------
        text : str
            The CSV.
        name : str, optional
            What to call it in messages.

        Raises
        ------
        InputError
            A column is missing or there twice, a line has too few or too many fields, ``statements`` is no number, or
            two lines stand for the same speaker.
        """
        reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        try:
            header = next(reader, [])
            wrong = [column for column in COLUMNS if header.count(column) != 1]
            if wrong:
                raise InputError(
                    f"expected the columns {','.join(COLUMNS)} in {name}, separated by commas, but {wrong[0]} is there "
                    f"{header.count(wrong[0])} times: start from a table that hedge wrote"
                )
            rows = tuple(_row(header, fields, f"line {reader.line_num} of {name}") for fields in reader if fields)
        except csv.Error as error:
            raise InputError(
                f"expected CSV in {name}, but line {reader.line_num} is not ({error}): fix or remove it"
            ) from error
        doubled = [place for place, count in Counter((row.document, row.speaker) for row in rows).items() if count > 1]
        if doubled:
            raise InputError(
                f"expected one line for each speaker of a document in {name}, but speaker {doubled[0][1]} of "
                f"{doubled[0][0]!r} has several: keep one"
            )
        return cls(rows)


def read_speaker_table(path: str | Path) -> SpeakerTable:
    """Read a merge table from a CSV file.

    Parameters
    ----------
    path : str or Path
        A file as ``hedge profile --write-merge-table`` and `SpeakerTable.to_csv` give it.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It is not in the format of `SpeakerTable.from_csv`.
    """
    return SpeakerTable.from_csv(read_source(path).text, name=str(path))


def merge_speakers(documents: Iterable[DatedDocument], table: SpeakerTable | None = None) -> SpeakerTable:
    """Say which speakers of different documents are the same.

    Persons are put together where their full names are equal but for case, accents, titles, degrees and middle
    initials; a full name has two parts, the first of which is more than an initial. Where one name comes with
    different middle initials, only equal initials go together. Organisations are put together by equal names, "the"
    left out. Nobody else is: a surname, a role ("Press Secretary", "the court"), a group or an author may be anybody
    in another document. Two speakers
    of one document are never put together. Whatever the table says goes before all that.

    Parameters
    ----------
    documents : iterable of Document
        Their ids must differ.
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
    offered = {(row.document, row.speaker): row for row in _offer(_list_rows(documents))}
    known = {document for document, _ in offered}
    kept = []
    for row in table.rows if table is not None else ():
        own = offered.pop((row.document, row.speaker), None)
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


def _list_rows(documents: Iterable[DatedDocument]) -> list[SpeakerRow]:
    """Rows without canonical names, by document and speaker."""
    rows: list[SpeakerRow] = []
    seen: set[str] = set()
    for document in documents:
        identifier = writable(document.id)
        if identifier in seen:
            raise InputError(
                f"expected a different id for every document, got {identifier!r} twice: pass ids to nlp.pipe, and "
                "name each file once"
            )
        seen.add(identifier)
        counts = Counter(statement.speaker.id for statement in document.statements)
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
    return sorted(rows, key=lambda row: (row.document, int(row.speaker.removeprefix("s"))))


def _offer(rows: Sequence[SpeakerRow]) -> list[SpeakerRow]:
    """Fill in the canonical names of the default rule."""
    groups = _group(rows)
    names = [_best_name(members) for members in groups]
    # A person and an organisation of one name stay two.
    shared = {name for name, count in Counter(names).items() if count > 1}
    canonical = {
        (row.document, row.speaker): f"{name} ({row.type})" if name in shared else name
        for name, members in zip(names, groups, strict=True)
        for row in members
    }
    return [
        replace(
            row,
            canonical=canonical.get((row.document, row.speaker), f"{row.name} [{row.document} {row.speaker}]"),
        )
        for row in rows
    ]


def _group(rows: Sequence[SpeakerRow]) -> list[list[SpeakerRow]]:
    """Rows that go together; those that have to stay alone, whoever they may be, are left out."""
    keyed = [(key, row) for row in rows if (key := name_key(row.name, row.type))]
    initials: dict[Key, set[str]] = defaultdict(set)
    for key, _ in keyed:
        if key[0] == "person":
            initials[key[:2]].add(key[2])
    groups: dict[Key, list[SpeakerRow]] = defaultdict(list)
    for key, row in keyed:
        alone = key[0] == "person" and len(initials[key[:2]] - {""}) < 2
        groups[key[:2] if alone else key].append(row)
    found = []
    for members in groups.values():
        # A document that has two speakers of one name keeps them apart, and does not say which is the one elsewhere.
        times = Counter(row.document for row in members)
        found.append([row for row in members if times[row.document] == 1])
    return [members for members in found if members]


def _best_name(members: Sequence[SpeakerRow]) -> str:
    """Return the name that most statements come with; of equals the longest, then the first in the alphabet."""
    weight: Counter[str] = Counter()
    for row in members:
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


def _row(header: Sequence[str], fields: Sequence[str], place: str) -> SpeakerRow:
    if len(fields) != len(header):
        raise InputError(f"expected {len(header)} fields in {place}, got {len(fields)}: fix or remove it")
    values = dict(zip(header, fields, strict=True))
    if not re.fullmatch(r"[0-9]{1,9}", values["statements"]):
        raise InputError(
            f"expected a whole number of statements in {place}, got {values['statements'][:40]!r}: only the column "
            "canonical is for editing"
        )
    return SpeakerRow(
        document=values["document"],
        speaker=values["speaker"],
        name=values["name"],
        type=values["type"],
        canonical=values["canonical"],
        statements=int(values["statements"]),
    )


def _quoted(field: str) -> str:
    # The csv module leaves a lone carriage return bare, which its reader then takes for the end of the line.
    if field and not re.search(r"[\",\r\n]", field):
        return field
    return '"' + field.replace('"', '""') + '"'
