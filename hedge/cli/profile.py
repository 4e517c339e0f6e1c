"""``hedge profile``: files in, one profile for each speaker of all of them out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from hedge.cli.analyze import analyse_all, printable, read_all
from hedge.cli.completion import complete_presets
from hedge.cli.output import open_whole
from hedge.models import load_manifest
from hedge.version import __version__

if TYPE_CHECKING:
    from hedge.summaries import CorpusProfile

SCHEMA = "hedge/profile/1"


class Format(StrEnum):
    """Output formats of ``hedge profile``."""

    TEXT = "text"
    JSON = "json"


def profile(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Text files; '-' reads standard input.")],
    merge_table: Annotated[
        Path | None, typer.Option(help="CSV that says which speakers are the same: who shares a 'canonical' name.")
    ] = None,
    write_merge_table: Annotated[
        Path | None, typer.Option(help="Write that CSV here: edit its column 'canonical', and give it back.")
    ] = None,
    output: Annotated[Format, typer.Option("--format", help="Layout of the result.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option("--out", help="Write here instead of standard output.")] = None,
    parser: Annotated[str, typer.Option(help="'hedge' (shipped), an official Stanza package, or a folder.")] = "hedge",
    preset: Annotated[
        str, typer.Option(help="'default', or 'fast' without the encoder.", autocompletion=complete_presets)
    ] = "default",
) -> None:
    """Sum up how certain each speaker is across FILEs: the same full name is one speaker.

    A file that cannot be read is reported and the rest is analysed; the exit code is then 1, or 2 if none could be.
    """
    from hedge.summaries import SpeakerTable, merge_speakers, profile_corpus, read_speaker_table

    given = read_speaker_table(merge_table) if merge_table is not None else SpeakerTable(())
    sources, failed = read_all(files)
    if not sources:
        raise typer.Exit(2)
    from hedge.analysis import load

    documents = list(analyse_all(load(preset, parser=parser), sources, failed))
    # What a table says of documents that failed this time is neither used nor lost.
    aside = tuple(row for row in given.rows if row.document in failed)
    table = merge_speakers(documents, SpeakerTable(tuple(row for row in given.rows if row.document not in failed)))
    if write_merge_table is not None:
        with open_whole(write_merge_table, "--write-merge-table") as stream:
            stream.write(SpeakerTable((*table.rows, *aside)).to_csv())
    profiles = profile_corpus(documents, table)
    names = [document.id for document in documents]
    if out is None:
        _write(profiles, names, {"name": parser, "preset": preset}, output, sys.stdout)
    else:
        with open_whole(out, "--out") as stream:
            _write(profiles, names, {"name": parser, "preset": preset}, output, stream)
    if failed:
        raise typer.Exit(1)


def _write(
    profiles: Sequence[CorpusProfile], documents: list[str], model: dict[str, str], output: Format, stream: TextIO
) -> None:
    if output is Format.TEXT:
        heading = f"{_count(len(documents), 'document')}, {_count(len(profiles), 'speaker')}\n"
        lines = [heading, *(line for each in profiles for line in _lines(each))]
        stream.write(printable("".join(lines), stream))
        return
    record = {
        "schema": SCHEMA,
        "model": {**model, "version": __version__, "sha256": load_manifest().sha256},
        "documents": documents,
        "profiles": [_record(each) for each in profiles],
    }
    json.dump(record, stream, ensure_ascii=True, indent=1)
    stream.write("\n")


def _lines(profile: CorpusProfile) -> Iterator[str]:
    from hedge.summaries import LABELS

    facts = [_count(profile.documents, "document"), _count(profile.statements, "statement")]
    facts.append(_count(profile.words, "word"))
    if profile.certainty is not None and profile.interval is not None:
        facts.append(f"certainty {profile.certainty:.2f} [{profile.interval[0]:.2f}, {profile.interval[1]:.2f}]")
    facts.append(f"{profile.cues_per_100_words:.1f} cues per 100 words")
    yield f"\n{profile.speaker} ({profile.type})\n"
    yield f"  {', '.join(facts)}\n"
    yield "  " + ", ".join(f"{label} {profile.labels[label]}" for label in LABELS if label in profile.labels) + "\n"


def _record(profile: CorpusProfile) -> dict[str, Any]:
    certainty, interval = profile.certainty, profile.interval
    return {
        "speaker": profile.speaker,
        "type": profile.type,
        "documents": profile.documents,
        "statements": profile.statements,
        "words": profile.words,
        "certainty": None
        if certainty is None or interval is None
        else {"mean": round(certainty, 4), "interval": [round(bound, 4) for bound in interval]},
        "labels": profile.labels,
        "cues_per_100_words": round(profile.cues_per_100_words, 4),
        "most_certain": _place(profile.most_certain),
        "least_certain": _place(profile.least_certain),
    }


def _place(place: tuple[str, int] | None) -> dict[str, Any] | None:
    return None if place is None else {"document": place[0], "statement": place[1]}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
