"""The paragraphs of our own are well-formed, stand once, and are nowhere tested on."""

from __future__ import annotations

from pathlib import Path

from hedge.training.attribution.marks import read_marks
from hedge.training.attribution.paragraphs import own_paragraphs
from hedge.training.folds import FOLDS, fold_of

CORPORA = Path(__file__).parents[3] / "corpora"


def test_marks_are_read() -> None:
    text, (first, second) = read_marks("{“It rained”}, <Lu> [said]{, “2 days ago”}; <2Wu> [2knew] {2that <Lu> lied}.")
    assert text == "“It rained”, Lu said, “2 days ago”; Wu knew that Lu lied."
    assert [span.of(text) for span in first.content] == ["“It rained”", ", “2 days ago”"]
    assert [span.of(text) for span in (*second.source, *second.cue, *second.content)] == ["Wu", "knew", "that Lu lied"]


def test_an_attribution_without_a_source_has_that_of_the_first() -> None:
    text, (_, second) = read_marks("<He> [hopes] {to win} and [2plans] {2to run}.")
    assert [span.of(text) for span in second.source] == ["He"]


def test_paragraphs_are_whole() -> None:
    paragraphs = list(own_paragraphs())
    assert len({one.text for one in paragraphs}) == len(paragraphs) > 500
    assert {fold_of(one.id) for one in paragraphs} == set(range(FOLDS))
    for one in paragraphs:
        assert not set("<>[]{}\\") & set(one.text)
        for attribution in one.attributions:
            spans = (*attribution.source, *attribution.cue, *attribution.content)
            assert attribution.content
            assert all(span.of(one.text).strip() == span.of(one.text) != "" for span in spans), one.text
    bare = sum(not one.attributions for one in paragraphs)
    assert 0.2 < bare / len(paragraphs) < 0.6


def test_no_paragraph_is_tested_on() -> None:
    paths = [
        *(CORPORA / "sample/text").iterdir(),
        *(path for path in (CORPORA / "behaviour").iterdir() if path.is_file()),
    ]
    tested = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    assert not [one.text for one in own_paragraphs() if one.text in tested]
