"""What the tagger and the tree parser share: word vectors kept between batches, and the highway LSTM."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import PackedSequence

#: Words that go through a network together; the width of a batch is what makes an LSTM fast.
WORDS_AT_ONCE = 1500
#: Different words whose vectors are kept; then all are forgotten, so that endless input needs no endless memory.
WORDS_KEPT = 20_000
#: Stanza's number for the root in every vocabulary.
ROOT_ID = 3
_CHARACTERS_TOGETHER = 256
# Stanza's networks were trained with these runs as one mark.
_QUESTIONS = re.compile("^[?？︖﹖⁇][?？︖﹖⁇!！︕﹗‼]+$")
_EXCLAMATIONS = re.compile("^[!！︕﹗‼][?？︖﹖⁇!！︕﹗‼]+$")


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that go through a network together, the longest first.

    Parameters
    ----------
    sentences : array of int, shape (n_sentences,)
        Which sentences of the caller's list.
    lengths : array of int, shape (n_sentences,)
        Their lengths, falling.
    """

    sentences: NDArray[np.int64]
    lengths: NDArray[np.int64]

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Where a sentence has a word. *Shape:* ``(longest, n_sentences)``."""
        return np.arange(self.lengths[0])[:, None] < self.lengths[None, :]

    @property
    def sizes(self) -> Tensor:
        """How many sentences have a word at each position, as PyTorch's packed sequences want it."""
        return torch.from_numpy(self.mask.sum(axis=1))

    @property
    def order(self) -> Tensor:
        """Indices that take words listed sentence by sentence to a packed sequence."""
        starts = np.cumsum(self.lengths) - self.lengths
        return torch.from_numpy((starts[None, :] + np.arange(self.lengths[0])[:, None])[self.mask])


def batches(lengths: Sequence[int], words: int = WORDS_AT_ONCE) -> Iterator[Batch]:
    """Cut sentences of the given lengths into batches of like lengths; the same sentences give the same batches."""
    counts = np.asarray(lengths, dtype=np.int64)
    order = np.argsort(-counts, kind="stable")
    first, held = 0, 0
    for position, index in enumerate(order):
        if position > first and held + counts[index] > words:
            yield Batch(order[first:position], counts[order[first:position]])
            first, held = position, 0
        held += counts[index]
    if len(order):
        yield Batch(order[first:], counts[order[first:]])


class WordVectors:
    """Vectors of words that depend on nothing but the word, computed once and kept.

    Parameters
    ----------
    compute : callable
        From a list of different words to their vectors, shape (n_words, size).
    root : bool, default False
        Whether number 0 is the root of the sentence, which `compute` is then given as None.
    """

    def __init__(self, compute: Callable[[list[str | None]], Tensor], *, root: bool = False) -> None:
        self._compute = compute
        self._first: list[str | None] = [None] if root else []
        self.forget()

    def forget(self) -> None:
        """Drop the vectors of all words."""
        self._numbers: dict[str | None, int] = {word: number for number, word in enumerate(self._first)}
        with torch.inference_mode():
            self._table = self._compute(self._first) if self._first else torch.empty(0)

    def look_up(self, sentences: Sequence[Sequence[str]]) -> tuple[list[list[int]], Tensor]:
        """Numbers of all words, and the table that they are rows of; valid until the next call."""
        if len(self._numbers) > WORDS_KEPT:
            self.forget()
        numbers = self._numbers
        new: list[str | None] = list(
            dict.fromkeys(word for words in sentences for word in words if word not in numbers)
        )
        if new:
            numbers.update(zip(new, range(len(numbers), len(numbers) + len(new)), strict=True))
            vectors = self._compute(new)
            self._table = torch.cat([self._table, vectors]) if len(self._table) else vectors
        return [[numbers[word] for word in words] for words in sentences], self._table


