"""Event factuality sets unified by Jiang and de Marneffe (2021): JSON lines with tokens and labelled target spans."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hedge.corpora.files import read_utf8
from hedge.errors import InputError


@dataclass(frozen=True, slots=True)
class FactualityTarget:
    """A word with a gold factuality.

    Parameters
    ----------
    word : int
        Index of the last word of the target's span, which heads it in nearly all cases.
    factuality : float
        Mean rating in [-3, 3].
    """

    word: int
    factuality: float


@dataclass(frozen=True, slots=True)
class FactualitySentence:
    """A sentence, or a short passage, of given words with its targets."""

    words: tuple[str, ...]
    targets: tuple[FactualityTarget, ...]


def read_factuality(path: Path) -> list[FactualitySentence]:
    """Read one ``.jsonl`` file.

    Each line is an object with ``text`` (words split by spaces) and ``targets``, each with ``span1`` (half-open range
    of words) and ``label``.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        A line is no such object, or a target lies outside the words or the scale.
    """
    lines = read_utf8(path, ".jsonl").split("\n")
    sentences = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            sentences.append(_sentence(json.loads(line)))
        except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
            raise InputError(
                f"expected text and targets with span1 and label in {path}, "
                f"line {number} is {line[:60]!r} ({error!r}): fix it"
            ) from error
    return sentences


def _sentence(record: dict[str, Any]) -> FactualitySentence:
    words = tuple(record["text"].split())
    targets = []
    for target in record["targets"]:
        first, last, label = int(target["span1"][0]), int(target["span1"][1]) - 1, float(target["label"])
        if not 0 <= first <= last < len(words) or not -3 <= label <= 3:
            raise ValueError(f"target {target} outside the {len(words)} words or the scale")
        targets.append(FactualityTarget(last, label))
    return FactualitySentence(words, tuple(targets))
