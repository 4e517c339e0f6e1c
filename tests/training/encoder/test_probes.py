from __future__ import annotations

import numpy as np

from hedge.encoding import load_encoder
from hedge.encoding.heads import FACTUALITY_SETS
from hedge.encoding.states import N_STATES
from hedge.training.encoder.probes import Targets, collect_targets, fit_probes
from hedge.training.encoder.samples import Sample


def test_targets_are_means_over_their_pieces() -> None:
    pieces = np.arange(4, 30)
    spans = (np.array([3, 4]), np.array([9]))
    sample = Sample(
        task="factuality", pieces=pieces, labels=pieces[:0], spans=spans, targets=(3.0, -1.0), columns=(2, 2), fold=1
    )
    found = collect_targets([(sample, load_encoder())])
    states = load_encoder().read(pieces).states
    np.testing.assert_allclose(found.states, [states[[3, 4]].mean(axis=0), states[9]], rtol=1e-6)
    assert found.gold.tolist() == [3.0, -1.0]
    assert found.columns.tolist() == [2, 2]
    assert found.folds.tolist() == [1, 1]
    assert found[found.gold > 0].states.shape == (1, N_STATES)


def test_probes_learn_each_set_by_itself() -> None:
    random = np.random.default_rng(0)
    sets = np.arange(6_000) % len(FACTUALITY_SETS)
    states = random.normal(1.0, 2.0, (6_000, N_STATES)).astype(np.float32)
    # What tells in one set tells nothing in another.
    gold = states[np.arange(6_000), 10 * sets].astype(np.float64)
    probes = fit_probes(Targets(states, gold, sets, sets * 0))
    fresh = random.normal(1.0, 2.0, (300, N_STATES)).astype(np.float32)
    found = probes.read(fresh)
    for number in range(len(FACTUALITY_SETS)):
        told = [np.corrcoef(found[:, number], fresh[:, 10 * other])[0, 1] for other in range(len(FACTUALITY_SETS))]
        assert int(np.argmax(told)) == number
        assert abs(found[:, number].mean() - 1.0) < 0.3
