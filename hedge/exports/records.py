"""Results as rows of tables: statements, cues, speakers, profiles and documents."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, get_args

from hedge.documents import Segment, Span, writable
from hedge.exports.exportable import Exportable
from hedge.summaries import LABELS, DocumentSummary, Profile, summarise_document

Table = Literal["statements", "cues", "speakers", "profiles", "documents"]
Row = dict[str, Any]
#: The tables, in the order in which they are written.
TABLES: tuple[Table, ...] = get_args(Table)

# Of statements that are summed up.
_SUMS: dict[str, type] = {
    "statements": int, "words": int, "certainty": float, "certainty_low": float, "certainty_high": float,
    **dict.fromkeys(LABELS, int), "cues_per_100_words": float,
}  # fmt: skip
# Columns and their types. The docstring of `hedge.to_frames` says what they hold.
_COLUMNS: dict[Table, dict[str, type]] = {
    "statements": {
        "document": str, "date": str, "statement": int, "start": int, "end": int, "spans": str, "text": str,
        "speaker": str, "speaker_name": str, "speaker_type": str, "label": str, "certainty": float,
        "certainty_low": float, "certainty_high": float, "p_certain": float, "p_probable": float, "p_possible": float,
        "p_uncommitted": float, "evaluable": float, "perceived": float, "perceived_p50_low": float,
        "perceived_p50_high": float, "perceived_p90_low": float, "perceived_p90_high": float, "factuality": float,
        "polarity": str, "kind": str, "source": str, "attribution_cue": str, "parent": int, "cues": int,
        "segment": str, "time_start": float, "time_end": float,
    },
    "cues": {
        "document": str, "statement": int, "speaker": str, "speaker_name": str, "start": int, "end": int, "text": str,
        "type": str, "effect": float, "scope": str,
    },
    "speakers": {
        "document": str, "speaker": str, "name": str, "type": str, "mentions": int, "statements": int,
    },
    "profiles": {
        "document": str, "date": str, "speaker": str, "name": str, "type": str, **_SUMS, "most_certain": int,
        "least_certain": int,
    },
    "documents": {"document": str, "date": str, **_SUMS, "assertiveness": float},
}  # fmt: skip


def table_columns(table: Table, documents: Sequence[Exportable] = ()) -> dict[str, type]:
    """Return the columns of a table with their types (str, int or float).

    The columns that the documents' inputs have of their own follow in the tables of statements, profiles and
    documents; one whose name is taken is called ``input_NAME``.

    Examples
    --------
    >>> list(table_columns("speakers"))
    ['document', 'speaker', 'name', 'type', 'mentions', 'statements']
    """
    columns = dict(_COLUMNS[table])
    if table in {"statements", "profiles", "documents"}:
        for document in documents:
            segments = document.segments if table == "statements" else ()
            for own in (document.columns, *(segment.columns for segment in segments)):
                columns.update((_free_name(table, key), str) for key in own)
    return columns


def table_rows(table: Table, document: Exportable) -> Iterator[Row]:
    """Rows of one document in a table; columns of the input's own are there only where it has them."""
    for row in _ROWS[table](document):
        yield {key: writable(value) if isinstance(value, str) else value for key, value in row.items()}


def _free_name(table: Table, key: str) -> str:
    return f"input_{key}" if key in _COLUMNS[table] else writable(key)


def _spans(spans: Iterable[Span]) -> str:
    """Spans as JSON, as in the schema ``hedge/analysis/1``."""
    return json.dumps([[span.start, span.end] for span in spans])


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def segments_of(document: Exportable, spans: Sequence[Span]) -> Sequence[Segment]:
    """The segments that spans in text order reach from and to, both included."""
    first, last = (
        max(bisect_right(document.segments, place, key=lambda segment: segment.span.start) - 1, 0)
        for place in (spans[0].start, spans[-1].end - 1)
    )
    return document.segments[first : last + 1]


