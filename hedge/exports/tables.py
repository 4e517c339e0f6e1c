"""Results as CSV and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from hedge.errors import InputError
from hedge.exports.exportable import Exportable
from hedge.exports.records import Table, table_columns, table_rows
from hedge.summaries import number_documents

# What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def render_csv(documents: Iterable[Exportable], table: Table = "statements", *, escape_formulas: bool = True) -> str:
    """Return a table of results as CSV: comma-separated, quoted as in RFC 4180, lines ended by a newline character.

    Parameters
    ----------
    documents : iterable of Document
        The documents.
    table : {"statements", "cues", "speakers", "profiles", "documents"}, default "statements"
        Which one; `hedge.to_frames` says what the columns hold.
    escape_formulas : bool, default True
        Whether to put an apostrophe in front of texts that a spreadsheet would run as a formula: those that begin with
        ``=``, ``+``, ``-``, ``@`` or white space other than a space. The offsets still refer to the text without it.

    References
    ----------
    OWASP, CSV injection, https://owasp.org/www-community/attacks/CSV_Injection

    Examples
    --------
    >>> import hedge
    >>> doc = hedge.load("fast")("Officials said the talks may resume.", id="a")
    >>> hedge.render_csv([doc], "speakers").splitlines()[0].split(",")[:3]
    ['document', 'speaker', 'name']
    """
    kept = list(number_documents(documents))
    columns = table_columns(table, kept)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(make_cell(name, escape=escape_formulas) for name in columns)
    for document in kept:
        for row in table_rows(table, document):
            writer.writerow(make_cell(row.get(name), escape=escape_formulas) for name in columns)
    return stream.getvalue()


def make_cell(value: object, *, escape: bool = True) -> object:
    """Return a value as the csv module takes it, texts safe for spreadsheets (see `render_csv`)."""
    if isinstance(value, str):
        # Many programs end the file at a NUL.
        text = value.replace("\0", "\ufffd")
        return f"'{text}" if escape and text.startswith(_FORMULA) else text
    return "" if value is None else value


def write_parquet(documents: Iterable[Exportable], path: str | Path, table: Table = "statements") -> None:
    """Write a table of results as Parquet.

    Parameters
    ----------
    documents : iterable of Document
        The documents.
    path : str or Path
        The file; what stands there is replaced.
    table : {"statements", "cues", "speakers", "profiles", "documents"}, default "statements"
        Which one; `hedge.to_frames` says what the columns hold.

    Raises
    ------
    InputError
        pyarrow is not installed, or the file cannot be written.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise InputError(
            f"expected pyarrow to write {path}, but it is not installed: pip install 'hedge[frames]'"
        ) from error
    kept: Sequence[Exportable] = list(number_documents(documents))
    types = {str: arrow.string(), int: arrow.int64(), float: arrow.float64()}
    schema = arrow.schema([(name, types[kind]) for name, kind in table_columns(table, kept).items()])
    rows = [row for document in kept for row in table_rows(table, document)]
    try:
        parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), path)
    except OSError as error:
        raise InputError(f"expected to write {path}, but that failed ({error}): choose another place") from error
