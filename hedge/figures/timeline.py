"""Certainty over the dates of documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hedge.errors import InputError
from hedge.figures.canvas import FAINT, INK, LEVELS, SERIES, clean_axes, new_axes, plain, shorten, signed
from hedge.summaries import CorpusProfile

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def plot_timeline(profiles: CorpusProfile | Sequence[CorpusProfile], ax: Axes | None = None) -> Axes:
    """Draw the mean certainty of speakers on every date, with 95 % intervals, and the line of their trend.

    The area of a marker grows with the number of statements. The legend gives the slope with its interval.

    Parameters
    ----------
    profiles : CorpusProfile or sequence of CorpusProfile
        One to six speakers with dated documents.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        ``ax.figure`` is the figure.

    Raises
    ------
    InputError
        No document has a date, or there are more than six speakers.
    MissingPackageError
        Matplotlib is not installed.
    """
    given = [profiles] if isinstance(profiles, CorpusProfile) else list(profiles)
    shown = [each for each in given if each.timeline]
    if not shown:
        raise InputError("expected profiles of dated documents, got no date: give documents their date")
    if len(shown) > len(SERIES):
        raise InputError(
            f"expected at most {len(SERIES)} speakers that can be told apart, got {len(shown)}: choose some of them"
        )
    axes = ax if ax is not None else new_axes(6.3, 3.2)
    clean_axes(axes)
    days = [date.fromisoformat(point.date).toordinal() for each in shown for point in each.timeline]
    # Speakers of one date stand side by side.
    step = max(1.0, max(days) - min(days)) * 0.008
    for place, profile in enumerate(shown):
        _series(axes, profile, SERIES[place], (place - (len(shown) - 1) / 2) * step)
    _scale(axes)
    legend = axes.legend(
        loc="lower left", bbox_to_anchor=(0.0, 1.0), frameon=False, fontsize=8, borderaxespad=0.2, handlelength=2.6
    )
    plain(legend.get_texts())
    return axes


def _series(axes: Axes, profile: CorpusProfile, look: tuple[str, str, object], shift: float) -> None:
    colour, marker, style = look
    for point in profile.timeline:
        when = _day(point.date) + shift
        axes.plot([when, when], point.certainty.interval, color=colour, linewidth=0.9, alpha=0.55, zorder=2)
        axes.scatter(
            [when],
            [point.certainty.value],
            s=16 + 8 * min(point.certainty.statements, 16),
            marker=marker,
            color=colour,
            edgecolors="white",
            linewidths=0.8,
            zorder=3,
        )
    trend, label = profile.trend, shorten(profile.speaker, 40)
    ends: tuple[float, ...] = ()
    if trend is not None:
        low, high = trend.slope.interval
        label += f": {signed(trend.slope.value)} a year [{signed(low)}, {signed(high)}]"
        ends = tuple(_day(day) for day in (trend.start, trend.end))
    axes.plot(
        ends,
        trend.fitted if trend is not None else (),
        color=colour,
        linestyle=style,
        linewidth=1.6,
        marker=marker,
        markevery=[],
        zorder=4,
        label=label,
    )


def _scale(axes: Axes) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(minticks=3, maxticks=8)  # type: ignore[no-untyped-call]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    axes.xaxis.get_offset_text().set_fontsize(8)
    axes.set_ylim(-0.03, 1.03)
    axes.set_yticks([level for level, _ in LEVELS], ["0", "⅓", "⅔", "1"])
    axes.set_ylabel("Certainty", fontsize=9, color=INK)
    for level, name in LEVELS:
        axes.axhline(level, color=FAINT, linewidth=0.6, zorder=0)
        axes.annotate(
            name,
            (1.0, level),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color="#6b6b6b",
            annotation_clip=False,
        )


def _day(text: str) -> float:
    """Where a date stands on an axis of matplotlib."""
    from matplotlib.dates import date2num

    return float(date2num(date.fromisoformat(text)))  # type: ignore[no-untyped-call]
