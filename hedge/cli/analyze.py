"""``hedge analyze``: files in, statements with speakers and profiles out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from hedge.cli.completion import complete_presets
from hedge.cli.output import open_whole
from hedge.documents import Source, read_source
from hedge.errors import HedgeError

if TYPE_CHECKING:
    from hedge.analysis import Document, Pipeline


class Format(StrEnum):
    """Output formats of ``hedge analyze``."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    HTML = "html"


def analyze(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Text files; '-' reads standard input.")],
    output: Annotated[Format, typer.Option("--format", help="Layout of the result.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option("--out", help="Write here instead of standard output.")] = None,
    parser: Annotated[str, typer.Option(help="'hedge' (shipped), an official Stanza package, or a folder.")] = "hedge",
    preset: Annotated[
        str, typer.Option(help="'default', or 'fast' without the encoder.", autocompletion=complete_presets)
    ] = "default",
) -> None:
    """Find who says what in FILEs, and how certain they present it.

    A file that cannot be read is reported and the rest is analysed; the exit code is then 1, or 2 if none could be.
    """
    sources, failed = read_all(files)
    if not sources:
        raise typer.Exit(2)
    from hedge.analysis import load

    documents = analyse_all(load(preset, parser=parser), sources, failed)
    if out is None:
        _write(documents, output, sys.stdout, many=len(files) > 1)
    else:
        with open_whole(out, "--out") as stream:
            _write(documents, output, stream, many=len(files) > 1)
    if failed:
        raise typer.Exit(1)


def read_all(files: list[str]) -> tuple[list[Source], list[str]]:
    """Read the files; those that fail are reported at once and listed."""
    sources, failed = [], []
    for name in files:
        try:
            source = read_source(name)
        except HedgeError as error:
            typer.echo(f"hedge: {error}", err=True)
            failed.append(name)
            continue
        if source.assumed:
            typer.echo(f"hedge: {name} is not UTF-8; read as {source.encoding}", err=True)
        sources.append(source)
    return sources, failed


def analyse_all(nlp: Pipeline, sources: list[Source], failed: list[str]) -> Iterator[Document]:
    """Analyse one by one, so that a document that crashes costs only itself."""
    for source in sources:
        try:
            yield nlp(source.text, id=source.id)
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