class Characters:
    """A word's vector from its spelling: Stanza's character LSTM with attention.

    Parameters
    ----------
    model : stanza.models.common.char_model.CharacterModel
        The network, one-directional, of one layer.
    vocabulary : stanza.models.common.vocab.CharVocab
        Its characters.
    """

    def __init__(self, model: Any, vocabulary: Any) -> None:
        self._model = model
        self._vocabulary = vocabulary

    def vectors(self, words: Sequence[str | None]) -> Tensor:
        """Vectors of words; None is the root. *Shape:* ``(len(words), hidden size)``."""
        spelled = [[ROOT_ID] if word is None else self._vocabulary.map(word) for word in words]
        order = sorted(range(len(spelled)), key=lambda index: -len(spelled[index]))
        result = torch.empty(len(spelled), self._model.charlstm_h_init.shape[2])
        for first in range(0, len(order), _CHARACTERS_TOGETHER):
            rows = order[first : first + _CHARACTERS_TOGETHER]
            result[rows] = self._run([spelled[row] for row in rows])
        return result

    def _run(self, spelled: list[list[int]]) -> Tensor:
        model = self._model
        longest = max(1, len(spelled[0]))
        characters = torch.tensor([numbers + [0] * (longest - len(numbers)) for numbers in spelled])
        start = tuple(init.expand(-1, len(spelled), -1).contiguous() for init in _starts(model, "charlstm"))
        states, _ = model.charlstm.lstm(model.char_emb(characters), start)
        held = torch.arange(longest) < torch.tensor([max(1, len(numbers)) for numbers in spelled])[:, None]
        weights = torch.sigmoid(model.char_attn(states)) * held[:, :, None]
        return torch.sum(states * weights, dim=1)


class BothWays:
    """An LSTM of one layer in both directions, on inputs that are padded at the end.

    PyTorch runs these faster than packed ones, but only where no direction begins in the padding.

    Parameters
    ----------
    lstm : torch.nn.LSTM
        Its weights.
    """

    def __init__(self, lstm: Any) -> None:
        self._directions = [_one_way(lstm, suffix) for suffix in ("", "_reverse")]

    def run(self, inputs: Tensor, backwards: Tensor) -> Tensor:
        """States of both directions side by side.

        *Shape:* ``(longest, n_sequences, size)`` and, from `turned`, ``(longest, n_sequences, 1)``.
        """
        forward, backward = self._directions
        states, _ = forward(inputs)
        others, _ = backward(_turn(inputs, backwards))
        return torch.cat([states, _turn(others, backwards)], dim=2)


def turned(lengths: Tensor) -> Tensor:
    """Places that turn sequences of these lengths round, padding staying where it is.

    Examples
    --------
    >>> turned(torch.tensor([3, 1]))[:, :, 0].T.tolist()
    [[2, 1, 0], [0, 1, 2]]
    """
    places = torch.arange(int(lengths.max()))[:, None]
    return torch.where(places < lengths, lengths - 1 - places, places)[:, :, None]


def _turn(values: Tensor, places: Tensor) -> Tensor:
    return values.gather(0, places.expand(-1, -1, values.shape[2]))


def _one_way(lstm: Any, suffix: str) -> Any:
    """One direction of an LSTM, with the same weights."""
    one = torch.nn.LSTM(lstm.input_size, lstm.hidden_size, batch_first=False)
    one.load_state_dict({name: getattr(lstm, name + suffix) for name, _ in one.named_parameters()})
    return one.eval()


def run_lstm(model: Any, name: str, inputs: Tensor, batch: Batch) -> Tensor:
    """Run the highway LSTM called `name` of a Stanza model over packed inputs; the outputs are packed as well."""
    packed = PackedSequence(inputs, batch.sizes)
    start = tuple(init.expand(-1, len(batch.lengths), -1).contiguous() for init in _starts(model, name))
    outputs: PackedSequence = getattr(model, name)(packed, None, hx=start)[0]
    return outputs.data


def _starts(model: Any, name: str) -> tuple[Tensor, Tensor]:
    return getattr(model, f"{name}_h_init"), getattr(model, f"{name}_c_init")


def with_one(values: Tensor) -> Tensor:
    """Vectors with a one at the end, for bilinear weights that hold a bias."""
    return functional.pad(values, (0, 1), value=1.0)


def spelling(word: str) -> str:
    """A word as Stanza's networks read it: several question or exclamation marks are one."""
    if word[:1] in "?？︖﹖⁇!！︕﹗‼":
        return _EXCLAMATIONS.sub("!", _QUESTIONS.sub("?", word))
    return word
