"""Minimal pairs of sentences with the expected order of their certainties, as tab-separated values."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from hedge.documents import Span
from hedge.errors import InputError, MissingInputError

COLUMNS = ("phenomenon", "kind", "first", "second", "first_target", "second_target", "note")
_KINDS = ("order", "equal")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetedText:
    """A text and the place of the statement in it that is compared."""

    text: str
    target: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimalPair:
    """Two texts that differ in one respect.

    Parameters
    ----------
    phenomenon : str
        What they differ in, as an identifier (``modal_perfect``).
    kind : {"order", "equal"}
        Whether the first is to be more certain than the second, or as certain.
    first, second : TargetedText
        The texts.
    note : str
        A remark for readers; may be empty.
    """

    phenomenon: str
    kind: Literal["order", "equal"]
    first: TargetedText
    second: TargetedText
    note: str = ""

    @property
    def half(self) -> Literal["dev", "held"]:
        """The half it belongs to, by a hash of its texts: only ``dev`` is looked at when a model is improved."""
        digest = hashlib.sha256(f"{self.first.text}\t{self.second.text}".encode()).digest()
        return "held" if digest[0] % 2 else "dev"


def read_behaviour(path: Path) -> list[MinimalPair]:
    """Read a suite: a ``.tsv`` file with the columns of `COLUMNS`, or a folder with ``pairs.tsv``.

    Each target is a substring that occurs once in its text.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        A column is missing, or a line is not in the format; the message names it.
    """
    path = path / "pairs.tsv" if path.is_dir() else path
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingInputError(f"expected a .tsv file of minimal pairs, but {path} is none: check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"expected UTF-8 in {path}, got other bytes at offset {error.start}: convert it") from error
    # Sentences are full of quotation marks: none of them quotes a field.
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise InputError(
            f"expected the columns {', '.join(COLUMNS)} in {path}, got {reader.fieldnames}: fix the header"
        )
    pairs = [_pair(row, f"{path}, line {reader.line_num}") for row in reader]
    if not pairs:
        raise InputError(f"expected pairs in {path}, got none: add some")
    return pairs


def _pair(row: dict[str, str], place: str) -> MinimalPair:
    if None in row or None in row.values():
        raise InputError(f"expected {len(COLUMNS)} fields in {place}, got another number: check its tabs")
    if row["kind"] not in _KINDS:
        raise InputError(f"expected order or equal as the kind in {place}, got {row['kind']!r}: fix it")
    if not row["phenomenon"].isidentifier():
        raise InputError(f"expected an identifier as the phenomenon in {place}, got {row['phenomenon']!r}: rename it")
    if row["first"] == row["second"]:
        raise InputError(f"expected two different texts in {place}, got {row['first']!r} twice: change one")
    return MinimalPair(
        phenomenon=row["phenomenon"],
        kind=cast(Literal["order", "equal"], row["kind"]),
        first=_targeted(row["first"], row["first_target"], place),
        second=_targeted(row["second"], row["second_target"], place),
        note=row["note"],
    )


def _targeted(text: str, target: str, place: str) -> TargetedText:
    count = text.count(target) if target else 0
    if count != 1:
        raise InputError(
            f"expected the target {target!r} once in {text!r} in {place}, found it {count} times: quote it exactly"
        )
    start = text.index(target)
    return TargetedText(text=text, target=Span(start, start + len(target)))
