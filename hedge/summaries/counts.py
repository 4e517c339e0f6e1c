"""What can be counted in statements: words, hedges and boosters, labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hedge.statements import Statement

LABELS = ("certain", "probable", "possible", "uncommitted", "na")

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def show_count(number: int, noun: str) -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> show_count(1, "statement"), show_count(2, "statement")
    ('1 statement', '2 statements')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def count_words(statements: Iterable[Statement]) -> int:
    """Words in the statements."""
    return sum(len(_WORD.findall(statement.text)) for statement in statements)


def count_cues(statements: Iterable[Statement]) -> int:
    """Hedges and boosters of statements of one document, each counted once."""
    return len({cue.span for statement in statements for cue in statement.cues})


def count_labels(statements: Sequence[Statement]) -> dict[str, int]:
    """Statements by label; labels that do not occur are left out."""
    counts = {label: sum(statement.label == label for statement in statements) for label in LABELS}
    return {label: count for label, count in counts.items() if count}
