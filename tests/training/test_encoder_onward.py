from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from hedge.encoding.heads import columns_of
from hedge.training.encoder_batches import TAGGED
from hedge.training.encoder_network import make_network, read_pieces
from hedge.training.encoder_onward import keep_views, rehearse
from hedge.training.encoder_pages import OURS
from hedge.training.encoder_samples import Sample, plain_samples


def test_all_of_ours_is_read_again_and_some_of_the_rest(tokenizer: Tokenizer) -> None:
    (plain,) = plain_samples(["The tide may turn."], tokenizer)
    others = [replace(plain, task="attribution", fold=number % 3) for number in range(33)]
    ours = [replace(plain, task="content", fold=OURS) for _ in range(4)]
    science = [replace(plain, task="science") for _ in range(5)]
    chosen = rehearse([*ours, *others, *science])
    assert chosen[:4] == ours
    assert chosen[4:7] == others[::12]
    assert len(chosen) == 4 + 3 + 5


def test_an_encoder_has_no_say_on_what_it_is_to_learn(start: Path, samples: list[Sample]) -> None:
    network = make_network(start).eval()
    ours = [replace(sample, fold=OURS, breaks=()) for sample in samples]
    read = read_pieces(network, samples)
    for sample, before, kept in zip(ours, read, keep_views(network, ours), strict=True):
        heads = ("content", "framing") if sample.task == "content" else (sample.task,)
        assert_silent(kept, before, heads)


def test_it_has_a_say_on_texts_of_others(start: Path, samples: list[Sample]) -> None:
    network = make_network(start).eval()
    theirs = [replace(sample, fold=1, breaks=()) for sample in samples]
    for sample, before, kept in zip(theirs, read_pieces(network, samples), keep_views(network, theirs), strict=True):
        assert_silent(kept, before, (sample.task,) if sample.task in TAGGED else ())


def assert_silent(kept: np.ndarray, before: np.ndarray, heads: tuple[str, ...]) -> None:
    silent = np.zeros(kept.shape[1], dtype=bool)
    for head in heads:
        silent[columns_of(head)] = True
    assert np.isnan(kept[:, silent]).all()
    np.testing.assert_array_equal(kept[:, ~silent], before[:, ~silent])


def test_numbers_are_those_of_each_paragraph_alone(start: Path, tokenizer: Tokenizer) -> None:
    network = make_network(start).eval()
    texts = ["The tide may turn.", "Nobody knows why."]
    (whole,) = plain_samples(["\n".join(texts)], tokenizer)
    alone = read_pieces(network, list(plain_samples(texts, tokenizer)))
    (kept,) = keep_views(network, [whole])
    tags = slice(columns_of("attribution").start, columns_of("cues").stop)
    wanted = np.concatenate([scores[1:-1] for scores in alone])
    together = read_pieces(network, [whole])[0]
    np.testing.assert_array_equal(kept[:, tags], together[:, tags])
    for head in ("factuality", "content", "framing", "uncertain", "science"):
        np.testing.assert_allclose(kept[1:-1, columns_of(head)], wanted[:, columns_of(head)], atol=2e-3)
        assert np.abs(together[1:-1, columns_of(head)] - wanted[:, columns_of(head)]).max() > 2e-3
