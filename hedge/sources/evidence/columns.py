"""Tables of numbers about the choices on the way to an attribution: what parse and encoder say of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedge.sources.candidates.frames import Frame
from hedge.sources.candidates.people import Candidate
from hedge.sources.evidence.encoder import CONTENT, CUE, SOURCE, Evidence
from hedge.sources.evidence.places import Places

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Table = NDArray[np.float32]
Range = tuple[int, int]

# Words beside a span that are looked at.
_AROUND = 6
# Words beside the cue that tell on which side its content stands.
_SIDE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A document as the stack sees it.

    Parameters
    ----------
    places : Places
        Where its words stand.
    evidence : Evidence
        What the encoder says.
    cues : array, shape (n_words + 1,)
        Running sums of the probability that a word begins a cue, parse and encoder taken together.
    """

    places: Places
    evidence: Evidence
    cues: Floats

    def cues_in(self, starts: Indices, ends: Indices) -> Floats:
        """Expected number of cues that begin in each span."""
        return np.where(ends > starts, self.cues.take(ends, mode="clip") - self.cues.take(starts, mode="clip"), 0.0)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words that may be the content on one side of a cue.

    Parameters
    ----------
    start, end : int
        First word and end (exclusive).
    near, far : float
        Log of the share that the parse gives its edges, near to the cue and far from it, among their rivals.
    """

    start: int
    end: int
    near: float
    far: float


def cue_table(scores: NDArray[np.float32], evidence: Evidence) -> Table:
    """Columns of every word: log shares of the three labels by the parse, of all labels by the encoder, and nearby.

    Parameters
    ----------
    scores : array, shape (n_words, 3)
        Logits of outside, begin, inside by the parse.
    evidence : Evidence
        The encoder's.
    """
    parse = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    parse = np.maximum(parse, -8.0)
    own = np.concatenate([parse, evidence.shares], axis=1)
    padded = np.pad(own, ((2, 2), (0, 0)))
    n = len(own)
    near = [padded[2 + shift : 2 + shift + n] for shift in (-1, 1)]
    far = [padded[2 + shift : 2 + shift + n, [0, 1, 3, 6, 7]] for shift in (-2, 2)]
    # Products let one view count more where the other is unsure.
    odds = np.stack([-parse[:, 0], np.logaddexp(evidence.shares[:, 3], evidence.shares[:, 4])], axis=1)
    crossed = np.stack([odds[:, 0] * odds[:, 1], odds[:, 0] ** 2, odds[:, 1] ** 2], axis=1) / 4
    return np.concatenate([own, *near, *far, crossed], axis=1).astype(np.float32)


def source_table(
    view: View, cues: Sequence[Range], options: Sequence[Sequence[Candidate]], shares: Sequence[Floats]
) -> Table:
    """Columns of every candidate source of every cue.

    Parameters
    ----------
    view : View
        The document.
    cues : sequence of (int, int)
        Its cues.
    options : sequence of sequence of Candidate
        The candidates of each cue.
    shares : sequence of array
        Log of the share that the parse gives each.
    """
    evidence, places = view.evidence, view.places
    sizes = [len(group) for group in options]
    flat = [option for group in options for option in group]
    starts, ends = (np.array([getattr(option, name) for option in flat], dtype=np.intp) for name in ("start", "end"))
    cue = np.repeat(np.array(cues, dtype=np.intp).reshape(-1, 2), sizes, axis=0)
    nouns = np.array([option.noun for option in flat], dtype=np.intp)
    nobody = nouns < 0
    parse = np.concatenate([*shares, np.zeros(0)])
    total, mean = evidence.total(SOURCE, starts, ends), evidence.mean(SOURCE, starts, ends)
    before = starts < cue[:, 0]
    gap = np.where(before, cue[:, 0] - ends, starts - cue[:, 1])
    columns = [
        parse,
        parse - over_groups(np.maximum, parse, sizes),
        nobody,
        total,
        total - over_groups(np.maximum, np.where(nobody, 0.0, total), sizes),
        mean,
        over_groups(np.maximum, np.where(nobody, -9.0, mean), sizes),
        *_edge_columns(evidence, SOURCE, starts, ends),
        evidence.least(SOURCE, starts, ends),
        evidence.mean(CUE, starts, ends),
        evidence.mean(CONTENT, starts, ends),
        evidence.mean(SOURCE, np.where(before, ends, cue[:, 1]), np.where(before, cue[:, 0], starts)),
        evidence.mean(CUE, cue[:, 0], cue[:, 1]),
        before,
        np.minimum(gap, 30),
        np.minimum(ends - starts, 30),
        places.kind_at(starts - 1),
        places.kind_at(ends - 1),
        places.kind_at(ends),
        places.nominal[np.maximum(nouns, 0)],
        places.quote[np.maximum(nouns, 0)] >= 0,
        places.quote[cue[:, 0]] >= 0,
        np.repeat(sizes, sizes),
    ]
    return _table(columns, empty=nobody, kept=7)


def _edge_columns(evidence: Evidence, role: int, starts: Indices, ends: Indices) -> list[Floats]:
    """Log odds of the words around both edges of spans."""
    return [
        *(evidence.at(role, starts + shift) for shift in (-2, -1, 0, 1)),
        *(evidence.at(role, ends + shift) for shift in (-2, -1, 0, 1)),
        *(evidence.begins_at(role, starts + shift) for shift in (-1, 0, 1)),
        *(evidence.begins_at(role, ends + shift) for shift in (0, 1)),
    ]


def part_table(view: View, frames: Sequence[Frame], sides: Sequence[str], options: Sequence[Sequence[Part]]) -> Table:
    """Columns of the candidate parts of contents.

    Parameters
    ----------
    view : View
        The document.
    frames : sequence of Frame
        The frame of each group of candidates.
    sides : sequence of {"after", "before"}
        The side of each group.
    options : sequence of sequence of Part
        The candidates of each group.
    """
    evidence, places = view.evidence, view.places
    sizes = [len(group) for group in options]
    values = [(part.start, part.end, part.near, part.far) for group in options for part in group]
    flat = np.array(values, dtype=np.float64).reshape(-1, 4)
    starts, ends = flat[:, 0].astype(np.intp), flat[:, 1].astype(np.intp)
    after = np.repeat(np.array([side == "after" for side in sides], dtype=bool), sizes)
    outline = [(*frame.cue, frame.left, frame.right) for frame in frames]
    frame = np.repeat(np.array(outline, dtype=np.intp).reshape(-1, 4), sizes, axis=0)
    step = np.where(after, 1, -1)
    near, far = np.where(after, starts, ends - 1), np.where(after, ends - 1, starts)
    skipped = np.where(after, frame[:, 3], ends), np.where(after, starts, frame[:, 2])
    beyond = np.where(after, ends, starts - _AROUND), np.where(after, ends + _AROUND, starts)
    parse = flat[:, 2] + flat[:, 3]
    total = evidence.total(CONTENT, starts, ends)
    sentence = places.first[starts], places.end[ends - 1]
    columns = [
        after,
        flat[:, 2],
        flat[:, 3],
        parse - over_groups(np.maximum, parse, sizes),
        total,
        total - over_groups(np.maximum, total, sizes),
        evidence.mean(CONTENT, starts, ends),
        evidence.least(CONTENT, starts, ends),
        *(evidence.at(CONTENT, near + shift * step) for shift in (-3, -2, -1, 0, 1, 2)),
        *(evidence.at(CONTENT, far + shift * step) for shift in (-2, -1, 0, 1, 2, 3)),
        *(evidence.begins_at(CONTENT, starts + shift) for shift in (-1, 0, 1)),
        *(evidence.begins_at(CONTENT, ends + shift) for shift in (0, 1, 2)),
        *(evidence.at(role, near - step) for role in (SOURCE, CUE)),
        *(evidence.at(role, far + step * shift) for role in (SOURCE, CUE) for shift in (1, 2)),
        evidence.total(CONTENT, *skipped),
        np.minimum(skipped[1] - skipped[0], 20),
        evidence.total(CONTENT, *beyond),
        view.cues_in(starts, ends),
        view.cues_in(*beyond),
        view.cues_in(*skipped),
        evidence.mean(SOURCE, starts, ends),
        np.minimum(ends - starts, 80),
        *(places.kind_at(near + shift * step) for shift in (-1, 0, 1)),
        *(places.kind_at(far + shift * step) for shift in (-1, 0, 1, 2)),
        starts == sentence[0],
        np.minimum(np.where(after, sentence[1] - ends, starts - sentence[0]), 20),
        ends == places.paragraph_end[ends - 1],
        (places.end[starts] < ends).astype(np.int64) + (places.paragraph_end[starts] < ends),
        *_quote_columns(places, starts, ends, near, far),
        places.quote[frame[:, 0]] >= 0,
        np.minimum(frame[:, 0] - places.first[frame[:, 0]], 20),
        np.minimum(places.end[frame[:, 0]] - frame[:, 1], 20),
    ]
    return _table(columns)


def _quote_columns(
    places: Places, starts: Indices, ends: Indices, near: Indices, far: Indices
) -> list[NDArray[np.generic]]:
    """How spans fit the quotations at their edges."""
    quote = places.quote
    return [
        quote[near] >= 0,
        quote[far] >= 0,
        (quote[near] >= 0) & (quote[near] == quote[far]),
        (quote[starts] >= 0) & (places.quote_first[starts] == starts),
        (quote[ends - 1] >= 0) & (places.quote_end[ends - 1] == ends),
        # A quotation that an edge cuts through.
        (quote[starts] >= 0) & (places.quote_first[starts] < starts),
        (quote[ends - 1] >= 0) & (places.quote_end[ends - 1] > ends),
    ]


def layout_table(
    view: View, frames: Sequence[Frame], shares: Floats, before: Sequence[tuple[Part, float] | None],
    after: Sequence[tuple[Part, float] | None],
) -> Table:  # fmt: skip
    """Columns of the three layouts of each frame, in the order of `hedge.sources.candidates.contents.LAYOUTS`.

    Parameters
    ----------
    view : View
        The document.
    frames : sequence of Frame
        Its frames.
    shares : array, shape (n_frames, 3)
        Log of the share that the parse gives each layout.
    before, after : sequence of (Part, float) or None
        The best part on each side with the log of its share among its rivals.
    """
    evidence, places = view.evidence, view.places
    cue = np.array([frame.cue for frame in frames], dtype=np.intp).reshape(-1, 2)
    outer = np.array([(frame.left, frame.right) for frame in frames], dtype=np.intp).reshape(-1, 2)
    sides = []
    for found in (before, after):
        rows = [
            (*((part.start, part.end, part.near, part.far, share) if part else (0, 0, -9.0, -9.0, -9.0)),)
            for part, share in (each or (None, 0.0) for each in found)
        ]
        sides.append(np.array(rows, dtype=np.float64).reshape(-1, 5))
    own = []
    for side in sides:
        starts, ends = side[:, 0].astype(np.intp), side[:, 1].astype(np.intp)
        own += [
            ends > starts,
            side[:, 2],
            side[:, 3],
            side[:, 4],
            evidence.mean(CONTENT, starts, ends),
            evidence.total(CONTENT, starts, ends).clip(-30, 30),
            evidence.least(CONTENT, starts, ends),
            evidence.begins_at(CONTENT, starts),
            view.cues_in(starts, ends),
            np.minimum(ends - starts, 80),
            (places.quote[starts] >= 0) & (places.quote[np.maximum(ends - 1, 0)] >= 0),
        ]
    own += [
        evidence.mean(CONTENT, outer[:, 0] - _SIDE, outer[:, 0]),
        evidence.mean(CONTENT, outer[:, 1], outer[:, 1] + _SIDE),
        evidence.begins_at(CONTENT, outer[:, 1]),
        evidence.begins_at(CONTENT, outer[:, 1] + 1),
        places.kind_at(outer[:, 0] - 1),
        places.kind_at(outer[:, 1]),
        np.minimum(outer[:, 0] - places.first[cue[:, 0]], 20),
        np.minimum(places.end[cue[:, 0]] - outer[:, 1], 20),
        places.quote[cue[:, 0]] >= 0,
        evidence.mean(CUE, cue[:, 0], cue[:, 1]),
    ]
    shared = np.repeat(_table(own), 3, axis=0)
    option = np.tile(np.arange(3), len(frames))[:, None]
    chosen = shares.reshape(-1, 1)
    best = np.repeat(shares.max(axis=1), 3)[:, None]
    return np.concatenate([option, chosen, chosen - best, shared], axis=1).astype(np.float32)


def extension_table(
    view: View, frames: Sequence[Frame], last: Sequence[Range], quotations: Sequence[Range], scores: Floats
) -> Table:
    """Columns of going on with a quotation after the last part of a content, one row a frame."""
    evidence, places = view.evidence, view.places
    start, end = np.array(quotations, dtype=np.intp).reshape(-1, 2).T
    low, high = np.array(last, dtype=np.intp).reshape(-1, 2).T
    cue = np.array([frame.head for frame in frames], dtype=np.intp)
    rest = places.end[end - 1]
    columns = [
        scores,
        evidence.mean(CONTENT, start, end),
        evidence.least(CONTENT, start, end),
        evidence.mean(CONTENT, low, high),
        evidence.begins_at(CONTENT, start),
        evidence.at(CONTENT, start),
        evidence.at(CONTENT, start - 1),
        evidence.mean(SOURCE, end, rest),
        evidence.mean(CUE, end, rest),
        view.cues_in(end, rest),
        view.cues_in(places.first[start], start),
        view.cues_in(rest, rest + _SIDE),
        rest - end,
        start - places.first[start],
        np.minimum(places.paragraph[start] - places.paragraph[high - 1], 3),
        places.end[end - 1] == places.paragraph_end[end - 1],
        np.minimum(end - start, 60),
        low > cue,
        start - high,
    ]
    return _table(columns)


def over_groups(reduce: np.ufunc, values: NDArray[np.generic], sizes: Sequence[int]) -> Floats:
    """Reduce consecutive groups of values, none of them empty, and give every member its group's result."""
    if not len(values):
        return np.zeros(0)
    starts = np.cumsum([0, *sizes[:-1]])
    return np.repeat(reduce.reduceat(values.astype(np.float64), starts), sizes)


def group_log_shares(scores: Floats, sizes: Sequence[int]) -> list[Floats]:
    """Log of the softmax of the scores in each consecutive group, none of them empty."""
    shifted = scores - over_groups(np.maximum, scores, sizes)
    shares = shifted - np.log(over_groups(np.add, np.exp(shifted), sizes))
    return np.split(shares, np.cumsum(sizes)[:-1]) if len(sizes) else []


def _table(columns: Sequence[NDArray[np.generic]], *, empty: NDArray[np.bool_] | None = None, kept: int = 0) -> Table:
    """Put columns side by side; rows of `empty` keep the first `kept` columns, and are 0 in the others."""
    table = np.stack(columns, axis=1).astype(np.float32)
    if empty is not None:
        table[np.ix_(empty, np.arange(table.shape[1]) >= kept)] = 0
    return table
