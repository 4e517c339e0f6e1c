"""Surveys of perceived probability: judgements of sentences, and tables with one column a phrase."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path

from hedge.corpora.files import read_utf8
from hedge.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What probability one reader took out of a sentence.

    Parameters
    ----------
    statement : str
        The sentence.
    response : float
        The probability, in [0, 1].
    respondent, statement_id, expression : str
        Who answered, about which content, in which words; ``""`` where the file does not say.
    """

    statement: str
    response: float
    respondent: str = ""
    statement_id: str = ""
    expression: str = ""


def read_judgements(path: Path) -> list[Judgement]:
    """Read a ``.csv`` file with the columns ``statement`` and ``response`` (0 to 100), one judgement a row.

    The columns ``respondent``, ``statement_id`` and ``expression`` are read where they are.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It lacks a column or any row, a statement is empty, or a response is no number from 0 to 100.
    """
    reader = csv.DictReader(io.StringIO(read_utf8(path, ".csv"), newline=""))
    if not {"statement", "response"} <= set(reader.fieldnames or ()):
        raise InputError(
            f"expected the columns statement and response in {path}, got {reader.fieldnames}: check the header"
        )
    judgements = []
    for row in reader:
        statement = (row["statement"] or "").strip()
        if not statement:
            raise InputError(f"expected a statement in {path}, line {reader.line_num} has none: fix it")
        judgements.append(
            Judgement(
                statement=statement,
                response=_response(row["response"], path, reader.line_num),
                **{name: (row.get(name) or "").strip() for name in ("respondent", "statement_id", "expression")},
            )
        )
    if not judgements:
        raise InputError(f"expected judgements in {path}, got only a header: check the file")
    return judgements


def read_phrase_table(path: Path) -> dict[str, list[float]]:
    """Read a ``.csv`` table with one column a phrase and one row a respondent.

    Returns
    -------
    dict of str to list of float
        Probabilities in [0, 1] by phrase, in lower case; empty cells are left out.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        A header is missing or double, a row is longer than it, or a cell is no number from 0 to 100.
    """
    rows = csv.reader(io.StringIO(read_utf8(path, ".csv"), newline=""))
    phrases = [name.strip().lower() for name in next(rows, [])]
    if not all(phrases) or len(set(phrases)) < len(phrases) or not phrases:
        raise InputError(f"expected a different phrase above each column in {path}, got {phrases}: check the header")
    table: dict[str, list[float]] = {phrase: [] for phrase in phrases}
    for row in rows:
        if len(row) > len(phrases):
            raise InputError(
                f"expected {len(phrases)} columns in {path}, line {rows.line_num} has {len(row)}: check the commas"
            )
        for phrase, cell in zip(phrases, row, strict=False):
            if cell.strip():
                table[phrase].append(_response(cell, path, rows.line_num))
    return table


def _response(cell: str | None, path: Path, line: int) -> float:
    try:
        value = float(cell or "")
    except ValueError:
        value = math.nan
    if not 0 <= value <= 100:
        raise InputError(f"expected a response from 0 to 100 in {path}, line {line} has {cell!r}: fix it")
    return value / 100
