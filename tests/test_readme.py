"""The README is executed: its Python runs and prints what it says."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def test_python_prints_the_output_shown() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", README, flags=re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert printed.getvalue() == shown


def test_figures_are_those_of_the_benchmark() -> None:
    import json

    results = json.loads((Path(__file__).parents[1] / "benchmarks" / "results" / "accuracy.json").read_text())
    row = re.compile(r"^\| `([\w-]+)` \| `([^`]+)` \| `(\w+)` \| ([\d.]+) \[([\d.]+), ([\d.]+)\]", flags=re.MULTILINE)
    rows = row.findall(README)
    assert len(rows) > 15
    for task, place, metric, value, low, high in rows:
        run = results["runs"][f"{task} {place}"]
        digits = len(value.partition(".")[2])
        assert float(value) == round(run["metrics"][metric], digits), (task, place, metric)
        assert [float(low), float(high)] == [round(bound, digits) for bound in run["intervals"][metric]]
