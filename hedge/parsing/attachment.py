"""Attach words to their governors with Stanza's graph parser: its weights and its trees, in less time.

References
----------
Dozat, T. and Manning, C. D. (2017). Deep biaffine attention for neural dependency parsing. ICLR.
Qi, P. et al. (2018). Universal dependency parsing from scratch. CoNLL shared task.
Stanojević, M. and Cohen, S. B. (2021). A root of a problem: optimizing single-root dependency parsing. EMNLP.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import PackedSequence, pad_packed_sequence

from hedge.parsing.layers import ROOT_ID, Batch, Characters, WordVectors, batches, run_lstm, spelling, with_one
from hedge.parsing.relations import RelationScorer


class TaggedWord(NamedTuple):
    """What the parser reads of a word; None stands for a missing tag."""

    text: str
    lemma: str
    upos: str | None
    xpos: str | None


class Attachment(NamedTuple):
    """Number of the governor, from 1 (0 for the root), and the relation to it."""

    head: int
    deprel: str


class TreeParser:
    """Dependency trees.

    Parameters
    ----------
    trainer : stanza.models.depparse.trainer.GraphTrainer
        A loaded parser that `fits`.
    words : stanza.models.common.pretrain.PretrainedWordVocab
        Its pre-trained vectors' words.

    Notes
    -----
    Stanza scores every relation of every pair of words. Here the tree is found first, and the relations are scored
    along its arcs alone.
    """

    def __init__(self, trainer: Any, words: Any) -> None:
        self._model = trainer.model.eval()
        self._vocabulary = trainer.vocab
        self._pretrained = words
        self._characters = Characters(self._model.charmodel, self._vocabulary["char"])
        self.vectors = WordVectors(self._word_vectors, root=True)
        self._scorers = [self._model.unlabeled, self._model.linearization, self._model.distance, self._model.deprel]
        layers = [layer for scorer in self._scorers for layer in (scorer.W1, scorer.W2)]
        self._weight = torch.cat([layer.weight for layer in layers])
        self._bias = torch.cat([layer.bias for layer in layers])
        self._width = layers[0].out_features
        self._labeller = RelationScorer(self._model.deprel.scorer.W_bilin)

    @staticmethod
    def fits(trainer: Any, config: Any) -> bool:
        """Whether a Stanza parser has the layers that are run here."""
        from stanza.models.common.vocab import CompositeVocab
        from stanza.models.depparse.model import GraphParser

        args = trainer.args
        return (
            type(trainer.model) is GraphParser
            and all(
                args.get(name) for name in ("pretrain", "char", "linearization", "distance", "use_upos", "use_xpos")
            )
            and args["word_emb_dim"] > 0
            and args["tag_emb_dim"] > 0
            and args["char_num_layers"] == 1
            and not any(args.get(name) for name in ("charlm", "bert_model", "use_arc_embedding", "reversed"))
            and not any(args.get(name) for name in ("rec_dropout", "char_rec_dropout"))
            and not config.get("resolve_head_constraints", True)
            and not isinstance(trainer.vocab["xpos"], CompositeVocab)
        )

    def attach(self, sentences: Sequence[Sequence[TaggedWord]]) -> list[list[Attachment]]:
        """Find the tree of each sentence."""
        attached: list[list[Attachment]] = [[] for _ in sentences]
        with torch.inference_mode():
            numbers, vectors = self.vectors.look_up([[spelling(word.text) for word in words] for words in sentences])
            for batch in batches([len(words) + 1 for words in sentences]):
                held = [sentences[index] for index in batch.sentences]
                flat = torch.tensor([number for index in batch.sentences for number in (0, *numbers[index])])
                trees = self._run(self._inputs(vectors[flat], held), batch)
                for index, tree in zip(batch.sentences, trees, strict=True):
                    attached[index] = tree
        return attached

    def _word_vectors(self, words: list[str | None]) -> Tensor:
        """Pre-trained, learned and spelled vectors side by side; None is the root."""
        model, vocabulary = self._model, self._vocabulary["word"]
        known = torch.tensor([ROOT_ID if word is None else vocabulary.unit2id(word) for word in words])
        pretrained = torch.tensor(
            [ROOT_ID if word is None else self._pretrained.unit2id(word.lower()) for word in words]
        )
        return torch.cat(
            [
                model.trans_pretrained(model.pretrained_emb(pretrained)),
                model.word_emb(known),
                model.trans_char(self._characters.vectors(words)),
            ],
            dim=1,
        )

    def _inputs(self, vectors: Tensor, sentences: Sequence[Sequence[TaggedWord]]) -> Tensor:
        """Inputs of the LSTM for the words of sentences and their roots.

        Stanza gives the network the vector of the tags twice, the second time in the place of the features.
        """
        model = self._model
        lemma, upos, xpos = (
            torch.tensor(self._column(sentences, column)) for column in ("lemma", "upos", "xpos")
        )  # fmt: skip
        tags = model.upos_emb(upos) + model.xpos_emb(xpos)
        before = model.trans_pretrained.out_features + model.word_emb.embedding_dim
        return torch.cat([vectors[:, :before], model.lemma_emb(lemma), tags, tags, vectors[:, before:]], dim=1)

    def _column(self, sentences: Sequence[Sequence[TaggedWord]], column: str) -> list[int]:
        vocabulary = self._vocabulary[column]
        place = TaggedWord._fields.index(column)
        values = {word[place] for words in sentences for word in words}
        numbers = {value: vocabulary.unit2id("_" if value is None else value) for value in values}
        return [n for words in sentences for n in (ROOT_ID, *(numbers[word[place]] for word in words))]

    def _run(self, inputs: Tensor, batch: Batch) -> list[list[Attachment]]:
        """Trees of the sentences of a batch, from inputs sentence by sentence."""
        order = batch.order
        states = run_lstm(self._model, "parserlstm", inputs[order], batch)
        hidden = functional.relu(functional.linear(states, self._weight, self._bias))
        padded, _ = pad_packed_sequence(PackedSequence(hidden, batch.sizes), batch_first=True)
        layers = torch.split(padded, self._width, dim=2)
        trees = find_trees(self._arc_scores(layers[:6]).numpy(), batch.lengths)
        found = iter(self._relations(layers[6], layers[7], trees))
        return [[Attachment(head, next(found)) for head in tree[1:].tolist()] for tree in trees]

    def _arc_scores(self, hidden: Sequence[Tensor]) -> Tensor:
        """Score of each word as governor of each other. *Shape:* ``(n_sentences, longest, longest)``."""
        attached, linear, distance = (
            _pairwise(scorer, dependents, governors)
            for scorer, dependents, governors in zip(self._scorers, hidden[::2], hidden[1::2], strict=False)
        )
        places = torch.arange(attached.shape[1])
        offset = places[None, :] - places[:, None]
        expected = 1 + functional.softplus(distance)
        scores = attached + functional.logsigmoid(linear * torch.sign(offset))
        scores -= torch.log((offset.abs() - expected) ** 2 / 2 + 1)
        return scores

    def _relations(self, dependents: Tensor, governors: Tensor, trees: Sequence[NDArray[np.int64]]) -> list[str]:
        """Relation of each word to its governor, sentence by sentence.

        Few words govern any, so dependents are put together by governor and the weights applied to governors first.
        """
        from stanza.models.common.vocab import VOCAB_PREFIX_SIZE

        sentence = np.repeat(np.arange(len(trees)), [len(tree) - 1 for tree in trees])
        word = np.concatenate([np.arange(1, len(tree)) for tree in trees])
        longest = governors.shape[1]
        arcs = sentence * longest + np.concatenate([tree[1:] for tree in trees])  # one number for each governor
        order = np.argsort(arcs, kind="stable")
        above, sizes = np.unique(arcs, return_counts=True)
        labels = torch.empty(len(word), dtype=torch.long)
        labels[order] = self._labeller.best(
            dependents[sentence[order], word[order]], governors[divmod(above, longest)], torch.from_numpy(sizes)
        )
        names: list[str] = self._vocabulary["deprel"].unmap((labels + VOCAB_PREFIX_SIZE).tolist())
        return names


def _pairwise(scorer: Any, dependents: Tensor, governors: Tensor) -> Tensor:
    bilinear = scorer.scorer.W_bilin
    partial = with_one(dependents) @ bilinear.weight[:, :, 0]
    scores: Tensor = torch.bmm(partial, with_one(governors).transpose(1, 2)) + bilinear.bias
    return scores


def find_trees(scores: NDArray[np.float32], lengths: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Best trees with one root.

    Parameters
    ----------
    scores : array, shape (n_sentences, longest, longest)
        Score of the second word as governor of the first; word 0 is the root.
    lengths : array of int, shape (n_sentences,)
        Words of each sentence, with the root.

    Returns
    -------
    list of array of int
        For each sentence the governor of each word; of the root, 0.
    """
    longest = scores.shape[1]
    allowed = np.arange(longest)[None, None, :] < lengths[:, None, None]
    allowed = allowed & ~np.eye(longest, dtype=bool)
    greedy = np.where(allowed, scores, -np.inf).argmax(axis=2)
    greedy[:, 0] = 0
    above = greedy
    for _ in range(int(longest).bit_length()):
        above = np.take_along_axis(above, above, axis=1)
    words = np.arange(longest)[None, :] < lengths[:, None]
    whole = ((above == 0) | ~words).all(axis=1) & (((greedy == 0) & words).sum(axis=1) == 2)
    return [
        greedy[row, :length] if whole[row] else _spanning_tree(scores[row, :length, :length])
        for row, length in enumerate(lengths)
    ]


