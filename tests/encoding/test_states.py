from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hedge.encoding.encoder import load_encoder
from hedge.encoding.heads import HEADS, N_SCORES
from hedge.encoding.states import FILE, N_STATES, OUTPUTS, Probes, drop_probes, load_probes, with_outputs
from hedge.errors import ModelError
from hedge.models import model_folder

N_PROBES = len(HEADS["probes"])


def probes() -> Probes:
    random = np.random.default_rng(0)
    return Probes(random.normal(size=(N_STATES, N_PROBES)).astype(np.float32), np.arange(N_PROBES, dtype=np.float32))


def test_more_outputs_leave_the_others_as_they_were() -> None:
    runtime = pytest.importorskip("onnxruntime")
    model = (model_folder("encoder") / "encoder.onnx").read_bytes()
    plain, more = (
        runtime.InferenceSession(network, providers=["CPUExecutionProvider"])
        for network in (model, with_outputs(model, OUTPUTS))
    )
    pieces = {"pieces": np.arange(4, 40)[None]}
    (scores,), (again, *states) = plain.run(None, pieces), more.run(None, pieces)
    np.testing.assert_array_equal(again, scores)
    assert [one.shape for one in states] == [(1, 36, N_STATES // len(OUTPUTS))] * len(OUTPUTS)
    # Outputs of a layer's norm have about the size that its weights give them, and are no copies of each other.
    assert all(0.1 < np.abs(one).mean() < 10 for one in states)
    assert not np.array_equal(states[0], states[1])


def test_a_long_name_has_a_length_of_two_bytes() -> None:
    assert with_outputs(b"", ["x" * 200]).count(b"x") == 200
    assert b"\xc8\x01" + b"x" * 200 in with_outputs(b"", ["x" * 200])


def test_probes_weigh_states() -> None:
    states = np.zeros((2, N_STATES), dtype=np.float32)
    states[1, 7] = 2.0
    own = probes()
    np.testing.assert_allclose(own.read(states), [own.bias, own.bias + 2 * own.weights[7]], rtol=1e-6)
    reading = load_encoder().read(np.arange(4, 40))
    shipped = load_probes(model_folder("probes"))
    assert shipped is not None
    np.testing.assert_array_equal(reading.rows[:, N_SCORES:], shipped.read(reading.states))


def test_probes_come_back(tmp_path: Path) -> None:
    assert load_probes(tmp_path) is None
    probes().save(tmp_path)
    found = load_probes(tmp_path)
    assert found is not None
    np.testing.assert_allclose(found.weights, probes().weights, rtol=1e-3, atol=1e-6)
    np.testing.assert_array_equal(found.bias, probes().bias)
    drop_probes(tmp_path)
    assert load_probes(tmp_path) is None
    drop_probes(tmp_path)  # there are none any more


def test_foreign_files_are_one_clear_error(tmp_path: Path) -> None:
    whole = (model_folder("probes") / FILE).read_bytes()
    flipped = whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:]
    for damaged in (b"no arrays", b"", whole[:3000], flipped):
        (tmp_path / FILE).write_bytes(damaged)
        with pytest.raises(ModelError, match="expected probes in"):
            load_probes(tmp_path)
    Probes(np.zeros((3, N_PROBES), np.float32), np.zeros(N_PROBES, np.float32)).save(tmp_path)
    with pytest.raises(ModelError, match=r"expected probes of the encoder .* got shape \(3, 6\)"):
        load_probes(tmp_path)
