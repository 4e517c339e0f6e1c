"""Passages rated for assertiveness, as comma-separated values: the format of ComplexData-MILA/epistemic-integrity."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path

from hedge.corpora.files import read_utf8
from hedge.errors import InputError

COLUMNS = ("text", "assertiveness", "source")


@dataclass(frozen=True, slots=True)
class RatedPassage:
    """A passage, its mean human rating and where it is from.

    Parameters
    ----------
    text : str
        The passage, up to several paragraphs.
    assertiveness : float
        Mean of ratings made comparable between raters. It has no fixed bounds: nearly all lie between 0 and 10.
    source : str
        The collection, for figures by source; no model sees it.
    """

    text: str
    assertiveness: float
    source: str


def read_assertiveness(path: Path) -> list[RatedPassage]:
    """Read a ``.csv`` file with the columns ``text``, ``assertiveness`` and ``source``.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It lacks a column, has no rows, or a rating is no finite number.
    """
    content = read_utf8(path, ".csv")
    reader = csv.DictReader(io.StringIO(content, newline=""))
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise InputError(f"expected the columns {', '.join(COLUMNS)} in {path}, got {reader.fieldnames}: check it")
    passages = []
    try:
        for row in reader:
            passages.append(RatedPassage(_given(row["text"]), _rating(row["assertiveness"]), _given(row["source"])))
    except (ValueError, csv.Error) as error:
        raise InputError(
            f"expected a text, a number and a source in each row of {path}, line {reader.line_num} has none "
            f"({error}): fix it"
        ) from error
    if not passages:
        raise InputError(f"expected rows below the header of {path}, got none: check the file")
    return passages


def _given(value: str | None) -> str:
    if value is None:
        raise ValueError("a column is missing")
    return value


def _rating(value: str | None) -> float:
    rating = float(_given(value))
    if not math.isfinite(rating):
        raise ValueError(f"{value!r} is not finite")
    return rating
