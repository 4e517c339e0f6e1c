"""Statements of several documents, sorted by who makes them, or by whatever else they are to be compared by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from hedge.documents import writable
from hedge.errors import InputError, OptionError
from hedge.statements import Statement
from hedge.summaries.documents import DatedDocument, number_documents
from hedge.summaries.intervals import NINETY, Values
from hedge.summaries.merging import TYPES, merge_speakers
from hedge.summaries.people import SpeakerTable

DAYS_A_YEAR = 365.25
#: What statements can be sorted by besides columns of their documents.
FACTORS = ("speaker", "type", "kind", "voice", "document")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A statement and where it stands.

    Parameters
    ----------
    document : str
        Id of the document.
    cluster : str
        What it is alike with: the document, or the value of a column.
    when : float or None
        Date of the document in years.
    columns : mapping of str to str
        Of the document.
    statement : Statement
        What is said.
    relayed : bool
        Whether it is part of another's statement ("Ruiz said engineers believe ...").
    """

    document: str
    cluster: str
    when: float | None
    columns: Mapping[str, str]
    statement: Statement
    relayed: bool = False

    @property
    def scored(self) -> bool:
        """Whether the statement's certainty means something: whether it can be evaluated."""
        return self.statement.label != "na"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """All statements of a speaker, or of whatever else they were sorted by.

    Parameters
    ----------
    name, type : str
        Canonical name and type of a speaker; the value, and an empty type, of anything else.
    items : tuple of Item
        By document, in text order.
    """

    name: str
    type: str
    items: tuple[Item, ...]

    @property
    def scored(self) -> tuple[Item, ...]:
        """Those that can be evaluated."""
        return tuple(item for item in self.items if item.scored)


def collect_samples(
    documents: Iterable[DatedDocument],
    table: SpeakerTable | None = None,
    *,
    by: str = "speaker",
    cluster: str | None = None,
) -> tuple[Sample, ...]:
    """Sort the statements of documents by speaker, or by something else.

    Parameters
    ----------
    documents : iterable of Document
        Their ids must differ (see `merge_speakers`); their order does not matter.
    table : SpeakerTable, optional
        Who is the same across documents; by default what `merge_speakers` says.
    by : str, default "speaker"
        ``"speaker"``, ``"type"`` of the speaker, ``"kind"`` (direct, mixed, indirect, author), ``"voice"`` (self or
        attributed), ``"document"``, or a column of the documents; documents without that column are left out.
    cluster : str, optional
        Column whose values say which documents belong together, such as a conversation; by default each document
        stands for itself.

    Returns
    -------
    tuple of Sample
        Most statements first, then by name.

    Raises
    ------
    InputError
        Two documents have one id, or the table does not fit the documents, or a date is none.
    OptionError
        No document has the column.
    """
    known = sorted(number_documents(documents), key=lambda document: document.id)
    rows = {(row.document, row.speaker): row for row in merge_speakers(known, table).rows}
    types: dict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        types[row.canonical].add(row.type)
    for name in {by, *([cluster] if cluster else [])} - set(FACTORS):
        check_column(known, name)
    found: dict[str, list[Item]] = defaultdict(list)
    for document in known:
        for item in _items(document, cluster):
            row = rows[item.document, item.statement.speaker.id]
            name_or_none = {"speaker": row.canonical, "type": row.type}.get(by) or factor(by)(item)
            if name_or_none is not None:
                found[name_or_none].append(item)
    samples = [
        Sample(name=name, type=min(types[name], key=TYPES.index) if by == "speaker" else "", items=tuple(items))
        for name, items in found.items()
    ]
    return tuple(sorted(samples, key=lambda sample: (-len(sample.items), sample.name)))


def factor(name: str) -> Callable[[Item], str | None]:
    """Return the function that sorts a statement by a factor or column; None where the document lacks the column."""
    if name == "kind":
        return lambda item: item.statement.kind
    if name == "voice":
        return voice
    if name == "document":
        return lambda item: item.document
    return lambda item: item.columns.get(name) or None


