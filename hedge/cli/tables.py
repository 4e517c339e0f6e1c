"""Rows as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from hedge.exports.tables import make_cell


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], stream: TextIO) -> None:
    """Write rows with a header, quoted as in RFC 4180, lines ended by a single newline; None is an empty field.

    Texts that a spreadsheet would run as a formula get an apostrophe, as in `hedge.render_csv`.
    """
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: make_cell(value) for name, value in row.items()})
