"""Options that say how input is to be read, shared by commands."""

from __future__ import annotations

from typing import Annotated

import typer

TextColumn = Annotated[str | None, typer.Option(help="Column of a table that holds the text; usually 'text'.")]
IdColumn = Annotated[str | None, typer.Option(help="Column with the document's id; usually 'id'.")]
SpeakerColumn = Annotated[
    str | None, typer.Option(help="Column that says whose words the text is; usually 'speaker', '' for none.")
]
DateColumn = Annotated[str | None, typer.Option(help="Column with the date; usually 'date', '' for none.")]
ConversationColumn = Annotated[
    str | None, typer.Option(help="Column that rows in a run share if they are turns of one conversation.")
]
InputFormatOption = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        help="text, captions, csv, tsv, json, jsonl, parquet, html or convokit, whatever the name says.",
    ),
]