def voice(item: Item) -> str:
    """``"self"`` for plain words of one's own text or turn, ``"attributed"`` for what a source or cue introduces.

    One's own "I think ..." is attributed, too.
    """
    return "attributed" if item.statement.source or item.statement.cue else "self"


def check_column(documents: Sequence[DatedDocument], name: str) -> None:
    """Raise `OptionError` unless a document has the column."""
    parts = [*documents, *(segment for document in documents for segment in getattr(document, "segments", ()))]
    columns = sorted({column for part in parts for column in part.columns})
    if documents and name not in columns:
        raise OptionError(
            f"expected {', '.join(FACTORS)} or a column of the documents, got {name!r}: "
            + (f"the columns are {', '.join(columns)}" if columns else "these documents have no columns")
        )


def certainties(items: Sequence[Item], clusters: Mapping[str, int] | None = None) -> Values:
    """Certainties of statements, with their clusters numbered and the model's standard errors."""
    numbers = clusters if clusters is not None else number_clusters(items)
    statements = [item.statement for item in items]
    return Values(
        np.array([statement.certainty for statement in statements], float),
        np.array([numbers[item.cluster] for item in items], np.int64),
        np.array([(s.interval[1] - s.interval[0]) / 2 / NINETY for s in statements], float),
    )


def number_clusters(items: Iterable[Item]) -> dict[str, int]:
    """Give every cluster a number from 0, in order of first appearance."""
    return {name: number for number, name in enumerate(dict.fromkeys(item.cluster for item in items))}


def parse_date(text: str, document: str) -> date:
    """Read an ISO date; a month or year alone is its middle.

    Raises
    ------
    InputError
        It is none.

    Examples
    --------
    >>> parse_date("2024-03", "a").isoformat()
    '2024-03-15'
    """
    match = _DATE.fullmatch(text.strip())
    try:
        if match:
            year, month, day = match.groups()
            return date(int(year), int(month or 7), int(day or (15 if month else 1)))
    except ValueError:
        pass
    raise InputError(
        f"expected an ISO date such as 2024-03-05 for document {document!r}, got {text[:40]!r}: correct it"
    )


def years(day: date) -> float:
    """Return a date in years since the first day of year 1."""
    return day.toordinal() / DAYS_A_YEAR


def _items(document: DatedDocument, cluster: str | None) -> list[Item]:
    identifier = writable(document.id)
    when = None if not document.date else years(parse_date(document.date, document.id))
    columns = dict(document.columns)
    together = identifier
    if cluster is not None:
        # Prefixed, so that a conversation of the name of a document is not that document.
        together = f"{cluster}={columns[cluster]}" if columns.get(cluster) else identifier
    speakers = {statement.id: statement.speaker.id for statement in document.statements}
    # Rows or captions that a text was joined from have columns of their own, such as the addressee of an utterance.
    segments = [segment for segment in getattr(document, "segments", ()) if segment.columns]
    return [
        Item(
            document=identifier,
            cluster=together,
            when=when,
            columns=_columns(statement, columns, segments),
            statement=statement,
            relayed=statement.parent is not None and speakers.get(statement.parent, "") != statement.speaker.id,
        )
        for statement in told_once(document.statements)
    ]


def told_once(statements: Sequence[Statement]) -> list[Statement]:
    """Statements but for those inside another one of the same speaker: "She said she thinks that ..." is one claim."""
    speakers = {statement.id: statement.speaker.id for statement in statements}
    return [one for one in statements if one.parent is None or speakers.get(one.parent) != one.speaker.id]


def _columns(statement: Statement, columns: Mapping[str, str], segments: Sequence[Any]) -> Mapping[str, str]:
    """Columns of the document, and of the segment that a statement begins in."""
    start = statement.spans[0].start if statement.spans else 0
    at = bisect_right(segments, start, key=lambda segment: segment.span.start) - 1
    return {**columns, **segments[at].columns} if at >= 0 and start < segments[at].span.end else columns
