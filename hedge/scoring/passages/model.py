"""Linear models of whole passages as plain arrays: texts in, scores and what they come from out, without a parse."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError
from hedge.models.linear import FloatArray, LinearModel
from hedge.scoring.passages.features import RawPassage
from hedge.scoring.passages.reading import READINGS

# Measures of style further from the mean than this many standard deviations count as that far.
FURTHEST = 4.0


@dataclass(frozen=True, slots=True)
class PassageEncoder:
    """Passages to named values: words by tf-idf, scaled to length 1, and measures of style.

    Parameters
    ----------
    idf : mapping of str to float
        Inverse document frequency of each known word, pair of words (``w:``) and pair with a group (``g:``).
    centre, scale : mapping of str to float
        Mean and standard deviation of each measure of style.
    style_weight : float
        Length of the style values of an average passage, where those of its words have length 1.
    """

    idf: Mapping[str, float]
    centre: Mapping[str, float]
    scale: Mapping[str, float]
    style_weight: float

    def encode(self, passage: RawPassage) -> dict[str, float]:
        """Values of one passage by feature name; measures of style have the prefix ``s:``."""
        row = self._weighted(passage.words)
        factor = self.style_weight / math.sqrt(max(len(self.centre), 1))
        for name, centre in self.centre.items():
            deviation = (passage.style[name] - centre) / self.scale[name]
            row[f"s:{name}"] = factor * min(max(deviation, -FURTHEST), FURTHEST)
        return row

    def _weighted(self, features: Mapping[str, float]) -> dict[str, float]:
        known = {name: value * self.idf[name] for name, value in features.items() if name in self.idf}
        length = math.sqrt(math.fsum(value * value for value in known.values()))
        return {name: value / length for name, value in known.items()}


@dataclass(frozen=True, slots=True)
class StateWeights:
    """Linear scores of the encoder's states.

    Parameters
    ----------
    centre, scale : array, shape (n_states,)
        Mean and standard deviation of each state.
    weights : array, shape (n_states, n_outputs)
        Of the states in standard deviations from the mean, at most `FURTHEST`.
    """

    centre: FloatArray
    scale: FloatArray
    weights: FloatArray

    def scores(self, states: NDArray[np.float32]) -> FloatArray:
        """What the states of one passage add to its scores. *Shape:* ``(n_outputs,)``."""
        return np.asarray(standardise(states, self.centre, self.scale) @ self.weights)


def standardise(states: NDArray[np.floating[Any]], centre: FloatArray, scale: FloatArray) -> FloatArray:
    """States in standard deviations from the mean, at most `FURTHEST`."""
    return np.clip((states - centre) / scale, -FURTHEST, FURTHEST)


@dataclass(frozen=True, slots=True)
class PassageModel:
    """Linear scores of encoded passages.

    Parameters
    ----------
    encoder : PassageEncoder
        Makes the features.
    linear : LinearModel
        Weighs them.
    reading : str, default "passages"
        How texts are read: a key of `hedge.scoring.passages.reading.READINGS`.
    states : StateWeights, optional
        Weighs the encoder's states, where it reads.
    """

    encoder: PassageEncoder
    linear: LinearModel
    reading: str = "passages"
    states: StateWeights | None = None

    @property
    def is_encoded(self) -> bool:
        """Whether the encoder reads the texts too."""
        return self.reading.startswith("encoded")

    def scores(self, texts: Sequence[str]) -> FloatArray:
        """Scores of passages, each independent of the others. *Shape:* ``(len(texts), n_outputs)``."""
        return self.scores_of(READINGS[self.reading](texts))

    def scores_of(self, passages: Sequence[RawPassage]) -> FloatArray:
        """As `scores`, of texts that have been read."""
        scores = self.linear.scores([self.encoder.encode(passage) for passage in passages])
        if self.states is not None:
            for row, passage in zip(scores, passages, strict=True):
                row += self.states.scores(passage.states)
        return scores

    def contributions(self, text: str, output: int = 0, most: int = 20) -> list[tuple[str, float]]:
        """Features with the largest effect on a passage's score, strongest first.

        Parameters
        ----------
        text : str
            The passage.
        output : int, default 0
            Column of the score.
        most : int, default 20
            How many to give.

        Returns
        -------
        list of (str, float)
            Feature (``w:`` word or pair of words, ``g:`` pair with a group of words, ``s:`` measure of style,
            ``states`` for all states of the encoder) and what it adds; all effects and the bias sum to the score.
        """
        known = self.linear.vocabulary
        (passage,) = READINGS[self.reading]([text])
        effects = [
            (name, float(value * self.linear.weights[known[name], output]))
            for name, value in self.encoder.encode(passage).items()
            if name in known
        ]
        if self.states is not None:
            effects.append(("states", float(self.states.scores(passage.states)[output])))
        return sorted(effects, key=lambda effect: (-abs(effect[1]), effect[0]))[:most]

    def save(self, folder: Path, name: str) -> None:
        """Write ``<name>.npz``: names, idf, centre and scale, weights in half precision."""
        folder.mkdir(parents=True, exist_ok=True)
        encoder, linear = self.encoder, self.linear
        features = sorted(linear.vocabulary, key=lambda feature: linear.vocabulary[feature])
        arrays = {
            "features": _pack(features),
            "outputs": _pack(linear.outputs),
            "weights": linear.weights.astype(np.float16),
            "bias": linear.bias,
            "terms": _pack(list(encoder.idf)),
            "idf": np.array(list(encoder.idf.values()), dtype=np.float32),
            "style": _pack(list(encoder.centre)),
            "centre": np.array(list(encoder.centre.values())),
            "scale": np.array(list(encoder.scale.values())),
            "style_weight": np.array([encoder.style_weight]),
            "reading": _pack([self.reading]),
        }
        if self.states is not None:
            for part in ("centre", "scale", "weights"):
                arrays[f"state_{part}"] = getattr(self.states, part).astype(np.float16)
        np.savez_compressed(folder / f"{name}.npz", allow_pickle=False, **arrays)


def load_passage_model(folder: Path, name: str) -> PassageModel:
    """Read what `PassageModel.save` wrote.

    Raises
    ------
    ModelError
        The file is of another kind of model.
    """
    try:
        with np.load(folder / f"{name}.npz", allow_pickle=False) as file:
            arrays = dict(file)
        terms, style, features = (_unpack(arrays[key]) for key in ("terms", "style", "features"))
        encoder = PassageEncoder(
            dict(zip(terms, arrays["idf"].astype(np.float64).tolist(), strict=True)),
            dict(zip(style, arrays["centre"].tolist(), strict=True)),
            dict(zip(style, arrays["scale"].tolist(), strict=True)),
            float(arrays["style_weight"][0]),
        )
        weights = arrays["weights"].astype(np.float64)
        vocabulary = dict(zip(features, range(len(weights)), strict=True))
        linear = LinearModel(vocabulary, weights, arrays["bias"], tuple(_unpack(arrays["outputs"])))
        # Files of models that read words and style alone need not say so.
        (reading,) = _unpack(arrays["reading"]) if "reading" in arrays else ("passages",)
        if reading not in READINGS:
            raise ValueError(f"unknown reading {reading}")
        states = None
        if "state_weights" in arrays:
            parts = (arrays[f"state_{part}"].astype(np.float64) for part in ("centre", "scale", "weights"))
            states = StateWeights(*parts)
        return PassageModel(encoder, linear, reading, states)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise ModelError(
            f"expected a model of passages {name}.npz in {folder}, got {error!r}: reinstall hedge"
        ) from error


def _pack(names: Sequence[str]) -> NDArray[Any]:
    """Names as bytes, which compress to a third of what arrays of strings take."""
    return np.frombuffer("\n".join(names).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _unpack(array: NDArray[Any]) -> list[str]:
    joined = array.tobytes().decode("utf-8", "surrogatepass")
    return joined.split("\n") if joined else []
