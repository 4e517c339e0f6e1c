"""``hedge profile``: files in, one profile for each speaker of all of them out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from hedge.cli.gather import Gathered, gather_documents
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
from hedge.cli.output import check_place, open_output, open_whole, printable
from hedge.cli.tables import write_csv
from hedge.documents import TableColumns

if TYPE_CHECKING:
    from hedge.summaries import CorpusProfile, Estimate

SCHEMA = "hedge/profile/1"
# In the text output, only cues that hardly are characteristic by chance, and these few.
_SURE, _CUES = 1.96, 4


class Format(StrEnum):
    """Output formats of ``hedge profile`` and ``hedge compare``."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


MergeTable = Annotated[
    Path | None, typer.Option(help="CSV that says which speakers are the same: who shares a 'canonical' name.")
]
Cluster = Annotated[
    str | None,
    typer.Option(help="Column that says which documents belong together, such as a conversation.", metavar="COLUMN"),
]
Output = Annotated[Format, typer.Option("--format", help="Layout of the result.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write here instead of standard output.")]


def profile(
    files: Files,
    merge_table: MergeTable = None,
    write_merge_table: Annotated[
        Path | None, typer.Option(help="Write that CSV here: edit its column 'canonical', and give it back.")
    ] = None,
    by: Annotated[
        list[str] | None, typer.Option(help="Column to split certainty by, such as an addressee. Repeatable.")
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(help="Words to split certainty by: 'dam|flood*' is one topic. Repeatable."),
    ] = None,
    cluster: Cluster = None,
    plot: Annotated[
        Path | None, typer.Option(help="Draw the profiles: .pdf, .svg or .png (needs matplotlib: 'hedge[plots]').")
    ] = None,
    output: Output = Format.TEXT,
    out: Out = None,
    n_jobs: NJobs = 1,
    parser: ParserName = "hedge",
    preset: Preset = "default",
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    speaker_column: SpeakerColumn = None,
    date_column: DateColumn = None,
    conversation_column: ConversationColumn = None,
    input_format: InputFormatOption = None,
) -> None:
    """Sum up how certain each speaker is across documents.

    The same full name, or the same value in a column of speakers, is one speaker.

    With dates (a column of a table) this includes how certainty changed over time. A document that cannot be read or
    analysed is reported and the rest goes on; the exit code is then 1, or 2 if none could be.
    """
    from hedge.figures import check_figure_path, plot_profiles, save_figure
    from hedge.summaries import SpeakerTable, profile_corpus

    for path, option in ((plot, "--plot"), (write_merge_table, "--write-merge-table"), (out, "--out")):
        check_place(path, option)
    if plot is not None:
        check_figure_path(plot)
    columns = TableColumns(
        text=text_column, id=id_column, speaker=speaker_column, date=date_column, conversation=conversation_column
    )
    gathered = gather_documents(
        files,
        columns=columns,
        input_format=input_format,
        merge_table=merge_table,
        parser=parser,
        preset=preset,
        n_jobs=n_jobs,
    )
    if write_merge_table is not None:
        with open_whole(write_merge_table, "--write-merge-table") as stream:
            stream.write(SpeakerTable((*gathered.table.rows, *gathered.aside.rows)).to_csv())
    profiles = profile_corpus(gathered.documents, gathered.table, by=by or (), topics=topic or (), cluster=cluster)
    with open_output(out) as stream:
        _write(profiles, gathered, output, stream)
    if plot is not None:
        save_figure(plot_profiles(profiles), plot)
    if gathered.failed:
        raise typer.Exit(1)


def _write(profiles: Sequence[CorpusProfile], gathered: Gathered, output: Format, stream: TextIO) -> None:
    from hedge.summaries import profile_record, profile_rows

    if output is Format.TEXT:
        heading = f"{_count(len(gathered.documents), 'document')}, {_count(len(profiles), 'speaker')}\n"
        lines = [line for each in profiles if each.statements > 1 for line in _lines(each)]
        once = [each.speaker for each in profiles if each.statements == 1]
        if once:
            lines.append(f"\nwith one statement each (--format csv or json has their numbers): {len(once)}\n")
            lines += [f"  {name}\n" for name in once]
        stream.write(printable("".join([heading, *lines]), stream))
    elif output is Format.CSV:
        columns, rows = profile_rows(profiles)
        write_csv(rows, columns, stream)
    else:
        record = {
            "schema": SCHEMA,
            "model": gathered.model.to_dict(),
            "documents": [document.id for document in gathered.documents],
            "profiles": [profile_record(each) for each in profiles],
        }
        json.dump(record, stream, ensure_ascii=True, indent=1)
        stream.write("\n")


def _lines(profile: CorpusProfile) -> Iterator[str]:
    from hedge.summaries import LABELS

    facts = [_count(profile.documents, "document"), _count(profile.statements, "statement")]
    facts.append(_count(profile.words, "word"))
    if profile.certainty is not None and profile.interval is not None:
        facts.append(f"certainty {profile.certainty:.2f} {_bounds(profile.interval)}")
    facts.append(f"{profile.cues_per_100_words:.1f} cues per 100 words")
    # "author [a.txt s0]" and "unnamed clerk [a.txt s3]" say it themselves.
    named = profile.speaker.split()[:1] == [profile.type]
    yield f"\n{profile.speaker}\n" if named else f"\n{profile.speaker} ({profile.type})\n"
    yield f"  {', '.join(facts)}\n"
    yield "  " + ", ".join(f"{label} {profile.labels[label]}" for label in LABELS if label in profile.labels) + "\n"
    if profile.pooled is not None and profile.pooled.weight < 0.9:
        yield f"  pooled with the others: {profile.pooled.value:.2f} {_bounds(profile.pooled.interval)}\n"
    cues = [cue for cue in profile.characteristic if cue.z > _SURE][:_CUES]
    if cues:
        yield "  says more than others: " + ", ".join(f"{cue.text!r} ({cue.count})" for cue in cues) + "\n"
    for name, parts in profile.groups.items():
        # One's only kind of statement tells nothing; one's only value of a column that was asked for does.
        if len(parts) > 1 or (name not in ("kind", "voice", "words") and "(other)" not in parts):
            yield f"  by {name}: " + "; ".join(f"{part} {_shown(each)}" for part, each in parts.items()) + "\n"
    if profile.trend is not None:
        trend = profile.trend
        change = f"{trend.slope.value:+.2f} a year {_bounds(trend.slope.interval, '+')}"
        yield f"  from {trend.start} to {trend.end}: {change}\n"


def _shown(estimate: Estimate) -> str:
    return f"{estimate.value:.2f} {_bounds(estimate.interval)} of {estimate.statements}"


def _bounds(interval: tuple[float, float], sign: str = "") -> str:
    return f"[{interval[0]:{sign}.2f}, {interval[1]:{sign}.2f}]"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
