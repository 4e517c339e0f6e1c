"""What goes wrong, counted by kind and construction: ``python benchmarks/errors.py --data DATA``.

Counts only: the errors themselves quote the data, which are not ours to publish (``hedge evaluate attribution --errors
FILE`` shows them). Writes ``benchmarks/results/errors.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from machine import HERE, machine

from hedge.evaluation.tasks import Options, evaluate_task

RESULTS = Path(__file__).parent / "results" / "errors.json"
RUNS = ("attribution/polnear/dev", "corpora/sample")


def count_tables(lines: Sequence[str]) -> dict[str, list[list[str]]]:
    """The tables of counts, by the name of their first columns; the list of single errors is left out."""
    tables: dict[str, list[list[str]]] = {}
    name = ""
    for line in lines[1:]:
        if line.startswith("#"):
            columns = line.removeprefix("# ").split("\t")
            name = {"role\tkind\tcount": "kinds", "construction\tgold\tright": "constructions"}.get(
                "\t".join(columns[:3]), ""
            )
            if name:
                tables[name] = [columns]
        elif name:
            tables[name].append(line.split("\t"))
    return tables


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    runs = {}
    for place in RUNS:
        found = evaluate_task("attribution", HERE / place if place.startswith("corpora") else data / place, Options())
        runs[f"attribution {place}"] = {"summary": found.errors[0].removeprefix("# "), **count_tables(found.errors)}
        print(f"attribution {place}: {runs[f'attribution {place}']['summary']}", flush=True)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps({"machine": machine(), "runs": runs}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
