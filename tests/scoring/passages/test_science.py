from __future__ import annotations

import numpy as np
import pytest

from hedge.scoring.passages.science import ASPECTS, CLASSES, load_aspect_model, load_science_model


@pytest.mark.parametrize(
    ("certain", "uncertain"),
    [
        ("Shade reduced water loss by 30%.", "Shade may possibly reduce water loss to some extent."),
        ("The gene causes the defect.", "The gene might be associated with the defect, but this remains unclear."),
        ("Bees avoid treated fields.", "These data suggest that bees could perhaps avoid treated fields."),
    ],
)
def test_hedged_findings_rate_lower(certain: str, uncertain: str) -> None:
    for encoder in (True, False):
        high, low = load_science_model(encoder=encoder).certainty([certain, uncertain])
        assert 1 <= low < high - 0.5
        assert high <= 6


def test_both_models_rate_every_text() -> None:
    texts = ["The gene causes the defect.", "", "\ud800", "It may snow. " * 200]
    for encoder in (True, False):
        model = load_science_model(encoder=encoder)
        together = model.certainty(texts)
        assert np.isfinite(together).all()
        np.testing.assert_array_equal(together, [model.certainty([text])[0] for text in texts])
        assert model.certainty([]).shape == (0,)


@pytest.mark.parametrize("encoder", [True, False])
def test_aspects(encoder: bool) -> None:
    model = load_aspect_model(encoder=encoder)
    assert model.aspects == dict.fromkeys(ASPECTS, tuple(sorted(CLASSES)))
    certain, uncertain = (
        dict(zip(ASPECTS, classes, strict=True))
        for classes in model.classify(["Shade reduced water loss by 30%.", "Shade may reduce water loss."])
    )
    assert certain["Number"] == "Certain"
    assert uncertain["Number"] == "NotPresent"
    assert uncertain["Probability"] == "Uncertain"
    for table in model.probabilities(["Shade may reduce water loss.", ""]).values():
        assert table.sum(axis=1) == pytest.approx(1)
    assert model.classify([]) == []
