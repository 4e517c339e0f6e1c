"""Everything people have as input, as a stream of sources: one function for files, tables and corpora of any kind."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

from hedge.documents.captions import caption_source, is_captions
from hedge.documents.convokit import convokit_sources, is_convokit
from hedge.documents.pages import page_source
from hedge.documents.reading import LARGEST_FILE, open_bytes, open_text, read_source
from hedge.documents.source import BadSource, Source
from hedge.documents.tables import (
    Row,
    TableColumns,
    csv_rows,
    json_rows,
    jsonl_rows,
    parquet_rows,
    table_sources,
    with_columns,
)
from hedge.errors import InputError, OptionError

InputFormat = Literal["text", "captions", "csv", "tsv", "json", "jsonl", "parquet", "html", "convokit"]

_SUFFIXES: dict[str, InputFormat] = {
    ".vtt": "captions", ".srt": "captions", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip


def read_sources(
    name: str | Path,
    *,
    columns: TableColumns | None = None,
    format: str | None = None,
    on_error: Callable[[BadSource], None] | None = None,
) -> Iterator[Source]:
    r"""Read the documents of any kind of input, one by one.

    Parameters
    ----------
    name : str or Path
        A text file, ``"-"`` for standard input, or by its suffix: captions (``.vtt``, ``.srt``), a table (``.csv``,
        ``.tsv``, ``.jsonl``, ``.json``, ``.parquet``), a web page (``.html``); or the folder of a ConvoKit corpus. Text
        and tables may be compressed (``.csv.gz``).
    columns : TableColumns, optional
        Which columns of a table mean what; by default those called ``text``, ``id``, ``speaker``, ``date`` and
        ``conversation``.
    format : str, optional
        ``"text"``, ``"captions"``, ``"csv"``, ``"tsv"``, ``"json"``, ``"jsonl"``, ``"parquet"``, ``"html"`` or
        ``"convokit"``, whatever the name says.
    on_error : callable, optional
        Called with each `BadSource`, a row, caption or utterance that is no document, at the place where it stands in
        the stream; reading then goes on. Without it the first one raises its error.

    Yields
    ------
    Source
        In the order of the input, read lazily.

    Raises
    ------
    HedgeError
        Nothing of the input can be read, or no more of it.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = Path(folder, "talks.csv")
    ...     _ = table.write_text("id,speaker,text,topic\na,Ana Ruiz,The dam may leak.,dams\n", encoding="utf-8")
    ...     (source,) = read_sources(table)
    >>> source.id, source.turns[0].speaker, source.columns["topic"]
    ('a', 'Ana Ruiz', 'dams')
    """
    report = on_error or _stop
    kind = format or guess_format(name)
    if kind not in get_args(InputFormat):
        raise OptionError(f"expected an input format among {', '.join(get_args(InputFormat))}, got {kind!r}: name one")
    if kind in {"csv", "tsv", "json", "jsonl", "parquet"}:
        yield from _table(str(name), kind, columns or TableColumns(), report)
    elif kind == "convokit":
        yield from convokit_sources(Path(name), report)
    elif kind == "html":
        with open_bytes(name) as stream:
            data = stream.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise InputError(f"expected at most {LARGEST_FILE >> 20} MB of HTML, but {name} is larger: split it")
        yield page_source(data, str(name))
    else:
        source = read_source(name)
        captions = kind == "captions" or (format is None and is_captions(source.text))
        yield caption_source(source, report) if captions else source


def guess_format(name: str | Path) -> InputFormat:
    """Tell the format of an input by its name; ``"text"`` where that says nothing.

    Examples
    --------
    >>> guess_format("talk.VTT"), guess_format("rows.csv.gz"), guess_format("-")
    ('captions', 'csv', 'text')
    """
    path = Path(name)
    if is_convokit(path):
        return "convokit"
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    return _SUFFIXES.get(suffixes[-1], "text") if suffixes else "text"


def _table(name: str, kind: str, columns: TableColumns, report: Callable[[BadSource], None]) -> Iterator[Source]:
    if kind == "parquet":
        rows = with_columns(_parquet(name), name, columns)
        yield from table_sources(rows, name, columns, report)
        return
    with open_text(name) as (stream, encoding, assumed):
        if kind == "jsonl":
            rows = with_columns(jsonl_rows(stream, name, report), name, columns, alike=False)
        elif kind == "json":
            data = stream.read(LARGEST_FILE + 1)
            if len(data) > LARGEST_FILE:
                raise InputError(f"expected at most {LARGEST_FILE >> 20} MB of JSON, but {name} is larger: use JSONL")
            rows = with_columns(json_rows(data, name, report), name, columns, alike=False)
        else:
            rows = with_columns(csv_rows(stream, name, report, tabs=kind == "tsv"), name, columns)
        for source in table_sources(rows, name, columns, report):
            yield replace(source, encoding=encoding, assumed=assumed)


def _parquet(name: str) -> Iterator[Row]:
    if name == "-":
        with open_bytes(name) as stream:
            yield from parquet_rows(io.BytesIO(stream.read()), name)
        return
    with open_bytes(name):  # says so where there is no such file
        pass
    yield from parquet_rows(name, name)


def _stop(bad: BadSource) -> None:
    raise bad.error
