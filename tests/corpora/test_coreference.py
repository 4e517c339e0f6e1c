"""Coreference in CoNLL-U, on two invented sentences."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hedge.corpora.coreference import read_coreference
from hedge.errors import InputError, MissingInputError

TREEBANK = """\
# newdoc id = invented
# newpar
# text = Ana Ruiz can't sell her mill.
1	Ana	Ana	PROPN	_	_	5	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1,2-coref-Ana_Ruiz
2	Ruiz	Ruiz	PROPN	_	_	1	flat	_	Entity=1)
3-4	can't	_	_	_	_	_	_	_	_
3	ca	can	AUX	_	_	5	aux	_	_
4	n't	not	PART	_	_	5	advmod	_	_
5	sell	sell	VERB	_	_	0	root	_	_
6	her	her	PRON	_	_	7	nmod:poss	_	Entity=(2-place-new-cf2-2-sgl(1-person-giv:act-cf1-1-ana)
7	mill	mill	NOUN	_	_	5	obj	_	Entity=2)|SpaceAfter=No
8	.	.	PUNCT	_	_	5	punct	_	_

# newpar
# text = She left.
1	She	she	PRON	_	_	2	nsubj	_	Entity=(1-person-giv:act-cf1-1-ana)
2	left	leave	VERB	_	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	_	_	2	punct	_	_

"""


def write(path: Path, content: str) -> Path:
    path.write_bytes(gzip.compress(content.encode()))
    return path


def test_mentions_have_exact_offsets_chains_and_heads(tmp_path: Path) -> None:
    (document,) = read_coreference(write(tmp_path / "train.conllu.gz", TREEBANK))
    assert document.text == "Ana Ruiz can't sell her mill.\n\nShe left."
    found = [(each.span.of(document.text), each.chain, each.kind) for each in document.mentions]
    assert found == [
        ("Ana Ruiz", "1", "person"),
        ("her mill", "2", "place"),
        ("her", "1", "person"),
        ("She", "1", "person"),
    ]
    heads = [[document.text[head:].split()[0] for head in each.heads] for each in document.mentions]
    assert heads == [["Ana", "Ruiz"], ["mill."], ["her"], ["She"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [("", "newdoc"), (TREEBANK.replace("Entity=2)", "Entity=3)"), "none is open")],
)
def test_damaged_files_are_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_coreference(write(tmp_path / "train.conllu.gz", content))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_coreference(tmp_path / "train.conllu.gz")
