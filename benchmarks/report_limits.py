"""The section of the benchmark report on what limits the figures that miss their targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import mean
from typing import Any

import report_figures as draw
from report_sections import Figure, Section, Table, metric_name

Record = Mapping[str, Any]


def limits(record: Record) -> Section:
    """Learning curves with what they promise, facts about labels and trees, and tables of single tasks."""
    runs = record["runs"]
    text = [
        "Figures that miss their targets or barely meet them, and what stands in the way. The curves fit the same "
        "model on nested quarters and halves of its training data (three draws; small dots) and on all of it, and "
        "score it on the same held-out "
        "data. They leave the encoder out, as it was trained on all of the data: at the right the full dot is the "
        "shipped model, with the encoder and its 95 % interval, and the dashed line the target. The curve of certainty "
        "is of gold spans, its shipped figure and target of raw text; so is that of the speakers, which has gold "
        "attributions; the curve of CommitmentBank is the mean over its three splits, the shipped figure that of the "
        "first, which the head is fitted on.",
        "Times the data: how much more would bring the shipped figure to its target, if every further doubling gained "
        "as much as the curve does. That is hopeful where the step from a half to all is smaller than that from a "
        "quarter to a half. Where the target lies inside the interval, the held-out data are too few to tell whether "
        "it is missed.",
    ]
    return Section(
        title="What limits the figures",
        text=text,
        figures=[figure for name, run in runs.items() for figure in _figures(name, run)],
        tables=[_promises(runs), *(table for name, run in runs.items() for table in _tables(name, run))],
    )


def _figures(name: str, run: Record) -> Iterator[Figure]:
    for goal in run["goals"]:
        draws = {float(share): values for share, values in goal["draws"].items()}
        title = f"{name}: {metric_name(goal['metric'])}"
        svg = draw.curve(draws, (goal["shipped"], goal["interval"]), goal["target"], f"{title} by data")
        caption = f"By share of {run['n']:,} {run['units']}; {goal['gain_per_doubling']:+.3f} a doubling."
        yield Figure(title=title, caption=caption, svg=svg)


def _promises(runs: Record) -> Table:
    rows = []
    for name, run in runs.items():
        for goal in run["goals"]:
            low, high = goal["interval"]
            values = [f"{mean(goal['draws'][share]):.3f}" for share in sorted(goal["draws"], key=float)]
            times = goal["times_the_data"]
            rows.append((
                name, metric_name(goal["metric"]), f"{goal['shipped']:.3f} [{low:.3f}, {high:.3f}]",
                f"{goal['target']:g}", "yes" if low <= goal["target"] <= high else "no",
                *values, f"{goal['gain_per_doubling']:+.3f}",
                "not within 16" if times is None else f"{times:.1f}",
            ))  # fmt: skip
    header = (
        "task", "metric", "shipped [95 % interval]", "target", "in interval",
        "1/4", "1/2", "all", "a doubling", "times the data",
    )  # fmt: skip
    return Table(
        caption="What more data would bring (1/4, 1/2, all: without the encoder)", header=header, rows=rows, words=2
    )


def _tables(name: str, run: Record) -> Iterator[Table]:
    facts = [(fact, _shown(value)) for fact, value in run["facts"].items()]
    yield Table(caption=f"{name}: what labels and data allow", header=("fact", "value"), rows=facts)
    for title, rows in run.get("groups", {}).items():
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        body = [(label, *(_shown(row.get(column)) for column in columns)) for label, row in rows.items()]
        header = ("", *(metric_name(column) for column in columns))
        yield Table(caption=f"{name}: {title[0].lower()}{title[1:]}", header=header, rows=body)


def _shown(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"
