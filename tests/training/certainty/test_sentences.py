"""The sentences of our own are well-formed, stand once, and are nowhere tested on."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from hedge.training.certainty.patterns import pattern_examples
from hedge.training.certainty.sentences import FILES, IDIOMS_FILE, read_sentences

CORPORA = Path(__file__).parents[3] / "corpora"


def rows(name: str) -> list[tuple[str, str]]:
    lines = files("hedge.training.certainty").joinpath("labelled", name).read_text(encoding="utf-8").splitlines()
    parted = (line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    return [(mark.removesuffix("-"), words) for mark, words in parted]


@pytest.mark.parametrize("name", [IDIOMS_FILE, *FILES])
def test_every_line_has_a_level_and_a_content(name: str) -> None:
    assert {grade for grade, _ in rows(name)} == {"0", "1", "2", "3", "na"}
    assert all(words.count("|") in (0, 2) for _, words in rows(name))
    for example in read_sentences(name):
        spans = sorted((*example.spans.source, *example.spans.cue, *example.spans.content))
        assert example.spans.content
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert all(span.of(example.text).strip() == span.of(example.text) != "" for span in spans)
        assert "|" not in example.text
        assert "  " not in example.text


def test_no_sentence_stands_twice_or_is_tested_on() -> None:
    ours = [words for name in (IDIOMS_FILE, *FILES) for _, words in rows(name)]
    assert len({*ours}) == len(ours) > 1500
    texts = [path.read_text(encoding="utf-8") for path in (CORPORA / "sample/text").iterdir()]
    texts.append((CORPORA / "behaviour/pairs.tsv").read_text(encoding="utf-8"))
    together = "\n".join(texts)
    assert not [words for words in ours if f"{words}." in together]


def test_of_joined_clauses_the_last_is_the_statement() -> None:
    found = {example.text: example for example in read_sentences("essays.txt")}
    text = next(text for text in found if text.startswith("The lake froze last January") and "merely" in text)
    (content,) = found[text].spans.content
    assert found[text].level == 0
    assert content.of(text).startswith("was that the old winter")


def test_levels_and_rejections_are_read() -> None:
    levels = {example.text: (example.level, example.polarity) for example in pattern_examples()}
    assert levels["The kite is up in the air."] == (3, "pos")
    assert levels["The date of the vote is up in the air."] == (0, "pos")
    news = {example.text: (example.level, example.polarity) for example in read_sentences("news.txt")}
    denied = [value for text, value in news.items() if "flatly denied" in text]
    assert denied == [(3, "neg")]
