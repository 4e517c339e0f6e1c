from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from hedge.encoding.heads import columns_of
from hedge.training.encoder.batches import TAGGED
from hedge.training.encoder.network import make_network, read_pieces
from hedge.training.encoder.onward import keep_views, rehearse, take_out
from hedge.training.encoder.samples import NO_LABEL, Sample, plain_samples
from hedge.training.folds import EVERYONES


def test_new_paragraphs_of_ours_are_read_again_and_some_of_the_rest(tokenizer: Tokenizer) -> None:
    (plain,) = plain_samples(["The tide may turn."], tokenizer)
    others = [replace(plain, task="attribution", fold=number % 3, breaks=(2,)) for number in range(15)]
    patterned = [replace(plain, task="content", fold=EVERYONES, ours=True) for _ in range(4)]
    ours = [replace(plain, task="content", fold=number % 3, ours=True) for number in range(4)]
    science = [replace(plain, task="science") for _ in range(5)]
    twice = [replace(ours[0], breaks=(2,)), replace(others[0], breaks=()), replace(science[0], breaks=(2,))]
    read = rehearse([*ours, *patterned, *others, *science, *twice])
    assert read == [*ours, *patterned[::2], *others[::7], *science]


def test_an_encoder_has_no_say_on_what_it_is_to_learn(start: Path, samples: list[Sample]) -> None:
    network = make_network(start).eval()
    ours = [replace(sample, ours=True, breaks=()) for sample in samples]
    paragraphs, views = keep_views(network, ours)
    assert paragraphs == ours
    for sample, before, kept in zip(ours, read_pieces(network, ours), views, strict=True):
        heads = ("content", "framing") if sample.task == "content" else (sample.task,)
        silent = np.zeros(kept.shape[1], dtype=bool)
        for head in heads:
            silent[columns_of(head)] = True
        assert np.isnan(kept[:, silent]).all()
        np.testing.assert_array_equal(kept[:, ~silent], before[:, ~silent])


def test_it_has_a_say_on_texts_of_others(start: Path, samples: list[Sample]) -> None:
    network = make_network(start).eval()
    theirs = [replace(sample, fold=1, breaks=(), ours=False) for sample in samples]
    for before, kept in zip(read_pieces(network, theirs), keep_views(network, theirs)[1], strict=True):
        np.testing.assert_array_equal(kept, before)


def test_a_paragraph_has_the_tags_of_company_and_numbers_of_its_own(start: Path, tokenizer: Tokenizer) -> None:
    network = make_network(start).eval()
    texts = ["The tide may turn.", "Nobody knows why."]
    (whole,) = plain_samples(["\n".join(texts)], tokenizer)
    single = list(plain_samples(texts, tokenizer))
    paragraphs, views = keep_views(network, [whole])
    for paragraph, alone in zip(paragraphs, single, strict=True):
        np.testing.assert_array_equal(paragraph.pieces, alone.pieces)
    (together,) = read_pieces(network, [whole])
    tags = slice(columns_of("attribution").start, columns_of("cues").stop)
    kept = np.concatenate([scores[1:-1] for scores in views])
    np.testing.assert_array_equal(kept[:, tags], together[1:-1, tags])
    wanted = np.concatenate([scores[1:-1] for scores in read_pieces(network, single)])
    for head in ("factuality", "content", "framing", "uncertain", "science"):
        np.testing.assert_allclose(kept[:, columns_of(head)], wanted[:, columns_of(head)], atol=2e-3)
        assert np.abs(together[1:-1, columns_of(head)] - wanted[:, columns_of(head)]).max() > 2e-3
    assert {"attribution", "cues"} == set(TAGGED)


def test_a_paragraph_keeps_its_labels(tokenizer: Tokenizer) -> None:
    (plain,) = plain_samples(["The tide may turn.\nNobody knows why."], tokenizer)
    (middle,) = plain.breaks
    labels = np.arange(len(plain.pieces))
    second = take_out(replace(plain, task="cues", labels=labels), middle, len(labels) - 1)
    np.testing.assert_array_equal(second.labels, [NO_LABEL, *labels[middle:-1], NO_LABEL])
    assert second.breaks == ()
