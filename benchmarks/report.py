"""One page of all results: ``python benchmarks/report.py [--results FOLDER]``.

Reads the JSON files that the other benchmarks wrote, and writes ``report.md`` (tables) and ``report.html`` (tables and
plots, one file that loads nothing) beside them. A file that is missing or unreadable is named in the report, and its
section left out. Published figures are those of ``benchmarks/published.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from report_limits import limits
from report_sections import (
    Section,
    ablations,
    accuracy,
    calibration,
    comparisons,
    errors,
    hostile,
    machines,
    published,
    scaling,
    speed,
)

FOLDER = Path(__file__).parent
#: File of results, and the command that writes it.
SOURCES = {
    "accuracy.json": "python benchmarks/accuracy.py --data DATA",
    "calibration.json": "python benchmarks/calibration.py --data DATA/newscert/dev",
    "speed.json": "python benchmarks/speed.py",
    "scaling.json": "python benchmarks/scaling.py",
    "errors.json": "python benchmarks/errors.py --data DATA",
    "limits.json": "python benchmarks/limits.py --data DATA",
    "fuzz.json": "python benchmarks/fuzz.py, with atheris",
    "comparison_calibration.json": "python benchmarks/comparison_calibration.py",
}


def read_results(folder: Path) -> tuple[dict[str, dict[str, Any]], dict[str, str]]:
    """The results by file name, and what is wrong with the files that are not there."""
    found: dict[str, dict[str, Any]] = {}
    missing: dict[str, str] = {}
    for name in sorted({*SOURCES, *(path.name for path in folder.glob("*.json"))}):
        try:
            record = json.loads((folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            missing[name] = f"not there; written by {SOURCES[name]}"
        except (OSError, ValueError) as error:
            missing[name] = f"cannot be read ({error})"
        else:
            if isinstance(record, dict):
                found[name] = record
            else:
                missing[name] = f"expected an object, got a {type(record).__name__}"
    return found, missing


def make_sections(found: Mapping[str, dict[str, Any]], missing: dict[str, str]) -> list[Section]:
    """The sections for which there are results; a file that lacks what its section needs is added to `missing`."""
    figures = json.loads((FOLDER / "published.json").read_text(encoding="utf-8"))["groups"]
    extra = {
        name: record for name, record in found.items() if str(record.get("schema", "")).startswith("hedge/ablation/")
    }
    makers: list[tuple[str, Callable[[dict[str, Any]], Section]]] = [
        ("accuracy.json", lambda record: published(record, figures)),
        ("accuracy.json", accuracy),
        ("calibration.json", calibration),
        ("comparison_calibration.json", comparisons),
        ("speed.json", speed),
        ("scaling.json", scaling),
        ("accuracy.json", lambda record: ablations(record, extra)),
        ("errors.json", errors),
        ("limits.json", limits),
        ("fuzz.json", hostile),
    ]
    sections = []
    for name, make in makers:
        if name not in found:
            continue
        try:
            sections.append(make(found[name]))
        except (KeyError, TypeError, ValueError, IndexError) as error:
            missing[name] = (
                f"does not have what its section needs ({type(error).__name__}: {error}); from another version?"
            )
    sections.append(machines(found))
    return sections


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=FOLDER / "results")
    folder = parser.parse_args().results
    if not folder.is_dir():
        parser.error(
            f"expected a folder of results, found none at {folder}: run the benchmarks first, or check --results"
        )
    found, missing = read_results(folder)
    sections = make_sections(found, missing)
    environment = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=lambda name: bool(name and ".html" in name),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    for name in ("report.html", "report.md"):
        page = environment.get_template(f"{name}.j2").render(sections=sections, missing=missing)
        (folder / name).write_text(page, encoding="utf-8")
        print(f"wrote {folder / name}")
    for name, reason in missing.items():
        print(f"missing: {name} {reason}")


if __name__ == "__main__":
    main()
