from __future__ import annotations

import numpy as np
import pytest

from hedge.corpora.perception import Judgement
from hedge.scoring.perception.chain import Chain
from hedge.scoring.perception.lexicon import look_up
from hedge.scoring.perception.model import PerceptionModel
from hedge.scoring.perception.operators import Operator
from hedge.training.perception import Sample, carrier_sentence, fit_perception, hold_out, hold_out_expressions

WORDS = {"likely": 0.8, "unlikely": 0.15, "possible": 0.55}


def make_samples() -> list[Sample]:
    """Twenty contents in three wordings, each judged by two of eight people."""
    generator = np.random.default_rng(3)
    samples = []
    for content in range(20):
        for word, mean in WORDS.items():
            for person in (content % 8, (content + 3) % 8):
                response = float(np.clip(generator.normal(mean, 0.06), 0, 1))
                judgement = Judgement(
                    statement=f"{content} {word}",
                    response=response,
                    respondent=f"p{person}",
                    statement_id=str(content),
                    expression=word,
                )
                samples.append(Sample(Chain((Operator(look_up(word)),), frozenset()), judgement, word))
    return samples


def logit_of(model: PerceptionModel, word: str) -> float:
    return model.read(Chain((Operator(look_up(word)),), frozenset())).logit


def test_strengths_are_learned() -> None:
    model = fit_perception(make_samples())
    for word, mean in WORDS.items():
        assert 1 / (1 + np.exp(-logit_of(model, word))) == pytest.approx(mean, abs=0.04)


def test_fit_is_reproducible() -> None:
    assert fit_perception(make_samples()).weights == fit_perception(make_samples()).weights


def test_held_out_figures() -> None:
    samples = make_samples()
    figures = hold_out(samples, lambda sample: sample.judgement.statement_id, folds=4)
    assert figures["mae"] < 0.07
    assert 0.35 < figures["coverage_50"] < 0.65
    assert 0.8 < figures["coverage_90"] <= 1


def test_a_held_out_expression_is_read_from_its_relatives() -> None:
    figures, widening = hold_out_expressions(make_samples())
    assert figures["mae_expressions"] < 0.12
    assert widening >= 1


def test_carrier_sentences() -> None:
    assert carrier_sentence("we hope") == "We hope that it will rain."
    assert carrier_sentence("hardly even") == "The chances of rain are hardly even."
