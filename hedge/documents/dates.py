"""Dates that people write, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime

from hedge.errors import InputError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?)?)?$")
_WORDED = re.compile(r"(?:(\d{1,2})\.?\s+([A-Za-z]{3,9})\.?|([A-Za-z]{3,9})\.?\s+(\d{1,2})),?\s+(\d{4})$")


def read_date(value: str, place: str) -> str:
    """Return a date as ISO 8601.

    Raises
    ------
    InputError
        It is none, or one whose day and month could be either.

    Examples
    --------
    >>> read_date("2026-03-14", "line 2"), read_date("14 March 2026", "line 2"), read_date("Mar. 3, 2026", "line 3")
    ('2026-03-14', '2026-03-14', '2026-03-03')
    """
    value = value.strip()
    iso = re.sub(r"^(\d{4})/(\d{1,2})/(\d{1,2})", lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}", value)
    worded = _WORDED.match(value)
    try:
        if worded:
            word = (worded[2] or worded[3]).lower()
            month = _MONTHS.index(word[:3]) + 1
            return date(int(worded[5]), month, int(worded[1] or worded[4])).isoformat()
        if _ISO.match(iso):
            datetime.fromisoformat(iso if len(iso) > 7 else f"{iso}-01" if len(iso) == 7 else f"{iso}-01-01")
            return iso
    except ValueError:
        pass
    raise InputError(
        f"expected a date such as 2026-03-14 in {place}, got {value[:40]!r}: write dates in ISO 8601, or use none of "
        "the columns as date with --date-column ''"
    )
