from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from hedge.training.encoder import finetuning
from hedge.training.encoder.batches import make_plan
from hedge.training.encoder.finetuning import Recipe, fine_tune
from hedge.training.encoder.samples import Sample

RECIPE = Recipe(
    epochs={"attribution": 2, "cues": 5, "content": 2, "factuality": 3, "uncertain": 1, "science": 2},
    rates=(1e-4, 1e-3),
    n_pieces=300,
    average_decay=0.9,
    seed=20,
)


def test_training_resumes_to_the_same_end(
    network: Any, tmp_path: Path, samples: list[Sample], monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setattr(finetuning, "CHECKPOINT_STEPS", 3)
    start, again = copy.deepcopy(network), copy.deepcopy(network)
    fine_tune(network, samples, RECIPE, work=tmp_path)
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    assert state["done"] == len(make_plan(samples, RECIPE.epochs, RECIPE.n_pieces, RECIPE.seed))
    fine_tune(again, samples, RECIPE, work=tmp_path)
    for one, other in zip(network.parameters(), again.parameters(), strict=True):
        torch.testing.assert_close(one, other)
    assert not torch.equal(network.heads.weight, start.heads.weight)
    assert torch.equal(network.pieces.weight, start.pieces.weight)
