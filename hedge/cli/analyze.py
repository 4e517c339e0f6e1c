"""``hedge analyze``: files in, statements with speakers and profiles out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from hedge.cli.formats import EXPORTS, check_export, write_export
from hedge.cli.inputs import (
    ConversationColumn,
    DateColumn,
    IdColumn,
    InputFormatOption,
    SpeakerColumn,
    TextColumn,
)
from hedge.cli.output import open_whole
from hedge.documents import BadSource, Source, TableColumns, read_sources
from hedge.errors import HedgeError

if TYPE_CHECKING:
    from hedge.analysis import Document, Pipeline


class Format(StrEnum):
    """Output formats of ``hedge analyze``."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"
    CSV = "csv"
    PARQUET = "parquet"
    CONLLU = "conllu"
    BRAT = "brat"
    CONVOKIT = "convokit"


def analyze(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...",
            help="Texts, captions, tables, web pages or folders of ConvoKit corpora; '-' reads standard input.",
        ),
    ],
    output: Annotated[Format, typer.Option("--format", help="Layout of the result.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option("--out", help="Write here, for some formats a folder.")] = None,
    parser: Annotated[str, typer.Option(help="'hedge' (shipped), an official Stanza package, or a folder.")] = "hedge",
    preset: Annotated[str, typer.Option(help="'default', or 'fast' without the encoder.")] = "default",
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    speaker_column: SpeakerColumn = None,
    date_column: DateColumn = None,
    conversation_column: ConversationColumn = None,
    input_format: InputFormatOption = None,
) -> None:
    """Find who says what in FILEs, and how certain they present it.

    A file that cannot be read is reported and the rest is analysed; the exit code is then 1, or 2 if none could be.
    """
    check_export(output.value, out)
    columns = TableColumns(
        text=text_column, id=id_column, speaker=speaker_column, date=date_column, conversation=conversation_column
    )
    sources, failed = read_all(files, columns, input_format)
    if not sources:
        raise typer.Exit(2)
    from hedge.analysis import load

    documents = analyse_all(load(preset, parser=parser), sources, failed)
    many = len(files) > 1 or len(sources) > 1
    if output.value in EXPORTS:
        write_export(documents, output.value, out, files)
    elif out is None:
        _write(documents, output, sys.stdout, many=many)
    else:
        with open_whole(out, "--out") as stream:
            _write(documents, output, stream, many=many)
    if failed:
        raise typer.Exit(1)


def read_all(
    files: list[str], columns: TableColumns | None = None, format: str | None = None
) -> tuple[list[Source], list[str]]:
    """Read the files; those that fail, and rows that do, are reported at once and listed."""
    sources: list[Source] = []
    failed: list[str] = []

    def report(bad: BadSource) -> None:
        typer.echo(f"hedge: {bad.error}", err=True)
        failed.append(bad.id)

    for name in files:
        told = False
        try:
            for source in read_sources(name, columns=columns, format=format, on_error=report):
                if source.assumed and not told:
                    told = True
                    typer.echo(f"hedge: {name} is not UTF-8; read as {source.encoding}", err=True)
                sources.append(source)
        except HedgeError as error:
            report(BadSource(id=name, error=error))
    return sources, failed


def analyse_all(nlp: Pipeline, sources: list[Source], failed: list[str]) -> Iterator[Document]:
    """Analyse one by one, so that a document that crashes costs only itself."""
    for source in sources:
        try:
            yield nlp(source)
        except Exception as error:  # whatever a document makes a model do, the others go on
            typer.echo(f"hedge: {source.id} could not be analysed ({type(error).__name__}: {error}); skipped", err=True)
            failed.append(source.id)


def _write(documents: Iterator[Document], output: Format, stream: TextIO, *, many: bool) -> None:
    from hedge.analysis import render_text
    from hedge.reports import render_html

    if output is Format.TEXT:
        for number, document in enumerate(documents):
            stream.write(("\n" if number else "") + printable(render_text(document), stream))
    elif output is Format.JSONL:
        for document in documents:
            stream.write(json.dumps(document.to_dict(), ensure_ascii=True) + "\n")
    elif output is Format.HTML:
        stream.write(render_html(documents))
    else:
        records = [document.to_dict() for document in documents]
        json.dump(records if many or not records else records[0], stream, ensure_ascii=True, indent=1)
        stream.write("\n")


def printable(text: str, stream: TextIO) -> str:
    """Replace what the stream's encoding cannot show, lone surrogates among it."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)
