"""Where the words of a document stand, as arrays: sentences, paragraphs, quotations, kinds of marks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hedge.sources.tokens import NO_QUOTE, Tokens

Ints = NDArray[np.int64]
Indices = NDArray[np.intp]

# Kinds of words at an edge, ordered so that neighbours are alike.
_OTHER, _SUBORDINATOR, _COORDINATOR, _ADPOSITION, _COMMA, _DASH, _STOP, _OPENING, _CLOSING, _MARK, _NONE = range(11)
_KIND_OF_TEXT = {",": _COMMA, ";": _COMMA, ".": _STOP, "?": _STOP, "!": _STOP, "…": _STOP, "—": _DASH, "–": _DASH,
                 "--": _DASH, "-": _DASH, ":": _DASH}  # fmt: skip
_KIND_OF_TAG = {"SCONJ": _SUBORDINATOR, "CCONJ": _COORDINATOR, "ADP": _ADPOSITION, "PUNCT": _MARK}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of the words of a document; each array has one number a word.

    Parameters
    ----------
    kind : array
        What sort of word or mark it is, for the edges of spans.
    first, end : array
        First word and end (exclusive) of the word's sentence.
    paragraph, paragraph_end : array
        The word's paragraph, and where it ends.
    quote, quote_first, quote_end : array
        The quotation that the word is in, ``-1`` outside, and its bounds.
    nominal : array
        Kind of the word as head of a source: 0 other, 1 noun, 2 name, 3 pronoun.
    """

    kind: Ints
    first: Ints
    end: Ints
    paragraph: Ints
    paragraph_end: Ints
    quote: Ints
    quote_first: Ints
    quote_end: Ints
    nominal: Ints

    def kind_at(self, indices: Indices) -> Ints:
        """Kinds of the words; a kind of its own beyond the ends of the document."""
        inside = (indices >= 0) & (indices < len(self.kind))
        return np.where(inside, self.kind.take(indices, mode="clip"), _NONE)


def find_places(tokens: Tokens) -> Places:
    """Read the places off the tokens of a document that has words."""
    sizes = [end - start for start, end in tokens.bounds]
    bounds = np.repeat(np.array(tokens.bounds, dtype=np.int64).reshape(-1, 2), sizes, axis=0)
    paragraph = np.repeat(np.array(tokens.paragraph, dtype=np.int64), sizes)
    breaks = np.flatnonzero(np.diff(paragraph)) + 1
    edges = np.array([0, *breaks, len(paragraph)])
    quote = np.array(tokens.quote, dtype=np.int64)
    quotes = np.array([*tokens.quote_bounds, (-1, -1)], dtype=np.int64)[np.where(quote == NO_QUOTE, -1, quote)]
    return Places(
        kind=np.array([_kind(tokens, index) for index in range(len(tokens.words))]),
        first=bounds[:, 0],
        end=bounds[:, 1],
        paragraph=paragraph,
        paragraph_end=np.repeat(edges[1:], np.diff(edges)),
        quote=quote,
        quote_first=quotes[:, 0],
        quote_end=quotes[:, 1],
        nominal=np.array([_NOMINAL.get(word.upos, 0) for word in tokens.words]),
    )


_NOMINAL = {"NOUN": 1, "PROPN": 2, "PRON": 3}


def _kind(tokens: Tokens, index: int) -> int:
    if index in tokens.opens:
        return _OPENING
    if index in tokens.closes:
        return _CLOSING
    word = tokens.words[index]
    return _KIND_OF_TEXT.get(word.text) or _KIND_OF_TAG.get(word.upos, _OTHER)
