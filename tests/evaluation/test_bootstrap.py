from __future__ import annotations

import math

import pytest

from hedge.evaluation.bootstrap import bootstrap


def mean(units: list[float]) -> dict[str, float]:
    return {"mean": sum(units) / len(units)}


def test_figures_are_those_of_the_whole_and_inside_the_interval() -> None:
    units = [0.0, 1.0] * 50
    figures, intervals = bootstrap(units, mean)
    assert figures == {"mean": 0.5}
    low, high = intervals["mean"]
    # The standard error of the mean is .05, so the 95 % interval is about .4 to .6.
    assert low == pytest.approx(0.4, abs=0.03)
    assert high == pytest.approx(0.6, abs=0.03)


def test_it_is_repeatable() -> None:
    units = [0.1, 0.5, 0.9, 0.2]
    assert bootstrap(units, mean) == bootstrap(units, mean)


def test_undefined_figures_stay_undefined() -> None:
    figures, intervals = bootstrap([1.0], lambda units: {"r": float("nan")})
    assert math.isnan(figures["r"])
    assert all(map(math.isnan, intervals["r"]))
