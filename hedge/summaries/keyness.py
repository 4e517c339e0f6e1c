"""Which hedges and boosters are characteristic of a speaker."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hedge.statements import Statement

# How many words of text the prior is worth: that much of a speaker who uses every cue as often as all do together.
PRIOR_WORDS = 500.0
Cue = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacteristicCue:
    """A cue that a speaker uses more often, or less often, than the others.

    Parameters
    ----------
    text, type : str
        The cue in lower case, and its type.
    count : int
        How often the speaker uses it.
    others : int
        How often the others do.
    log_odds : float
        Log of the odds ratio per word; positive where the speaker uses it more.
    z : float
        That over its standard error; beyond about 2 it is hardly chance.
    """

    text: str
    type: str
    count: int
    others: int
    log_odds: float
    z: float


def count_texts(statements: Iterable[Statement]) -> Counter[Cue]:
    """Cues of statements of one document by text and type, each place counted once."""
    places = {cue.span: (" ".join(cue.text.casefold().split()), cue.type) for s in statements for cue in s.cues}
    return Counter(places.values())


def rank_cues(
    own: Mapping[Cue, int], words: int, others: Mapping[Cue, int], other_words: int, *, prior_words: float = PRIOR_WORDS
) -> tuple[CharacteristicCue, ...]:
    r"""Rank cues by how characteristic they are of a speaker.

    The log odds ratio with an informative Dirichlet prior of Monroe, Colaresi and Quinn (2008): the odds of the cue
    among the words of the speaker, over those among the words of the others, each with :math:`\alpha_w = \alpha_0 p_w`
    added, where :math:`p_w` is the share of the cue in all words together and :math:`\alpha_0` is `prior_words`. The
    variance is :math:`1/(y_i + \alpha_w) + 1/(y_j + \alpha_w)`. Rare cues thus need a large difference to stand out.

    Parameters
    ----------
    own, others : mapping of (str, str) to int
        Counts by text and type.
    words, other_words : int
        Words in all.
    prior_words : float, default 500
        Weight of the prior.

    Returns
    -------
    tuple of CharacteristicCue
        The cues of either, highest `z` first.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words: lexical feature selection and evaluation for
    identifying the content of political conflict. Political Analysis 16.

    Examples
    --------
    >>> first, *_ = rank_cues({("may", "epistemic"): 9}, 300, {("may", "epistemic"): 1}, 300)
    >>> round(first.log_odds, 2), round(first.z, 2)
    (0.63, 1.55)
    """
    total = words + other_words
    if not words or not other_words:
        return ()
    found = []
    for text, kind in sorted(own.keys() | others.keys()):
        mine, theirs = own.get((text, kind), 0), others.get((text, kind), 0)
        prior = prior_words * (mine + theirs) / total
        odds = [
            math.log((count + prior) / max(1.0, size + prior_words - count - prior))
            for count, size in ((mine, words), (theirs, other_words))
        ]
        error = math.sqrt(1 / (mine + prior) + 1 / (theirs + prior))
        ratio = odds[0] - odds[1]
        found.append(
            CharacteristicCue(text=text, type=kind, count=mine, others=theirs, log_odds=ratio, z=ratio / error)
        )
    return tuple(sorted(found, key=lambda cue: (-cue.z, cue.text, cue.type)))


def characteristic_cues(
    samples: Sequence[tuple[Counter[Cue], int]], *, prior_words: float = PRIOR_WORDS
) -> list[tuple[CharacteristicCue, ...]]:
    """Rank the cues of every speaker against those of all the others together.

    Parameters
    ----------
    samples : sequence of (Counter, int)
        Cues and number of words of every speaker.
    """
    every: Counter[Cue] = Counter()
    for counts, _ in samples:
        every.update(counts)
    total = sum(words for _, words in samples)
    # Only the speaker's own cues: what somebody leaves out is mostly a matter of how little text there is.
    return [
        rank_cues(
            counts, words, {cue: every[cue] - counts[cue] for cue in counts}, total - words, prior_words=prior_words
        )
        for counts, words in samples
    ]
