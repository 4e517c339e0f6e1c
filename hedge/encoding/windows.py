"""Windows of text for the encoder: whole paragraphs where they fit, whole sentences else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hedge.documents import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Word pieces in a window, without the two marks around it.
LARGEST = 230
#: The start and end marks of the encoder's vocabulary.
START, END = 101, 102


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or what stands for one, and the paragraph it is in."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of text as word pieces.

    Parameters
    ----------
    pieces : array of int, shape (n,)
        Vocabulary numbers, with the start mark first and the end mark last.
    starts, ends : array of int, shape (n,)
        Half-open code-point ranges of the pieces in the text; empty for the two marks.
    """

    pieces: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def covering(self, span: Span) -> NDArray[np.intp]:
        """Numbers of the pieces that share a character with a span."""
        first = int(np.searchsorted(self.ends[1:-1], span.start, side="right")) + 1
        last = int(np.searchsorted(self.starts[1:-1], span.end, side="left")) + 1
        return np.arange(first, max(first, last))


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a word-piece tokenizer from its ``tokenizer.json``, without truncation and padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def make_windows(text: str, units: Sequence[Unit], tokenizer: Tokenizer, largest: int = LARGEST) -> list[Window]:
    """Cut a text into windows of at most so many pieces.

    Paragraphs stay whole where they fit into a window; longer ones are cut between units, and a unit that is too long
    by itself anywhere. What a window holds depends on the text alone.
    """
    encoded = tokenizer.encode_batch([unit.span.of(text) for unit in units], add_special_tokens=False)
    rows = [
        [(piece, start + low, start + high) for piece, (low, high) in zip(one.ids, one.offsets, strict=True)]
        for one, start in zip(encoded, [unit.span.start for unit in units], strict=True)
    ]
    return [_window(held) for held in _packed(rows, [unit.paragraph for unit in units], largest)]


Row = list[tuple[int, int, int]]


def _packed(rows: Iterable[Row], paragraphs: Sequence[int], largest: int) -> Iterator[Row]:
    """Join rows of pieces as long as they fit."""
    paragraph_rows: dict[int, list[Row]] = {}
    for row, paragraph in zip(rows, paragraphs, strict=True):
        paragraph_rows.setdefault(paragraph, []).append(row)
    held: Row = []
    for own in paragraph_rows.values():
        if held and len(held) + sum(map(len, own)) > largest:
            yield held
            held = []
        for row in own:
            if held and len(held) + len(row) > largest:
                yield held
                held = []
            held = held + row
            while len(held) > largest:
                yield held[:largest]
                held = held[largest:]
    if held:
        yield held


def _window(row: Row) -> Window:
    table = np.array([(START, row[0][1], row[0][1]), *row, (END, row[-1][2], row[-1][2])], dtype=np.int64)
    return Window(table[:, 0], table[:, 1], table[:, 2])
