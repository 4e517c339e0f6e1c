"""The own path through the pack's models against Stanza's processors, and the search for trees against all trees."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from hedge.parsing import Parser
from hedge.parsing.annotation import Annotator
from hedge.parsing.attachment import find_cycle, find_trees
from hedge.parsing.layers import WORDS_KEPT, WordVectors, batches

#: A paragraph that is read in several pieces.
LONG = "The port's owner said on Monday that repairs might take until May, but engineers don't agree. " * 25
TEXTS = [
    "The mayor's aide didn't say whether it'll reopen. Nobody can't have known??!! Wow!!!",
    "Ana Ruiz, who chairs the board, told the council on 3 May that the pumps may fail; engineers doubt it.",
    "Yes.\n\nNo?\n\n\u200b Ünïcödé wörds, 😀 and a supercalifragilistic_token-like-this appear.",
    "rain " * 170 + "stops.",
    "Write to press@harbour.example or see www.harbour.example/news (555) 010-0199 by 3/5/2031;  it costs $1,200.50!",
    LONG,
    "Wait: if what they claim is true, then the bridge that the city closed is safe, isn't it?",
]


def test_words_are_those_of_stanza(parser: Parser) -> None:
    assert parser._annotator is not None
    plain = Parser(parser._pipeline, "plain")
    plain._annotator = None
    assert parser.parse(TEXTS) == plain.parse(TEXTS)


def test_a_long_paragraph_does_not_depend_on_others(parser: Parser) -> None:
    # In pieces that begin anywhere: one word without a stop, and a paragraph that is a piece and a little more.
    texts = ["rain " * 700, LONG, LONG[:1000], LONG[:1001], LONG + LONG, "It may rain."]
    assert parser.parse(texts) == [parser.parse([text])[0] for text in texts]


def test_no_sentence_is_cut_where_a_piece_ends(parser: Parser) -> None:
    sentences = parser.parse([LONG])[0].sentences
    assert len({tuple(word.text for word in sentence.words) for sentence in sentences}) == 1
    assert len(sentences) == 25


def test_vectors_kept_do_not_change_a_parse(parser: Parser) -> None:
    parser.forget()
    first = parser.parse(TEXTS)
    assert parser.parse(TEXTS) == first
    parser.parse(["Entirely other words come between them."])
    assert parser.parse(TEXTS) == first


def test_the_shipped_pack_fits_and_others_do_not(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Annotator.fits(parser._pipeline)
    with monkeypatch.context() as changed:
        changed.setitem(parser._pipeline.processors["tokenize"].config, "no_ssplit", True)
        assert not Annotator.fits(parser._pipeline)
    monkeypatch.setitem(parser._pipeline.processors["depparse"].trainer.args, "charlm", True)
    assert not Annotator.fits(parser._pipeline)


@settings(deadline=None)
@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_trees_are_the_best_of_all_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    (tree,) = find_trees(scores[None], np.array([size]))
    rows = np.arange(1, size)

    def is_tree(heads: tuple[int, ...]) -> bool:
        return heads.count(0) == 1 and all(h != i for i, h in enumerate(heads, 1)) and not find_cycle([0, *heads])

    choices = filter(is_tree, itertools.product(range(size), repeat=size - 1))
    best = max(choices, key=lambda heads: scores[rows, list(heads)].astype(np.float64).sum())
    assert tuple(tree[1:].tolist()) == best


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(2, 25), min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_trees_are_those_of_stanza(lengths: list[int], seed: int) -> None:
    longest = max(lengths)
    scores = np.random.default_rng(seed).normal(size=(len(lengths), longest, longest)).astype(np.float32)
    trees = find_trees(scores, np.array(lengths))
    for tree, row, length in zip(trees, scores, lengths, strict=True):
        own = row[:length, :length].astype(np.float64)
        np.fill_diagonal(own, -np.inf)
        own -= np.logaddexp.reduce(own, axis=1, keepdims=True)
        assert tree.tolist() == chuliu_edmonds_one_root(own).tolist()


@given(st.lists(st.integers(1, 40), max_size=30), st.integers(1, 200))
def test_batches_hold_every_sentence_once(lengths: list[int], words: int) -> None:
    made = list(batches(lengths, words))
    assert sorted(index for batch in made for index in batch.sentences.tolist()) == list(range(len(lengths)))
    for batch in made:
        assert batch.lengths.tolist() == sorted((lengths[index] for index in batch.sentences), reverse=True)
        assert len(batch.lengths) == 1 or batch.lengths.sum() <= words
        assert sorted(batch.order.tolist()) == list(range(int(batch.lengths.sum())))
        assert int(batch.sizes.sum()) == batch.lengths.sum()


def test_memory_of_kept_vectors_is_bounded() -> None:
    import torch

    asked: list[str | None] = []

    def compute(words: list[str | None]) -> torch.Tensor:
        asked.extend(words)
        return torch.tensor([[float(len(str(word)))] for word in words])

    vectors = WordVectors(compute)
    generator = random.Random(0)
    for _ in range(3):
        words = [f"{generator.random()}" for _ in range(WORDS_KEPT)]
        numbers, table = vectors.look_up([words])
        assert table[numbers[0], 0].tolist() == [float(len(word)) for word in words]
        assert len(table) <= 2 * WORDS_KEPT
    assert len(asked) == 3 * WORDS_KEPT
