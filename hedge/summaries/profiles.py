"""Uncertainty profiles: one a speaker and document."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hedge.speakers import Speaker
from hedge.statements import Statement

LABELS = ("certain", "probable", "possible", "uncommitted", "na")

# Prior of the variance of certainties between a speaker's statements: a scaled inverse chi-square distribution with the
# moments of the speakers in NewsCert train who have six statements or more, rounded (benchmarks/profile_prior.py).
PRIOR_WEIGHT = 7.0
PRIOR_VARIANCE = 0.05
# Half-width of a 90 % interval of the normal distribution, in standard deviations.
NINETY = 1.645
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one speaker's statements in a document come to.

    Parameters
    ----------
    speaker : Speaker
        Whose profile it is.
    statements : int
        Number of statements, ``na`` included.
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


def summarise_speakers(statements: Sequence[Statement]) -> tuple[Profile, ...]:
    """Make a profile for every speaker, those with most statements first, then by id.

    Statements inside another speaker's statement count for the inner speaker as well as, as part of the content, for
    the outer one.
    """
    by_speaker: dict[str, list[Statement]] = {}
    for statement in statements:
        by_speaker.setdefault(statement.speaker.id, []).append(statement)
    profiles = [_profile(own) for own in by_speaker.values()]
    return tuple(sorted(profiles, key=lambda p: (-p.statements, int(p.speaker.id.removeprefix("s")))))


def mean_interval(values: Sequence[float], half_widths: Sequence[float]) -> tuple[float, float]:
    """95 % interval of the mean certainty of a speaker whose statements are a sample of what they might say.

    The variance between statements has a prior fitted on news (normal model with a scaled inverse chi-square
    prior, so a t interval; Gelman et al. 2013, section 3.3), and the model's own uncertainty about each statement, read
    off its 90 % interval, is added.

    Parameters
    ----------
    values : sequence of float
        Certainties in [0, 1]; at least one.
    half_widths : sequence of float
        Half-widths of their 90 % intervals.

    Returns
    -------
    tuple of float
        Lower and upper bound, within [0, 1].

    Examples
    --------
    >>> low, high = mean_interval([0.5, 0.5, 0.5, 0.5], [0.0] * 4)
    >>> round(low, 2), round(high, 2)
    (0.29, 0.71)
    """
    from scipy.special import stdtrit

    count = len(values)
    mean = sum(values) / count
    freedom = PRIOR_WEIGHT + count - 1
    spread = (PRIOR_WEIGHT * PRIOR_VARIANCE + sum((value - mean) ** 2 for value in values)) / freedom
    model = sum((width / NINETY) ** 2 for width in half_widths) / count
    reach = float(stdtrit(freedom, 0.975)) * math.sqrt((spread + model) / count)
    return max(0.0, mean - reach), min(1.0, mean + reach)


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


def is_scored(statement: Statement) -> bool:
    """Whether the statement's certainty means something: whether it can be evaluated."""
    return statement.label != "na"


def _profile(own: Sequence[Statement]) -> Profile:
    words, cues = count_words(own), count_cues(own)
    scored = [statement for statement in own if is_scored(statement)]
    values = [statement.certainty for statement in scored]
    widths = [(statement.interval[1] - statement.interval[0]) / 2 for statement in scored]
    return Profile(
        speaker=own[0].speaker,
        statements=len(own),
        words=words,
        certainty=sum(values) / len(values) if values else None,
        interval=mean_interval(values, widths) if values else None,
        labels=count_labels(own),
        cues_per_100_words=100 * cues / words if words else 0.0,
        most_certain=max(scored, key=lambda s: (s.certainty, -s.id)).id if scored else None,
        least_certain=min(scored, key=lambda s: (s.certainty, s.id)).id if scored else None,
    )
