"""What stands in other paragraphs says nothing of a sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from hedge.analysis import Pipeline
from hedge.statements import Statement

BEHAVIOUR = Path(__file__).parents[2] / "corpora" / "behaviour" / "pairs.tsv"
EVERY = 12


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    with BEHAVIOUR.open(encoding="utf-8", newline="") as file:
        return [row["second"] for row in csv.DictReader(file, delimiter="\t")][::EVERY]


def test_paragraphs_are_scored_as_if_alone(nlp: Pipeline, sentences: list[str]) -> None:
    whole = nlp("\n\n".join(sentences))
    start, cut_otherwise = 0, []
    for text, alone in zip(sentences, nlp.pipe(sentences), strict=True):
        inside = [one for one in whole.statements if start <= one.spans[0].start < start + len(text)]
        wanted, found = _scores(alone.statements, 0), _scores(inside, start)
        start += len(text) + 2
        if [spans for spans, _, _ in found] != [spans for spans, _, _ in wanted]:
            cut_otherwise.append(text)
            continue
        assert [label for _, label, _ in found] == [label for _, label, _ in wanted], text
        assert [score for _, _, score in found] == pytest.approx([score for _, _, score in wanted], abs=0.015), text
    # Attributions also go by what a document is like, so that a bound may differ here and there.
    assert len(cut_otherwise) <= len(sentences) // 25


def _scores(statements: list[Statement] | tuple[Statement, ...], offset: int) -> list[tuple[object, str, float]]:
    return [
        (tuple((span.start - offset, span.end - offset) for span in one.spans), one.label, one.certainty)
        for one in statements
    ]
