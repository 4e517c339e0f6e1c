"""An analysis as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from hedge.analysis.document import Document
from hedge.statements import Statement
from hedge.summaries import LABELS, Profile

_INDENT = " " * 4
_BAR = 10


def render_text(document: Document, *, width: int = 100) -> str:
    """Lay out each speaker's profile and statements, speakers with most statements first.

    The first line has the number of statements and speakers, and the assertiveness of the whole text.

    Parameters
    ----------
    document : Document
        The analysis.
    width : int, default 100
        Columns to fill.

    Returns
    -------
    str
        Lines with a newline at the end of each.
    """
    speakers = "speaker" if len(document.profiles) == 1 else "speakers"
    title = document.id or "document"
    if not document.statements:
        return f"{title}: no statements found\n"
    facts = [_count(len(document.statements), "statement"), f"{len(document.profiles)} {speakers}"]
    if document.assertiveness is not None:
        facts.append(f"assertiveness {document.assertiveness:.1f}")
    lines = [f"{title}: {', '.join(facts)}"]
    for profile in document.profiles:
        own = [s for s in document.statements if s.speaker.id == profile.speaker.id]
        lines += ["", *_profile_lines(profile)]
        for statement in own:
            lines += _statement_lines(statement, width)
    return "\n".join(lines) + "\n"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _profile_lines(profile: Profile) -> Iterator[str]:
    speaker = profile.speaker
    yield f"{speaker.name}" if speaker.name == speaker.type else f"{speaker.name} ({speaker.type})"
    facts = [_count(profile.statements, "statement"), _count(profile.words, "word")]
    if profile.certainty is not None and profile.interval is not None:
        facts.append(f"certainty {profile.certainty:.2f} [{profile.interval[0]:.2f}, {profile.interval[1]:.2f}]")
    facts.append(f"{profile.cues_per_100_words:.1f} cues per 100 words")
    yield "  " + ", ".join(facts)
    yield "  " + ", ".join(f"{label} {profile.labels[label]}" for label in LABELS if label in profile.labels)


def _statement_lines(statement: Statement, width: int) -> Iterator[str]:
    if statement.label == "na":
        score = f"   - {'':{_BAR}} na"
    else:
        filled = round(statement.certainty * _BAR)
        score = f"{statement.certainty:.2f} {'#' * filled + '.' * (_BAR - filled)} {statement.label}"
    notes: list[str] = [statement.kind] if statement.kind != "author" else []
    notes += ["rejects the content"] if statement.polarity == "neg" else []
    yield f"{_INDENT}{score}" + (f" ({', '.join(notes)})" if notes else "")
    indent = _INDENT + " " * 5
    yield from textwrap.wrap(" ".join(statement.text.split()), width, initial_indent=indent, subsequent_indent=indent)
    if statement.cues:
        cues = ", ".join(
            f'"{" ".join(cue.text.split())}" {cue.type} {round(cue.effect, 2) + 0.0:+.2f}' for cue in statement.cues
        )
        yield from textwrap.wrap(f"cues: {cues}", width, initial_indent=indent, subsequent_indent=indent + "  ")
