"""Train an encoder further: it learns sentences of our own, and keeps its views of the rest.

To be taught by one's former self is to learn without forgetting (Li and Hoiem 2016). It reads paragraphs by themselves,
as at run time; their tags it saw more clearly among their neighbours, and learns to see so without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import columns_of
from hedge.encoding.windows import END, START
from hedge.training.encoder.batches import TAGGED
from hedge.training.encoder.network import Recipe, Views, fine_tune, read_pieces
from hedge.training.encoder.samples import NO_LABEL, Sample
from hedge.training.folds import EVERYONES

#: Twenty-five minutes on one core.
RECIPE = Recipe(
    epochs={"attribution": 2, "cues": 4, "content": 3, "factuality": 2, "uncertain": 1, "science": 1, "plain": 1},
    rates=(6e-5, 4e-4),
    average_decay=0.99,
    gold_weight=0.7,
)
# Of what it knows it reads one sample in so many: texts of others, and patterned ones of ours.
_REHEARSED = MappingProxyType(
    {
        ("attribution", False): 7,
        ("factuality", False): 4,
        ("plain", False): 4,
        ("attribution", True): 2,
        ("content", True): 2,
    }
)


def go_on(network: Any, samples: Sequence[Sample], *, work: Path, device: str = "cpu") -> None:
    """Fit a network in place that was fitted before.

    Parameters
    ----------
    network : torch.nn.Module
        From `hedge.training.encoder.export.read_network`.
    samples : sequence of Sample
        Of all tasks.
    work : Path
        For the checkpoint; run again with the same to resume.
    device : str
        ``"cpu"`` or ``"cuda"``.
    """
    paragraphs, views = keep_views(network, rehearse(samples), device=device)
    fine_tune(network, paragraphs, RECIPE, work=work, teacher=Views(views), device=device)


def rehearse(samples: Sequence[Sample]) -> list[Sample]:
    """Paragraphs of our own, some patterned ones, and some samples of others, with neighbours where they have tags."""
    chosen: list[Sample] = []
    met: Counter[tuple[str, bool]] = Counter()
    for sample in samples:
        if sample.task != "plain" and bool(sample.breaks) != (not sample.ours and sample.task in TAGGED):
            continue
        kind, is_known = (sample.task, sample.ours), not sample.ours or sample.fold == EVERYONES
        if not is_known or met[kind] % _REHEARSED.get(kind, 1) == 0:
            chosen.append(sample)
        met[kind] += is_known
    return chosen


def keep_views(
    network: Any, samples: Sequence[Sample], *, device: str = "cpu"
) -> tuple[list[Sample], list[NDArray[np.float16]]]:
    """Every paragraph of samples by itself, and what a network says of it before it goes on.

    Its tags are those that it gives in company. They are nan where what is annotated tells more: in sentences of ours.
    """
    company = read_pieces(network, samples, device=device)
    parts = [
        (number, low, high)
        for number, sample in enumerate(samples)
        for low, high in pairwise((1, *sample.breaks, len(sample.pieces) - 1))
    ]
    paragraphs = [take_out(samples[number], low, high) for number, low, high in parts]
    views = read_pieces(network, paragraphs, device=device)
    for (number, low, high), scores, paragraph in zip(parts, views, paragraphs, strict=True):
        for head in TAGGED:
            scores[1:-1, columns_of(head)] = company[number][low:high, columns_of(head)]
        if paragraph.ours:
            for head in ("content", "framing") if paragraph.task == "content" else (paragraph.task,):
                scores[:, columns_of(head)] = np.nan
    return paragraphs, views


def take_out(sample: Sample, low: int, high: int) -> Sample:
    """A paragraph of a sample that has several, by its pieces."""
    if not sample.breaks:
        return sample
    labels = sample.labels
    if len(labels):
        labels = np.array([NO_LABEL, *labels[low:high], NO_LABEL], dtype=labels.dtype)
    pieces = np.array([START, *sample.pieces[low:high], END], dtype=sample.pieces.dtype)
    return replace(sample, pieces=pieces, labels=labels, breaks=())
