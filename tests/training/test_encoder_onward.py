from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from hedge.encoding.heads import columns_of
from hedge.training.encoder import keep_views, rehearse
from hedge.training.encoder_network import make_network, read_pieces
from hedge.training.encoder_samples import OURS, Sample, plain_samples


def test_all_of_ours_is_read_again_and_some_of_the_rest(tokenizer: Tokenizer) -> None:
    (plain,) = plain_samples(["The tide may turn."], tokenizer)
    others = [replace(plain, task="attribution", fold=number % 3) for number in range(33)]
    ours = [replace(plain, task="content", fold=OURS) for _ in range(4)]
    science = [replace(plain, task="science") for _ in range(5)]
    chosen = rehearse([*ours, *others, *science])
    assert chosen[:4] == ours
    assert chosen[4:7] == others[::16]
    assert len(chosen) == 4 + 3 + 5


def test_an_encoder_has_no_say_on_what_it_is_to_learn(start: Path, samples: list[Sample]) -> None:
    network = make_network(start).eval()
    ours = [replace(sample, fold=OURS) for sample in samples]
    theirs = [replace(sample, fold=1) for sample in samples]
    read = read_pieces(network, samples)
    for before, kept in zip(read, keep_views(network, theirs), strict=True):
        np.testing.assert_array_equal(kept, before)
    for sample, before, kept in zip(ours, read, keep_views(network, ours), strict=True):
        heads = ("content", "framing") if sample.task == "content" else (sample.task,)
        silent = np.zeros(kept.shape[1], dtype=bool)
        for head in heads:
            silent[columns_of(head)] = True
        assert np.isnan(kept[:, silent]).all()
        np.testing.assert_array_equal(kept[:, ~silent], before[:, ~silent])
