from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import torch

from hedge.errors import InputError, MissingInputError
from hedge.models import model_folder
from hedge.parsing import Parser, load_parser
from hedge.parsing.vectors import read_pretrain, vectors_file
from hedge.training.parser.fit import PROCESSORS, TREEBANKS, refit_pack
from hedge.training.parser.trainers import join_models

SENTENCES = [
    "The dam may leak, engineers said.",
    "Nobody knows whether it will hold.",
    "She doubts that the council can pay for it.",
    "They left early because it didn't stop raining.",
]
PLAIN = """# text = Rain fell.
1\tRain\train\tNOUN\tNN\tNumber=Sing\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\tVBD\tTense=Past\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def treebanks(parser: Parser, tmp_path: Path) -> Path:
    """Two small treebanks, as parsed by the shipped pack."""
    sentences = "".join(parser.conllu(SENTENCES))
    for name in TREEBANKS:
        (tmp_path / name).mkdir()
        for split in ("train", "dev"):
            (tmp_path / name / f"{split}.conllu.gz").write_bytes(gzip.compress((sentences * 4).encode()))
    return tmp_path


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A work folder whose vectors are done: these alone need what the extra ``train`` installs."""
    folder = tmp_path / "work"
    folder.mkdir()
    read_pretrain(vectors_file(model_folder("stanza"))).save(str(folder / "pretrain.pt"))
    return folder


def test_a_trial_run_gives_a_pack_that_parses_and_can_be_resumed(treebanks: Path, work: Path, tmp_path: Path) -> None:
    out = tmp_path / "pack"
    assert refit_pack(treebanks, work=work, out=out, max_steps=2) == out
    parser = load_parser(out)
    parse = parser.parse_tokens([["The", "dam", "may", "leak", "."]])
    assert [word.lemma for word in parse.sentences[0].words] == ["the", "dam", "may", "leak", "."]
    (parse,) = parser.parse([SENTENCES[0]])
    assert parse.sentences
    weights = {path.parent.name: torch.load(path, weights_only=True) for path in out.glob("en/*/hedge.pt")}
    assert set(weights) == set(PROCESSORS)
    assert vectors_file(out).suffix == ".npz"
    kinds = {name: {str(value.dtype) for value in weights[name]["model"].values()} for name in PROCESSORS}
    assert kinds == {name: {"torch.float16"} for name in PROCESSORS} | {"lemma": {"torch.float16", "torch.int64"}}
    assert not list(work.glob("partial-*"))
    stamps = {path: path.stat().st_mtime_ns for path in work.iterdir()}
    refit_pack(treebanks, work=work, out=out, max_steps=2)
    assert {path: path.stat().st_mtime_ns for path in work.iterdir()} == stamps


def test_treebanks_without_multi_word_tokens_are_named_as_the_cause(treebanks: Path, work: Path) -> None:
    for path in treebanks.glob("*/*.conllu.gz"):
        path.write_bytes(gzip.compress(PLAIN.encode()))
    with pytest.raises(InputError, match=r"mwt\.pt.*multi-word tokens"):
        refit_pack(treebanks, work=work, max_steps=1)
    assert (work / "tokenize.pt").is_file()
    assert not (work / "mwt.pt").exists()


def test_missing_treebanks_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"ewt/train\.conllu\.gz"):
        refit_pack(tmp_path, work=tmp_path / "work")


def test_joined_models_meet_half_way(tmp_path: Path) -> None:
    paths = tmp_path / "first.pt", tmp_path / "second.pt"
    for path, value in zip(paths, (1.0, 3.0), strict=True):
        weights = {"w": torch.full((2,), value, dtype=torch.float16), "count": torch.tensor([int(value)])}
        torch.save({"model": weights, "config": {"name": path.stem}}, path)
    join_models(*paths)
    joined = torch.load(paths[1], weights_only=True)
    assert joined["model"]["w"].tolist() == [2.0, 2.0]
    assert joined["model"]["count"].tolist() == [3]
    assert joined["config"] == {"name": "second"}
    assert torch.load(paths[0], weights_only=True)["model"]["w"].tolist() == [1.0, 1.0]
