from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from hedge.encoding.encoder import open_encoder
from hedge.encoding.heads import N_SCORES
from hedge.encoding.states import LAYERS, N_STATES
from hedge.encoding.windows import LARGEST
from hedge.models import model_folder
from hedge.training.encoder.export import export_encoder


# The newer exporter wants one more package for the same file.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_export_scores_as_the_network_does(tokenizer: Tokenizer, tmp_path: Path) -> None:
    onnx, torch = pytest.importorskip("onnx"), pytest.importorskip("torch")
    from hedge.training.encoder.network import Network

    torch.manual_seed(0)
    network = Network(tokenizer.get_vocab_size(), n_layers=LAYERS[-1] + 1).eval()
    export_encoder(network, tmp_path / "encoder.onnx")
    (tmp_path / "tokenizer.json").write_bytes((model_folder("encoder") / "tokenizer.json").read_bytes())
    assert [one.name for one in onnx.load(tmp_path / "encoder.onnx").graph.input] == ["pieces"]
    exported = open_encoder(tmp_path)
    for n in (3, 60, LARGEST + 2):
        pieces = np.random.default_rng(n).integers(4, 20_000, n)
        with torch.no_grad():
            wanted = network(torch.from_numpy(pieces)[None])[0].numpy()
        read = exported.read(pieces)
        found = read.rows[:, :N_SCORES]
        assert read.states.shape == (n, N_STATES)
        cosine = (wanted * found).sum() / np.linalg.norm(wanted) / np.linalg.norm(found)
        assert found.shape == wanted.shape
        assert cosine > 0.98
