"""Batches of training samples: windows of one task and of like lengths, as tensors."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hedge.training.encoder.samples import NO_LABEL, Sample

#: Tasks whose samples label every piece; the others label spans of pieces.
TAGGED = ("attribution", "cues")


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows of one task, with what is said of them.

    Parameters
    ----------
    task : str
        As in `Sample`.
    pieces, mask : tensor of int, shape (n_samples, longest)
        Word pieces, and where there are any.
    targets : dict of str to tensor
        For the tagging tasks ``labels`` of the same shape; for the others what `span_targets` makes.
    """

    task: str
    pieces: Any
    mask: Any
    targets: Mapping[str, Any] = field(default_factory=dict)

    def to(self, device: str) -> Batch:
        """The same on another device."""
        move = {name: value.to(device, non_blocking=True) for name, value in self.targets.items()}
        return Batch(self.task, self.pieces.to(device), self.mask.to(device), move)


def make_plan(samples: Sequence[Sample], epochs: Mapping[str, int], n_pieces: int, seed: int) -> list[tuple[int, ...]]:
    """Numbers of the samples of each batch of a training, pass after pass.

    A task with fewer passes sits out the first ones; one that is not named sits out all.

    Parameters
    ----------
    samples : sequence of Sample
        Of all tasks.
    epochs : mapping of str to int
        Passes over each task.
    n_pieces : int
        Word pieces in a batch, padding and all.
    seed : int
        Of the order.
    """
    most = max(epochs.values())
    alike: dict[str, list[int]] = {}
    for number, sample in enumerate(samples):
        alike.setdefault(sample.task, []).append(number)
    plan: list[tuple[int, ...]] = []
    for number in range(most):
        source = random.Random(seed + number)
        batches: list[tuple[int, ...]] = []
        for task, own in alike.items():
            if epochs.get(task, 0) >= most - number:
                batches.extend(_one_pass(samples, own, n_pieces, source))
        source.shuffle(batches)
        plan.extend(batches)
    return plan


def _one_pass(
    samples: Sequence[Sample], numbers: Sequence[int], n_pieces: int, source: random.Random
) -> list[tuple[int, ...]]:
    # Lengths are jittered so that batches differ from pass to pass.
    jittered = {number: len(samples[number].pieces) * source.uniform(0.9, 1.1) for number in numbers}
    batches: list[tuple[int, ...]] = []
    held: list[int] = []
    longest = 0
    for number in sorted(numbers, key=jittered.__getitem__):
        longest = max(longest, len(samples[number].pieces))
        if held and (len(held) + 1) * longest > n_pieces:
            batches.append(tuple(held))
            held, longest = [], len(samples[number].pieces)
        held.append(number)
    return [*batches, tuple(held)] if held else batches


def pad_batch(samples: Sequence[Sample]) -> Batch:
    """Join samples of one task to a rectangle."""
    import torch

    shape = (len(samples), max(len(sample.pieces) for sample in samples))
    pieces, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for row, sample in enumerate(samples):
        pieces[row, : len(sample.pieces)] = sample.pieces
        mask[row, : len(sample.pieces)] = 1
    task = samples[0].task
    if task in TAGGED:
        labels = np.full(shape, NO_LABEL, dtype=np.int64)
        for row, sample in enumerate(samples):
            labels[row, : len(sample.labels)] = sample.labels
        targets = {"labels": torch.from_numpy(labels)}
    else:
        targets = span_targets(samples, shape[1])
    return Batch(task, torch.from_numpy(pieces), torch.from_numpy(mask), targets)


def span_targets(samples: Sequence[Sample], width: int) -> dict[str, Any]:
    """Say which pieces of the flattened rectangle each span covers, and what is said of it.

    Returns
    -------
    dict of str to tensor
        ``places`` and ``owners``, shape (n_covered,): each covered piece and its span; ``sizes``, shape (n_spans,);
        ``columns``, ``targets`` and each target's ``weights``, in the order of the samples.
    """
    import torch

    spans = [span + row * width for row, sample in enumerate(samples) for span in sample.spans]
    sizes = np.array([len(span) for span in spans], dtype=np.int64)
    return {
        "places": torch.from_numpy(np.concatenate([np.zeros(0, dtype=np.int64), *spans])),
        "owners": torch.from_numpy(np.repeat(np.arange(len(spans)), sizes)),
        "sizes": torch.from_numpy(sizes),
        "columns": torch.tensor([column for sample in samples for column in sample.columns]),
        "targets": torch.tensor([target for sample in samples for target in sample.targets], dtype=torch.float32),
        "weights": torch.tensor([one.weight for one in samples for _ in one.targets], dtype=torch.float32),
    }
