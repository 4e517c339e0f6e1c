"""What a report shows of one document: its text in pieces that know their marks, and its speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from hedge.documents import Span
from hedge.reports.segments import Mark, Segment, cut_text
from hedge.statements import Statement
from hedge.summaries import LABELS, AnalysedDocument, Profile

# Underlines are stacked; from the fourth on they share the lowest line.
_LINES = 3
# Control characters and lone surrogates cannot stand in HTML.
_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class ModelDescription(Protocol):
    """Which models made an analysis."""

    @property
    def name(self) -> str:
        """Name of the parser pack."""

    @property
    def version(self) -> str:
        """Version of the package."""

    @property
    def sha256(self) -> str:
        """One hash over all model files."""


class Reportable(AnalysedDocument, Protocol):
    """What reports need besides; `hedge.Document` is one."""

    @property
    def assertiveness(self) -> float | None:
        """How assertive the whole text sounds."""

    @property
    def model(self) -> ModelDescription:
        """The models used."""

    def to_dict(self) -> dict[str, Any]:
        """Return the analysis in the schema ``hedge/analysis/1``."""


@dataclass(frozen=True, slots=True)
class _Role:
    """What a stretch of text is for a statement: its content, source, attribution cue, hedge or a hedge's scope."""

    kind: Literal["statement", "source", "attribution", "cue", "scope"]
    statement: int
    cue: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The underline of one statement under a piece of text: which statement, and how far below the text it runs."""

    statement: int
    label: str
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with one and the same set of marks.

    Parameters
    ----------
    text : str
        What stands there.
    starts : tuple of Statement
        Statements that begin here, the outer ones first.
    lines : tuple of Line
        Statements that it belongs to, the outer ones first.
    sources, attributions : tuple of int
        Ids of the statements whose source or attribution cue it belongs to.
    cues, scopes : tuple of str
        Hedges and boosters that it belongs to, or that bear on it, each as ``"<statement>.<index>"``.
    hint : str
        What the hedges here are: type and effect.
    booster : bool
        Whether all cues here raise certainty.
    """

    text: str
    starts: tuple[Statement, ...]
    lines: tuple[Line, ...]
    sources: tuple[int, ...]
    attributions: tuple[int, ...]
    cues: tuple[str, ...]
    scopes: tuple[str, ...]
    hint: str
    booster: bool


def showable(text: str) -> str:
    r"""Replace characters that HTML cannot hold, and line ends that it would change; the length stays as it is.

    Examples
    --------
    >>> showable("One\r\ntwo\x07")
    'One \ntwo�'
    """
    return _UNSHOWABLE.sub("\ufffd", text.replace("\r\n", " \n").replace("\r", "\n"))


def find_pieces(document: Reportable) -> tuple[Piece, ...]:
    """Cut a document's text into pieces; joined, they are the text (see `showable`)."""
    statements = {statement.id: statement for statement in document.statements}
    order = _outer_first(statements)
    marks = [mark for number in order for mark in _marks(statements[number])]
    segments = cut_text(len(document.text), marks)
    depths = _depths(segments, order)
    begins: dict[int, list[Statement]] = {}
    for number in order:
        own = [s.start for s in statements[number].spans if s]
        if own:
            begins.setdefault(max(0, min(own)), []).append(statements[number])
    text = showable(document.text)
    return tuple(_piece(text, segment, statements, depths, begins) for segment in segments)


def label_shares(profile: Profile) -> list[tuple[str, int, float, float]]:
    """Label, count, and where its stretch of a bar begins and how long it is, in percent; in the order of `LABELS`."""
    shares, start = [], 0.0
    for label in LABELS:
        count = profile.labels.get(label, 0)
        if count:
            share = 100 * count / profile.statements
            shares.append((label, count, round(start, 2), round(share, 2)))
            start += share
    return shares


def histogram_bars(counts: Sequence[int]) -> list[tuple[float, float, float, int]]:
    """Left edge and width of every bar in percent, its height as a share of the highest, and its count."""
    width = 100 / len(counts)
    most = max(1, *counts)
    return [
        (round(width * place, 2), round(0.92 * width, 2), round(count / most, 3), count)
        for place, count in enumerate(counts)
        if count
    ]


def _outer_first(statements: Mapping[int, Statement]) -> list[int]:
    """Ids of statements: parents before children, then the longer ones first, then in text order."""

    def generation(number: int) -> int:
        seen = {number}
        parent = statements[number].parent
        while parent is not None and parent in statements and parent not in seen:
            seen.add(parent)
            parent = statements[parent].parent
        return len(seen)

    def key(number: int) -> tuple[int, int, int]:
        return generation(number), -sum(map(len, statements[number].spans)), number

    return sorted(statements, key=key)


def _marks(statement: Statement) -> Iterator[Mark[_Role]]:
    number = statement.id
    for span in statement.spans:
        yield Mark(span, _Role("statement", number))
    for span in statement.source:
        yield Mark(span, _Role("source", number))
    for span in statement.cue:
        yield Mark(span, _Role("attribution", number))
    for index, cue in enumerate(statement.cues):
        yield Mark(cue.span, _Role("cue", number, index))
        for span in cue.scope:
            yield Mark(span, _Role("scope", number, index))


def _depths(segments: Sequence[Segment[_Role]], order: Sequence[int]) -> dict[int, int]:
    """How far below the text each statement's underline runs: below those of all statements inside it."""
    inside: dict[int, set[int]] = {number: set() for number in order}
    for segment in segments:
        held = list(dict.fromkeys(role.statement for role in segment.values if role.kind == "statement"))
        for place, number in enumerate(held):
            inside[number].update(held[place + 1 :])
    depths: dict[int, int] = {}
    for number in reversed(order):
        depths[number] = 1 + max((depths[inner] for inner in inside[number]), default=-1)
    return depths


def _piece(
    text: str,
    segment: Segment[_Role],
    statements: Mapping[int, Statement],
    depths: Mapping[int, int],
    begins: Mapping[int, Sequence[Statement]],
) -> Piece:
    found: dict[str, list[_Role]] = {}
    for role in dict.fromkeys(segment.values):
        found.setdefault(role.kind, []).append(role)
    cues = [statements[role.statement].cues[role.cue] for role in found.get("cue", ())]
    return Piece(
        text=segment.span.of(text),
        starts=tuple(begins.get(segment.span.start, ())),
        lines=tuple(
            Line(
                statement=role.statement,
                label=statements[role.statement].label,
                depth=min(depths[role.statement], _LINES),
            )
            for role in found.get("statement", ())
        ),
        sources=tuple(role.statement for role in found.get("source", ())),
        attributions=tuple(role.statement for role in found.get("attribution", ())),
        cues=tuple(f"{role.statement}.{role.cue}" for role in found.get("cue", ())),
        scopes=tuple(f"{role.statement}.{role.cue}" for role in found.get("scope", ())),
        hint="; ".join(dict.fromkeys(f"{cue.type}, effect {round(cue.effect, 2) + 0.0:+.2f}" for cue in cues)),
        booster=bool(cues) and all(cue.type == "booster" for cue in cues),
    )


def attribution_words(document: Reportable) -> list[dict[str, list[str]]]:
    """Words of the source and of the attribution cue of every statement."""
    return [
        {"source": _words(document.text, s.source), "cue": _words(document.text, s.cue)} for s in document.statements
    ]


def _words(text: str, spans: Sequence[Span]) -> list[str]:
    return [span.of(text) for span in spans]
