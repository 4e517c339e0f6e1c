from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from hedge.errors import InputError, MissingInputError
from hedge.evaluation.parsing import count_matches, evaluate_parsing, micro_f1, read_treebank
from hedge.parsing import Parser

ROWS = [
    ("They", "they", "PRON", 2, "nsubj"),
    ("left", "leave", "VERB", 0, "root"),
    ("early", "early", "ADV", 2, "advmod"),
    (".", ".", "PUNCT", 2, "punct"),
]


def conllu(rows: list[tuple[str, str, str, int, str]], *comments: str) -> str:
    lines = [*comments, "# text = They left early."]
    for index, (form, lemma, upos, head, deprel) in enumerate(rows, 1):
        misc = "SpaceAfter=No" if form == "early" else "_"
        lines.append(f"{index}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{deprel}\t_\t{misc}")
    return "\n".join(lines) + "\n\n"


def test_scores_by_hand() -> None:
    wrong = [*ROWS]
    wrong[2] = ("early", "early", "ADJ", 1, "advmod")
    wrong[3] = (".", ".", "PUNCT", 2, "dep")
    counts = count_matches(conllu(ROWS), conllu(wrong))
    assert micro_f1([counts]) == {
        "tokens_f1": 100.0,
        "sentences_f1": 100.0,
        "upos_f1": 75.0,
        "lemmas_f1": 100.0,
        "uas_f1": 75.0,
        "las_f1": 50.0,
    }


def test_raw_text_is_rebuilt(tmp_path: Path) -> None:
    path = tmp_path / "toy.conllu.gz"
    parts = [conllu(ROWS, "# newdoc id = a"), conllu(ROWS), conllu(ROWS, "# newpar"), conllu(ROWS, "# newdoc id = b")]
    path.write_bytes(gzip.compress("".join(parts).encode()))
    assert [document.text for document in read_treebank(path)] == [
        "They left early. They left early.\n\nThey left early.",
        "They left early.",
    ]


def test_an_easy_treebank_is_parsed_right(parser: Parser, tmp_path: Path) -> None:
    path = tmp_path / "toy.conllu"
    path.write_text(conllu(ROWS, "# newdoc id = a"))
    result = evaluate_parsing(path, parser)
    assert result.n == 1
    assert result.metrics["tokens_f1"] == 100
    assert result.metrics["las_f1"] == 100


def test_bad_files(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError):
        read_treebank(tmp_path / "none.conllu")
    for content in (b"", b"just text\n", b"\xff\xfe\xfa", b"# text = No words.\n\n"):
        path = tmp_path / "bad.conllu"
        path.write_bytes(content)
        with pytest.raises(InputError):
            read_treebank(path)
    broken = tmp_path / "bad.conllu.gz"
    whole = gzip.compress(conllu(ROWS).encode() * 20)
    damaged = whole[:20] + bytes(byte ^ 0x55 for byte in whole[20:40]) + whole[40:]
    for content in (b"no gzip", whole[:-9], whole[: len(whole) // 2], damaged):
        broken.write_bytes(content)
        with pytest.raises(InputError, match="cannot be decoded"):
            read_treebank(broken)
