"""Export the fine-tuned encoder: a plain forward pass for one window, as ONNX, with int8 weights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hedge.encoding.states import WIDTH
from hedge.encoding.windows import LARGEST
from hedge.training.encoder.network import N_HEADS, Network, distance_buckets

# A window with its two marks.
_MOST = LARGEST + 2


def export_encoder(network: Network, path: Path) -> None:
    """Write a trained network as an int8 ONNX model that takes one window of word pieces.

    Parameters
    ----------
    network : Network
        Trained.
    path : Path
        The ``.onnx`` file. Its input is ``pieces`` of shape (1, n), its output ``scores`` of shape (1, n, n_columns).
    """
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    full, ready = path.with_name("full.onnx"), path.with_name("ready.onnx")
    plain = _plain_forward(network).eval()
    names = [f"far_{part}_{number}" for number in range(len(network.layers)) for part in _FAR]
    far = torch.zeros(1, N_HEADS, WIDTH // N_HEADS, 2 * _MOST - 1)
    example = (torch.arange(4, 40)[None], *(far for _ in names))
    torch.onnx.export(
        plain, example, str(full), input_names=["pieces", *names], output_names=["scores"],
        dynamic_axes={"pieces": {1: "n"}, "scores": {1: "n"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
    # Seven bits a weight: with eight, processors without VNNI instructions overflow, and scores would depend on the
    # machine.
    quantize_dynamic(str(ready), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    full.unlink()
    ready.unlink()
    _derive_far(network, path, names)


_FAR = ("key", "query")


def _plain_forward(network: Network) -> Any:
    """The network as a module without masks, filling or dropout, which one window at a time does not need.

    The keys and queries of distances hang on weights alone; they go in, so that no window computes them again.
    """
    import torch

    class Plain(torch.nn.Module):
        """The forward pass for a single window."""

        def __init__(self) -> None:
            super().__init__()
            self.network = network

        def forward(self, pieces: Any, *far: Any) -> Any:
            own, n = self.network, pieces.shape[1]
            hidden = own.pieces_norm(own.pieces(pieces))
            for number, layer in enumerate(own.layers):
                near = [one[:, :, :, _MOST - n : _MOST + n - 1] for one in far[2 * number : 2 * number + 2]]
                hidden = layer(hidden, near, None, (1, n))
            return own.heads(hidden)

    return Plain()


def _derive_far(network: Network, path: Path, names: Sequence[str]) -> None:
    """Let the model derive the keys and queries of distances from its weights, once, when it is loaded."""
    import onnx
    from onnx import helper, numpy_helper

    model = onnx.load(str(path))
    graph = model.graph
    linear = {node.name: node.input for node in graph.node if node.op_type == "MatMulInteger"}
    # Far distances share rows.
    _, first, buckets = np.unique(distance_buckets(_MOST).numpy(), return_index=True, return_inverse=True)
    constants = {
        "distances": network.distance_rows(_MOST)[0].detach().numpy()[first],
        "distances_key": buckets[::-1],
        "distances_query": buckets,
        "distances_split": np.array([1, 2 * _MOST - 1, N_HEADS, WIDTH // N_HEADS], dtype=np.int64),
    }
    for name, value in constants.items():
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
    nodes = [
        helper.make_node("Gather", ["distances", f"distances_{part}"], [f"distances_of_{part}"], axis=0)
        for part in _FAR
    ]
    for name in names:
        _, part, number = name.split("_")
        (matrix,) = (inputs[1] for node, inputs in linear.items() if f"/layers.{number}/{part}/" in node)
        nodes.extend(_far_nodes(name, part, matrix, f"network.layers.{number}.{part}.bias"))
    for node in reversed(nodes):
        graph.node.insert(0, node)
    for one in [one for one in graph.input if one.name != "pieces"]:
        graph.input.remove(one)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _far_nodes(name: str, part: str, matrix: str, bias: str) -> list[Any]:
    """Steps from a layer's integer weights, whose zero is zero, to its keys or queries of distances."""
    from onnx import TensorProto, helper

    steps: tuple[tuple[str, list[str], dict[str, Any]], ...] = (
        ("Cast", [matrix], {"to": TensorProto.FLOAT}),
        ("Mul", [f"{name}_0", matrix.replace("_quantized", "_scale")], {}),
        ("MatMul", [f"distances_of_{part}", f"{name}_1"], {}),
        ("Add", [f"{name}_2", bias], {}),
        ("Reshape", [f"{name}_3", "distances_split"], {}),
        ("Transpose", [f"{name}_4"], {"perm": [0, 2, 3, 1]}),
    )
    outputs = [*(f"{name}_{step}" for step in range(len(steps) - 1)), name]
    return [
        helper.make_node(kind, inputs, [output], **options)
        for (kind, inputs, options), output in zip(steps, outputs, strict=True)
    ]
