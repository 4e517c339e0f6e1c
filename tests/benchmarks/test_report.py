"""The benchmark report: made of what is there, honest about what is not."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "report.py"
MACHINE = {"commit": "0123456789abcdef", "changed": True, "python": "3.11.1", "processor": "A & B <fast>", "cores": 2}
PRESET = {
    "milliseconds_a_sentence": 20.0, "over_stanza": 0.6, "over_stanza_range": [0.55, 0.7], "sentences_over_bert": 9.0,
    "shares": {"parsing": 0.5, "encoder": 0.3, "cues": 0.04, "rest": 0.16},
}  # fmt: skip


def run_of(**metrics: float) -> dict[str, Any]:
    return {"n": 100, "metrics": metrics, "intervals": {k: [v - 0.1, v + 0.1] for k, v in metrics.items()}}


RESULTS: dict[str, dict[str, Any]] = {
    "accuracy.json": {
        "machine": MACHINE,
        "runs": {
            "factuality factuality/uds_ih2/test.jsonl": run_of(mae=0.8, pearson_r=0.83),
            "factuality factuality/uds_ih2/test.jsonl fast": run_of(mae=0.96, pearson_r=0.78),
            "attribution attribution/polnear/dev": run_of(source_f1=0.8, cue_f1=0.7, content_f1=0.6, linked_f1=0.7),
        },
    },
    "calibration.json": {
        "n": 50,
        "calibration_error": {"certain": 0.04},
        "reliability": {
            "certain": [{"probability": 0.1, "share": 0.2, "count": 9}, {"probability": 0.9, "share": 0.8, "count": 1}]
        },
        "error_rate_at_coverage": {"0.5": 0.01, "1.0": 0.2},
        "interval_coverage": 0.9,
    },
    "speed.json": {
        "runs": {
            "corpora/sample/text": {
                "machine": MACHINE, "targets": {"default": {"over_stanza": 1.5}, "start_seconds": 4.0},
                "start_seconds": {"wall": 3.2}, "peak_gigabytes": 1.1, "short_text_milliseconds": 31.0,
                "default": PRESET, "fast": PRESET,
            }
        }
    },
    "scaling.json": {
        "machine": MACHINE,
        "runs": {
            "fast": {
                "long": {
                    "documents": 200, "cpu_seconds_per_1000_words": {"first": 1.0, "last": 1.1},
                    "time_ratio": 1.1, "megabytes": {"100": 900.0, "200": 905.0}, "memory_growth": 0.0056,
                    "peak_megabytes": 950.0,
                },
                "two_processes": {"median": 1.8, "documents_per_second": {"1": 2.0, "2": 3.6}},
            }
        },
    },
    "comparison_calibration.json": {
        "runs": 10, "commit": "fedcba9876543210",
        "comparisons": [
            {"documents": 4, "clustering": 0.2, "layout": "shared", "own": 0.5, "coverage_difference": 0.96,
             "coverage_mean": 0.95, "coverage_superiority": 0.94, "type_1_error": 0.05, "power_at_detectable": 0.8}
        ],
    },
    "errors.json": {
        "machine": MACHINE,
        "runs": {
            "attribution corpora/sample": {
                "summary": "9 gold attributions",
                "kinds": [["role", "kind", "count", "share"], ["cue", "missed", "4", "1"]],
                "constructions": [["construction", "gold"], ["passive", "9"]],
            }
        },
    },
    "fuzz.json": {
        "machine": MACHINE, "slowest_seconds": 3.0, "inputs": 1234, "failures": 1,
        "fixed": ["conllu: circles"],
        "targets": {
            "csv": {"inputs": 1234, "seconds": 60, "commit": "0123456789abcdef", "failures": ["KeyError at a.py:1"]},
        },
    },
    "limits.json": {
        "runs": {
            "cues": {
                "machine": MACHINE, "units": "articles", "n": 48,
                "goals": [
                    {"run": "cues dev", "metric": "f1", "shipped": 0.8, "interval": [0.75, 0.84], "target": 0.85,
                     "draws": {"0.25": [0.6, 0.62], "0.5": [0.7, 0.7], "1": [0.75]}, "gain_per_doubling": 0.07,
                     "times_the_data": 1.64},
                    {"run": "cues dev", "metric": "typed_f1", "shipped": 0.8, "interval": [0.75, 0.87], "target": 0.85,
                     "draws": {"0.25": [0.7], "0.5": [0.7], "1": [0.7]}, "gain_per_doubling": 0.0,
                     "times_the_data": None},
                ],
                "facts": {"F1 of a perfect choice": 0.9876, "gold cues": 1325},
                "groups": {"Wrong cues": {"missed": {"cues": 7}, "spurious": {"cues": 9, "share": 0.5}}},
            }
        }
    },
    "attribution_ablation.json": {
        "schema": "hedge/ablation/1", "task": "attribution", "data": "dev", "n": 9, "machine": MACHINE,
        "systems": {"rules": run_of(source_f1=0.3), "<script>alert(1)</script>": run_of(source_f1=0.8)},
    },
}  # fmt: skip


def make(folder: Path) -> tuple[str, str]:
    command = [sys.executable, str(SCRIPT), "--results", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stderr
    return (folder / "report.md").read_text(encoding="utf-8"), (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("results")
    for name, record in RESULTS.items():
        (folder / name).write_text(json.dumps(record), encoding="utf-8")
    return make(folder)


def test_every_section_is_there(pages: tuple[str, str]) -> None:
    markdown, page = pages
    titles = re.findall(r"^## (.*)$", markdown, flags=re.MULTILINE)
    assert titles == [
        "Beside published figures", "Accuracy", "Calibration", "Comparisons of speakers", "Speed", "Scaling",
        "Ablations", "Kinds of errors", "What limits the figures", "Hostile input", "Machine and commit",
    ]  # fmt: skip
    assert re.findall(r"<h2>(.*)</h2>", page) == titles
    assert "Missing" not in markdown
    assert page.count("<svg ") == page.count("<figure")


def test_figures_stand_beside_the_published_ones(pages: tuple[str, str]) -> None:
    markdown, _ = pages
    rows = [line for line in markdown.splitlines() if line.startswith("| Event factuality, UDS-IH2: MAE |")]
    assert [row.split(" | ")[1] for row in rows] == [
        "graph network on BERT", "**hedge**", "**hedge fast**", "constant 3.0",
    ]  # fmt: skip
    assert "0.800 [0.700, 0.900]" in rows[1]
    assert "| **hedge (dev)** | measured | 0.600 [0.500, 0.700]" in markdown
    assert "Not measured in these results: Event factuality, UW: MAE" in markdown


def test_limits_are_told_with_what_they_rest_on(pages: tuple[str, str]) -> None:
    markdown, _ = pages
    for row in (
        "| cues | F1 | 0.800 [0.750, 0.840] | 0.85 | no | 0.610 | 0.700 | 0.750 | +0.070 | 1.6 |",
        "| cues | typed F1 | 0.800 [0.750, 0.870] | 0.85 | yes | 0.700 | 0.700 | 0.700 | +0.000 | not within 16 |",
        "| F1 of a perfect choice | 0.988 |",
        "| gold cues | 1,325 |",
        "cues: wrong cues:",
        "| missed | 7 |  |",
        "| spurious | 9 | 0.500 |",
    ):
        assert row in markdown


def test_machines_and_mixtures_are_told(pages: tuple[str, str]) -> None:
    markdown, _ = pages
    assert "| accuracy.json | 0123456789* |" in markdown
    assert "| calibration.json | not recorded |" in markdown
    assert "different states of the code or models" in markdown


def test_failures_of_fuzzing_are_named(pages: tuple[str, str]) -> None:
    markdown, _ = pages
    assert "tried 1,234 inputs: 1 failed" in markdown
    assert "Open: csv, KeyError at a.py:1" in markdown
    assert "Found before and fixed: conllu: circles." in markdown


def test_page_loads_nothing_and_escapes(pages: tuple[str, str]) -> None:
    _, page = pages
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"", re.sub(r"<svg .*?</svg>", "", page, flags=re.DOTALL))
    assert not re.findall(r"xlink:href=\"(?!#)", page)


def test_missing_and_broken_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "accuracy.json").write_text("{", encoding="utf-8")
    (tmp_path / "speed.json").write_text('{"runs": {"x": {}}}', encoding="utf-8")
    (tmp_path / "scaling.json").write_text("[]", encoding="utf-8")
    markdown, page = make(tmp_path)
    for name, reason in (
        ("accuracy.json", "cannot be read"),
        ("calibration.json", "not there; written by python benchmarks/calibration.py"),
        ("speed.json", "does not have what its section needs"),
        ("scaling.json", "expected an object, got a list"),
    ):
        assert f"- `{name}`: {reason}" in markdown
        assert f"<li><code>{name}</code>: {reason}" in page
