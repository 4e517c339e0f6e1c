from __future__ import annotations

import json
from pathlib import Path

import pytest

from hedge.corpora.factuality import FactualityTarget, read_factuality
from hedge.errors import InputError, MissingInputError

LINE = {
    "text": "Snow fell but did not stay .",
    "targets": [{"span1": [1, 2], "label": 3}, {"span1": [5, 6], "label": -2.5}],
}


def test_reads_words_and_targets(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(LINE) + "\n\n", encoding="utf-8")
    (sentence,) = read_factuality(path)
    assert sentence.words[5] == "stay"
    assert sentence.targets == (FactualityTarget(1, 3.0), FactualityTarget(5, -2.5))


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1, 2]",
        json.dumps({"text": "Snow fell"}),
        json.dumps({"text": "Snow fell", "targets": [{"span1": [1, 3], "label": 0}]}),
        json.dumps({"text": "Snow fell", "targets": [{"span1": [1, 1], "label": 0}]}),
        json.dumps({"text": "Snow fell", "targets": [{"span1": [1, 2], "label": 7}]}),
    ],
)
def test_damaged_lines_are_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps(LINE) + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_factuality(path)


def test_missing_file_and_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"none\.jsonl"):
        read_factuality(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"text": "caf\xe9"}')
    with pytest.raises(InputError, match="UTF-8"):
        read_factuality(tmp_path / "latin.jsonl")
