"""``hedge analyze``: files in, statements with speakers and profiles out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hedge.cli.formats import EXPORTS, check_export, write_export
from hedge.cli.inputs import (
    ConversationColumn,
    DateColumn,
    Files,
    IdColumn,
    InputFormatOption,
    NJobs,
    ParserName,
    Preset,
    SpeakerColumn,
    TextColumn,
)
from hedge.cli.output import open_output, printable
from hedge.cli.progress import Progress
from hedge.documents import TableColumns
from hedge.errors import OptionError, OutputError

if TYPE_CHECKING:
    from hedge.analysis import Document
    from hedge.runner import ResultFile


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


class Backend(StrEnum):
    """Where the processes of ``hedge analyze`` run."""

    LOKY = "loky"
    DASK = "dask"


# Long enough for a book on a slow machine.
TIME_LIMIT = 1800.0


def analyze(
    files: Files,
    output: Annotated[Format, typer.Option("--format", help="Layout of the result.")] = Format.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Write here, for brat and convokit a folder. For csv and parquet, a file (x.csv) is the table of "
            "statements; a folder (x/) gets all tables: statements, cues, speakers, profiles and documents.",
        ),
    ] = None,
    n_jobs: NJobs = 1,
    backend: Annotated[Backend, typer.Option(help="This machine, or a Dask cluster.")] = Backend.LOKY,
    scheduler: Annotated[
        str | None, typer.Option(help="Address of the Dask scheduler; default: that of Dask's configuration.")
    ] = None,
    batch_size: Annotated[int, typer.Option(min=1, help="Documents analysed together.")] = 16,
    time_limit: Annotated[
        float, typer.Option(help="Seconds a document may take; one that takes longer is given up.")
    ] = TIME_LIMIT,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the JSONL file in --out.")] = False,
    parser: ParserName = "hedge",
    preset: Preset = "default",
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    speaker_column: SpeakerColumn = None,
    date_column: DateColumn = None,
    conversation_column: ConversationColumn = None,
    input_format: InputFormatOption = None,
) -> None:
    """Find who says what in FILEs, and how certain they present it.

    Folders are searched for text files at any depth. A document that cannot be read or analysed is reported, in JSON
    and JSONL also in its place, and the rest goes on; the exit code is then 1, or 2 if none could be read. With
    --format jsonl, results are written as they come; a run that was stopped in any way goes on with --resume.
    """
    if resume and (output is not Format.JSONL or out is None):
        raise OptionError("expected --resume together with --format jsonl and --out: add them")
    check_export(output.value, out)
    from hedge.analysis.models import LoadOptions
    from hedge.analysis.stream import Analysis, FailedDocument
    from hedge.runner import Forming, ResultFile, is_single, read_inputs, run_analyses, skip_done

    options = LoadOptions(preset=preset, parser=parser)
    columns = TableColumns(
        text=text_column, id=id_column, speaker=speaker_column, date=date_column, conversation=conversation_column
    )
    with ExitStack() as stack:
        results = None
        if output is Format.JSONL and out is not None:
            results = stack.enter_context(ResultFile(out, resume=resume))
        progress = stack.enter_context(Progress(files, out))
        items = read_inputs(files, skip=out, columns=columns, format=input_format, on_guess=progress.say_encoding)
        if results is not None:
            if results.kept is not None:
                progress.say(f"{out} was there already: kept as {results.kept} (--resume goes on with what is there)")
            progress.skip(*skip_done(results, items, options.model()))
        found = run_analyses(
            Forming(Analysis(options, options.model()), _form(output)),
            progress.reading(items),
            batch_size=batch_size,
            n_jobs=n_jobs,
            backend=backend.value,
            scheduler=scheduler,
            time_limit=time_limit,
        )
        stack.enter_context(closing(found))
        try:
            if output.value in EXPORTS:
                analysed = (each for each in progress.results(found) if not isinstance(each, FailedDocument))
                write_export(analysed, output.value, out, files)
            else:
                _write(progress.results(found), output, out, results, single=is_single(files))
        except OutputError as error:  # what is written stays, and the rest can follow
            progress.say(str(error))
            raise typer.Exit(1) from error
    if progress.failed:
        raise typer.Exit(1 if progress.read else 2)


def _form(output: Format) -> Callable[[Document], Any]:
    """What a worker makes of a document: a function that can be named in another process."""
    from hedge.analysis import render_text
    from hedge.runner import form_json, form_line, keep

    forms: dict[Format, Callable[[Document], Any]] = {
        Format.TEXT: render_text,
        Format.JSON: form_json,
        Format.JSONL: form_line,
    }
    return forms.get(output, keep)


def _write(found: Iterator[Any], output: Format, out: Path | None, results: ResultFile | None, *, single: bool) -> None:
    parts = _layout(found, output, single=single)
    if results is not None:
        for line in parts:
            results.append(line)
    # A file is opened when there is something to write: when nothing could be read, there is none.
    elif (first := next(parts, None)) is not None:
        with open_output(out) as stream:
            for part in chain([first], parts):
                stream.write(printable(part, stream))
                stream.flush()


def _layout(found: Iterator[Any], output: Format, *, single: bool) -> Iterator[str]:
    """The parts of the output from what workers made of documents, and failures."""
    from hedge.analysis import FailedDocument
    from hedge.reports import render_html
    from hedge.runner import form_json, form_line

    if output is Format.JSONL:
        yield from (form_line(each) if isinstance(each, FailedDocument) else each for each in found)
    elif output is Format.JSON:
        yield from _list((form_json(each) if isinstance(each, FailedDocument) else each for each in found), single)
    else:
        analysed = (each for each in found if not isinstance(each, FailedDocument))
        if output is Format.TEXT:
            yield from ("\n" * (number > 0) + text for number, text in enumerate(analysed))
        elif (first := next(analysed, None)) is not None:
            yield render_html(chain([first], analysed))


def _list(records: Iterator[str], single: bool) -> Iterator[str]:
    """Records as a JSON list, or one alone; laid out as `json.dumps` does with an indent of 1."""
    head = list(islice(records, 2))
    if not head:
        return
    if single and len(head) == 1:
        yield head[0] + "\n"
        return
    for number, record in enumerate(chain(head, records)):
        yield ("[\n " if number == 0 else ",\n ") + record.replace("\n", "\n ")
    yield "\n]\n"
