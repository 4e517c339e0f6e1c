"""Plots of the benchmark report, as SVG to be put into a page. What a colour says, a shape or a label says too."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

OURS, OTHERS, INK, FAINT = "#0072b2", "#8a8a8a", "#222222", "#dddddd"
# Okabe and Ito's, readable by the colour-blind.
SERIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5195", "#8c6d31", "#555555", "#bbbbbb")
HATCHES = ("", "///", "...", "xx", "\\\\\\", "++", "oo", "--", "||", "")
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
Rank = tuple[str, float, tuple[float, float] | None, str]


def dots(ranks: Sequence[Rank], name: str) -> str:
    """Systems on a line each, the best on top: others grey, ours blue with intervals, hollow on another split."""
    figure, axes = _new(5.4, 0.55 + 0.26 * len(ranks))
    for place, (_, value, interval, kind) in enumerate(ranks):
        if kind == "published":
            axes.plot(value, place, "D", color=OTHERS, markersize=5)
        else:
            if interval is not None:
                axes.plot(interval, [place, place], color=OURS, linewidth=2)
            axes.plot(value, place, "o", color=OURS, markersize=7, markerfacecolor="white" if kind == "dev" else OURS)
        right = max(value, interval[1]) if interval else value
        axes.annotate(f"{value:.3f}", (right, place), (7, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks(range(len(ranks)), [label for label, *_ in ranks])
    for tick, (*_, kind) in zip(axes.get_yticklabels(), ranks, strict=True):
        tick.set_color(INK if kind == "published" else OURS)
        tick.set_fontweight("normal" if kind == "published" else "bold")
    axes.set_ylim(-0.6, len(ranks) - 0.4)
    low, high = axes.get_xlim()
    axes.set_xlim(low, high + 0.14 * (high - low))
    axes.grid(axis="x", color=FAINT)
    return _svg(figure, name)


def reliability(curves: Mapping[str, Sequence[tuple[float, float, int]]]) -> str:
    """Small multiples: predicted probability against the share that came true."""
    figure = Figure(figsize=(2.05 * len(curves), 2.4), layout="constrained")
    for place, (label, points) in enumerate(curves.items()):
        axes = figure.add_subplot(1, len(curves), place + 1)
        _clean(axes)
        axes.plot([0, 1], [0, 1], color=OTHERS, linewidth=1, linestyle="--")
        for probability, share, count in points:
            axes.plot([probability, probability], _wilson(share, count), color=OURS, linewidth=1, alpha=0.6)
            size = 10 + 90 * math.sqrt(count / sum(number for *_, number in points))
            axes.scatter(probability, share, s=size, color=OURS, facecolor=OURS if count >= 10 else "white", zorder=3)
        axes.set_title(label, fontsize=9)
        axes.set_xlim(-0.05, 1.05)
        axes.set_ylim(-0.05, 1.05)
        axes.set_aspect("equal")
        axes.set_xticks([0, 0.5, 1])
        axes.set_yticks([0, 0.5, 1])
        axes.set_xlabel("predicted", fontsize=8)
        if place == 0:
            axes.set_ylabel("observed", fontsize=8)
    return _svg(figure, "reliability")


def _wilson(share: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    reach = z / (1 + z * z / count) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return middle - reach, middle + reach


def line(values: Mapping[float, float], across: str, up: str) -> str:
    """One curve."""
    figure, axes = _new(5.4, 2.6)
    places = sorted(values)
    axes.plot(places, [values[place] for place in places], "o-", color=OURS)
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.set_ylim(bottom=0)
    axes.grid(color=FAINT)
    return _svg(figure, up)


def lines(series: Mapping[str, Mapping[float, float]], across: str, up: str, goal: float) -> str:
    """Some curves and the value that they should have; the numbers across are evenly spaced."""
    figure, axes = _new(5.8, 2.8)
    places = sorted({place for values in series.values() for place in values})
    axes.axhline(goal, color=OTHERS, linestyle="--", linewidth=1)
    for number, (label, values) in enumerate(series.items()):
        known = [place for place in places if place in values]
        where = [places.index(place) for place in known]
        axes.plot(where, [values[place] for place in known], label=label, color=SERIES[number % len(SERIES)],
                  marker=MARKERS[number % len(MARKERS)])  # fmt: skip
    axes.set_xticks(range(len(places)), [f"{place:g}" for place in places])
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.grid(axis="y", color=FAINT)
    axes.legend(frameon=False, fontsize=8, loc="center left", bbox_to_anchor=(1, 0.5))
    return _svg(figure, up)


def curve(
    draws: Mapping[float, Sequence[float]], shipped: tuple[float, Sequence[float]], goal: float, name: str
) -> str:
    """Scores by share of the data, their means joined; beside them the shipped figure with its interval, and a goal."""
    figure, axes = _new(3.6, 2.2)
    shares = sorted(draws)
    axes.axhline(goal, color=OTHERS, linestyle="--", linewidth=1)
    axes.annotate("target", (0, goal), (0, 2), textcoords="offset points", fontsize=8, color=OTHERS)
    axes.plot(range(len(shares)), [sum(draws[share]) / len(draws[share]) for share in shares], "-", color=OURS)
    for place, share in enumerate(shares):
        axes.plot([place] * len(draws[share]), draws[share], "o", color=OURS, markerfacecolor="white", markersize=4)
    value, interval = shipped
    axes.plot([len(shares)] * 2, interval, color=OURS, linewidth=2)
    axes.plot(len(shares), value, "o", color=OURS, markersize=7)
    axes.set_xticks(range(len(shares) + 1), [*(f"{share:.0%}" for share in shares), "shipped"])
    axes.grid(axis="y", color=FAINT)
    return _svg(figure, name)


def stacked(shares: Mapping[str, Mapping[str, float]]) -> str:
    """Bars that add up to one; large parts are named inside."""
    figure, axes = _new(8.2, 1.2 + 0.42 * len(shares))
    stages = list(dict.fromkeys(stage for own in shares.values() for stage in own))
    for place, own in enumerate(reversed(list(shares.values()))):
        left = 0.0
        for number, stage in enumerate(stages):
            width = max(0.0, own.get(stage, 0.0))
            axes.barh(place, width, left=left, height=0.62, edgecolor="white", linewidth=0.6,
                      label=stage if place == 0 else None, color=SERIES[number % len(SERIES)],
                      hatch=HATCHES[number % len(HATCHES)])  # fmt: skip
            if width > 0.05:
                axes.text(left + width / 2, place, f"{100 * width:.0f} %", ha="center", va="center", fontsize=8,
                          bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2})  # fmt: skip
            left += width
    axes.set_yticks(range(len(shares)), list(reversed(list(shares))))
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.legend(frameon=False, fontsize=8, ncols=5, loc="lower left", bbox_to_anchor=(0, 1), handleheight=1.2)
    return _svg(figure, "shares")


def dumbbells(pairs: Sequence[tuple[str, float, float, bool]]) -> str:
    """Before (hollow) and after (full) of every measure; green where it became better, red where not."""
    figure, axes = _new(7.6, 0.7 + 0.26 * max(1, len(pairs)))
    for place, (_, before, after, lower) in enumerate(reversed(pairs)):
        colour = SERIES[2] if (after < before) == lower else SERIES[1]
        axes.plot([before, after], [place, place], color=colour, linewidth=1.5)
        axes.plot(before, place, "o", markerfacecolor="white", color=colour)
        axes.plot(after, place, "o", color=colour)
        note = f"{after - before:+.3f}" + (" (lower is better)" if lower else "")
        axes.annotate(note, (max(before, after), place), (7, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks(range(len(pairs)), [label for label, *_ in reversed(pairs)])
    low, high = axes.get_xlim()
    axes.set_xlim(low, high + 0.2 * (high - low))
    axes.grid(axis="x", color=FAINT)
    return _svg(figure, "ablation")


def bars(counts: Mapping[str, int]) -> str:
    """Counts in their order, the first on top."""
    figure, axes = _new(5.8, 0.6 + 0.24 * max(1, len(counts)))
    values = list(counts.values())[::-1]
    axes.barh(range(len(values)), values, color=OURS, height=0.65)
    for place, value in enumerate(values):
        axes.annotate(f"{value:,}", (value, place), (4, 0), textcoords="offset points", va="center", fontsize=8)
    axes.set_yticks(range(len(values)), list(reversed(list(counts))))
    return _svg(figure, "errors")


def _new(width: float, height: float) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    _clean(axes)
    return figure, axes


def _clean(axes: Axes) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(OTHERS)
    axes.tick_params(labelsize=8, color=OTHERS)
    axes.xaxis.label.set_fontsize(9)
    axes.yaxis.label.set_fontsize(9)
    axes.set_axisbelow(True)


def _svg(figure: Figure, name: str) -> str:
    stream = io.StringIO()
    # A salt makes the identifiers inside the same in every run and different between the plots of a page.
    with rc_context({"svg.hashsalt": name, "svg.fonttype": "path"}):
        figure.savefig(stream, format="svg", metadata={"Date": None}, transparent=True)
    return re.sub(r"^.*?(?=<svg )", "", stream.getvalue(), flags=re.DOTALL)