def _statements(document: Exportable) -> Iterator[Row]:
    for statement in document.statements:
        perceived = statement.perceived_probability
        p50, p90 = (None, None) if perceived is None else (perceived.p50, perceived.p90)
        segments = segments_of(document, statement.spans)
        own = dict(document.columns) | (dict(segments[0].columns) if segments else {})
        yield {
            "document": document.id,
            "date": document.date,
            "statement": statement.id,
            "start": statement.spans[0].start,
            "end": statement.spans[-1].end,
            "spans": _spans(statement.spans),
            "text": statement.text,
            "speaker": statement.speaker.id,
            "speaker_name": statement.speaker.name,
            "speaker_type": statement.speaker.type,
            "label": statement.label,
            "certainty": _round(statement.certainty),
            "certainty_low": _round(statement.interval[0]),
            "certainty_high": _round(statement.interval[1]),
            **{f"p_{label}": _round(value) for label, value in statement.probabilities.items()},
            "evaluable": _round(statement.evaluable),
            "perceived": None if perceived is None else _round(perceived.mean),
            "perceived_p50_low": None if p50 is None else _round(p50[0]),
            "perceived_p50_high": None if p50 is None else _round(p50[1]),
            "perceived_p90_low": None if p90 is None else _round(p90[0]),
            "perceived_p90_high": None if p90 is None else _round(p90[1]),
            "factuality": _round(statement.factuality),
            "polarity": statement.polarity,
            "kind": statement.kind,
            "source": _spans(statement.source),
            "attribution_cue": _spans(statement.cue),
            "parent": statement.parent,
            "cues": len(statement.cues),
            "segment": segments[0].id if segments else None,
            "time_start": segments[0].start if segments else None,
            "time_end": segments[-1].end if segments else None,
            **{_free_name("statements", key): value for key, value in own.items()},
        }


def _cues(document: Exportable) -> Iterator[Row]:
    for statement in document.statements:
        for cue in statement.cues:
            yield {
                "document": document.id,
                "statement": statement.id,
                "speaker": statement.speaker.id,
                "speaker_name": statement.speaker.name,
                "start": cue.span.start,
                "end": cue.span.end,
                "text": cue.text,
                "type": cue.type,
                "effect": _round(cue.effect),
                "scope": _spans(cue.scope),
            }


def _speakers(document: Exportable) -> Iterator[Row]:
    counts = Counter(statement.speaker.id for statement in document.statements)
    for speaker in document.speakers:
        yield {
            "document": document.id,
            "speaker": speaker.id,
            "name": speaker.name,
            "type": speaker.type,
            "mentions": len(speaker.mentions),
            "statements": counts[speaker.id],
        }


def _profiles(document: Exportable) -> Iterator[Row]:
    for profile in document.profiles:
        yield {
            "document": document.id,
            "date": document.date,
            "speaker": profile.speaker.id,
            "name": profile.speaker.name,
            "type": profile.speaker.type,
            **_sums(profile),
            "most_certain": profile.most_certain,
            "least_certain": profile.least_certain,
            **{_free_name("profiles", key): value for key, value in document.columns.items()},
        }


def _documents(document: Exportable) -> Iterator[Row]:
    yield {
        "document": document.id,
        "date": document.date,
        **_sums(summarise_document(document.statements)),
        "assertiveness": _round(document.assertiveness),
        **{_free_name("documents", key): value for key, value in document.columns.items()},
    }


def _sums(summary: Profile | DocumentSummary) -> Row:
    low, high = summary.interval or (None, None)
    return {
        "statements": summary.statements,
        "words": summary.words,
        "certainty": _round(summary.certainty),
        "certainty_low": _round(low),
        "certainty_high": _round(high),
        **{label: summary.labels.get(label, 0) for label in LABELS},
        "cues_per_100_words": _round(summary.cues_per_100_words),
    }


_ROWS: dict[Table, Callable[[Exportable], Iterator[Row]]] = {
    "statements": _statements, "cues": _cues, "speakers": _speakers, "profiles": _profiles, "documents": _documents
}  # fmt: skip
