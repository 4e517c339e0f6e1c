"""States of the encoder's middle layers, and the linear probes that read them.

What a network's last layer says is what it was trained to say; the layers below keep more of the text, and a linear
probe fitted on what they make of sentences that the network has not seen draws on that (Alain and Bengio 2016,
"Understanding intermediate layers using linear classifier probes").
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import HEADS
from hedge.errors import ModelError

Floats = NDArray[np.float32]

#: The layers whose outputs are read, counted from 0, and the width of each.
LAYERS, WIDTH = (5, 7, 9), 384
N_STATES = len(LAYERS) * WIDTH
#: Names of their outputs in the exported network.
OUTPUTS = tuple(f"/layers.{layer}/norm/LayerNormalization_output_0" for layer in LAYERS)
FILE = "probes.npz"
_FLOAT = 1  # of ONNX's TensorProto.DataType


def with_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """An ONNX model that also gives inner values of its graph, by their names.

    Messages of protocol buffers that are written one after the other are read as one: what follows here is a graph
    with nothing but more outputs.
    """
    number_type = _field(1, _number(1, _FLOAT))
    outputs = b"".join(_field(12, _field(1, name.encode()) + _field(2, number_type)) for name in names)
    return model + _field(7, outputs)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    more = b""
    while value > 127:
        more += bytes([value & 127 | 128])
        value >>= 7
    return more + bytes([value])


@dataclass(frozen=True, slots=True)
class Probes:
    """The columns of the head ``probes``, as sums of weighed states.

    Parameters
    ----------
    weights : array, shape (N_STATES, n_probes)
        Of the states of one word piece.
    bias : array, shape (n_probes,)
        Added to each sum.
    """

    weights: Floats
    bias: Floats

    def read(self, states: Floats) -> Floats:
        """From states of shape (n, N_STATES) to columns of shape (n, n_probes)."""
        return np.asarray(states @ self.weights + self.bias, dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write ``probes.npz``, weights in half precision."""
        np.savez_compressed(folder / FILE, allow_pickle=False, weights=self.weights.astype(np.float16), bias=self.bias)


def drop_probes(folder: Path) -> None:
    """Delete what `Probes.save` wrote: probes are worth nothing to another network than their own."""
    (folder / FILE).unlink(missing_ok=True)


def load_probes(folder: Path) -> Probes | None:
    """Read what `Probes.save` wrote; none where there is no such file: an encoder comes before its probes.

    Raises
    ------
    ModelError
        The file holds something else.
    """
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as file:
            weights, bias = (file[name].astype(np.float32) for name in ("weights", "bias"))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error) as error:
        raise ModelError(f"expected probes in {path}, got something else ({error!r}): reinstall hedge") from error
    if weights.shape != (N_STATES, len(HEADS["probes"])) or bias.shape != weights.shape[1:]:
        raise ModelError(f"expected probes of the encoder in {path}, got shape {weights.shape}: reinstall hedge")
    return Probes(weights, bias)
