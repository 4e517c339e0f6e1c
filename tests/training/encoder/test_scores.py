from __future__ import annotations

import numpy as np
import pytest

from hedge.encoding.heads import N_COLUMNS, columns_of
from hedge.training.encoder.samples import Sample
from hedge.training.encoder.scores import score_encoder


def test_perfect_scores(samples: list[Sample]) -> None:
    order = iter(samples)

    def perfect(pieces: np.ndarray) -> np.ndarray:
        sample = next(order)
        scores = np.zeros((len(pieces), N_COLUMNS), dtype=np.float32)
        head = columns_of(sample.task)
        if sample.task in ("attribution", "cues"):
            scores[np.arange(len(pieces)), head.start + np.maximum(sample.labels, 0)] = 1
        elif sample.task == "content":
            for span, level in zip(sample.spans[::2], sample.targets[::2], strict=True):
                scores[span, head.start + int(level)] = 1
        elif sample.task == "factuality":
            scores[:, list(sample.columns)] = sample.targets
        else:
            scores[:, head.start] = sample.targets[0] - (0.5 if sample.task == "uncertain" else 0)
        return scores

    figures = score_encoder(samples, perfect)
    assert figures["attribution"] == {"source": 1.0, "cue": 1.0, "content": 1.0}
    assert figures["cues"]["epistemic"] == 1.0
    assert figures["certainty"]["accuracy"] == 1.0
    assert figures["factuality uw"]["mae"] == 0.0
    assert figures["uncertain sentences"]["f1"] == 1.0
    assert figures["science"]["pearson_r"] == pytest.approx(1.0)
