"""Uncertainty profiles: one a speaker and document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hedge.speakers import Speaker
from hedge.statements import Statement
from hedge.summaries.counts import count_cues, count_labels, count_words, show_count
from hedge.summaries.details import Groups, cue_rates, group_certainty, label_shares
from hedge.summaries.distributions import Distribution, describe_distribution
from hedge.summaries.intervals import Estimate, show_mean
from hedge.summaries.samples import Item, certainties, told_once
from hedge.summaries.trends import estimate_here


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Profile:
    """What one speaker's statements in a document come to.

    All intervals are about this document: they take the statements for a sample of what the speaker might say there.
    For several documents, and for what a speaker is like beyond one, see `hedge.profile_corpus`.

    Parameters
    ----------
    speaker : Speaker
        Whose profile it is.
    statements : int
        Number of statements, ``na`` included; those inside another statement of the same speaker are left out.
    words : int
        Words in them.
    certainty : float or None
        Mean certainty of the statements that can be evaluated, 0 to 1; None where there is none.
    interval : tuple of float or None
        95 % interval of that mean.
    labels : dict of str to int
        Statements by label; labels that do not occur are left out.
    cues_per_100_words : float
        Hedges and boosters in the statements and their attribution cues, per 100 words of the statements.
    most_certain, least_certain : int or None
        Ids of the statements with the highest and lowest certainty; the earlier one of equals.
    distribution : Distribution or None
        Quantiles and histogram of the certainties.
    label_shares : mapping of str to Estimate
        Share of every label among all statements.
    cue_rates : mapping of str to Estimate
        Hedges, boosters and cues by type, per 100 words.
    groups : mapping of str to mapping of str to Estimate
        Mean certainty by ``kind`` (direct, mixed, indirect, author), by ``voice`` (``self``: plain words of one's own
        text or turn; ``attributed``: with a source or cue, one's own "I think" included) and by ``words`` (reported
        directly, or relayed by another speaker).
    """

    speaker: Speaker
    statements: int
    words: int
    certainty: float | None
    interval: tuple[float, float] | None
    labels: dict[str, int]
    cues_per_100_words: float
    most_certain: int | None
    least_certain: int | None
    distribution: Distribution | None = None
    label_shares: Mapping[str, Estimate] = field(default_factory=dict)
    cue_rates: Mapping[str, Estimate] = field(default_factory=dict)
    groups: Groups = field(default_factory=dict)

    def __repr__(self) -> str:
        name = f"{self.speaker.name!r} ({self.speaker.type})"
        count = show_count(self.statements, "statement")
        return f"<hedge.Profile {name}: {count}, {show_mean(self.certainty, self.interval)}>"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """What all statements of a document come to, whoever makes them; counted as in a `Profile`.

    Parameters
    ----------
    statements, words : int
        Numbers of statements, ``na`` included, and of words in them.
    certainty : float or None
        Mean certainty of the statements that can be evaluated, 0 to 1; None where there is none.
    interval : tuple of float or None
        95 % interval of that mean.
    labels : dict of str to int
        Statements by label; labels that do not occur are left out.
    cues_per_100_words : float
        Hedges and boosters per 100 words.
    """

    statements: int
    words: int
    certainty: float | None
    interval: tuple[float, float] | None
    labels: dict[str, int]
    cues_per_100_words: float


def summarise_document(statements: Sequence[Statement]) -> DocumentSummary:
    """Sum up all statements of a document."""
    items = _items(statements)
    own = [item.statement for item in items]
    scored = [item for item in items if item.scored]
    mean = estimate_here(scored) if scored else None
    words = count_words(own)
    return DocumentSummary(
        statements=len(own),
        words=words,
        certainty=mean.value if mean else None,
        interval=mean.interval if mean else None,
        labels=count_labels(own),
        cues_per_100_words=100 * count_cues(own) / words if words else 0.0,
    )


def summarise_speakers(statements: Sequence[Statement]) -> tuple[Profile, ...]:
    """Make a profile for every speaker, those with most statements first, then by id.

    Statements inside another speaker's statement count for the inner speaker as well as, as part of the content, for
    the outer one; those inside a statement of the same speaker ("She said she thinks ...") do not count once more.
    """
    by_speaker: dict[str, list[Item]] = {}
    for item in _items(statements):
        by_speaker.setdefault(item.statement.speaker.id, []).append(item)
    profiles = [_profile(own) for own in by_speaker.values()]
    return tuple(sorted(profiles, key=lambda p: (-p.statements, int(p.speaker.id.removeprefix("s")))))


def _items(statements: Sequence[Statement]) -> list[Item]:
    """Statements of a document, each a sample by itself."""
    speakers = {statement.id: statement.speaker.id for statement in statements}
    items = []
    for statement in told_once(statements):
        outer = speakers.get(statement.parent) if statement.parent is not None else None
        item = Item(
            document="", cluster=str(statement.id), when=None, columns={}, statement=statement,
            relayed=outer is not None and outer != statement.speaker.id,
        )  # fmt: skip
        items.append(item)
    return items


def _profile(own: Sequence[Item]) -> Profile:
    statements = [item.statement for item in own]
    words, cues = count_words(statements), count_cues(statements)
    items = [item for item in own if item.scored]
    scored = [item.statement for item in items]
    mean = estimate_here(items) if items else None
    return Profile(
        speaker=statements[0].speaker,
        statements=len(own),
        words=words,
        certainty=mean.value if mean else None,
        interval=mean.interval if mean else None,
        labels=count_labels(statements),
        cues_per_100_words=100 * cues / words if words else 0.0,
        most_certain=max(scored, key=lambda s: (s.certainty, -s.id)).id if scored else None,
        least_certain=min(scored, key=lambda s: (s.certainty, s.id)).id if scored else None,
        distribution=describe_distribution(certainties(items)) if items else None,
        label_shares=label_shares(own),
        cue_rates=cue_rates(own),
        groups=group_certainty(items, estimate_here),
    )
