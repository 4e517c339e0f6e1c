"""``hedge compare``: files in, how much more certain one speaker is than another out, and whether it may be chance."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from hedge.cli.gather import gather_documents
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
from hedge.cli.output import check_place, open_output, printable
from hedge.cli.profile import Cluster, Format, MergeTable, Out, Output
from hedge.cli.tables import write_csv
from hedge.documents import TableColumns
from hedge.errors import OptionError

if TYPE_CHECKING:
    from hedge.summaries import Comparison

SCHEMA = "hedge/comparison/1"


def compare(
    files: Files,
    a: Annotated[str | None, typer.Option("--a", help="Name of a speaker, as 'hedge profile' gives it.")] = None,
    b: Annotated[str | None, typer.Option("--b", help="Name of another; all others together if left out.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Every speaker with every other.")] = False,
    rest: Annotated[bool, typer.Option("--rest", help="With --all: each with all the others together.")] = False,
    fewest: Annotated[int, typer.Option(help="With --all: leave out who makes fewer statements.", min=1)] = 3,
    by: Annotated[
        str, typer.Option(help="What --a and --b are: speaker, type, kind, voice, document, or a column.")
    ] = "speaker",
    merge_table: MergeTable = None,
    cluster: Cluster = None,
    exchange: Annotated[
        str, typer.Option(help="What the test permutes: documents, statements (within documents), or auto.")
    ] = "auto",
    resamples: Annotated[int, typer.Option(help="Most permutations to try.", min=1)] = 9999,
    seed: Annotated[int, typer.Option(help="Seed of the random permutations.", min=0)] = 0,
    output: Output = Format.TEXT,
    json_out: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    csv_out: Annotated[bool, typer.Option("--csv", help="The same as --format csv.")] = False,
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
    """Compare how certain speakers are across documents: --a NAME --b NAME, or --all.

    A document that cannot be read or analysed is reported and the rest goes on; the exit code is then 1, or 2 if none
    could be.
    """
    from hedge.summaries import check_exchange, compare_all
    from hedge.summaries import compare as compare_two

    if every == (a is not None) or (every and b is not None):
        got = "both" if every else "neither"
        raise OptionError(f"expected --a NAME (and --b NAME), or --all, got {got}: choose one")
    if rest and not every:
        raise OptionError("expected --rest with --all, got it without: leave out --b to compare one with all others")
    option = check_exchange(exchange)
    check_place(out, "--out")
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
    how: dict[str, Any] = {
        "table": gathered.table,
        "by": by,
        "cluster": cluster,
        "exchange": option,
        "resamples": resamples,
        "random_state": seed,
    }
    if a is None:
        against: Literal["the rest", "each other"] = "the rest" if rest else "each other"
        found = compare_all(gathered.documents, against=against, fewest=fewest, **how)
    else:
        found = (compare_two(gathered.documents, a, b, **how),)
    layout = Format.JSON if json_out else Format.CSV if csv_out else output
    record = {
        "schema": SCHEMA,
        "model": gathered.model.to_dict(),
        "documents": [document.id for document in gathered.documents],
        "by": by,
        "cluster": cluster,
        "seed": seed,
    }
    with open_output(out) as stream:
        _write(found, record, layout, stream)
    if gathered.failed:
        raise typer.Exit(1)


def _write(found: Sequence[Comparison], record: dict[str, Any], layout: Format, stream: TextIO) -> None:
    from hedge.summaries import comparison_record

    if layout is Format.TEXT:
        stream.write(printable("".join(_lines(found)), stream))
    elif layout is Format.CSV:
        write_csv((_row(each) for each in found), _COLUMNS, stream)
    else:
        json.dump(
            {**record, "comparisons": [comparison_record(each) for each in found]}, stream, ensure_ascii=True, indent=1
        )
        stream.write("\n")


def _lines(found: Sequence[Comparison]) -> Iterator[str]:
    if not found:
        yield "nobody to compare: fewer than two make enough statements (--fewest)\n"
    for number, each in enumerate(found):
        yield "\n" if number else ""
        yield f"{each.a} - {each.b}\n"
        for name, mean in ((each.a, each.mean_a), (each.b, each.mean_b)):
            yield (
                f"  {name}: certainty {mean.value:.2f} {_bounds(mean.interval)}, {mean.statements} statements in "
                f"{mean.documents} document{'' if mean.documents == 1 else 's'}\n"
            )
        yield (
            f"  difference {each.difference:+.2f} {_bounds(each.interval, '+')}, Hedges' g {each.effect_size:+.2f} "
            f"{_bounds(each.effect_interval, '+')}, more certain in {100 * each.superiority:.0f} % of pairs\n"
        )
        yield f"  {_p_value(each)}\n"
        if each.note:
            yield f"  {each.note}\n"


def _p_value(each: Comparison) -> str:
    test = each.test
    how = "exact" if test.exact else "random"
    within = "documents" if test.exchange == "documents" else "statements within documents"
    q_value = "" if each.q_value is None else f", q = {each.q_value:.3g}"
    return f"p = {test.p_value:.3g}{q_value} ({how} permutation of {within})"


def _bounds(interval: tuple[float, float], sign: str = "") -> str:
    return f"[{interval[0]:{sign}.2f}, {interval[1]:{sign}.2f}]"


_COLUMNS = (
    "a", "b", "statements_a", "statements_b", "documents_a", "documents_b", "shared_documents", "certainty_a",
    "certainty_b", "difference", "difference_low", "difference_high", "effect_size", "effect_size_low",
    "effect_size_high", "superiority", "superiority_low", "superiority_high", "p_value", "q_value", "exchange", "exact",
    "detectable", "note",
)  # fmt: skip


def _row(each: Comparison) -> dict[str, Any]:
    from hedge.summaries import comparison_record

    record = comparison_record(each)
    row = {
        "a": each.a,
        "b": each.b,
        "shared_documents": each.shared_documents,
        "p_value": record["p_value"],
        "q_value": record["q_value"],
        "exchange": each.test.exchange,
        "exact": each.test.exact,
        "detectable": record["detectable"],
        "note": each.note,
    }
    for side in ("a", "b"):
        certainty = record[side]["certainty"]
        row |= {f"{name}_{side}": certainty[name] for name in ("statements", "documents")}
        row[f"certainty_{side}"] = certainty["value"]
    for name in ("difference", "effect_size", "superiority"):
        low, high = record[name]["interval"]
        row |= {name: record[name]["value"], f"{name}_low": low, f"{name}_high": high}
    return row
