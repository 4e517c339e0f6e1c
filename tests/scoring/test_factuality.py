from __future__ import annotations

import pickle

import numpy as np
import pytest

from hedge.encoding import Encoder, load_encoder
from hedge.errors import OptionError
from hedge.parsing import Parser
from hedge.scoring import load_factuality_model

MODEL = load_factuality_model()


def factuality(parser: Parser, text: str, word: str, encoder: Encoder | None = None) -> float:
    parses = parser.parse([text])
    (scored,) = MODEL.score(parses, None if encoder is None else encoder.encode(parses))
    return next(each.factuality for each in scored if each.predicate.span.of(text) == word)


PAIRS = pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (("The tanker left the port.", "left"), ("The tanker may have left the port.", "left")),
        (("The tanker may have left the port.", "left"), ("The tanker did not leave the port.", "leave")),
        (("The mayor said the firm paid.", "paid"), ("The mayor denied that the firm paid.", "paid")),
        (("She managed to sell the house.", "sell"), ("She failed to sell the house.", "sell")),
        (("The dam broke and they moved away.", "broke"), ("If the dam breaks, they will move away.", "breaks")),
        (("They painted the fence.", "painted"), ("They want to paint the fence.", "paint")),
        (("They painted the fence.", "painted"), ("They may paint the fence.", "paint")),
        (("They painted the fence.", "painted"), ("Did they paint the fence?", "paint")),
        (("Everybody slept.", "slept"), ("Nobody slept.", "slept")),
    ],
)


@PAIRS
def test_minimal_pairs(parser: Parser, stronger: tuple[str, str], weaker: tuple[str, str]) -> None:
    assert factuality(parser, *stronger) > factuality(parser, *weaker) + 0.3


@PAIRS
def test_minimal_pairs_with_the_encoder(parser: Parser, stronger: tuple[str, str], weaker: tuple[str, str]) -> None:
    encoder = load_encoder()
    assert factuality(parser, *stronger, encoder) > factuality(parser, *weaker, encoder) + 0.3


def test_sign_follows_polarity(parser: Parser) -> None:
    assert factuality(parser, "The council approved the budget on Monday.", "approved") > 1.5
    assert factuality(parser, "The council did not approve the budget.", "approve") < -1.5


def test_scores_do_not_depend_on_the_batch(parser: Parser) -> None:
    parses = parser.parse(["Rain fell. Nobody had expected it.", "He might come.", "", "The well is dry."])
    together = MODEL.score(parses)
    assert together == [MODEL.score([parse])[0] for parse in parses]
    assert MODEL.score(parses[::-1]) == together[::-1]
    assert together[2] == ()
    assert all(-3 <= each.factuality <= 3 for scored in together for each in scored)


def test_any_word_of_a_sentence_can_be_scored(parser: Parser) -> None:
    sentence = parser.parse(["Several windows were broken in the storm."])[0].sentences[0]
    for head in MODEL.heads:
        scores = MODEL.score_words([(sentence, range(len(sentence))), (sentence, [])], head)
        assert scores.shape == (len(sentence),)
        assert np.isfinite(scores).all()
    assert MODEL.score_words([]).shape == (0,)


def test_unknown_head_is_refused() -> None:
    with pytest.raises(OptionError, match="uds_ih2") as caught:
        MODEL.score_words([], "horoscopes")
    assert pickle.loads(pickle.dumps(caught.value)).args == caught.value.args
