"""Figures for papers, drawn with matplotlib (``pip install 'hedge[plots]'``).

Every function returns the Axes it drew on, draws on those it is given, and leaves matplotlib's global state alone:
no pyplot, no style sheet, no settings. In a notebook, show what it returns with ``ax.figure``. Colours are those of
Okabe and Ito, and everything that a colour says, a shape or a line style says, too.

References
----------
Okabe, M. and Ito, K. (2008). Color universal design: how to make figures and presentations that are friendly to
colorblind people.
"""

from __future__ import annotations

from hedge.figures.canvas import check_figure_path, save_figure
from hedge.figures.profiles import plot_profiles
from hedge.figures.reliability import plot_reliability
from hedge.figures.timeline import plot_timeline

__all__ = ["check_figure_path", "plot_profiles", "plot_reliability", "plot_timeline", "save_figure"]
