"""Rows as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], stream: TextIO) -> None:
    """Write rows with a header, quoted as in RFC 4180, lines ended by a single newline; None is an empty field."""
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: "" if value is None else value for name, value in row.items()})
