from __future__ import annotations

import pytest

from hedge.scoring import load_uncertainty_model
from hedge.scoring.uncertainty_features import sentence_features


@pytest.mark.parametrize(
    ("certain", "uncertain"),
    [
        ("The mill was built in 1874 by Otto Brandt.", "The mill was probably built around 1874."),
        ("The lake lies north of the town.", "Some people believe that the lake is haunted."),
        ("The species lives in the Andes.", "The species may also live in the Andes."),
        ("He won the race in 1931.", "He is widely regarded as one of the greatest riders."),
    ],
)
def test_hedged_sentences_score_higher(certain: str, uncertain: str) -> None:
    low, high = load_uncertainty_model().probabilities([certain, uncertain])
    assert low < 0.5 < high


def test_scores_do_not_depend_on_the_batch() -> None:
    model = load_uncertainty_model()
    sentences = ["It might snow.", "", "Trains stop here.", "?!", "Many say so."]
    together = model.probabilities(sentences).tolist()
    assert together == [model.probabilities([sentence])[0] for sentence in sentences]
    assert model.probabilities([]).shape == (0,)


def test_names_and_numbers_are_masked() -> None:
    names = sentence_features("In May 1990 it may rain in Oslo.")
    assert "0" in names
    assert "<modal>" in names
    assert "oslo" not in names
    assert names.count("<modal>") == 1
    assert "names:0" in names


def test_passives_of_belief() -> None:
    assert {"passive", "passive:considered", "is <belief>"} <= set(sentence_features("It is considered rare."))
