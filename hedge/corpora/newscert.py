"""NewsCert: expressed certainty, speakers and cues over PolNeAR articles, as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from hedge.corpora.polnear import read_text
from hedge.documents import Span
from hedge.errors import InputError, MissingInputError
from hedge.sources.attribution import Attribution

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledStatement:
    """A gold statement.

    Parameters
    ----------
    id : str
        Event id within the article.
    attribution : Attribution
        Its source, cue and content spans.
    certainty : int, "na" or None
        3 certain, 2 probable, 1 possible, 0 uncommitted; ``"na"`` not truth-evaluable; None where annotators disagree.
    polarity : str
        ``"pos"`` or ``"neg"``.
    speaker, speaker_type : str
        Canonical name in the article and type; ``"NONE"`` and ``"none"`` if there is none.
    """

    id: str
    attribution: Attribution
    certainty: int | str | None
    polarity: str
    speaker: str
    speaker_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCue:
    """A gold cue: its span, type, and whether both annotators marked it."""

    span: Span
    type: str
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledArticle:
    """An article with gold statements; `cues` is None where cues were not annotated."""

    id: str
    text: str
    statements: tuple[LabelledStatement, ...]
    cues: tuple[LabelledCue, ...] | None


def read_newscert(folder: Path) -> list[LabelledArticle]:
    """Read a split folder with ``text/``, ``statements.jsonl`` and, where there are cues, ``cues.jsonl``.

    Raises
    ------
    MissingInputError
        The folder, or a text that a line names, is missing.
    InputError
        A line is no JSON object of the format.
    """
    if not (folder / "text").is_dir() or not any(
        (folder / name).is_file() for name in ("statements.jsonl", "cues.jsonl")
    ):
        raise MissingInputError(
            f"expected a NewsCert split folder with text/ and statements.jsonl or cues.jsonl, got {folder}"
        )
    statements = _by_document(folder / "statements.jsonl", _statement)
    cues = _by_document(folder / "cues.jsonl", _cue)
    listed = folder / "cues-documents.txt"
    with_cues = set(listed.read_text(encoding="utf-8").split()) if listed.is_file() else set()
    with_cues |= set(cues)
    return [
        LabelledArticle(
            id=name,
            text=read_text(folder / "text" / f"{name}.txt"),
            statements=tuple(statements.get(name, ())),
            cues=tuple(cues.get(name, ())) if name in with_cues else None,
        )
        for name in sorted(set(statements) | with_cues)
    ]


def _by_document(path: Path, read: Callable[[dict[str, Any]], T]) -> dict[str, list[T]]:
    records: dict[str, list[T]] = {}
    if not path.is_file():
        return records
    # Lines of JSON end in line feeds alone: texts in them may hold other ends of lines.
    for number, line in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            records.setdefault(record["doc"], []).append(read(record))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"expected a NewsCert line in {path}, line {number} is {line[:60]!r} ({error!r}): fix it"
            ) from error
    return records


def _statement(record: dict[str, Any]) -> LabelledStatement:
    source, cue, content = (tuple(Span(*pair) for pair in record[role]) for role in ("source", "cue", "content"))
    return LabelledStatement(
        id=record["id"],
        attribution=Attribution(source=source, cue=cue, content=content),
        certainty=record["certainty"],
        polarity=record.get("polarity", "pos"),
        speaker=record["speaker"],
        speaker_type=record["speaker_type"],
    )


def _cue(record: dict[str, Any]) -> LabelledCue:
    return LabelledCue(
        span=Span(record["start"], record["end"]), type=record["type"], agreed=record.get("agreed", True)
    )
