from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hedge.errors import MissingInputError
from hedge.parsing import Parser, load_parser
from hedge.training.parser import TREEBANKS, refit_pack

SENTENCES = [
    "The dam may leak, engineers said.",
    "Nobody knows whether it will hold.",
    "She doubts that the council can pay for it.",
    "They left early because it rained.",
]


@pytest.fixture
def treebanks(parser: Parser, tmp_path: Path) -> Path:
    """Two small treebanks, as parsed by the shipped pack."""
    sentences = "".join(parser.conllu(SENTENCES))
    for name in TREEBANKS:
        (tmp_path / name).mkdir()
        for split in ("train", "dev"):
            (tmp_path / name / f"{split}.conllu.gz").write_bytes(gzip.compress((sentences * 4).encode()))
    return tmp_path


def test_a_trial_run_gives_a_pack_that_parses_and_can_be_resumed(treebanks: Path, tmp_path: Path) -> None:
    work, out = tmp_path / "work", tmp_path / "pack"
    assert refit_pack(treebanks, work=work, out=out, max_steps=2) == out
    (parse,) = load_parser(out).parse([SENTENCES[0]])
    assert [word.lemma for word in parse.sentences[0].words][:4] == ["the", "dam", "may", "leak"]
    stamps = {path: path.stat().st_mtime_ns for path in work.glob("*.pt")}
    assert len(stamps) == 6
    refit_pack(treebanks, work=work, out=out, max_steps=2)
    assert {path: path.stat().st_mtime_ns for path in work.glob("*.pt")} == stamps


def test_missing_treebanks_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"ewt/train\.conllu\.gz"):
        refit_pack(tmp_path, work=tmp_path / "work")
