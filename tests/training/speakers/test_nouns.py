"""The model of nouns, fitted on a treebank of two invented sentences."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hedge.errors import MissingInputError
from hedge.training.speakers.nouns import TREEBANKS, collect_nouns, cross_validate_nouns, fit_nouns

_SENTENCE = """\
1	The	the	DET	_	_	2	det	_	_
2	roommate	roommate	NOUN	_	_	6	nsubj	_	_
3	who	who	PRON	_	_	4	nsubj	_	_
4	left	leave	VERB	_	_	2	acl:relcl	_	_
5	was	be	AUX	_	_	6	cop	_	_
6	rain	rain	NOUN	_	_	0	root	_	_

"""


@pytest.fixture
def treebanks(tmp_path: Path) -> Path:
    for treebank in TREEBANKS:
        (tmp_path / treebank).mkdir()
        (tmp_path / treebank / "train.conllu.gz").write_bytes(gzip.compress(_SENTENCE.encode()))
    return tmp_path


def test_nouns_are_labelled_by_lists_and_treebanks(treebanks: Path) -> None:
    labels = dict(zip(*collect_nouns(treebanks), strict=True))
    assert labels["spokesman"] is True
    assert labels["report"] is labels["rain"] is labels["university"] is False
    # Whom a "who" goes on to tell of is no thing.
    assert "roommate" not in labels
    assert "voters" not in labels


def test_the_fit_tells_persons_from_things(treebanks: Path) -> None:
    labelled = collect_nouns(treebanks)
    model = fit_nouns(*labelled)
    assert model.is_person("roommate")
    assert not model.is_person("rain")
    assert cross_validate_nouns(*labelled)["noun_auc"] > 0.9


def test_a_missing_treebank_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="--treebanks"):
        collect_nouns(tmp_path)
