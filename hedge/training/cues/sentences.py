"""Sentences of our own with marked hedges and boosters: constructions that 48 annotated articles show seldom or never.

``sentences.txt`` has one sentence a line, each cue as ``[words|type]``; every other phrase of the lexicon in it is
none, and for most senses that make a cue there is a sentence with the same word in another ("would" as the past of
"will", "may" as a permission, "fear" of spiders). Written after the guide of NewsCert with the errors on its train and
dev articles at hand; nothing in it may be taken from ``corpora/behaviour``, which is to test what is learnt from it.
``idioms.txt`` has idioms, which no encoder and no article shows the regression either.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from hedge.documents import Span

SENTENCES_FILE = "sentences.txt"
IDIOMS_FILE = "idioms.txt"
_MARK = re.compile(r"\[([^|\]]+)\|([a-z]+)\]")


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence and its cues.

    Parameters
    ----------
    text : str
        Without marks.
    cues : mapping of Span to str
        The type of each cue.
    """

    text: str
    cues: Mapping[Span, str]


def read_marked_sentences(name: str = SENTENCES_FILE) -> list[MarkedSentence]:
    """All sentences of a file, in its order."""
    lines = files("hedge.training.cues").joinpath(name).read_text(encoding="utf-8").splitlines()
    return [_read_line(line) for line in lines if line and not line.startswith("#")]


def _read_line(line: str) -> MarkedSentence:
    text, cues, done = "", {}, 0
    for mark in _MARK.finditer(line):
        text += line[done : mark.start()]
        cues[Span(len(text), len(text) + len(mark[1]))] = mark[2]
        text += mark[1]
        done = mark.end()
    return MarkedSentence(text + line[done:], cues)
