from __future__ import annotations

from pathlib import Path

import pytest

from hedge.analysis import Pipeline
from hedge.corpora.behaviour import COLUMNS, TargetedText, read_behaviour
from hedge.documents import Span
from hedge.evaluation.behaviour import best_statement, evaluate_behaviour, pass_rates, run_pairs

HEDGED = "The plumber said the boiler might burst."
PLAIN = "The plumber said the boiler burst."


def write(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "pairs.tsv"
    lines = ["\t".join(COLUMNS), *("\t".join((*row, "")) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


ORDERED = ("modals", "order", PLAIN, HEDGED, "the boiler burst", "the boiler might burst")
REVERSED = ("modals", "order", HEDGED, PLAIN, "the boiler might burst", "the boiler burst")
UNEQUAL = ("names", "equal", PLAIN, HEDGED, "the boiler burst", "the boiler might burst")
EQUAL = ("names", "equal", PLAIN, PLAIN.replace("plumber", "tenant"), "the boiler burst", "the boiler burst")


def test_pass_rates_by_hand(nlp: Pipeline, tmp_path: Path) -> None:
    result = evaluate_behaviour(write(tmp_path, ORDERED, REVERSED, UNEQUAL, EQUAL), nlp)
    assert result.n == 4
    assert result.metrics["pass_rate"] == 0.5
    assert result.metrics["modals_pass_rate"] == 0.5
    assert result.metrics["names_pass_rate"] == 0.5
    assert set(result.metrics) == {
        "pass_rate", "dev_pass_rate", "held_pass_rate", "modals_pass_rate", "names_pass_rate"
    }  # fmt: skip
    assert set(result.intervals) == set(result.metrics)
    assert [[*line.split("\t")[:2], line.split("\t")[3]] for line in result.errors] == [
        ["modals", "order", HEDGED],
        ["names", "equal", PLAIN],
    ]


def test_failures_show_both_certainties(nlp: Pipeline, tmp_path: Path) -> None:
    path = write(tmp_path, REVERSED)
    (failure,) = run_pairs(read_behaviour(path), nlp)
    assert failure.first is not None
    assert failure.second is not None
    line = f"modals\torder\t{failure.first.certainty:.2f}\t{HEDGED}\t{failure.second.certainty:.2f}\t{PLAIN}"
    assert evaluate_behaviour(path, nlp).errors == (line,)


def test_the_halves_make_up_the_whole(nlp: Pipeline, tmp_path: Path) -> None:
    outcomes = run_pairs(read_behaviour(write(tmp_path, ORDERED, REVERSED, UNEQUAL, EQUAL)), nlp)
    rates = pass_rates(outcomes)
    sizes = {half: sum(outcome.pair.half == half for outcome in outcomes) for half in ("dev", "held")}
    passed = sum(sizes[half] * rates[f"{half}_pass_rate"] for half in sizes if sizes[half])
    assert passed == pytest.approx(2)


def test_the_statement_is_that_with_the_largest_overlap(nlp: Pipeline) -> None:
    text = "The kettle is old. The plumber said the boiler might burst."
    document = nlp(text)
    inner = best_statement(document, TargetedText(text=text, target=Span(text.index("the boiler"), len(text) - 1)))
    assert inner is not None
    assert inner.text == "the boiler might burst"
    outer = best_statement(document, TargetedText(text=text, target=Span(0, 17)))
    assert outer is not None
    assert outer.text == "The kettle is old."


def test_a_missing_statement_fails_the_pair(nlp: Pipeline, tmp_path: Path) -> None:
    text = "The plumber said the boiler burst."
    row = ("names", "equal", text, text.replace("plumber", "tenant"), "The plumber", "The tenant")
    result = evaluate_behaviour(write(tmp_path, row), nlp)
    assert result.metrics["pass_rate"] == 0.0
    assert "missing" in result.errors[0]
