from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from hedge.encoding import load_encoder
from hedge.encoding.encoder import Floats
from hedge.encoding.heads import N_SCORES
from hedge.errors import MissingInputError
from hedge.models import model_folder
from hedge.parsing import load_parser
from hedge.training.encoder.folds import FoldEncoders
from hedge.training.folds import FOLDS, fold_of

NAMES = [f"article {number}" for number in range(600)]


def test_folds_are_of_like_size() -> None:
    counts = np.bincount([fold_of(name) for name in NAMES], minlength=FOLDS)
    assert counts.min() > 0.8 * counts.mean()


def test_missing_encoders_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"expected an encoder in .*fold-0.*encoder-folds"):
        FoldEncoders(tmp_path)


def test_articles_are_read_by_the_encoder_of_their_fold(tmp_path: Path) -> None:
    onnx = pytest.importorskip("onnx")
    from onnx import numpy_helper

    for fold in range(FOLDS):
        folder = tmp_path / f"fold-{fold}"
        shutil.copytree(model_folder("encoder"), folder)
        network = onnx.load(folder / "encoder.onnx")
        # The last thing that the network adds is the bias of its heads: told apart by it.
        (bias,) = (one for one in network.graph.initializer if one.name.endswith("heads.bias"))
        bias.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(bias) + 100 * (fold + 1), bias.name))
        onnx.save(network, folder / "encoder.onnx")
    readers = FoldEncoders(tmp_path)
    parses = load_parser().parse(["The crane may be unsafe."])
    (shipped,) = load_encoder().encode(parses)
    for name in NAMES[:40]:
        (rows,) = readers.encode([name], parses)
        np.testing.assert_allclose(scores(rows), scores(shipped) + 100 * (fold_of(name) + 1), atol=1e-3)
        np.testing.assert_array_equal(scores(readers[fold_of(name)].encode(parses)[0]), scores(rows))


def scores(rows: list[Floats]) -> Floats:
    return rows[0][:, :N_SCORES]
