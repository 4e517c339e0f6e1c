"""Export the fine-tuned encoder: a plain forward pass for one window, as ONNX, with int8 weights."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError
from hedge.training.encoder.network import base_folder, join_networks, make_network, networks_of


def export_encoder(network: Any, path: Path) -> None:
    """Write a trained network as an int8 ONNX model that takes one window of word pieces.

    Parameters
    ----------
    network : torch.nn.Module
        From `hedge.training.encoder.network.make_network` or `join_networks`, trained.
    path : Path
        The ``.onnx`` file. Its input is ``pieces`` of shape (1, n), its output ``scores`` of shape (1, n, n_columns).
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    full = path.with_name("full.onnx")
    example = torch.tensor([[101, *range(2000, 2030), 102]])
    plain = join_networks([_plain_forward(one) for one in networks_of(network)])
    torch.onnx.export(
        plain.eval(), (example,), str(full), input_names=["pieces"], output_names=["scores"],
        dynamic_axes={"pieces": {1: "n"}, "scores": {1: "n"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    ready = path.with_name("ready.onnx")
    quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
    # Seven bits a weight: with eight, processors without VNNI instructions overflow, and scores would depend on the
    # machine.
    quantize_dynamic(str(ready), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    full.unlink()
    ready.unlink()


def read_network(path: Path) -> Any:
    """The network that `export_encoder` wrote, or the mean of several, as far as its integers hold the weights.

    Raises
    ------
    ModelError
        The file has other layers than the encoder's.
    """
    import onnx

    names = [one.name for one in onnx.load(str(path)).graph.initializer]
    numbers = {found.group() for name in names if (found := _NUMBERED.match(name))}
    network = join_networks([make_network(base_folder()) for _ in range(max(1, len(numbers)))])
    import_weights(network, path)
    return network


def import_weights(network: Any, path: Path) -> None:
    """Put the weights of a model that `export_encoder` wrote into a network, as far as its integers hold them.

    Parameters
    ----------
    network : torch.nn.Module
        From `hedge.training.encoder.network.make_network` or `join_networks`.
    path : Path
        The ``.onnx`` file of an earlier encoder with the same heads.

    Raises
    ------
    ModelError
        The file has other layers than the network.
    """
    import onnx
    import torch
    from onnx import numpy_helper

    arrays = {one.name: numpy_helper.to_array(one) for one in onnx.load(str(path)).graph.initializer}
    state = network.state_dict()
    for name, value in arrays.items():
        if name in state:
            state[name] = torch.from_numpy(value.copy())
        elif name.removesuffix("_quantized") in state:
            name = name.removesuffix("_quantized")
            state[name] = torch.from_numpy(_dequantised(arrays, name))
    for name in state:
        if name.endswith(_SHARED):
            state[name] = state[_NUMBERED.sub(_FIRST, name)]
    # What the exporter computes it names by numbers, in the order of the modules: the transposed matrices of linear
    # layers, and the one row in use of the types of tokens.
    matrices = [name.removesuffix("_quantized") for name in _numbered(arrays, _MATRIX)]
    layers = [name for name in state if name.endswith(".weight") and _is_linear(network, name)]
    if len(matrices) != len(layers):
        raise ModelError(f"expected {len(layers)} linear layers in {path}, got {len(matrices)}: name another encoder")
    for layer, matrix in zip(layers, matrices, strict=True):
        value = _dequantised(arrays, matrix).T
        if value.shape != (wanted := tuple(state[layer].shape)):
            raise ModelError(f"expected {layer} of shape {wanted} in {path}, got {value.shape}: name another encoder")
        state[layer] = torch.from_numpy(value.copy())
    for name, row in zip((name for name in state if name.endswith(_TYPES)), _numbered(arrays, _ROW), strict=True):
        state[name][0] = torch.from_numpy(arrays[row].copy())
    network.load_state_dict(state)


_ROW, _MATRIX = re.compile(r"onnx::Add_(\d+)"), re.compile(r"onnx::MatMul_(\d+)_quantized")
# How names begin where there are several networks, and what they share.
_NUMBERED, _FIRST = re.compile(r"networks\.\d+\."), "networks.0."
_SHARED, _TYPES = "word_embeddings.weight", "token_type_embeddings.weight"


def _numbered(names: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
    found = {int(match[1]): name for name in names if (match := pattern.fullmatch(name))}
    return [found[number] for number in sorted(found)]


def _is_linear(network: Any, name: str) -> bool:
    import torch

    return isinstance(network.get_submodule(name.removesuffix(".weight")), torch.nn.Linear)


def _dequantised(arrays: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    integers = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(integers * arrays[f"{name}_scale"], dtype=np.float32)


def _plain_forward(network: Any) -> Any:
    """The network as a module without masks, padding or dropout, which one window at a time does not need."""
    import torch

    encoder, heads = network.encoder, network.heads
    n_heads = encoder.config.num_attention_heads
    size = encoder.config.hidden_size // n_heads

    class Plain(torch.nn.Module):
        """The forward pass of a BERT encoder for a single sequence."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder, self.heads = encoder, heads

        def forward(self, pieces: Any) -> Any:
            parts = self.encoder.embeddings
            places = torch.arange(pieces.shape[1])[None]
            hidden = parts.word_embeddings(pieces) + parts.position_embeddings(places)
            hidden = parts.LayerNorm(hidden + parts.token_type_embeddings.weight[0])
            for layer in self.encoder.encoder.layer:
                hidden = self._attend(layer.attention, hidden)
                inner = torch.nn.functional.gelu(layer.intermediate.dense(hidden))
                hidden = layer.output.LayerNorm(layer.output.dense(inner) + hidden)
            return self.heads(hidden)

        def _attend(self, attention: Any, hidden: Any) -> Any:
            own = attention.self
            query, key, value = (
                part(hidden).reshape(1, -1, n_heads, size).transpose(1, 2) for part in (own.query, own.key, own.value)
            )
            shares = torch.softmax(query @ key.transpose(2, 3) / math.sqrt(size), dim=-1)
            joined = (shares @ value).transpose(1, 2).reshape(1, -1, n_heads * size)
            return attention.output.LayerNorm(attention.output.dense(joined) + hidden)

    return Plain()
