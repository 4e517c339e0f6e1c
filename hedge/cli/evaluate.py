"""``hedge evaluate``: score the shipped models on a published data set."""

from __future__ import annotations

import json
import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from hedge.cli.inputs import ParserName, Preset
from hedge.cli.output import open_whole
from hedge.errors import InputError, OptionError

SCHEMA = "hedge/evaluation/1"


class Task(StrEnum):
    """Tasks of ``hedge evaluate``."""

    PARSING = "parsing"
    FACTUALITY = "factuality"
    UNCERTAINTY = "uncertainty"
    ATTRIBUTION = "attribution"
    CUES = "cues"
    CERTAINTY = "certainty"
    STATEMENTS = "statements"
    ASSERTIVENESS = "assertiveness"
    SCIENCE_CERTAINTY = "science-certainty"
    ASPECT_CERTAINTY = "aspect-certainty"
    PERCEIVED_PROBABILITY = "perceived-probability"
    BEHAVIOUR = "behaviour"


def evaluate(
    task: Annotated[Task, typer.Argument(help="What to score.")],
    data: Annotated[Path, typer.Option(help="File or folder in the data set's published format.")],
    json_out: Annotated[Path | None, typer.Option("--json", help="Write the result here as JSON.")] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            help="Write what went wrong here, tab-separated: for attribution, counts by kind and construction, then "
            "every error with its place; for behaviour, the failed pairs."
        ),
    ] = None,
    n_jobs: Annotated[int, typer.Option("--n-jobs", min=1, help="Processes to analyse documents with.")] = 1,
    parser: ParserName = "hedge",
    preset: Preset = "default",
) -> None:
    """Score a TASK on one data split, with 95 % bootstrap intervals."""
    from hedge.analysis.models import LoadOptions
    from hedge.evaluation.tasks import TASKS_WITH_ERRORS, Options, evaluate_task

    if not data.exists():
        raise InputError(f"expected a data set at {data}, but there is nothing: check --data")
    if errors is not None and task.value not in TASKS_WITH_ERRORS:
        raise OptionError(
            f"expected --errors with {' or '.join(TASKS_WITH_ERRORS)}, got it with {task.value}: leave it out"
        )
    started = time.perf_counter()
    result = evaluate_task(task.value, data, Options(parser=parser, preset=preset, n_jobs=n_jobs))
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "task": task.value,
        "data": str(data),
        "n": result.n,
        "metrics": result.metrics,
        "intervals": {name: list(pair) for name, pair in result.intervals.items()},
        "seconds": round(time.perf_counter() - started, 2),
        "model": LoadOptions(preset=preset, parser=parser).model().to_dict(),
    }
    for name, value in result.metrics.items():
        low, high = result.intervals[name]
        typer.echo(f"{name:24} {value:8.4f}  [{low:.4f}, {high:.4f}]")
    typer.echo(f"{task.value} on {data}: n = {result.n}, {record['seconds']:.0f} s")
    if errors is not None:
        with open_whole(errors, "--errors") as stream:
            stream.writelines(f"{line}\n" for line in result.errors)
    if json_out is not None:
        with open_whole(json_out, "--json") as stream:
            stream.write(json.dumps(record, indent=1) + "\n")
