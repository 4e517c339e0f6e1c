"""The README and the how-tos are executed: their examples run and print what they say."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from hedge.analysis import Pipeline

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
HOW_TOS = sorted((ROOT / "corpora" / "howto").glob("*.md"))


def _load_examples() -> ModuleType:
    # pytest's import mode keeps tests/ off the path.
    spec = importlib.util.spec_from_file_location("examples", Path(__file__).with_name("examples.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["examples"] = module
    spec.loader.exec_module(module)
    return module


examples = _load_examples()


def check(markdown: str, folder: Path, languages: tuple[str, ...]) -> None:
    found = examples.read_examples(markdown, languages)
    assert any(example.shown for example in found)
    for example, printed in examples.run_examples(found, folder):
        if example.shown is not None:
            assert printed == example.shown, f"block at line {example.line}"


def test_python_of_the_readme_prints_the_output_shown(tmp_path: Path) -> None:
    check(README, tmp_path, ("python",))


@pytest.mark.parametrize("path", HOW_TOS, ids=lambda path: path.stem)
def test_how_to_prints_the_output_shown(path: Path, tmp_path: Path, nlp: Pipeline) -> None:
    # While the shared pipeline is in use, loading gives that one.
    check(path.read_text(encoding="utf-8"), tmp_path, ("python", "sh"))


def test_all_how_tos_are_linked() -> None:
    page = (ROOT / "corpora" / "README.md").read_text(encoding="utf-8")
    assert len(HOW_TOS) > 5
    assert set(re.findall(r"\(howto/([\w-]+\.md)\)", page)) == {path.name for path in HOW_TOS}


def test_a_wrong_output_is_noticed(tmp_path: Path) -> None:
    shown = "```python\nprint(1)\n```\n\n```text\n{}\n```\n"
    check(shown.format(1), tmp_path, ("python",))
    with pytest.raises(AssertionError, match="line 1"):
        check(shown.format(2), tmp_path, ("python",))


def test_figures_are_those_of_the_benchmark() -> None:
    results = json.loads((ROOT / "benchmarks" / "results" / "accuracy.json").read_text())
    row = re.compile(r"^\| `([\w-]+)` \| `([^`]+)` \| `(\w+)` \| ([\d.]+) \[([\d.]+), ([\d.]+)\]", flags=re.MULTILINE)
    rows = row.findall(README)
    assert len(rows) > 15
    for task, place, metric, value, low, high in rows:
        run = results["runs"][f"{task} {place}"]
        digits = len(value.partition(".")[2])
        assert float(value) == round(run["metrics"][metric], digits), (task, place, metric)
        assert [float(low), float(high)] == [round(bound, digits) for bound in run["intervals"][metric]]
