"""Train an encoder further: it learns sentences of our own and other windows, and keeps its views of the rest.

To be taught by one's former self is to learn without forgetting (Li and Hoiem 2016).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.encoder import FILE
from hedge.encoding.heads import columns_of
from hedge.encoding.windows import END, START
from hedge.training.encoder_batches import TAGGED
from hedge.training.encoder_export import import_weights
from hedge.training.encoder_losses import NUMBERS
from hedge.training.encoder_network import Recipe, Views, fine_tune, read_pieces
from hedge.training.encoder_pages import OURS
from hedge.training.encoder_samples import Sample

#: Half an hour on one core.
RECIPE = Recipe(
    epochs={"attribution": 2, "cues": 3, "content": 4, "factuality": 2, "uncertain": 1, "science": 1, "plain": 1},
    rates=(6e-5, 4e-4),
    average_decay=0.99,
    gold_weight=0.7,
)
# Of texts of others it reads one sample in so many.
_REHEARSED = MappingProxyType({"attribution": 12, "content": 2, "factuality": 6, "plain": 2})


def go_on(network: Any, earlier: Path, samples: Sequence[Sample], *, work: Path, device: str = "cpu") -> None:
    """Fit a network in place, from an earlier encoder on.

    Parameters
    ----------
    network : torch.nn.Module
        From `hedge.training.encoder_network.make_network`; its weights are replaced.
    earlier : Path
        Folder of the earlier encoder.
    samples : sequence of Sample
        Of all tasks.
    work : Path
        For the checkpoint; run again with the same to resume.
    device : str
        ``"cpu"`` or ``"cuda"``.
    """
    import_weights(network, earlier / FILE)
    chosen = rehearse(samples)
    views = Views(keep_views(network, chosen, device=device))
    fine_tune(network, chosen, RECIPE, work=work, teacher=views, device=device)


def rehearse(samples: Sequence[Sample]) -> list[Sample]:
    """Samples of our own, and some of all others."""
    chosen: list[Sample] = []
    met: Counter[str] = Counter()
    for sample in samples:
        if sample.fold == OURS:
            chosen.append(sample)
        else:
            if met[sample.task] % _REHEARSED.get(sample.task, 1) == 0:
                chosen.append(sample)
            met[sample.task] += 1
    return chosen


def keep_views(network: Any, samples: Sequence[Sample], *, device: str = "cpu") -> list[NDArray[np.float16]]:
    """What a network says of samples before it goes on; nan where what is annotated tells more.

    That is so in sentences of our own, and of tags in single paragraphs, which it learnt to give in whole windows.
    Numbers are those it gives a paragraph by itself, as it learnt to.
    """
    views = read_pieces(network, samples, device=device)
    parts = [(number, *part) for number, sample in enumerate(samples) for part in _paragraphs(sample)]
    alone = read_pieces(network, [_cut(samples[number], low, high) for number, low, high in parts], device=device)
    for (number, low, high), scores in zip(parts, alone, strict=True):
        for head in NUMBERS:
            views[number][low:high, columns_of(head)] = scores[1:-1, columns_of(head)]
    for sample, scores in zip(samples, views, strict=True):
        if sample.fold == OURS or (sample.task in TAGGED and not sample.breaks):
            for head in ("content", "framing") if sample.task == "content" else (sample.task,):
                scores[:, columns_of(head)] = np.nan
    return views


def _paragraphs(sample: Sample) -> Iterator[tuple[int, int]]:
    """Pieces of each paragraph of a sample that has several."""
    if sample.breaks:
        yield from pairwise((1, *sample.breaks, len(sample.pieces) - 1))


def _cut(sample: Sample, low: int, high: int) -> Sample:
    pieces = np.array([START, *sample.pieces[low:high], END], dtype=np.int64)
    return Sample(task="plain", pieces=pieces, labels=np.zeros(0, dtype=np.int64))
