"""Whether probabilities mean what they say, as a diagram."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from hedge.errors import InputError
from hedge.figures.canvas import FAINT, INK, SERIES, SOFT, clean_axes, new_axes, plain, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class ReliabilityBin(Protocol):
    """A point of a reliability curve: `hedge.evaluation.calibration.Bin` is one."""

    @property
    def probability(self) -> float:
        """Mean predicted probability."""

    @property
    def share(self) -> float:
        """Share in which it was so."""

    @property
    def count(self) -> int:
        """Number of predictions."""


# Shares of fewer predictions than this are mostly chance.
_FEW = 10
Curve = Sequence[ReliabilityBin]


def plot_reliability(curves: Curve | Mapping[str, Curve], ax: Axes | None = None) -> Axes:
    """Draw predicted probability against how often it was so, with 95 % intervals; below, how many predictions.

    Points on the diagonal mean what they say; those below it are too sure. Points of fewer than ten predictions are
    open and not joined to the others. The intervals (Wilson 1927) take predictions for independent.

    Parameters
    ----------
    curves : sequence of Bin, or mapping of str to sequence of Bin
        From `hedge.evaluation.calibration.reliability_curve`; up to six by name.
    ax : Axes, optional
        Where to draw; by default a new figure. Numbers of predictions are drawn into its lower edge.

    Returns
    -------
    Axes
        ``ax.figure`` is the figure.

    Raises
    ------
    InputError
        There is no point, or there are more than six curves.
    MissingPackageError
        Matplotlib is not installed.

    Examples
    --------
    >>> import numpy as np
    >>> from hedge.evaluation.calibration import reliability_curve
    >>> curve = reliability_curve(np.array([0.1, 0.9, 0.9]), np.array([False, True, True]))
    >>> plot_reliability(curve).get_ylabel()
    'Share that was so'
    """
    named = curves if isinstance(curves, Mapping) else {"": curves}
    if not any(len(curve) for curve in named.values()) or len(named) > len(SERIES):
        raise InputError(
            f"expected 1 to {len(SERIES)} reliability curves with points, got {len(named)}: give what "
            "reliability_curve returns"
        )
    axes = ax if ax is not None else new_axes(3.6, 3.6)
    clean_axes(axes)
    axes.plot([0, 1], [0, 1], color=FAINT, linewidth=1, zorder=0)
    most = max(point.count for curve in named.values() for point in curve)
    for place, (name, curve) in enumerate(named.items()):
        _curve(axes, name, curve, place, len(named), most)
    axes.set_xlim(-0.03, 1.03)
    axes.set_ylim(-0.18, 1.03)
    ticks = [0.0, 0.25, 0.5, 0.75, 1.0]
    labels = ["0", ".25", ".5", ".75", "1"]
    axes.set_xticks(ticks, labels)
    axes.set_yticks(ticks, labels)
    axes.set_aspect("equal")
    axes.set_xlabel("Predicted probability", fontsize=9, color=INK)
    axes.set_ylabel("Share that was so", fontsize=9, color=INK)
    if any(named):
        legend = axes.legend(
            loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=2, frameon=False, fontsize=8, handlelength=2.4,
            borderaxespad=0.2,
        )  # fmt: skip
        plain(legend.get_texts())
    return axes


def _curve(axes: Axes, name: str, curve: Curve, place: int, of: int, most: int) -> None:
    from hedge.summaries.intervals import wilson

    colour, marker, style = SERIES[place]
    shift = (place - (of - 1) / 2) * 0.012
    for point in curve:
        low, high = wilson(point.share, point.count, 1.959964)
        axes.plot([point.probability] * 2, [low, high], color=colour, linewidth=1, alpha=0.6, zorder=2)
        width = 0.06 / of
        axes.bar(
            point.probability + shift * 3,
            0.1 * point.count / most,
            width=width,
            bottom=-0.18,
            color=colour,
            alpha=0.45,
            linewidth=0,
            zorder=1,
        )
    sure = [point for point in curve if point.count >= _FEW]
    axes.plot(
        [point.probability for point in sure],
        [point.share for point in sure],
        color=colour,
        marker=marker,
        linestyle=style,
        linewidth=1.3,
        markersize=5.5,
        markeredgecolor="white",
        markeredgewidth=0.7,
        zorder=3,
        label=shorten(name, 30),
    )
    few = [point for point in curve if point.count < _FEW]
    axes.plot(
        [point.probability for point in few],
        [point.share for point in few],
        marker,
        markerfacecolor="white",
        markeredgecolor=colour,
        markersize=4.5,
        zorder=3,
    )
    if place == 0:
        axes.axhline(-0.04, color=SOFT, linewidth=0.5, zorder=0)
        axes.annotate(f"number of predictions (highest bar {most})", (0.0, -0.045), fontsize=6.5, color=SOFT, va="top")
