"""Scientific findings labelled for certainty (Pei and Jurgens 2021): one rating a sentence, or a class an aspect."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hedge.corpora.files import read_utf8
from hedge.errors import InputError
from hedge.scoring.passages.science import ASPECTS, CLASSES, HIGHEST, LOWEST

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RatedFinding:
    """A finding and its mean certainty, from 1 (uncertain) to 6 (certain)."""

    text: str
    certainty: float


@dataclass(frozen=True, slots=True)
class AspectFinding:
    """A finding and, in the order of `ASPECTS`, the class of each aspect: one of `CLASSES`."""

    text: str
    classes: tuple[str, ...]


def read_findings(path: Path) -> list[RatedFinding]:
    """Read a ``sentence-level-*.jsonl`` file: objects with ``finding`` and ``sentence-level-certainty``.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It has no lines, a line is no such object, or a rating lies outside 1 to 6.
    """
    return _read(path, _rated, "finding and sentence-level-certainty from 1 to 6")


def read_aspects(path: Path) -> list[AspectFinding]:
    """Read an ``aspect-level-*.jsonl`` file: objects with ``finding`` and ``aspect-level-certainty``.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It has no lines, or a line is no such object with a class for each of the six aspects.
    """
    return _read(path, _classed, "finding and aspect-level-certainty with a class for each of six aspects")


def _rated(record: dict[str, Any]) -> RatedFinding:
    certainty = float(record["sentence-level-certainty"])
    if not LOWEST <= certainty <= HIGHEST:
        raise ValueError(f"certainty {certainty} outside the scale")
    return RatedFinding(_text(record), certainty)


def _classed(record: dict[str, Any]) -> AspectFinding:
    found = record["aspect-level-certainty"]
    classes = tuple(found[aspect] for aspect in ASPECTS)
    for name in classes:
        CLASSES.index(name)
    return AspectFinding(_text(record), classes)


def _text(record: dict[str, Any]) -> str:
    text = record["finding"]
    if not isinstance(text, str):
        raise TypeError(f"finding is {text!r}")
    return text


def _read(path: Path, build: Callable[[dict[str, Any]], T], expected: str) -> list[T]:
    lines = read_utf8(path, ".jsonl").split("\n")
    items = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            items.append(build(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"expected {expected} in {path}, line {number} is {line[:60]!r} ({error!r}): fix it"
            ) from error
    if not items:
        raise InputError(f"expected lines with {expected} in {path}, got none: check the file")
    return items
