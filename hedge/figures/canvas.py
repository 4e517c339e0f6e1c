"""What all figures share: a canvas of their own, and how they are written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hedge.errors import InputError, MissingPackageError, OptionError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

INK, SOFT, FAINT = "#1a1a1a", "#6b6b6b", "#c9c9c9"
BLUE, VERMILION, GREEN, PURPLE, ORANGE, SKY = "#0072B2", "#D55E00", "#009E73", "#AA4499", "#E69F00", "#56B4E9"
#: For several series: colour, marker and line style change together.
SERIES = (
    (BLUE, "o", "-"),
    (VERMILION, "s", "--"),
    (GREEN, "^", "-."),
    (PURPLE, "D", ":"),
    (INK, "v", (0, (5, 1))),
    (ORANGE, "P", (0, (3, 1, 1, 1))),
)
SUFFIXES = (".pdf", ".png", ".svg", ".eps")
#: Scale of certainty: the level that each label stands for.
LEVELS = ((0.0, "uncommitted"), (1 / 3, "possible"), (2 / 3, "probable"), (1.0, "certain"))


def new_axes(width: float, height: float) -> Axes:
    """Return Axes on a figure of their own, sizes in inches.

    Raises
    ------
    MissingPackageError
        Matplotlib is not installed.
    """
    require_matplotlib()
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    return figure.add_subplot()


def require_matplotlib() -> None:
    """Raise `MissingPackageError` unless matplotlib is installed."""
    from importlib.util import find_spec

    if find_spec("matplotlib") is None:
        raise MissingPackageError(
            "expected matplotlib for figures, found none: install it with pip install 'hedge[plots]'"
        )


def clean_axes(ax: Axes) -> None:
    """Leave the axes that are read, and nothing else."""
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(SOFT)
        ax.spines[side].set_linewidth(0.8)
    ax.tick_params(colors=INK, width=0.8, length=3, labelsize=8)


def plain(texts: Sequence[Text]) -> None:
    """Take texts as they are: a ``$`` in a name begins no formula."""
    for text in texts:
        text.set_parse_math(False)


def shorten(name: str, width: int) -> str:
    """Cut a name that leaves no room for the figure."""
    name = " ".join(name.split())
    return name if len(name) <= width else name[: width - 1].rstrip() + "…"


def signed(value: float) -> str:
    """Write a difference with its sign, a true minus, and no negative zero."""
    return f"{round(value, 2) + 0.0:+.2f}".replace("-", "−")


def check_figure_path(path: str | Path) -> None:
    """Raise an error unless a figure could be written there: `OptionError`, or `MissingPackageError`."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise OptionError(f"expected a figure file ending in {', '.join(SUFFIXES)}, got {str(path)!r}: rename it")
    require_matplotlib()


def save_figure(ax: Axes, path: str | Path, *, dpi: int = 300) -> None:
    """Write the figure of some Axes; the same figure gives the same bytes.

    Parameters
    ----------
    ax : Axes
        As the functions here return them.
    path : str or Path
        Ends in .pdf, .svg, .eps (for papers) or .png.
    dpi : int, default 300
        Of a .png.

    Raises
    ------
    OptionError
        The name ends otherwise.
    InputError
        It cannot be written.
    """
    check_figure_path(path)
    import matplotlib

    target = Path(path)
    suffix = target.suffix.lower()
    partial = target.with_name(target.name + ".partial")
    # Dates and random names would change the file each time.
    dates: dict[str, dict[str, None]] = {".pdf": {"CreationDate": None}, ".svg": {"Date": None}}
    try:
        with matplotlib.rc_context({"svg.hashsalt": "hedge", "svg.fonttype": "none", "pdf.fonttype": 42}):
            ax.figure.savefig(partial, dpi=dpi, format=suffix[1:], metadata=dates.get(suffix))  # type: ignore[union-attr]
        os.replace(partial, target)
    except OSError as error:
        raise InputError(
            f"expected to write the figure {target}, but that failed: {error.strerror}; choose another place"
        ) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
