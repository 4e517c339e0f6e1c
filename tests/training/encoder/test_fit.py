from __future__ import annotations

from dataclasses import replace

import numpy as np

from hedge.training.encoder.fit import choose_samples
from hedge.training.encoder.samples import Sample
from hedge.training.folds import EVERYONES


def test_it_learns_each_sample_once_and_half_of_the_patterns(samples: list[Sample]) -> None:
    single = replace(samples[0], ours=False, fold=1)
    other = replace(single, task="another")
    patterns = [
        replace(single, ours=True, fold=EVERYONES, pieces=np.append(single.pieces, number)) for number in range(4)
    ]
    chosen = choose_samples([single, other, *patterns, single])
    assert list(map(id, chosen)) == list(map(id, [single, other, patterns[1], patterns[3]]))
