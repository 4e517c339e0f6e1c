from __future__ import annotations

from pathlib import Path

import numpy as np

from hedge.corpora.factuality import FactualitySentence, FactualityTarget
from hedge.encoding import Encoder, load_encoder
from hedge.encoding.heads import N_COLUMNS
from hedge.predicates import PredicateFeatures
from hedge.training.factuality.samples import Samples, collect, pool
from hedge.training.folds import fold_of
from hedge.training.parses import ParseCache


def samples(n: int) -> Samples:
    described = [PredicateFeatures((f"lemma={i}",), ("fell", "")) for i in range(n)]
    rows = np.zeros((n, N_COLUMNS), dtype=np.float32)
    return Samples(described, np.arange(n) - 1.5, np.arange(n) // 2, np.arange(n) % 3, rows, np.ones(n, dtype=bool))


def test_pooled_samples_say_where_they_are_from() -> None:
    pooled = pool({"weather": samples(4), "traffic": samples(2)})
    assert ["set=traffic" in each.names for each in pooled.described] == [False] * 4 + [True] * 2
    assert pooled.groups.tolist() == [0, 0, 1, 1, 2, 2]
    assert pooled.own.tolist() == [True] * 4 + [False] * 2
    assert pooled[np.arange(6) > 2].own.tolist() == [True, False, False]
    assert pooled.gold.tolist() == [-1.5, -0.5, 0.5, 1.5, -1.5, -0.5]


def test_targets_come_with_what_the_encoder_of_their_sentence_says(tmp_path: Path) -> None:
    words = ("The", "gate", "fell", "and", "nobody", "knew", ".")
    sentence = FactualitySentence(words, (FactualityTarget(2, 3.0), FactualityTarget(5, -2.0)))
    asked: list[str] = []

    def encoder_of(text: str) -> Encoder:
        asked.append(text)
        return load_encoder()

    cache = ParseCache(tmp_path)
    found = collect([sentence], cache, encoder_of)
    assert asked == [" ".join(words)]
    (rows,) = load_encoder().encode(cache.parse_tokens([words]))
    np.testing.assert_array_equal(found.encoded, rows[0][[2, 5]])
    assert found.gold.tolist() == [3.0, -2.0]
    assert found.folds.tolist() == [fold_of(asked[0])] * 2
    assert not collect([sentence], cache).encoded.any()
