"""Tables (CSV, TSV, JSONL, JSON, Parquet) to sources: a row is a document, or a turn of one."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, TextIO

from hedge.documents.dates import read_date
from hedge.documents.joining import Piece, join_pieces
from hedge.documents.source import BadSource, KnownTurn, Source
from hedge.documents.spans import Span
from hedge.errors import InputError

OnError = Callable[[BadSource], None]
_LONGEST_FIELD = 64 * 2**20
# Names of columns in a message.
_MOST_TOLD = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class TableColumns:
    """Which columns of a table mean what; None looks for the usual name, ``""`` uses no column.

    Parameters
    ----------
    text : str or None
        The text; usually ``text``. A table has to have it.
    id : str or None
        The document's id; usually ``id``. Without one it is the file and the number of the row.
    speaker : str or None
        Whose words the text is; usually ``speaker``.
    date : str or None
        ISO 8601, or with the month in letters; usually ``date``.
    conversation : str or None
        Rows in a run that share it are turns of one document; usually ``conversation`` or ``conversation_id``.

    Examples
    --------
    A table whose text is in the column ``speech``, and whose column ``date`` holds something else:

    >>> from hedge import TableColumns
    >>> columns = TableColumns(text="speech", date="")
    >>> columns.text, columns.speaker
    ('speech', None)
    """

    text: str | None = None
    id: str | None = None
    speaker: str | None = None
    date: str | None = None
    conversation: str | None = None


_USUAL = {
    "text": ("text",),
    "id": ("id",),
    "speaker": ("speaker",),
    "date": ("date",),
    "conversation": ("conversation", "conversation_id"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its number from 1, where it stands ("line 7"), and its fields."""

    number: int
    place: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A row with its columns told apart."""

    number: int
    place: str
    id: str
    text: str
    speaker: str | None
    date: str | None
    conversation: str | None
    columns: dict[str, str]


def table_sources(rows: Iterator[Row], name: str, columns: TableColumns, on_error: OnError) -> Iterator[Source]:
    """Make a source of every row, or of every run of rows that share a conversation.

    The speaker of a row is known, and so trusted: it is theirs what nobody else is quoted for. Columns without a
    meaning are kept; in a conversation those that differ between rows are kept with the segments.

    Parameters
    ----------
    rows : iterator of Row
        As a reader gives them.
    name : str
        The file.
    columns : TableColumns
        Which columns mean what.
    on_error : callable
        Called with a row that is no document: no text, a date that is none, an id that was there before.
    """
    seen: set[str] = set()
    entries = _entries(rows, name, columns, on_error)
    for _, run in groupby(entries, key=lambda entry: entry.conversation or entry):
        group = list(run)
        first = group[0]
        joined = first.conversation is not None
        identifier = first.conversation if first.conversation is not None else first.id or f"{name}#{first.number}"
        if identifier in seen:
            hint = (
                "rows of one conversation have to stand together: sort the table by that column"
                if joined
                else "to join the rows of an id as turns, name it as the conversation column, else make ids unique"
            )
            what = "conversation" if joined else "id"
            on_error(
                BadSource(
                    id=identifier,
                    error=InputError(
                        f"expected another {what} in {first.place} of {name}, got {identifier[:80]!r} again: {hint}"
                    ),
                )
            )
            continue
        seen.add(identifier)
        yield _conversation(identifier, group) if joined else _document(identifier, first)


def _document(identifier: str, entry: _Entry) -> Source:
    known = () if entry.speaker is None else (KnownTurn(span=Span(0, len(entry.text)), speaker=entry.speaker),)
    return Source(id=identifier, text=entry.text, turns=known, date=entry.date, columns=entry.columns)


def _conversation(identifier: str, group: list[_Entry]) -> Source:
    fields = [
        {**entry.columns, **({"date": entry.date} if entry.date and entry.date != group[0].date else {})}
        for entry in group
    ]
    shared = {key: value for key, value in fields[0].items() if all(own.get(key) == value for own in fields)}
    text, turns, segments = join_pieces(
        Piece(
            text=entry.text,
            speaker=entry.speaker,
            id=entry.id or str(entry.number),
            columns={key: value for key, value in own.items() if key not in shared},
        )
        for entry, own in zip(group, fields, strict=True)
    )
    return Source(id=identifier, text=text, turns=turns, date=group[0].date, columns=shared, segments=segments)


def _entries(rows: Iterator[Row], name: str, columns: TableColumns, on_error: OnError) -> Iterator[_Entry]:
    for row in rows:
        try:
            yield _entry(row, name, columns)
        except InputError as error:
            on_error(BadSource(id=f"{name}#{row.number}", error=error))


def with_columns(rows: Iterator[Row], name: str, columns: TableColumns, *, alike: bool = True) -> Iterator[Row]:
    """Pass on the rows of a table, if it has the columns that are named and, where all rows are alike, a text.

    Raises
    ------
    InputError
        It has not: at once where all rows have the same columns, else at the end.
    """
    named = {role: wanted for role in _USUAL if (wanted := getattr(columns, role))}
    lacking = {"text": "text"} | named if alike else named
    told: dict[str, None] = {}
    for row in rows:
        if lacking:
            lacking = {role: key for role, key in lacking.items() if _column(row, role, columns) is None}
            told |= dict.fromkeys(islice(row.fields, _MOST_TOLD))
        if alike:
            _refuse_lacking(lacking, name, told)
        yield row
    _refuse_lacking(lacking, name, told)


def _refuse_lacking(lacking: dict[str, str], name: str, told: Mapping[str, None]) -> None:
    for role, wanted in lacking.items() if told else ():
        got = ", ".join(map(repr, islice(told, _MOST_TOLD)))
        raise InputError(
            f"expected a column {wanted!r} in {name}, got {got}: name the column of the {role} with --{role}-column"
        )


def _column(row: Row, role: str, columns: TableColumns) -> str | None:
    """The name of the column with a role; None where there is none."""
    wanted: str | None = getattr(columns, role)
    if wanted is not None:
        return wanted if wanted in row.fields else None
    return next((key for key in row.fields if key.strip().casefold() in _USUAL[role]), None)


def _entry(row: Row, name: str, columns: TableColumns) -> _Entry:
    roles = {role: _column(row, role, columns) for role in _USUAL}
    found = {role: "" if key is None else row.fields[key] for role, key in roles.items()}
    place = f"{row.place} of {name}"
    if not found["text"].strip():
        raise InputError(
            f"expected text in the column {columns.text or 'text'!r} in {place}, got none (filled columns: "
            f"{', '.join(key for key, value in row.fields.items() if value.strip()) or 'none'}): fill it, or name the "
            "column of the text with --text-column"
        )
    return _Entry(
        number=row.number,
        place=row.place,
        id=found["id"].strip(),
        text=found["text"],
        speaker=found["speaker"].strip() or None,
        date=read_date(found["date"], place) if found["date"].strip() else None,
        conversation=found["conversation"].strip() or None,
        columns={k: value for k, value in row.fields.items() if k not in roles.values() and value.strip()},
    )


def csv_rows(stream: TextIO, name: str, on_error: OnError, *, tabs: bool = False) -> Iterator[Row]:
    """Read CSV with a header line; commas, semicolons, tabs or bars, whichever the header has most of.

    Raises
    ------
    InputError
        There is no header, or it names a column twice.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_FIELD))
    opening = stream.readline()
    delimiter = "\t" if tabs else max(",;\t|", key=opening.count)
    reader = csv.reader(_again(opening, stream), delimiter=delimiter, strict=True)
    header: list[str] | None = None
    number, line = 0, 1
    while True:
        begin, problem, values = line, "", None
        try:
            values = next(reader, None)
        except csv.Error as error:
            problem = f"got {error}: put fields with quotation marks or line ends in marks, and double those inside"
        line = reader.line_num + 1
        if values is None and not problem:
            return
        if header is None:
            header = _header(values, name, problem)
            continue
        if values == []:
            continue
        number += 1
        if values is not None and len(values) != len(header):
            problem = f"got {len(values)}: put texts that hold the delimiter {delimiter!r} in quotation marks"
        if problem or values is None:
            message = f"expected {len(header)} fields in line {begin} of {name}, {problem}"
            on_error(BadSource(id=f"{name}#{number}", error=InputError(message)))
            continue
        yield Row(number=number, place=f"line {begin}", fields=dict(zip(header, values, strict=True)))


