"""Sentences labelled as uncertain or not, as comma-separated values: the format of the CoNLL-2010 Wikipedia sample."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from hedge.corpora.files import read_utf8
from hedge.errors import InputError

_LABELS = {"0": False, "1": True}


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A raw sentence and whether annotators found a cue of uncertainty in it."""

    text: str
    uncertain: bool


def read_wiki(path: Path) -> list[LabelledSentence]:
    """Read a ``.csv`` file with the columns ``uncertain`` (0 or 1) and ``sentence``.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It lacks a column, or a label is neither 0 nor 1.
    """
    content = read_utf8(path, ".csv")
    reader = csv.DictReader(io.StringIO(content, newline=""))
    if not {"uncertain", "sentence"} <= set(reader.fieldnames or ()):
        raise InputError(
            f"expected the columns uncertain and sentence in {path}, got {reader.fieldnames}: check the header"
        )
    sentences = []
    for row in reader:
        label, text = (row["uncertain"] or "").strip(), row["sentence"]
        if label not in _LABELS or text is None:
            raise InputError(f"expected 0 or 1 and a sentence in {path}, line {reader.line_num} has {label!r}: fix it")
        sentences.append(LabelledSentence(text, _LABELS[label]))
    return sentences
