"""Figures are looked at by people; here, that they show the right numbers and leave nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hedge.errors import InputError, OptionError
from hedge.figures import check_figure_path, plot_profiles, plot_reliability, plot_timeline, save_figure
from hedge.summaries import CorpusProfile, Estimate, Pooled, TimePoint, Trend
from hedge.summaries.distributions import describe_distribution
from hedge.summaries.intervals import Values

pytest.importorskip("matplotlib")


DAYS = ("2024-01-01", "2024-06-01")


def profile(name: str, mean: float | None, statements: int = 5, dated: bool = False) -> CorpusProfile:
    estimate = Estimate(value=mean or 0.0, interval=(0.1, 0.9), statements=statements, documents=2)
    return CorpusProfile(
        speaker=name, type="person", documents=2, statements=statements, words=50, certainty=mean,
        interval=None if mean is None else (0.1, 0.9), labels={}, cues_per_100_words=1.0, most_certain=None,
        least_certain=None, pooled=Pooled(value=0.5, interval=(0.2, 0.8), weight=0.5),
        distribution=describe_distribution(Values.of([[0.2], [0.6]])),
        trend=Trend(slope=estimate, p_value=0.5, start=DAYS[0], end=DAYS[1], fitted=(0.3, 0.4)) if dated else None,
        timeline=tuple(TimePoint(date=day, certainty=estimate) for day in DAYS) if dated else (),
    )  # fmt: skip


def test_profiles_show_means_in_order_with_names_as_they_are() -> None:
    rows = [
        profile("Ruiz $a$", 0.4),
        profile("Tan", 0.8, 9),
        profile("na", None),
        profile("the mayor [a.txt s2]", 0.6, 1),
    ]
    axes = plot_profiles(rows, most=3)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Tan", "the mayor", "Ruiz $a$"]
    dots = [line.get_xdata()[0] for line in axes.lines if line.get_marker() == "o"]
    assert dots == [0.8, 0.6, 0.4]
    assert len([line for line in axes.lines if line.get_marker() == "D"]) == 3
    assert len(plot_profiles(rows, most=1).get_yticklabels()) == 1
    assert not [line for line in plot_profiles(rows, pooled=False).lines if line.get_marker() == "D"]


def test_given_axes_are_drawn_on() -> None:
    from matplotlib.figure import Figure

    axes = Figure().subplots()
    assert plot_profiles([profile("Ruiz", 0.4)], axes) is axes
    assert plot_timeline(profile("Ruiz", 0.4, dated=True), axes) is axes


def test_the_timeline_gives_slopes() -> None:
    axes = plot_timeline([profile("Ruiz", 0.4, dated=True), profile("Tan", 0.7, dated=True)])
    legend = axes.get_legend()
    assert legend is not None
    assert legend.get_texts()[0].get_text() == "Ruiz: +0.40 a year [+0.10, +0.90]"


def test_nothing_to_draw_says_so() -> None:
    with pytest.raises(InputError, match="nothing to draw"):
        plot_profiles([profile("na", None)])
    with pytest.raises(InputError, match="no date"):
        plot_timeline([profile("Ruiz", 0.4)])
    with pytest.raises(InputError, match="at most 6"):
        plot_timeline([profile(f"n{k}", 0.4, dated=True) for k in range(7)])
    with pytest.raises(InputError, match="reliability"):
        plot_reliability([])
    with pytest.raises(OptionError, match="ordered"):
        plot_profiles([profile("Ruiz", 0.4)], order="size")
    with pytest.raises(OptionError, match="ending in"):
        check_figure_path("figure.doc")


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_same_figure_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    for name in ("a", "b"):
        save_figure(plot_profiles([profile("Ruiz", 0.4)]), tmp_path / f"{name}.{suffix}")
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / f"b.{suffix}").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.{suffix}", f"b.{suffix}"]


def test_a_figure_that_cannot_be_drawn_leaves_nothing_behind(tmp_path: Path) -> None:
    ax = plot_profiles([profile("Ruiz", 0.4)])
    ax.set_title("$\\frac{$")  # no mathematics
    with pytest.raises(ValueError, match="frac"):
        save_figure(ax, tmp_path / "a.png")
    (tmp_path / "b.png").mkdir()
    with pytest.raises(InputError, match="choose another place"):
        save_figure(plot_profiles([profile("Ruiz", 0.4)]), tmp_path / "b.png")
    assert [path.name for path in tmp_path.iterdir()] == ["b.png"]


def test_global_state_is_left_alone_and_pyplot_is_not_loaded() -> None:
    # Raw values: to look up the setting "backend" is what makes matplotlib load pyplot.
    code = (
        "import sys, matplotlib, numpy as np\n"
        "raw = lambda: repr(list(dict.items(matplotlib.rcParams)))\n"
        "before = raw()\n"
        "from hedge.figures import plot_reliability, save_figure\n"
        "from hedge.evaluation.calibration import reliability_curve\n"
        "curve = reliability_curve(np.linspace(0, 1, 50), np.linspace(0, 1, 50) > 0.5)\n"
        "plot_reliability({'a': curve, 'b': curve}).figure.canvas.draw()\n"
        "assert raw() == before and 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)
