"""Training on labels of one's own: cross-validated by group, saved, and loaded again."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from hedge import load_estimator
from hedge.corpora.labelled import LabelledText
from hedge.errors import InputError
from hedge.training.certainty.own import cross_validate_own, train_own_certainty

ROWS = [
    (f"The {name} {verb} the pipes.", label, name)
    for name in ("rust", "moss", "salt", "silt", "sand", "clay")
    for verb, label in (("blocks", "firm"), ("may block", "open"), ("might block", "open"))
]


def table(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("text", "label", "group"), *rows])
    return path


def test_trains_scores_and_saves(tmp_path: Path) -> None:
    out = tmp_path / "own"
    result = train_own_certainty(table(tmp_path / "own.csv", ROWS), out, folds=3)
    assert result.n == len(ROWS)
    assert set(result.metrics) == {
        "accuracy", "majority_accuracy", "macro_f1", "log_loss", "firm_f1", "open_f1"
    }  # fmt: skip
    assert result.metrics["majority_accuracy"] == pytest.approx(2 / 3)
    assert result.metrics["accuracy"] > 0.9
    assert load_estimator(out).predict(["The frost might crack the tiles."]).tolist() == ["open"]
    saved = json.loads((out / "classifier.json").read_text(encoding="utf-8"))
    assert saved["scores"]["accuracy"] == round(result.metrics["accuracy"], 4)


def test_groups_are_held_out_together() -> None:
    """Labels that follow the group and nothing else cannot be learnt; without groups they can."""
    odd = {"rust", "salt", "sand"}
    texts = [
        (f"The {name} {verb} the pipes.", name) for _, _, name in ROWS[::3] for verb in ("blocks", "clogs", "fills")
    ]
    grouped = [LabelledText(text=t, label="odd" if n in odd else "even", group=n) for t, n in texts]
    loose = [LabelledText(text=row.text, label=row.label, group=row.text) for row in grouped]
    assert cross_validate_own(loose).metrics["accuracy"] > cross_validate_own(grouped).metrics["accuracy"] + 0.3


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("It rains.", "firm", "a"), ("It may rain.", "firm", "b")], "at least 2 labels"),
        ([("It rains.", "firm", "a"), ("Snow fell.", "firm", "b"), ("It may rain.", "open", "a")], "'open' is in one"),
    ],
)
def test_too_little_to_hold_out(tmp_path: Path, rows: list[tuple[str, str, str]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        train_own_certainty(table(tmp_path / "own.csv", rows), tmp_path / "out")


def test_a_folder_that_cannot_be_written_is_named_first(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="--out"):
        train_own_certainty(table(tmp_path / "own.csv", ROWS), tmp_path / "file")
