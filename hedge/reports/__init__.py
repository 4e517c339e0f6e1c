"""Analyses laid out for reading: one HTML page for any number of documents, and a short form for notebooks."""

from __future__ import annotations

from hedge.reports.report import Reportable, render_html, render_notebook
from hedge.reports.segments import Mark, Segment, cut_text

__all__ = ["Mark", "Reportable", "Segment", "cut_text", "render_html", "render_notebook"]
