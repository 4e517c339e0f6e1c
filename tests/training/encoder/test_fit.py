from __future__ import annotations

from dataclasses import replace

import numpy as np

from hedge.training.encoder.fit import choose_paragraphs
from hedge.training.encoder.samples import Sample
from hedge.training.folds import EVERYONES


def test_it_learns_each_paragraph_once_and_half_of_the_patterns(samples: list[Sample]) -> None:
    single = replace(samples[0], breaks=(), ours=False, fold=1)
    several = replace(single, breaks=(2,), pieces=single.pieces[::-1].copy())
    patterns = [
        replace(single, ours=True, fold=EVERYONES, pieces=np.append(single.pieces, number)) for number in range(4)
    ]
    chosen = choose_paragraphs([single, several, *patterns, single])
    assert list(map(id, chosen)) == list(map(id, [single, patterns[1], patterns[3]]))
