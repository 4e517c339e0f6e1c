from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from hedge.encoding.heads import N_SCORES, columns_of
from hedge.training.encoder.batches import make_plan, pad_batch
from hedge.training.encoder.losses import LOSS_WEIGHTS, gold_loss, span_means
from hedge.training.encoder.samples import Sample

torch = pytest.importorskip("torch")
NONE = np.zeros(0, dtype=np.int64)


def rated(*pieces: int, spans: tuple[list[int], ...], targets: tuple[float, ...], columns: tuple[int, ...]) -> Sample:
    places = tuple(np.array(span, dtype=np.intp) for span in spans)
    return Sample(
        task="factuality", pieces=np.array(pieces), labels=NONE, spans=places, targets=targets, columns=columns
    )


def test_every_sample_is_seen_as_often_as_its_task_wants(samples: list[Sample]) -> None:
    epochs = {"attribution": 3, "content": 1, "science": 2}
    plan = make_plan(samples, epochs, 200, seed=1)
    seen = Counter(number for batch in plan for number in batch)
    assert all(seen[number] == epochs.get(sample.task, 0) for number, sample in enumerate(samples))
    for batch in plan:
        assert len({samples[number].task for number in batch}) == 1
        assert len(batch) == 1 or len(batch) * max(len(samples[n].pieces) for n in batch) <= 200


def test_tasks_with_fewer_passes_come_last(samples: list[Sample]) -> None:
    plan = make_plan(samples, {"attribution": 3, "science": 1}, 10_000, seed=1)
    tasks = [samples[batch[0]].task for batch in plan]
    assert tasks[:2] == ["attribution", "attribution"]
    assert sorted(tasks[2:]) == ["attribution", "science"]


def test_order_depends_on_the_seed_alone(samples: list[Sample]) -> None:
    plans = [make_plan(samples, {"content": 2, "science": 2}, 60, seed=seed) for seed in (1, 1, 2)]
    assert plans[0] == plans[1] != plans[2]


def test_span_means_by_hand() -> None:
    pair = [
        rated(1, 7, 8, 2, spans=([1, 2],), targets=(1.0,), columns=(0,)),
        rated(1, 9, 2, spans=([1], []), targets=(2.0, 3.0), columns=(1, 0)),
    ]
    batch = pad_batch(pair)
    assert batch.mask.tolist() == [[1, 1, 1, 1], [1, 1, 1, 0]]
    scores = torch.zeros(2, 4, N_SCORES)
    scores[0, 1, 0], scores[0, 2, 0], scores[1, 1, 1] = 1.0, 3.0, 5.0
    assert span_means(batch, scores, slice(0, 2)).tolist() == [[2.0, 0.0], [0.0, 5.0], [0.0, 0.0]]
    # Errors of 1, 3 and 3, each less half of the width within which the loss is quadratic.
    assert gold_loss(batch, scores).item() == pytest.approx(LOSS_WEIGHTS["factuality"] * (0.75 + 2.75 + 2.75) / 3)


def test_gold_loss_is_small_for_what_the_annotators_say(samples: list[Sample]) -> None:
    for sample in samples:
        batch = pad_batch([sample])
        right, wrong = torch.zeros(2, 1, len(sample.pieces), N_SCORES)
        head = columns_of(sample.task)
        if sample.task in ("attribution", "cues"):
            places = np.arange(len(sample.pieces))
            right[0, places, head.start + np.maximum(sample.labels, 0)] = 20
            wrong[0, places, head.start + (np.maximum(sample.labels, 0) + 1) % 3] = 20
        elif sample.task == "content":
            for span, level, rejected in zip(sample.spans[::2], sample.targets[::2], sample.targets[1::2], strict=True):
                right[0, span, head.start + int(level)], right[0, span, head.start + 5] = 20, 20 if rejected else -20
                wrong[0, span, head.start + (int(level) + 1) % 5] = 20
        elif sample.task == "uncertain":
            right[0, :, head] = 20 if sample.targets[0] else -20
            wrong[0, :, head] = -right[0, :, head]
        else:
            right[0, :, list(sample.columns) or [head.start]] = sample.targets[0]
            wrong[0, :, list(sample.columns) or [head.start]] = sample.targets[0] + 3
        assert gold_loss(batch, right).item() < 0.01 < gold_loss(batch, wrong).item(), sample.task


def test_every_statement_in_a_window_has_the_weight_of_the_window() -> None:
    one, two = (np.array([1], dtype=np.intp), np.zeros(0, dtype=np.intp)), np.array([1, 7, 8, 2])
    light = Sample(task="content", pieces=two, labels=NONE, spans=(*one, *one), targets=(1, 0, 2, 0), weight=0.3)
    heavy = Sample(task="content", pieces=two, labels=NONE, spans=one, targets=(4, 1))
    scores = torch.zeros(2, 4, N_SCORES)
    scores[0, 1, columns_of("content").start + 1] = 50  # right of the first, wrong of the second
    loss = gold_loss(pad_batch([light, heavy]), scores) / LOSS_WEIGHTS["content"]
    rejected = 0.3 * np.log(2)
    wanted = (0.3 * (0 + 50) + 1.0 * np.log(5)) / 1.6 + rejected
    assert loss.item() == pytest.approx(wanted, rel=1e-3)
