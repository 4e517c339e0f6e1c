"""Quotation marks around a hedge alone."""

from __future__ import annotations

import numpy as np
import pytest

from hedge.encoding import load_encoder
from hedge.parsing import Parser
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.predicates.scare_quotes import drop_words, encode_plainly, find_scare_marks


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('Ana Ruiz said a strike was "unlikely" to last.', "unlikely"),
        ("Ana Ruiz said a strike was “very unlikely.”", "very unlikely ."),
        ("Ana Ruiz said a strike was 'possible'.", "possible"),
        ('Ana Ruiz called the plan "foolish" and a strike "likely".', "likely"),
        ('Ana Ruiz called the plan "foolish".', ""),
        ('"A strike is likely," Ana Ruiz said.', ""),
        ('Ana Ruiz said "it may last" for weeks.', ""),
        ('"Possibly."', ""),
    ],
)
def test_marks(parser: Parser, text: str, marked: str) -> None:
    (sentence,) = parser.parse([text])[0].sentences
    marks = sorted(find_scare_marks(sentence))
    inside = sentence.words[marks[0] + 1 : marks[1]] if marks else ()
    assert " ".join(word.text for word in inside) == marked


def test_dropped_words_leave_a_tree(parser: Parser) -> None:
    (sentence,) = parser.parse(['Ana Ruiz said a strike was "unlikely" to last.'])[0].sentences
    (bare,) = parser.parse(["Ana Ruiz said a strike was unlikely to last."])[0].sentences
    plain = drop_words(sentence, find_scare_marks(sentence))
    assert [(word.text, word.head) for word in plain.words] == [(word.text, word.head) for word in bare.words]


@pytest.mark.parametrize("word", ["unlikely", "possible", "doubtful", "likely"])
def test_quoted_hedges_are_cues(parser: Parser, word: str) -> None:
    texts = [f'Ana Ruiz said a strike was "{word}".', f"Ana Ruiz said a strike was {word}."]
    parses = parser.parse(texts)
    encoded = encode_plainly(load_encoder(), parses)
    quoted, bare = find_cues(parses, load_cue_model(), encoded)
    assert [cue.text for cue in quoted] == [cue.text for cue in bare] == [word]
    assert quoted[0].probability == pytest.approx(bare[0].probability, abs=0.05)
    assert parses[0].sentences[0].words[quoted[0].words[0]].text == word


def test_only_paragraphs_with_marks_are_read_again(parser: Parser) -> None:
    (parse,) = parser.parse(['A strike is "likely".\n\nIt rained.'])
    (encoded,) = load_encoder().encode([parse])
    ((first, second),) = encode_plainly(load_encoder(), [parse], [encoded])
    assert second is encoded[1]
    assert not np.array_equal(first, encoded[0])
