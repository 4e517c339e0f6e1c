"""A text cut at every boundary of the marks on it, so that marks may nest and overlap as they like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from hedge.documents import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mark(Generic[T]):
    """A value that holds for a stretch of text.

    Parameters
    ----------
    span : Span
        The stretch. Of spans that reach beyond the text only the part inside counts.
    value : object
        What holds for it.
    """

    span: Span
    value: T


@dataclass(frozen=True, slots=True)
class Segment(Generic[T]):
    """A stretch of text without any boundary inside.

    Parameters
    ----------
    span : Span
        The stretch; never empty.
    values : tuple
        The values of the marks that cover it, in the order in which the marks were given.
    """

    span: Span
    values: tuple[T, ...]


def cut_text(length: int, marks: Iterable[Mark[T]]) -> tuple[Segment[T], ...]:
    """Cut a text of `length` code points wherever a mark begins or ends.

    Parameters
    ----------
    length : int
        Code points of the text.
    marks : iterable of Mark
        They may nest, overlap, touch, repeat and be empty.

    Returns
    -------
    tuple of Segment
        In text order, one behind the other without gap, from 0 to `length`.

    Examples
    --------
    >>> from hedge.documents import Span
    >>> for segment in cut_text(9, [Mark(Span(0, 6), "a"), Mark(Span(4, 9), "b")]):
    ...     print(segment.span.start, segment.span.end, *segment.values)
    0 4 a
    4 6 a b
    6 9 b
    """
    values: list[T] = []
    opened: dict[int, list[int]] = {}
    closed: dict[int, list[int]] = {}
    for mark in marks:
        start, end = max(0, mark.span.start), min(length, mark.span.end)
        if start < end:
            opened.setdefault(start, []).append(len(values))
            closed.setdefault(end, []).append(len(values))
            values.append(mark.value)
    bounds = sorted({0, length, *opened, *closed})
    active: set[int] = set()
    segments = []
    for start, end in pairwise(bounds):
        active.difference_update(closed.get(start, ()))
        active.update(opened.get(start, ()))
        segments.append(Segment(Span(start, end), tuple(values[index] for index in sorted(active))))
    return tuple(segments)
