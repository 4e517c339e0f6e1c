"""Certainty of scientific findings: one number for the sentence, and a class for each of six aspects.

References
----------
Pei, J. and Jurgens, D. (2021). Measuring sentence-level and aspect-level (un)certainty in science communications.
EMNLP.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.models import model_folder
from hedge.models.linear import FloatArray
from hedge.scoring.passages.model import PassageModel, load_passage_model

PACK = "science"
ASPECTS = ("Number", "Extent", "Probability", "Condition", "Suggestion", "Framing")
CLASSES = ("NotPresent", "Uncertain", "Certain")
LOWEST, HIGHEST = 1.0, 6.0

_SENTENCE_FILE = "sentence"
_ENCODED_FILE = "sentence_encoded"
_ASPECT_FILE = "aspects"
_ENCODED_ASPECT_FILE = "aspects_encoded"


@dataclass(frozen=True, slots=True)
class ScienceModel:
    """Rates findings; one output.

    Parameters
    ----------
    passages : PassageModel
        Words and style, and what the encoder says where the model reads with it, weighed by a ridge regression.
    """

    passages: PassageModel

    def certainty(self, findings: Sequence[str]) -> NDArray[np.float64]:
        """Certainty from 1 (uncertain) to 6 (certain). *Shape:* ``(len(findings),)``."""
        return np.clip(self.passages.scores(findings)[:, 0], LOWEST, HIGHEST)

    def save(self, folder: Path) -> None:
        """Write the model's file, one for models that read with the encoder and one for others."""
        self.passages.save(folder, _ENCODED_FILE if self.passages.is_encoded else _SENTENCE_FILE)


@dataclass(frozen=True, slots=True)
class AspectModel:
    """Classifies findings aspect by aspect.

    Parameters
    ----------
    passages : PassageModel
        One output for every class of every aspect, named ``Aspect=Class``, those of an aspect side by side.
    """

    passages: PassageModel

    @property
    def aspects(self) -> dict[str, tuple[str, ...]]:
        """Classes of each aspect, in the order of the outputs."""
        pairs = [name.split("=", 1) for name in self.passages.linear.outputs]
        return {aspect: tuple(pair[1] for pair in own) for aspect, own in groupby(pairs, key=lambda pair: pair[0])}

    def probabilities(self, findings: Sequence[str]) -> dict[str, FloatArray]:
        """Probabilities of the classes of each aspect. *Shape of each:* ``(len(findings), n_classes)``."""
        found = {}
        for aspect, (_, own) in zip(self.aspects, self._tables(self.passages.scores(findings)), strict=True):
            exponents = np.exp(own - own.max(axis=1, keepdims=True))
            found[aspect] = np.asarray(exponents / exponents.sum(axis=1, keepdims=True))
        return found

    def classify(self, findings: Sequence[str]) -> list[tuple[str, ...]]:
        """Class of each aspect of each finding, in the order of `aspects`."""
        return self.choose(self.passages.scores(findings))

    def choose(self, scores: FloatArray) -> list[tuple[str, ...]]:
        """As `classify`, from scores of findings, shape (n_findings, n_outputs)."""
        chosen = [[own[place] for place in table.argmax(axis=1)] for own, table in self._tables(scores)]
        return list(zip(*chosen, strict=True))

    def _tables(self, scores: FloatArray) -> Iterator[tuple[tuple[str, ...], FloatArray]]:
        """Classes of each aspect and their columns of the scores."""
        start = 0
        for classes in self.aspects.values():
            yield classes, scores[:, start : start + len(classes)]
            start += len(classes)

    def save(self, folder: Path) -> None:
        """Write the model's file, as `ScienceModel.save` does."""
        self.passages.save(folder, _ENCODED_ASPECT_FILE if self.passages.is_encoded else _ASPECT_FILE)


@cache
def load_science_model(*, encoder: bool = True) -> ScienceModel:
    """Load a shipped model of sentences (once a process).

    Parameters
    ----------
    encoder : bool, default True
        The model that reads with the encoder, or the one that needs words and style alone and is a hundred times as
        fast.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        The pack is missing, damaged, or of another kind.
    """
    return ScienceModel(load_passage_model(model_folder(PACK), _ENCODED_FILE if encoder else _SENTENCE_FILE))


@cache
def load_aspect_model(*, encoder: bool = True) -> AspectModel:
    """Load a shipped model of aspects (once a process); parameters and errors as for `load_science_model`."""
    return AspectModel(load_passage_model(model_folder(PACK), _ENCODED_ASPECT_FILE if encoder else _ASPECT_FILE))
