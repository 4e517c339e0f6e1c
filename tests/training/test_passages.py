from __future__ import annotations

import numpy as np

from hedge.corpora.assertiveness import RatedPassage
from hedge.corpora.science import AspectFinding, RatedFinding
from hedge.encoding import Encoder, load_encoder
from hedge.training.assertiveness import cross_validate_assertiveness, fit_assertiveness
from hedge.training.science import (
    cross_validate_aspects,
    cross_validate_encoded,
    cross_validate_encoded_aspects,
    cross_validate_science,
    fit_aspects,
    fit_encoded_aspects,
    fit_science,
)

SUBJECTS = ("rust", "moss", "salt", "silt", "sand", "clay")
TEXTS = [f"{subject} {verb} the pipes" for subject in SUBJECTS for verb in ("blocks", "may block")]
HEDGED = ["may" in text for text in TEXTS]
REST = ("NotPresent",) * 5


def test_assertiveness() -> None:
    passages = [RatedPassage(text, 2.0 if hedged else 8.0, "notes") for text, hedged in zip(TEXTS, HEDGED, strict=True)]
    assert cross_validate_assertiveness(passages)["notes_pearson_r"] > 0.9
    once, again = (fit_assertiveness(passages).predict(TEXTS) for _ in range(2))
    np.testing.assert_array_equal(once, again)


def shipped(text: str) -> Encoder:
    return load_encoder()


def test_findings() -> None:
    findings = [RatedFinding(text, 2.0 if hedged else 6.0) for text, hedged in zip(TEXTS, HEDGED, strict=True)]
    assert cross_validate_science(findings, [RatedFinding("ice may block the pipes", 2.0)])["pearson_r"] > 0.9
    assert cross_validate_encoded(findings, (), shipped)["pearson_r"] > 0.9
    assert fit_science(findings).certainty(["rust blocks the pipes"])[0] > 4


def test_aspects() -> None:
    findings = [
        AspectFinding(text, (*REST, "Uncertain" if hedged else "Certain"))
        for text, hedged in zip(TEXTS, HEDGED, strict=True)
    ]
    metrics = cross_validate_aspects(findings)
    assert metrics["Framing_f1"] == metrics["Number_f1"] == 1.0
    assert cross_validate_encoded_aspects(findings, (), shipped)["Framing_f1"] == 1.0
    assert fit_encoded_aspects(findings, shipped).passages.is_encoded
    assert fit_aspects(findings).classify(["ice may block the pipes"]) == [(*REST, "Uncertain")]
