"""Certainty of speakers, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hedge.errors import InputError, OptionError
from hedge.figures.canvas import BLUE, FAINT, INK, LEVELS, SKY, SOFT, VERMILION, clean_axes, new_axes, plain, shorten
from hedge.summaries import CorpusProfile, Profile

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 0.42  # inches
_POOLED = {
    "markerfacecolor": "white",
    "markeredgecolor": VERMILION,
    "markeredgewidth": 1.2,
    "markersize": 4.2,
}


def plot_profiles(
    profiles: Sequence[Profile] | Sequence[CorpusProfile],
    ax: Axes | None = None,
    *,
    most: int = 20,
    pooled: bool = True,
    order: str = "certainty",
) -> Axes:
    """Draw the mean certainty of speakers with 95 % intervals, over how their statements are distributed.

    A dot with a line shows the mean and its interval; an open diamond the mean pooled with the other speakers, where
    there is one; the histogram above them how a speaker's statements are distributed.

    Parameters
    ----------
    profiles : sequence of Profile or CorpusProfile
        Those without a statement that can be evaluated are left out.
    ax : Axes, optional
        Where to draw; by default a new figure.
    most : int, default 20
        Only the speakers with most statements.
    pooled : bool, default True
        Whether to draw pooled means.
    order : {"certainty", "statements", "given"}, default "certainty"
        From top to bottom: most certain first, most statements first, or as given.

    Returns
    -------
    Axes
        ``ax.figure`` is the figure.

    Raises
    ------
    InputError
        There is nothing to draw.
    OptionError
        `most` or `order` is out of range.
    MissingPackageError
        Matplotlib is not installed.

    Examples
    --------
    >>> import hedge
    >>> from hedge.figures import plot_profiles
    >>> doc = hedge.load()("Ana Ruiz said the dam will hold. Bo Tan said it may burst.")
    >>> plot_profiles(doc.profiles).get_xlabel()
    'Certainty'
    """
    if most < 1 or order not in ("certainty", "statements", "given"):
        raise OptionError(
            f"expected at least 1 speaker, ordered by certainty, statements or given, got {most} and {order!r}: "
            "correct it"
        )
    shown = [each for each in profiles if each.certainty is not None]
    if not shown:
        raise InputError("expected a profile with statements that can be evaluated, got none: there is nothing to draw")
    kept = sorted(range(len(shown)), key=lambda place: -shown[place].statements)[:most]
    rows = [shown[place] for place in sorted(kept)]
    if order == "certainty":
        rows.sort(key=lambda each: -(each.certainty or 0.0))
    elif order == "statements":
        rows.sort(key=lambda each: -each.statements)
    axes = ax if ax is not None else new_axes(6.3, 1.15 + _ROW * len(rows))
    _scale(axes, len(rows))
    for place, profile in enumerate(rows):
        _row(axes, place, profile, pooled)
    _names(axes, rows)
    _legend(axes, pooled and any(isinstance(each, CorpusProfile) and each.pooled for each in rows))
    return axes


def _scale(axes: Axes, count: int) -> None:
    clean_axes(axes)
    axes.spines["left"].set_visible(False)
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(count - 0.45, -0.6)
    axes.set_xticks([level for level, _ in LEVELS], ["0\nuncommitted", "⅓\npossible", "⅔\nprobable", "1\ncertain"])
    axes.set_xlabel("Certainty", fontsize=9, color=INK)
    for level, _ in LEVELS:
        axes.axvline(level, color=FAINT, linewidth=0.6, zorder=0)


def _row(axes: Axes, place: int, profile: Profile | CorpusProfile, pooled: bool) -> None:
    assert profile.certainty is not None
    assert profile.interval is not None
    base = place + 0.14
    if profile.distribution is not None:
        counts = profile.distribution.histogram
        width = 1 / len(counts)
        for number, count in enumerate(counts):
            height = 0.58 * count / max(counts)
            axes.bar((number + 0.5) * width, -height, width=0.92 * width, bottom=base, color=SKY, alpha=0.38, zorder=1)
    level = place + 0.27
    axes.plot([0, 1], [base, base], color=FAINT, linewidth=0.6, zorder=1)
    axes.plot(profile.interval, [level, level], color=INK, linewidth=1.5, solid_capstyle="butt", zorder=3)
    axes.plot(profile.certainty, level, "o", color=BLUE, markeredgecolor="white", markersize=6.5, zorder=4)
    if pooled and isinstance(profile, CorpusProfile) and profile.pooled is not None:
        axes.plot(profile.pooled.value, level, "D", **_POOLED, zorder=5)  # type: ignore[arg-type]


def _names(axes: Axes, rows: Sequence[Profile | CorpusProfile]) -> None:
    names = [each.speaker if isinstance(each, CorpusProfile) else each.speaker.name for each in rows]
    # Where the document is in the name, it is left out unless two are then the same.
    bare = [name.split(" [")[0] if name.endswith("]") else name for name in names]
    shown = [short if bare.count(short) == 1 else name for short, name in zip(bare, names, strict=True)]
    axes.set_yticks([place + 0.14 for place in range(len(rows))], [shorten(name, 40) for name in shown])
    axes.tick_params(axis="y", length=0, labelsize=8.5)
    plain(axes.get_yticklabels())
    for place, profile in enumerate(rows):
        axes.annotate(
            _size(profile),
            (1.0, place + 0.14),
            xycoords=("axes fraction", "data"),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=SOFT,
            annotation_clip=False,
        )


def _size(profile: Profile | CorpusProfile) -> str:
    size = f"n = {profile.statements}"
    if isinstance(profile, CorpusProfile) and profile.documents > 1:
        size += f" in {profile.documents}"
    return size


def _legend(axes: Axes, pooled: bool) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Line2D | Patch] = [
        Line2D([], [], color=INK, linewidth=1.5, marker="o", markerfacecolor=BLUE, markeredgecolor="white",
               markersize=6.5, label="mean, 95 % interval"),
        Patch(facecolor=SKY, alpha=0.38, label="statements"),
    ]  # fmt: skip
    if pooled:
        label = "pooled with others"
        handles.insert(1, Line2D([], [], linestyle="", marker="D", label=label, **_POOLED))  # type: ignore[arg-type]
    axes.legend(
        handles=handles,
        loc="lower center",
        bbox_to_anchor=(0.5, 1.0),
        ncols=len(handles),
        frameon=False,
        fontsize=7.5,
        handlelength=1.5,
        columnspacing=1.2,
        handletextpad=0.6,
        borderaxespad=0.2,
    )
