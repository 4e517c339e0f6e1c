"""What the encoder says about each word: the columns of its output, grouped into heads."""

from __future__ import annotations

from types import MappingProxyType

#: Event factuality, one column a data set, since the sets' scales and guides differ.
FACTUALITY_SETS = ("uds_ih2", "uw", "meantime", "commitmentbank", "megaveridicality", "ross_pavlick")
ROLES = ("source", "cue", "content")
CUE_TYPES = (
    "epistemic", "doxastic", "evidential", "unknown", "investigation", "condition", "approximator", "booster",
)  # fmt: skip
#: Levels of certainty and the two other things that are said of a statement; averaged over its words.
LEVELS = ("na", "uncommitted", "possible", "probable", "certain", "rejected")


def _bio(classes: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{mark}-{name}" for name in classes for mark in "BI"))


#: Names of the columns of each head, in the order of the encoder's output.
HEADS = MappingProxyType(
    {
        "factuality": FACTUALITY_SETS,
        "attribution": _bio(ROLES),
        "cues": _bio(CUE_TYPES),
        "content": LEVELS,
        "framing": LEVELS,
        "uncertain": ("uncertain",),
        "science": ("science",),
        # What linear probes of the middle layers say of factuality: see `hedge.encoding.states`.
        "probes": FACTUALITY_SETS,
    }
)
N_COLUMNS = sum(map(len, HEADS.values()))
#: Columns that the network gives itself: the first ones, all but the probes.
N_SCORES = N_COLUMNS - len(HEADS["probes"])


def columns_of(head: str) -> slice:
    """Columns of a head in the encoder's output.

    Examples
    --------
    >>> columns_of("factuality")
    slice(0, 6, None)
    """
    start = 0
    for name, columns in HEADS.items():
        if name == head:
            return slice(start, start + len(columns))
        start += len(columns)
    raise KeyError(head)
