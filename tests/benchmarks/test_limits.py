"""What the benchmark of limits computes, by hand-worked examples."""

from __future__ import annotations

import gzip
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import spearmanr

from hedge.documents import Span

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(FOLDER))
    return importlib.import_module


def test_gain_is_the_slope_over_doublings(module: Any) -> None:
    gain = module("learning_curves").gain_per_doubling
    assert gain({0.25: 0.5, 0.5: 0.6, 1.0: 0.7}) == pytest.approx(0.1)
    # Least squares over three evenly spaced points: half of the difference between the ends.
    assert gain({0.25: 0.5, 0.5: 0.9, 1.0: 0.6}) == pytest.approx(0.05)
    assert gain({0.25: 1.2, 0.5: 1.1, 1.0: 1.0}) == pytest.approx(-0.1)


@pytest.mark.parametrize(
    ("value", "target", "gain", "lower", "times"),
    [
        (0.70, 0.76, 0.02, False, 8.0),  # three doublings
        (0.70, 0.78, 0.02, False, 16.0),  # four
        (0.70, 0.79, 0.02, False, None),  # more than four
        (0.70, 0.76, 0.0, False, None),
        (0.70, 0.76, -0.01, False, None),
        (0.80, 0.76, 0.02, False, 1.0),  # met
        (0.90, 0.80, -0.05, True, 4.0),
        (0.90, 0.80, 0.05, True, None),
        (0.70, 0.80, -0.05, True, 1.0),
    ],
)  # fmt: skip
def test_data_needed(module: Any, value: float, target: float, gain: float, lower: bool, times: float | None) -> None:
    found = module("learning_curves").data_needed(value, target, gain, lower=lower)
    assert found == (times if times is None else pytest.approx(times, abs=0.01))


def test_subsets_are_nested_and_reproducible(module: Any) -> None:
    subsets = list(module("learning_curves").nested_subsets(20))
    assert [(share, len(chosen)) for share, chosen in subsets] == [(0.25, 5), (0.5, 10)] * 3 + [(1.0, 20)]
    for (_, quarter), (_, half) in zip(subsets[:-1:2], subsets[1:-1:2], strict=True):
        assert set(quarter) < set(half)
    assert subsets[0] != subsets[2]
    assert subsets == list(module("learning_curves").nested_subsets(20))


def test_curve_keeps_every_draw(module: Any) -> None:
    def score(chosen: Sequence[int]) -> dict[str, float]:
        return {"f1": len(chosen) / 8, "other": 0.0}

    curves = module("learning_curves")
    draws = curves.measure_curve(8, score, ["f1"])
    assert draws == {"f1": {"0.25": [0.25] * 3, "0.5": [0.5] * 3, "1": [1.0]}}
    summary = curves.summarise_curve(draws["f1"], 0.5, 0.9, False)
    assert (summary["gain_per_doubling"], summary["times_the_data"]) == (0.375, 2.09)  # 2 ** (0.4 / 0.375)


def test_ties_bound_the_rank_correlation(module: Any) -> None:
    gold = [0, 3, 3, 3, 3, 3, 2, 2]
    order = [0.1, 0.9, 0.91, 0.92, 0.93, 0.94, 0.5, 0.51]
    assert module("limits_newscert").spearman_without_ties(gold) == pytest.approx(spearmanr(gold, order).statistic)


def test_wrong_cues_are_told_apart(module: Any) -> None:
    near, unknown, refused, doubted = (0, Span(0, 11)), (0, Span(20, 25)), (0, Span(40, 45)), (1, Span(0, 5))
    gold = {near, unknown, refused}
    claimed = {(0, Span(5, 11)), (1, Span(0, 3)), (2, Span(0, 5))}
    errors = module("limits_newscert")._cue_errors(
        gold - claimed, claimed - gold, claimed, gold, {doubted}, {near, refused, *claimed}
    )
    assert {name: row["cues"] for name, row in errors.items()} == {
        "missed: not in the lexicon": 1, "missed: proposed but not chosen": 1, "missed: found with other bounds": 1,
        "spurious: other bounds than gold": 1, "spurious: overlaps a disputed cue": 1, "spurious: no cue there": 1,
    }  # fmt: skip


def test_gold_trees_are_read_without_tokens_and_empty_nodes(module: Any, tmp_path: Path) -> None:
    columns = "{}\t{}\t_\tX\t_\t_\t{}\t{}\t_\t_"
    lines = [
        "# text = It isn't.", columns.format(1, "It", 3, "nsubj"), "2-3\tisn't" + "\t_" * 8,
        columns.format(2, "is", 3, "aux"), columns.format(3, "n't", 0, "root"), columns.format("3.1", "so", "_", "_"),
    ]  # fmt: skip
    path = tmp_path / "trees.conllu.gz"
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n\n").encode()))
    trees = module("limits_ratings").read_trees(path)
    assert list(trees) == [("It", "is", "n't")]
    assert [word.head for word in trees["It", "is", "n't"].words] == [2, 2, -1]
