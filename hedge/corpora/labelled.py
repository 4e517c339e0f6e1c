"""Labelled texts of one's own: a table with a text, a label and, where there is one, a group a row."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from hedge.corpora.files import read_utf8
from hedge.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """A text, its label, and the group it belongs to.

    Parameters
    ----------
    text, label : str
        As in the table, without white space at their ends.
    group : str
        The document, author or pair of raters that rows share; the text itself where the table has no such column.
    """

    text: str
    label: str
    group: str


def read_labelled(path: Path) -> list[LabelledText]:
    """Read a ``.csv`` file with the columns ``text``, ``label`` and, optionally, ``group``.

    Other columns are ignored.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It lacks a column or any row, a cell is empty, or a row has more cells than the header.
    """
    content = read_utf8(path, ".csv")
    if "\0" in content:
        raise InputError(f"expected a table of text in {path}, got NUL characters: save it as CSV in UTF-8")
    reader = csv.DictReader(io.StringIO(content, newline=""))
    names = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = names
    if names.count("text") != 1 or names.count("label") != 1 or names.count("group") > 1:
        found = ", ".join(names) or "nothing"
        raise InputError(
            f"expected a header with the columns text, label and, optionally, group in {path}, got {found}: "
            "rename the columns, and separate them by commas"
        )
    rows = []
    try:
        for row in reader:
            rows.append(_row(row, "group" in names, path, reader.line_num))
    except csv.Error as error:
        raise InputError(
            f"expected a table in {path}, line {reader.line_num} cannot be read ({error}): check its quotes"
        ) from error
    if not rows:
        raise InputError(f"expected labelled texts in {path}, got only a header: add rows")
    return rows


#: Longer cells are rows run together by an open quotation mark. (Python's own limit is one for the whole process.)
_LONGEST = 131_072


def _row(row: dict[str | None, str | list[str] | None], grouped: bool, path: Path, line: int) -> LabelledText:
    if None in row:
        raise InputError(
            f"expected as many cells as columns in {path}, line {line} has more: put texts with commas in quotes"
        )
    cells = {}
    for name in ("text", "label", "group") if grouped else ("text", "label"):
        cell = row[name]
        if not isinstance(cell, str) or not cell.strip():
            raise InputError(f"expected a {name} in every row of {path}, line {line} has none: fill it or drop the row")
        if len(cell) > _LONGEST:
            raise InputError(
                f"expected a {name} of at most {_LONGEST:,} characters in {path}, the one up to line {line} has "
                f"{len(cell):,}: check its quotes"
            )
        cells[name] = cell.strip()
    return LabelledText(text=cells["text"], label=cells["label"], group=cells.get("group", cells["text"]))
