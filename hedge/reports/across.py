"""What a report says across documents: profiles of speakers, and how they differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hedge.reports.view import Reportable
from hedge.speakers import Speaker
from hedge.statements import Statement
from hedge.summaries import Comparison, CorpusProfile, compare_all, profile_corpus

# Pairs of more speakers than this fill a page that nobody reads; `hedge compare` has them all.
_SPEAKERS, _ROWS = 6, 30
_FEWEST = 3
_RESAMPLES = 1999
_SURE = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """Profiles and comparisons for a report.

    Parameters
    ----------
    profiles : tuple of CorpusProfile
        Those with most statements, in that order; empty for a single document, whose own profiles say it.
    comparisons : tuple of Comparison
        Of the speakers with most statements where there is enough to test, the more certain of two first; smallest
        p-value first.
    speakers, total : int
        How many speakers are compared, and how many there are.
    """

    profiles: tuple[CorpusProfile, ...]
    comparisons: tuple[Comparison, ...]
    speakers: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """A document under an id that no other has."""

    id: str
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    date: str | None
    columns: Mapping[str, str] = field(default_factory=dict)


def summarise_documents(documents: Sequence[Reportable]) -> Across:
    """Profile and compare the speakers of all documents; equal full names are one speaker (`merge_speakers`)."""
    named = [
        _Named(id=name, statements=each.statements, speakers=_speakers(each), date=each.date)
        for name, each in zip(_unique_names(documents), documents, strict=True)
    ]
    profiles = profile_corpus(named)
    compared = [each.speaker for each in profiles if each.statements - each.labels.get("na", 0) >= _FEWEST]
    compared = compared[:_SPEAKERS]
    comparisons = [each for each in compare_all(named, names=compared, resamples=_RESAMPLES) if each.testable]
    return Across(
        profiles=profiles[:_ROWS] if len(named) > 1 else (),
        comparisons=tuple(_facing_up(each) for each in comparisons),
        speakers=len(compared),
        total=len(profiles),
    )


def split_name(name: str) -> tuple[str, str]:
    """Part a canonical name into the name and, for somebody who is known in one document only, that document.

    Examples
    --------
    >>> split_name("the mayor [a.txt s2]")
    ('the mayor', 'a.txt')
    >>> split_name("Ana Ruiz")
    ('Ana Ruiz', '')
    """
    match = re.fullmatch(r"(.+) \[(.+) s\d+\]", name, re.DOTALL)
    return (match[1], match[2]) if match else (name, "")


def typical_words(profile: CorpusProfile) -> str:
    """Cues that a speaker uses more than the others, where that is hardly chance."""
    return ", ".join(cue.text for cue in profile.characteristic if cue.z > _SURE)


def _facing_up(found: Comparison) -> Comparison:
    """The same comparison with the more certain of the two first."""
    if found.difference >= 0:
        return found
    return replace(
        found,
        a=found.b,
        b=found.a,
        mean_a=found.mean_b,
        mean_b=found.mean_a,
        difference=-found.difference,
        interval=_turned(found.interval),
        effect_size=-found.effect_size,
        effect_interval=_turned(found.effect_interval),
        superiority=1 - found.superiority,
        superiority_interval=(1 - found.superiority_interval[1], 1 - found.superiority_interval[0]),
    )


def _turned(interval: tuple[float, float]) -> tuple[float, float]:
    return -interval[1], -interval[0]


def _unique_names(documents: Sequence[Reportable]) -> list[str]:
    names: list[str] = []
    taken: set[str] = set()
    for number, document in enumerate(documents, start=1):
        name = document.id or f"document {number}"
        while name in taken:
            name += f" ({number})"
        taken.add(name)
        names.append(name)
    return names


def _speakers(document: Reportable) -> tuple[Speaker, ...]:
    """Everybody listed, and whoever makes a statement without being listed."""
    found = {speaker.id: speaker for speaker in document.speakers}
    for statement in document.statements:
        found.setdefault(statement.speaker.id, statement.speaker)
    return tuple(found.values())