def _again(line: str, stream: TextIO) -> Iterator[str]:
    yield line
    yield from stream


def _header(values: list[str] | None, name: str, problem: str) -> list[str]:
    header = [value.strip() for value in values or ()]
    twice = sorted(key for key, count in Counter(header).items() if count > 1)
    if not any(header) or problem or twice:
        got = problem or (f"got {twice[0]!r} twice" if twice else "got an empty line")
        raise InputError(f"expected a header line with the names of the columns in {name}, {got}: correct line 1")
    return header


def jsonl_rows(stream: TextIO, name: str, on_error: OnError) -> Iterator[Row]:
    """Read one JSON object a line; blank lines are skipped."""
    number = 0
    for position, line in enumerate(stream, 1):
        if not line.strip():
            continue
        number += 1
        place = f"line {position}"
        try:
            yield Row(number=number, place=place, fields=_fields(json.loads(line), place, name))
        except (ValueError, RecursionError) as error:
            on_error(BadSource(id=f"{name}#{number}", error=_json_error(error, place, name)))


def json_rows(text: str, name: str, on_error: OnError) -> Iterator[Row]:
    """Read a JSON array of objects, or a single object.

    Raises
    ------
    InputError
        It is no JSON.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _json_error(error, "the file", name) from error
    for number, value in enumerate(values if isinstance(values, list) else [values], 1):
        try:
            yield Row(number=number, place=f"object {number}", fields=_fields(value, f"object {number}", name))
        except InputError as error:
            on_error(BadSource(id=f"{name}#{number}", error=error))


def _json_error(error: Exception, place: str, name: str) -> InputError:
    if isinstance(error, InputError):
        return error
    return InputError(
        f"expected a JSON object in {place} of {name}, got what cannot be read ({error}): correct it, or read the file "
        "as plain text with --input-format text"
    )


def _fields(value: object, place: str, name: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise InputError(
            f'expected a JSON object such as {{"text": "..."}} in {place} of {name}, got '
            f"{type(value).__name__}: give each document as an object"
        )
    return {str(key): field_text(each) for key, each in value.items()}


def field_text(value: Any) -> str:
    """Return a value as text: strings as they are, nothing for null and not-a-number, dates in ISO 8601, else JSON."""
    if isinstance(value, str):
        return value
    if value is None or value != value:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False, default=str)


def parquet_rows(data: str | io.BytesIO, name: str) -> Iterator[Row]:
    """Read Parquet, some hundred rows at a time.

    Raises
    ------
    InputError
        pyarrow is missing, or the file is no Parquet.
    """
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise InputError(
            f"expected pyarrow to read {name}, but it is not installed: pip install 'hedge[frames]'"
        ) from error
    number = 0
    try:
        with parquet.ParquetFile(data) as file:
            for batch in file.iter_batches(batch_size=256):
                for values in batch.to_pylist():
                    number += 1
                    fields = {key: field_text(value) for key, value in values.items()}
                    yield Row(number=number, place=f"row {number}", fields=fields)
    except (
        arrow.ArrowException,
        OSError,
        ValueError,
        OverflowError,
    ) as error:  # the last two: text that is no UTF-8, times
        raise InputError(
            f"expected a Parquet file, but {name} cannot be read as one after row {number} "
            f"({str(error).splitlines()[0][:120]}): write it again, or name its format with --input-format"
        ) from error
