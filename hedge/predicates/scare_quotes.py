"""Quotation marks around a hedge alone: a deal that is "possible" is no more certain than one that is possible.

Models that learned from news, the encoder above all, take words in quotation marks for somebody's flat statement, which
a phrase of few words is not. So the marks around such a phrase are left out of what cues and certainty are read from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hedge.encoding import Encoder
from hedge.parsing import Parse, Sentence
from hedge.predicates.clauses import SUBJECTS
from hedge.predicates.cue_lexicon import match_lexicon
from hedge.predicates.cue_strengths import strength_of

# Each closing mark with those that open what it closes.
_OPENERS = {'"': '"', "”": '“"', "''": "``", "’": "‘", "'": "'‘", "»": "«", "“": "„"}
# How many words are a phrase.
_LONGEST = 4
_HEDGES = frozenset({"epistemic", "doxastic", "evidential", "unknown", "investigation"})
_STRONG = frozenset({"nearly always", "mostly"})
Rows = Sequence[NDArray[np.float32]]


def find_scare_marks(sentence: Sentence) -> frozenset[int]:
    """Quotation marks around phrases that hold a hedge and no clause of their own.

    Parameters
    ----------
    sentence : Sentence
        The words.

    Returns
    -------
    frozenset of int
        Indices of the marks, of both ends.
    """
    marks = [index for index, word in enumerate(sentence.words) if word.upos == "PUNCT" and _is_mark(word.text)]
    pairs = [(first, last) for first, last in _pairs(sentence, marks) if _is_phrase(sentence, first, last)]
    if not pairs:
        return frozenset()
    hedges = [
        (start, end)
        for start, end, entry, types in match_lexicon(sentence)
        if _HEDGES & {*types} and strength_of(entry) in _STRONG
    ]
    return frozenset(
        mark
        for first, last in pairs
        if any(first < start and end <= last for start, end in hedges)
        for mark in (first, last)
    )


def _is_mark(text: str) -> bool:
    return text in _OPENERS or text in ("‘", "«", "„", "``")


def _pairs(sentence: Sentence, marks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Marks that stand beside each other with one of the right sort behind the other."""
    taken = -1
    for first, last in pairwise(marks):
        opener = _OPENERS.get(sentence.words[last].text, "")
        if first > taken and opener and sentence.words[first].text in (opener, *opener):
            taken = last
            yield first, last


def _is_phrase(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what is between two marks is a part of the clause around it, not a sentence or a clause of its own."""
    inside = range(first + 1, last)
    words = [index for index in inside if sentence.words[index].upos != "PUNCT"]
    whole = all(word.upos == "PUNCT" for word in (*sentence.words[:first], *sentence.words[last + 1 :]))
    clause = any(sentence.words[index].relation in SUBJECTS for index in words)
    return 0 < len(words) <= _LONGEST and not whole and not clause


def drop_words(sentence: Sentence, dropped: frozenset[int]) -> Sentence:
    """The sentence without some of its words; what hangs on them hangs on what they hang on.

    Parameters
    ----------
    sentence : Sentence
        The words.
    dropped : frozenset of int
        Indices; not all of them.
    """
    kept = [index for index in range(len(sentence)) if index not in dropped]
    numbers = {index: number for number, index in enumerate(kept)}

    def head(index: int) -> int:
        above = next((node for node in sentence.ancestors(index) if node in numbers), None)
        return -1 if above is None else numbers[above]

    return Sentence(tuple(replace(sentence.words[index], head=head(index)) for index in kept), sentence.block)


def encode_plainly(encoder: Encoder, parses: Sequence[Parse], encoded: Sequence[Rows] | None = None) -> list[Rows]:
    """Scores of all heads for every word, as if hedges were not in quotation marks.

    Parameters
    ----------
    encoder : Encoder
        From `hedge.encoding.load_encoder`.
    parses : sequence of Parse
        The documents.
    encoded : sequence, optional
        What the encoder makes of them as they stand, so that only paragraphs with such marks are read again.

    Returns
    -------
    list of sequence of array
        As `hedge.encoding.Encoder.encode` gives them; a mark that is left out has the scores of the word it stands at.
    """
    encoded = encoder.encode(parses) if encoded is None else encoded
    return [_encode_again(encoder, parse, rows) for parse, rows in zip(parses, encoded, strict=True)]


def _encode_again(encoder: Encoder, parse: Parse, rows: Rows) -> Rows:
    marks = {number: own for number, sentence in enumerate(parse.sentences) if (own := find_scare_marks(sentence))}
    if not marks:
        return rows
    text = list(parse.text)
    for number, own in marks.items():
        for index in own:
            word = parse.sentences[number].words[index]
            text[word.start : word.end] = " " * (word.end - word.start)
    blocks = {parse.sentences[number].block for number in marks}
    again = [number for number, sentence in enumerate(parse.sentences) if sentence.block in blocks]
    plain = Parse("".join(text), parse.blocks, tuple(parse.sentences[number] for number in again))
    result = list(rows)
    for number, read in zip(again, encoder.encode([plain])[0], strict=True):
        for index in marks.get(number, ()):
            beside = index + 1 if index + 1 < len(read) and index + 1 not in marks[number] else index - 1
            read[index] = read[beside]
        result[number] = read
    return result