def _spanning_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Best tree with one root of a sentence whose best governors do not make one.

    The best tree with any number of roots is found faster, and if it has one root it is the answer. Otherwise the root
    is made so poor a governor that one word alone takes it (Stanojević and Cohen 2021).
    """
    normal = scores.astype(np.float64)
    np.fill_diagonal(normal, -np.inf)
    normal -= np.logaddexp.reduce(normal, axis=1, keepdims=True)
    tree = _chu_liu_edmonds(normal)
    if (tree[1:] == 0).sum() > 1:
        normal[:, 0] += normal[np.isfinite(normal)].min() * len(normal)
        tree = _chu_liu_edmonds(normal)
    return tree


def _chu_liu_edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Best tree for scores of governors (columns) of words (rows), word 0 being the root; cycles are contracted."""
    from stanza.models.common import chuliu_edmonds as stanza

    held: list[Any] = []
    scores = scores.copy()
    while True:
        stanza.prepare_scores(scores)
        tree = scores.argmax(axis=1)
        cycle = find_cycle(tree.tolist())
        if not cycle:
            break
        mask = np.zeros(len(tree), dtype=bool)
        mask[cycle] = True
        scores, *contraction = stanza.process_cycle(tree, mask, scores)
        held.append((tree, contraction))
    for larger, contraction in reversed(held):
        tree = stanza.expand_contracted_tree(larger, tree, *contraction)
    return np.asarray(tree)


def find_cycle(heads: Sequence[int]) -> list[int]:
    """Words of a cycle among governors, or none; word 0 governs itself and counts as no cycle.

    Examples
    --------
    >>> find_cycle([0, 0, 3, 2])
    [2, 3]
    >>> find_cycle([0, 2, 0, 2])
    []
    """
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        word = start
        while word and not seen[word]:
            seen[word] = start
            word = heads[word]
        if word and seen[word] == start:
            cycle = [word]
            while heads[cycle[-1]] != word:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []
