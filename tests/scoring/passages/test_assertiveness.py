from __future__ import annotations

import pytest

from hedge.scoring.passages.assertiveness import load_assertiveness_model, rate_assertiveness

PAIRS = [
    (
        "The council must close the quarry. It poisons the wells, and every household downstream pays for it.",
        "I wonder if the council could perhaps close the quarry. I think it might affect some wells, but I'm not sure.",
    ),
    (
        "Night trains will cut traffic between the two cities. They are clearly the better choice for everyone.",
        "Night trains may possibly cut traffic a bit between the two cities. Maybe they seem a somewhat better choice?",
    ),
    (
        "The treatment cured all patients. The results prove that it works.",
        "The treatment may have helped some patients. The results suggest that it could possibly work.",
    ),
    (
        "Never store fuel indoors. It always leaks, and the vapour is extremely dangerous.",
        "I guess you might not want to store fuel indoors. It sometimes leaks, I think, and may be kind of dangerous.",
    ),
]


@pytest.mark.parametrize(("assertive", "hedged"), PAIRS)
def test_hedged_passages_rate_lower(assertive: str, hedged: str) -> None:
    model = load_assertiveness_model()
    high, low = rate_assertiveness(assertive, model), rate_assertiveness(hedged, model)
    assert high is not None
    assert low is not None
    assert high > low + 0.5


def test_more_hedges_lower_the_rating_further() -> None:
    texts = [
        "The dam is safe and the town has nothing to fear.",
        "I think the dam is safe and the town has nothing to fear.",
        "I think the dam is probably safe and the town may have nothing to fear, but I'm not sure.",
    ]
    ratings = load_assertiveness_model().scores(texts)[:, 0]
    assert ratings[0] > ratings[1] > ratings[2]


def test_texts_without_words_have_no_rating() -> None:
    for text in ("", " \n", "...", "?!"):
        assert rate_assertiveness(text, load_assertiveness_model()) is None


def test_contributions_sum_to_the_rating() -> None:
    model = load_assertiveness_model()
    text = PAIRS[0][1]
    effects = model.contributions(text, most=10_000)
    assert sum(effect for _, effect in effects) + model.linear.bias[0] == pytest.approx(model.scores([text])[0, 0])
    assert [abs(effect) for _, effect in effects] == sorted((abs(effect) for _, effect in effects), reverse=True)
    assert len(model.contributions(text, most=3)) == 3
