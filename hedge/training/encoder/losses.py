"""Losses of the encoder against what annotators say."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

from hedge.encoding.heads import columns_of
from hedge.training.encoder.batches import Batch
from hedge.training.encoder.samples import NO_LABEL

# Words in a cue are rare: one in thirty.
CUE_CLASS_WEIGHT = 2.0
# What each task's loss counts: small sets and sparse labels would be drowned by the tags of 800,000 pieces.
LOSS_WEIGHTS = MappingProxyType(
    {"attribution": 1.0, "cues": 1.0, "content": 0.5, "factuality": 0.7, "uncertain": 0.3, "science": 0.5}
)
# Errors below this count by their square, those above by their size (Huber 1964).
_SMOOTH = 0.5


def gold_loss(batch: Batch, scores: Any) -> Any:
    """Loss against the annotations, weighted by task.

    Cross entropy of tags, levels and sentences; smooth absolute error of factuality and of science.

    Parameters
    ----------
    batch : Batch
        Of a task with annotations.
    scores : tensor, shape (n_samples, longest, n_columns)
        The network's.
    """
    return _LOSSES[batch.task](batch, scores) * LOSS_WEIGHTS[batch.task]


def span_means(batch: Batch, scores: Any, columns: slice) -> Any:
    """Mean scores over the pieces of each span, shape (n_spans, n_chosen); zeros for a span of no piece."""
    import torch

    chosen = scores[:, :, columns].flatten(0, 1)[batch.targets["places"]]
    sizes = batch.targets["sizes"]
    sums = torch.zeros(len(sizes), chosen.shape[1], device=chosen.device, dtype=chosen.dtype)
    return sums.index_add(0, batch.targets["owners"], chosen) / sizes.clamp(min=1)[:, None]


def _tag_loss(batch: Batch, scores: Any) -> Any:
    import torch
    from torch.nn import functional

    logits = scores[:, :, columns_of(batch.task)].flatten(0, 1)
    weights = torch.full((logits.shape[1],), CUE_CLASS_WEIGHT if batch.task == "cues" else 1.0, device=logits.device)
    weights[0] = 1.0
    return functional.cross_entropy(logits, batch.targets["labels"].flatten(), weights, ignore_index=NO_LABEL)


def _certainty_loss(batch: Batch, scores: Any) -> Any:
    """Loss of na, the four levels and rejection: the mean over the content plus the mean over the words of cue."""
    from torch.nn import functional

    # Spans alternate: content, cue, content, ...
    logits = span_means(batch, scores, columns_of("content"))[::2]
    logits = logits + span_means(batch, scores, columns_of("framing"))[1::2]
    targets, weights = batch.targets["targets"].reshape(-1, 2), batch.targets["weights"][::2]
    level = functional.cross_entropy(logits[:, :5], targets[:, 0].long(), reduction="none")
    rejected = functional.binary_cross_entropy_with_logits(logits[:, 5], targets[:, 1], reduction="none")
    return ((level + 0.3 * rejected) * weights).sum() / weights.sum()


def _factuality_loss(batch: Batch, scores: Any) -> Any:
    from torch.nn import functional

    means = span_means(batch, scores, columns_of("factuality"))
    found = means.gather(1, batch.targets["columns"][:, None])[:, 0]
    return functional.smooth_l1_loss(found, batch.targets["targets"], beta=_SMOOTH)


def _science_loss(batch: Batch, scores: Any) -> Any:
    from torch.nn import functional

    found = span_means(batch, scores, columns_of("science"))[:, 0]
    return functional.smooth_l1_loss(found, batch.targets["targets"], beta=_SMOOTH)


def _uncertain_loss(batch: Batch, scores: Any) -> Any:
    """One uncertain word is enough."""
    import torch
    from torch.nn import functional

    chosen = scores[:, :, columns_of("uncertain").start].flatten()[batch.targets["places"]]
    highest = torch.full(batch.targets["sizes"].shape, -torch.inf, device=chosen.device, dtype=chosen.dtype)
    highest = highest.scatter_reduce(0, batch.targets["owners"], chosen, "amax")
    return functional.binary_cross_entropy_with_logits(highest, batch.targets["targets"])


_LOSSES: MappingProxyType[str, Callable[[Batch, Any], Any]] = MappingProxyType(
    {
        "attribution": _tag_loss,
        "cues": _tag_loss,
        "content": _certainty_loss,
        "factuality": _factuality_loss,
        "uncertain": _uncertain_loss,
        "science": _science_loss,
    }
)
