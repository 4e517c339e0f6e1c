from __future__ import annotations

from hedge.parsing import Sentence
from hedge.predicates import predicate_features


def test_features_name_modal_form_and_lemma(trees: dict[str, Sentence]) -> None:
    (described,) = predicate_features(trees["may have left"], [3])
    assert {"lemma=leave", "modal=may", "tam=may+have+VBN", "aux=have", "neg=0"} <= set(described.names)
    assert described.forms == ("left", "")


def test_features_hold_the_governor_and_the_negation(trees: dict[str, Sentence]) -> None:
    (described,) = predicate_features(trees["asked not to stay"], [5])
    assert {"g1=ask", "g1.tam=VBD", "neg=not", "neg&tam=not to+VB", "rel=xcomp", "negations=1"} <= set(described.names)
    assert described.forms == ("stay", "asked")


def test_any_word_has_features_and_order_is_kept(trees: dict[str, Sentence]) -> None:
    sentence = trees["asked not to stay"]
    together = predicate_features(sentence, range(len(sentence) - 1, -1, -1))
    assert together == [predicate_features(sentence, [i])[0] for i in reversed(range(len(sentence)))]
    assert predicate_features(sentence, []) == []
