"""What limits the figures that miss their targets: ``python benchmarks/limits.py --data DATA [--task NAME ...]``.

DATA is as for ``accuracy.py``, whose results are read: they hold the figures of the shipped models. For each task a
learning curve says what more data would bring: the model is fitted, without the encoder, on nested quarters and halves
of its training articles or items (three draws) and on all, and scored on the same held-out data. Beside it stand facts
about labels, bounds and trees. "Times the data" extrapolates the gain of a doubling from the shipped figure to the
target; it assumes that the encoder's model would gain as much as the model without, and nothing beyond 16 times is
believed. Parses are kept where ``hedge train`` keeps them. Writes ``benchmarks/results/limits.json``, task by task.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accuracy import RESULTS as ACCURACY
from learning_curves import summarise_curve
from limits_curves import (
    Draws,
    aspect_curve,
    certainty_curve,
    commitment_curve,
    cue_curve,
    factuality_curve,
    science_curve,
)
from limits_newscert import certainty_facts, cue_facts
from limits_ratings import aspect_facts, commitment_facts, meantime_facts, parser_facts, science_facts, uw_facts
from limits_speakers import speaker_curve, speaker_facts
from machine import machine

from hedge.training.parses import DEFAULT_CACHE, ParseCache

RESULTS = Path(__file__).parent / "results" / "limits.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A figure of ``accuracy.json``, by run and metric, and what it should be."""

    run: str
    metric: str
    target: float

    @property
    def lower(self) -> bool:
        """Whether lower is better."""
        return self.metric == "mae"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is measured for some figures.

    Parameters
    ----------
    goals : sequence of Goal
        The figures.
    units : str
        What the curve takes parts of.
    curve : callable
        Gives the number of units, and the scores by metric and share.
    facts : callable
        Gives the facts and tables.
    """

    goals: Sequence[Goal]
    units: str
    curve: Callable[[Path, ParseCache], tuple[int, Draws]]
    facts: Callable[[Path, ParseCache], dict[str, Any]]


def _goals(run: str, **targets: float) -> tuple[Goal, ...]:
    return tuple(Goal(run=run, metric=metric, target=target) for metric, target in targets.items())


TASKS = {
    "cues": Task(
        goals=_goals("cues newscert/dev", f1=0.85),
        units="articles",
        curve=cue_curve,
        facts=lambda data, cache: cue_facts(data / "newscert/dev", cache.parse),
    ),
    "certainty": Task(
        goals=_goals("statements newscert/dev", certainty_macro_f1=0.75, certainty_spearman=0.75),
        units="articles",
        curve=certainty_curve,
        facts=lambda data, cache: certainty_facts(data / "newscert/dev", data / "newscert/train", cache.parse),
    ),
    "speakers": Task(
        goals=_goals("statements newscert/dev", speaker_name_accuracy=0.85),
        units="articles",
        curve=speaker_curve,
        facts=lambda data, cache: speaker_facts(data / "newscert/dev"),
    ),
    "science": Task(
        goals=_goals("science-certainty certainty_science/sentence-level-dev.jsonl", pearson_r=0.72),
        units="findings",
        curve=lambda data, cache: science_curve(data),
        facts=lambda data, cache: science_facts(data / "certainty_science"),
    ),
    "aspects": Task(
        goals=_goals("aspect-certainty certainty_science/aspect-level-dev.jsonl", macro_f1=0.68),
        units="findings",
        curve=lambda data, cache: aspect_curve(data),
        facts=lambda data, cache: aspect_facts(data / "certainty_science"),
    ),
    "commitmentbank": Task(
        goals=_goals("factuality factuality/commitmentbank/split1/test.jsonl", pearson_r=0.84),
        units="items",
        curve=commitment_curve,
        facts=commitment_facts,
    ),
    "uw": Task(
        goals=_goals("factuality factuality/uw/dev.jsonl", mae=0.36, pearson_r=0.86),
        units="sentences",
        curve=factuality_curve("general", "uw/dev.jsonl"),
        facts=lambda data, cache: uw_facts(),
    ),
    "meantime": Task(
        goals=_goals("factuality factuality/meantime/test.jsonl", mae=0.28, pearson_r=0.50),
        units="sentences",
        curve=factuality_curve("meantime", "meantime/test.jsonl"),
        facts=meantime_facts,
    ),
    "uds-ih2": Task(
        goals=_goals("factuality factuality/uds_ih2/test.jsonl", mae=0.78, pearson_r=0.85),
        units="sentences",
        curve=factuality_curve("uds_ih2", "uds_ih2/test.jsonl"),
        facts=parser_facts,
    ),
}


def measure(task: Task, data: Path, cache: ParseCache) -> dict[str, Any]:
    """The record of one task."""
    started = time.perf_counter()
    n, draws = task.curve(data, cache)
    runs = json.loads(ACCURACY.read_text(encoding="utf-8"))["runs"]
    goals = []
    for goal in task.goals:
        value, interval = (runs[goal.run][kind][goal.metric] for kind in ("metrics", "intervals"))
        goals.append(
            {"run": goal.run, "metric": goal.metric, "shipped": value, "interval": interval, "target": goal.target}
            | summarise_curve(draws[goal.metric], value, goal.target, goal.lower)
        )
    facts = task.facts(data, cache)
    spent = round(time.perf_counter() - started, 1)
    return {"machine": machine(), "seconds": spent, "units": task.units, "n": n, "goals": goals, **_rounded(facts)}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return value if isinstance(value, int) else round(float(value), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--task", action="append", choices=list(TASKS), help="run only this task; repeatable")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="folder for parses")
    arguments = parser.parse_args()
    for name in arguments.task or TASKS:
        print(name, flush=True)
        own = measure(TASKS[name], arguments.data, ParseCache(arguments.cache))
        # Read anew: another task may have been measured at the same time.
        record = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {"runs": {}}
        record["runs"][name] = own
        RESULTS.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        for goal in own["goals"]:
            print(f"  {goal['metric']}: {goal['shipped']:.3f}, {goal['gain_per_doubling']:+.3f} a doubling;",
                  f"times the data for {goal['target']}: {goal['times_the_data'] or 'more than 16'}")  # fmt: skip
        print(f"  {own['seconds']} s", flush=True)


if __name__ == "__main__":
    main()
