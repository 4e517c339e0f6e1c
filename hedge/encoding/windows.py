"""Windows of text for the encoder: a paragraph each, or some of its sentences where it is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hedge.documents import Span
from hedge.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Word pieces in a window, without the two marks around it.
LARGEST = 230
#: The start and end marks of the encoder's vocabulary.
START, END = 1, 2


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
    """Load a word-piece tokenizer from its ``tokenizer.json``, without truncation and padding.

    Raises
    ------
    ModelError
        The file is missing, or no tokenizer.
    """
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the only class that tokenizers raises
        raise ModelError(f"expected a tokenizer at {path}, got something else ({error}): reinstall hedge") from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def make_windows(text: str, units: Sequence[Unit], tokenizer: Tokenizer) -> list[Window]:
    """Cut a text into windows of at most `LARGEST` pieces.

    A paragraph that fits is a window, so that what is said of it does not hang on its neighbours; a longer one is cut
    between units, and a unit that is too long anywhere.

    Parameters
    ----------
    text : str
        The text.
    units : sequence of Unit
        Its sentences, in their order.
    tokenizer : Tokenizer
        From `load_tokenizer`.
    """
    encoded = tokenizer.encode_batch([unit.span.of(text) for unit in units], add_special_tokens=False)
    paragraphs: dict[int, list[Row]] = {}
    for unit, one in zip(units, encoded, strict=True):
        start = unit.span.start
        row = [(piece, start + low, start + high) for piece, (low, high) in zip(one.ids, one.offsets, strict=True)]
        paragraphs.setdefault(unit.paragraph, []).append([_without_space(text, *piece) for piece in row])
    return [_window(row) for rows in paragraphs.values() for row in _cut(rows)]


def _without_space(text: str, piece: int, start: int, end: int) -> tuple[int, int, int]:
    """A piece without the white space before its word, which the tokenizer counts to it."""
    while end - start > 1 and text[start].isspace():
        start += 1
    return piece, start, end


Row = list[tuple[int, int, int]]


def _cut(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows as long ones of at most `LARGEST` pieces."""
    held: Row = []
    for row in rows:
        if held and len(held) + len(row) > LARGEST:
            yield held
            held = []
        held = held + row
        while len(held) > LARGEST:
            yield held[:LARGEST]
            held = held[LARGEST:]
    if held:
        yield held


def _window(row: Row) -> Window:
    table = np.array([(START, row[0][1], row[0][1]), *row, (END, row[-1][2], row[-1][2])], dtype=np.int64)
    return Window(table[:, 0], table[:, 1], table[:, 2])
