"""Arguments and options that say what is read and with which models, shared by commands."""

from __future__ import annotations

from typing import Annotated

import typer

from hedge.cli.completion import complete_presets

_TABLES = "Tables"

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Files, folders or globs: texts, captions, tables, web pages, ConvoKit corpora; '-' is standard input.",
    ),
]
NJobs = Annotated[int, typer.Option(min=1, help="Processes; each takes about 1 GB and one core.")]
ParserName = Annotated[str, typer.Option(help="'hedge' (shipped), an official Stanza package, or a folder.")]
Preset = Annotated[str, typer.Option(help="'default', or 'fast' without the encoder.", autocompletion=complete_presets)]
TextColumn = Annotated[
    str | None,
    typer.Option(help="Column that holds the text; usually 'text'.", metavar="COLUMN", rich_help_panel=_TABLES),
]
IdColumn = Annotated[
    str | None,
    typer.Option(help="Column with the document's id; usually 'id'.", metavar="COLUMN", rich_help_panel=_TABLES),
]
SpeakerColumn = Annotated[
    str | None,
    typer.Option(
        help="Column that says whose words the text is: equal values are one speaker; usually 'speaker', '' for none.",
        metavar="COLUMN",
        rich_help_panel=_TABLES,
    ),
]
DateColumn = Annotated[
    str | None,
    typer.Option(help="Column with the date; usually 'date', '' for none.", metavar="COLUMN", rich_help_panel=_TABLES),
]
ConversationColumn = Annotated[
    str | None,
    typer.Option(
        help="Column that rows in a run share if they are turns of one conversation; usually 'conversation'.",
        metavar="COLUMN",
        rich_help_panel=_TABLES,
    ),
]
InputFormatOption = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        help="text, captions, csv, tsv, json, jsonl, parquet, html or convokit, whatever the name says.",
        metavar="FORMAT",
    ),
]
