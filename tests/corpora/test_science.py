from __future__ import annotations

import json
from pathlib import Path

import pytest

from hedge.corpora.science import AspectFinding, RatedFinding, read_aspects, read_findings
from hedge.errors import InputError, MissingInputError
from hedge.scoring.passages.science import ASPECTS


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(map(json.dumps, records)) + "\n", encoding="utf-8")
    return path


def test_reads_ratings_and_aspects_in_a_fixed_order(tmp_path: Path) -> None:
    rated = write(tmp_path / "s.jsonl", {"finding": "Bees dance.", "sentence-level-certainty": 5})
    assert read_findings(rated) == [RatedFinding("Bees dance.", 5.0)]
    classes = {aspect: "NotPresent" for aspect in reversed(ASPECTS)} | {"Extent": "Certain"}
    classed = write(tmp_path / "a.jsonl", {"finding": "Bees dance.", "aspect-level-certainty": classes})
    expected = ("NotPresent", "Certain", "NotPresent", "NotPresent", "NotPresent", "NotPresent")
    assert read_aspects(classed) == [AspectFinding("Bees dance.", expected)]


@pytest.mark.parametrize(
    "record",
    [
        {"finding": "Bees dance."},
        {"finding": "Bees dance.", "sentence-level-certainty": 7},
        {"finding": "Bees dance.", "sentence-level-certainty": "high"},
        {"finding": None, "sentence-level-certainty": 3},
        ["Bees dance.", 3],
    ],
)
def test_damaged_ratings_are_refused(tmp_path: Path, record: object) -> None:
    good = {"finding": "Bees sleep.", "sentence-level-certainty": 3}
    with pytest.raises(InputError, match="line 2"):
        read_findings(write(tmp_path / "s.jsonl", good, record))


@pytest.mark.parametrize("classes", [{"Number": "Certain"}, dict.fromkeys(ASPECTS, "Maybe"), "Certain", None])
def test_damaged_aspects_are_refused(tmp_path: Path, classes: object) -> None:
    record = {"finding": "Bees dance.", "aspect-level-certainty": classes}
    with pytest.raises(InputError, match="six aspects"):
        read_aspects(write(tmp_path / "a.jsonl", record))


def test_empty_and_missing_files(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(InputError, match="none"):
        read_findings(tmp_path / "empty.jsonl")
    (tmp_path / "text.jsonl").write_text("no json\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_aspects(tmp_path / "text.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xe9\n")
    with pytest.raises(InputError, match="UTF-8"):
        read_aspects(tmp_path / "latin.jsonl")
    with pytest.raises(MissingInputError):
        read_findings(tmp_path / "none.jsonl")
