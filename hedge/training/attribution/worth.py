"""What drafts of attributions are worth against the gold, and from which score on they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.sources.candidates.frames import Frame
from hedge.sources.drafts.draft import Draft
from hedge.training.attribution.samples import GoldRelation

_THRESHOLDS = tuple(step / 10 for step in range(-20, 16))
_LINK_JACCARD = 0.5

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Worth:
    """How right the drafts of a document are, as to source, cue, content and link from source to content.

    Parameters
    ----------
    has, right : array of int, shape (n_drafts, 4)
        Whether a draft has the role, and whether it has it right: the words of a gold one, or for the link words that
        mostly are those of a gold source and its content.
    gold : array of int, shape (4,)
        How many the gold has.
    """

    has: NDArray[np.int64]
    right: NDArray[np.int64]
    gold: NDArray[np.int64]


def judge(relations: Sequence[GoldRelation], drafts: Sequence[Draft]) -> Worth:
    """Compare the drafts of a document with its gold."""
    gold = [_roles(relation.frame, (*relation.before, *relation.after)) for relation in relations]
    found = [_roles(draft.frame, draft.content) for draft in drafts]
    known = [{roles[role] for roles in gold} for role in range(3)]
    has = [[*map(bool, roles), bool(roles[0])] for roles in found]
    right = [
        [*(bool(roles[role]) and roles[role] in known[role] for role in range(3)), _is_linked(roles, gold)]
        for roles in found
    ]
    counts = [*(sum(bool(roles[role]) for roles in gold) for role in range(3)), sum(bool(roles[0]) for roles in gold)]
    table = [np.array(rows, dtype=np.int64).reshape(-1, 4) for rows in (has, right)]
    return Worth(table[0], table[1], np.array(counts, dtype=np.int64))


def best_threshold(scores: NDArray[np.floating[Any]], worths: Sequence[Worth], *, slack: float = 0.0) -> float:
    """Return the log odds above which keeping drafts gives the best sum of F1 over the roles and the link.

    With some slack it is the lowest that is worse by no more.
    """
    has, right = (np.concatenate([getattr(item, name) for item in worths]) for name in ("has", "right"))
    gold = sum(item.gold for item in worths)

    def total(threshold: float) -> float:
        kept = scores > threshold
        return float((2 * right[kept].sum(axis=0) / np.maximum(has[kept].sum(axis=0) + gold, 1)).sum())

    totals = [total(threshold) for threshold in _THRESHOLDS]
    return next(threshold for threshold, own in zip(_THRESHOLDS, totals, strict=True) if own >= max(totals) - slack)


def _roles(frame: Frame, content: Sequence[tuple[int, int]]) -> tuple[Words, Words, Words]:
    """Return the words of source, cue and content."""
    return (
        frozenset(range(*frame.source)),
        frozenset(range(*frame.cue)),
        frozenset(i for part in content for i in range(*part)),
    )


def _is_linked(roles: tuple[Words, Words, Words], gold: Sequence[tuple[Words, Words, Words]]) -> bool:
    """Whether source and content are mostly those of one gold attribution."""
    return any(
        min(len(roles[role] & other[role]) / len(roles[role] | other[role]) for role in (0, 2)) >= _LINK_JACCARD
        for other in gold
        if other[0] and roles[0] and other[2] & roles[2]
    )
