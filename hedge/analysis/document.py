"""The analysed document, and its JSON form (schema ``hedge/analysis/1``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hedge.documents import Segment, Span
from hedge.exports.frames import make_frame
from hedge.parsing import Parse
from hedge.reports import render_notebook
from hedge.speakers import Speaker
from hedge.statements import Statement
from hedge.summaries import Profile, detail_record

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "hedge/analysis/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """Which models made an analysis: their name, version, one SHA-256 over all their files, and the preset."""

    name: str
    version: str
    sha256: str
    preset: str = "default"

    def to_dict(self) -> dict[str, str]:
        """Return what the JSON of an analysis says of its models."""
        return {"name": self.name, "version": self.version, "sha256": self.sha256, "preset": self.preset}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Document:
    """A document and everything found in it.

    Parameters
    ----------
    id : str
        As given by the caller: a path, or ``""``.
    text : str
        The caller's string; every span refers to it.
    parse : Parse
        Its sentences and trees.
    statements : tuple of Statement
        In text order.
    speakers : tuple of Speaker
        The author first, then in order of first mention.
    profiles : tuple of Profile
        One for every speaker with statements, most statements first.
    assertiveness : float or None
        How assertive the whole text sounds: about 5 for an average passage, higher for more assertive ones, nearly
        always between 0 and 8; None for a text without words.
    model : ModelInfo
        The models used.
    date : str or None
        When it was said or written (ISO 8601), where the input says so.
    columns : mapping of str to str
        What else the input says about it, such as a topic or the addressee.
    segments : tuple of Segment
        Captions, rows or utterances that the text was joined from, with their ids and times; mostly empty.
    input_sha256 : str
        SHA-256 of the text (in UTF-8), and of what else the input said about it; tells whether an analysis is of what
        a file holds now.
    """

    id: str
    text: str
    parse: Parse
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    profiles: tuple[Profile, ...]
    assertiveness: float | None
    model: ModelInfo
    date: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()
    input_sha256: str = ""

    def __repr__(self) -> str:
        # In notebooks and logs the whole analysis would fill the screen.
        name = f" {_shorten(self.id)!r}" if self.id else ""
        speakers = len({statement.speaker.id for statement in self.statements})
        found = f"{_count(len(self.statements), 'statement')} by {_count(speakers, 'speaker')}"
        return f"<hedge.Document{name}: {found} in {_count(len(self.text), 'character')}, {_shorten(self.text)!r}>"

    def to_dict(self) -> dict[str, Any]:
        """Return the analysis in the schema ``hedge/analysis/1``, ready for `json.dumps`.

        The keys ``date``, ``columns`` and ``segments`` are there only where the input gave them.
        """
        return {
            "schema": SCHEMA,
            "id": self.id,
            **({"date": self.date} if self.date is not None else {}),
            **({"columns": dict(self.columns)} if self.columns else {}),
            "input_sha256": self.input_sha256,
            "model": self.model.to_dict(),
            "assertiveness": _round(self.assertiveness),
            "statements": [_statement(statement) for statement in self.statements],
            "speakers": [
                {"id": s.id, "name": s.name, "type": s.type, "mentions": _pairs(s.mentions)} for s in self.speakers
            ],
            "profiles": [_profile(profile) for profile in self.profiles],
            **({"segments": [_segment(segment) for segment in self.segments]} if self.segments else {}),
        }

    def to_frame(self) -> pd.DataFrame:
        """Return the statements as a pandas data frame, one row each; `hedge.to_frames` says what the columns hold.

        Raises
        ------
        InputError
            pandas is not installed.
        """
        return make_frame("statements", [self])

    def _repr_html_(self) -> str:
        # What notebooks call to show the value of a cell.
        return render_notebook(self)


def _shorten(text: str, width: int = 40) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


# Scores are rounded where they leave the library, so that the last bits of floating-point sums, which differ between
# machines and batch sizes, do not show.
def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "spans": _pairs(statement.spans),
        "text": statement.text,
        "speaker": statement.speaker.id,
        "label": statement.label,
        "certainty": _round(statement.certainty),
        "interval": [_round(bound) for bound in statement.interval],
        "probabilities": {label: _round(value) for label, value in statement.probabilities.items()},
        "evaluable": _round(statement.evaluable),
        "perceived_probability": _perceived(statement),
        "factuality": _round(statement.factuality),
        "polarity": statement.polarity,
        "attribution": {
            "kind": statement.kind,
            "source": _pairs(statement.source),
            "cue": _pairs(statement.cue),
            "parent": statement.parent,
        },
        "cues": [
            {
                "span": [cue.span.start, cue.span.end],
                "text": cue.text,
                "type": cue.type,
                "effect": _round(cue.effect),
                "scope": _pairs(cue.scope),
            }
            for cue in statement.cues
        ],
    }


def _segment(segment: Segment) -> dict[str, Any]:
    times = {} if segment.start is None else {"start": _round(segment.start), "end": _round(segment.end)}
    columns = {"columns": dict(segment.columns)} if segment.columns else {}
    return {"id": segment.id, "span": [segment.span.start, segment.span.end], **times, **columns}


def _perceived(statement: Statement) -> dict[str, Any] | None:
    perceived = statement.perceived_probability
    if perceived is None:
        return None
    return {
        "mean": _round(perceived.mean),
        "p50": [_round(bound) for bound in perceived.p50],
        "p90": [_round(bound) for bound in perceived.p90],
    }


def _profile(profile: Profile) -> dict[str, Any]:
    interval = profile.interval
    return {
        "speaker": profile.speaker.id,
        "statements": profile.statements,
        "words": profile.words,
        "certainty": None
        if interval is None
        else {"mean": _round(profile.certainty), "interval": [_round(bound) for bound in interval]},
        "labels": profile.labels,
        "cues_per_100_words": _round(profile.cues_per_100_words),
        "most_certain": profile.most_certain,
        "least_certain": profile.least_certain,
        **detail_record(profile),
    }
