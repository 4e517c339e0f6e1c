"""Analyses as HTML: a page that works from a file, and a fragment for notebooks."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from hedge.reports.across import split_name, summarise_documents, typical_words
from hedge.reports.view import Reportable, attribution_words, find_pieces, histogram_bars, label_shares, showable
from hedge.summaries import LABELS

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Reportable", "render_html", "render_notebook"]

# What would end the script element, or a line of JavaScript in old engines, is written as an escape of JSON.
_JSON_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render_html(documents: Iterable[Reportable]) -> str:
    """Lay out analysed documents as one page of HTML.

    The page holds everything it needs and its content security policy forbids it to load anything. It holds no
    date: the same documents give the same page. All characters are ASCII, so that no encoding spoils it.

    Parameters
    ----------
    documents : iterable of Document
        The analyses, in the order to show them.

    Returns
    -------
    str
        The page.

    Examples
    --------
    >>> from hedge.reports import render_html
    >>> render_html([]).startswith("<!doctype html>")
    True
    """
    shown = list(documents)
    people = _people(shown)
    style, script = _resource("report.css"), _resource("report.js")
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            documents=shown,
            people=people,
            across=summarise_documents(shown),
            total=sum(len(document.statements) for document in shown),
            places={name: place for place, name in enumerate(people)},
            cue_types=sorted({cue.type for d in shown for s in d.statements for cue in s.cues}),
            models=sorted({(d.model.name, d.model.version, d.model.sha256) for d in shown}),
            data=_data(shown),
            style=style,
            script=script,
            style_hash=_csp_hash(style),
            script_hash=_csp_hash(script),
        )
    )
    return _ascii(page)


def render_notebook(document: Reportable) -> str:
    """Lay out one analysed document as a fragment of HTML without scripts, for notebooks."""
    return _ascii(_environment().get_template("notebook.html.j2").render(document=document))


@cache
def _environment() -> Environment:
    # Imported on first use: analyses that are not shown need no templates.
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_resource),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: showable(value) if isinstance(value, str) and type(value) is str else value,
    )
    environment.globals.update(
        find_pieces=find_pieces,
        label_shares=label_shares,
        histogram_bars=histogram_bars,
        typical_words=typical_words,
        split_name=split_name,
        labels=LABELS,
    )
    return environment


@cache
def _resource(name: str) -> str:
    return files("hedge.reports").joinpath(name).read_text(encoding="utf-8")


def _ascii(page: str) -> str:
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _csp_hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _people(documents: Sequence[Reportable]) -> list[str]:
    """Names of all who make statements, those with most of them first."""
    counts = Counter(statement.speaker.name for document in documents for statement in document.statements)
    return sorted(counts, key=lambda name: (-counts[name], name))


def _data(documents: Sequence[Reportable]) -> str:
    """What the script reads, as JSON that may stand in a script element."""
    records = [{"analysis": document.to_dict(), "words": attribution_words(document)} for document in documents]
    return json.dumps(records, ensure_ascii=True, allow_nan=False, separators=(",", ":")).translate(_JSON_ESCAPES)
