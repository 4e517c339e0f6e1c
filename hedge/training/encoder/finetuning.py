"""How an encoder is fitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedge.training.encoder.batches import Batch, make_plan, pad_batch
from hedge.training.encoder.losses import gold_loss
from hedge.training.encoder.samples import Sample

if TYPE_CHECKING:
    from hedge.training.encoder.network import Network

WARMUP = 0.06
WEIGHT_DECAY = 0.01
CHECKPOINT_STEPS = 200


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
    seed : int
        Of the heads, of dropout and of the order.
    """

    epochs: Mapping[str, int]
    rates: tuple[float, float]
    n_pieces: int
    average_decay: float
    seed: int


def fine_tune(
    network: Network,
    samples: Sequence[Sample],
    recipe: Recipe,
    *,
    work: Path | None = None,
    device: str = "cpu",
) -> None:
    """Train in place.

    Parameters
    ----------
    network : Network
        What to begin with.
    samples : sequence of Sample
        Of all tasks.
    recipe : Recipe
        How.
    work : Path, optional
        For a checkpoint; where it holds one, the training goes on from there.
    device : str
        ``"cpu"`` (one thread's worth of memory) or ``"cuda"``.
    """
    import torch
    from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

    torch.manual_seed(recipe.seed)
    network.to(device)
    plan = make_plan(samples, recipe.epochs, recipe.n_pieces, recipe.seed)
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
        losses.setdefault(batch.task, []).append(_step(network, batch, optimizer))
        rate.step()
        average.update_parameters(network)
        if step % CHECKPOINT_STEPS == 0 or step == len(plan):
            means = (f"{task} {torch.stack(own).mean().item():.3f}" for task, own in sorted(losses.items()))
            print(f"step {step}/{len(plan)}: {', '.join(means)}", flush=True)
            losses = {}
            _save(checkpoint, parts, step)
    network.load_state_dict(average.module.state_dict())
    network.eval()


def _step(network: Network, batch: Batch, optimizer: Any) -> Any:
    import torch

    with torch.autocast(batch.pieces.device.type, torch.bfloat16, enabled=_is_half_fast(batch.pieces)):
        scores = network(batch.pieces, batch.mask)
    loss = gold_loss(batch, scores.float())
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return loss.detach()


def _is_half_fast(pieces: Any) -> bool:
    """Whether bfloat16 halves the time, as on processors that have it; on others it takes ten times as long."""
    import torch

    return bool(pieces.is_cuda or torch.cpu._is_avx512_bf16_supported())


def _groups(network: Network, encoder_rate: float, head_rate: float) -> list[dict[str, Any]]:
    own = list(network.heads.parameters())
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
