from __future__ import annotations

import csv
import string
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from hedge.parsing import Parser
from hedge.training.parser import tagger_teacher
from hedge.training.parser.tagger_teacher import (
    plain_sentences,
    read_pieces,
    read_sentences,
    train_teacher,
    words_of,
    write_sentences,
)

TREEBANK = """# text = It's late.
1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_
1\tIt\tit\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2\t's\tbe\tAUX\tVBZ\tTense=Pres\t3\tcop\t_\t_
2.1\tsaid\tsay\tVERB\tVBN\t_\t_\t_\t_\t_
3\tlate\tlate\tADJ\tJJ\t_\t0\troot\t_\t_

1\tBoats\tboat\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tsank\tsink\tVERB\tVBD\tTense=Past\t0\troot\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    return path


@pytest.fixture
def tokenizer() -> Tokenizer:
    """Like that of a BERT: small letters, words cut into letters."""
    letters = string.ascii_lowercase + string.digits + "'"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *letters, *(f"##{letter}" for letter in letters)]
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    made = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.post_processor = processors.BertProcessing(("[SEP]", numbers["[SEP]"]), ("[CLS]", numbers["[CLS]"]))
    return made


def test_words_without_comments_and_empty_nodes(treebank: Path) -> None:
    first, second = read_sentences(treebank)
    assert [row[0] for row in first] == ["1-2", "1", "2", "3"]
    assert (words_of(first), words_of(second)) == (["It", "'s", "late"], ["Boats", "sank"])


def test_pieces_keep_what_small_letters_lose(tokenizer: Tokenizer) -> None:
    pieces = read_pieces(["Quayside", "\u200b", "NATO", "x9"], tokenizer)
    assert (pieces.first[0], pieces.last[0] > pieces.first[0]) == (1, True)
    assert pieces.first[1] == pieces.last[1] == 0  # nothing is left of it
    assert [row[1:4].tolist() for row in pieces.shapes] == [[1, 0, 0], [0, 0, 0], [1, 1, 0], [0, 0, 1]]


def test_a_teacher_learns_its_sentences_by_heart(
    treebank: Path, tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    transformers = pytest.importorskip("transformers")
    shape = {"hidden_size": 24, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
    transformers.set_seed(0)
    tiny = transformers.BertModel(transformers.BertConfig(vocab_size=30522, **shape))
    monkeypatch.setattr(tagger_teacher, "_base", lambda: tiny)
    monkeypatch.setattr(tagger_teacher, "_tokenizer", lambda: tokenizer)
    sentences = read_sentences(treebank)
    teacher = train_teacher(sentences * 4, passes=150)
    blank = [[[*row[:3], *"___", *row[6:]] for row in sentence] for sentence in sentences]
    path = tmp_path / "taught.conllu"
    write_sentences(teacher.tag([*blank, [[str(n + 1), "word", *"________"] for n in range(400)]]), path)
    taught = read_sentences(path)
    assert len(taught) == 2  # the third is too long
    assert [[row[3:6] for row in one] for one in taught] == [[row[3:6] for row in one] for one in sentences]
    assert [row[6:8] for row in taught[1]] == [["0", "root"], ["1", "dep"]]


def test_plain_sentences_are_of_all_sets(parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {
        "assertiveness": (["text", "assertiveness", "source"], ["The quay is safe. Go.", "5.0", "own"]),
        "uncertainty_wiki": (["uncertain", "sentence"], ["1", "The dam may leak."]),
    }
    for name, table in rows.items():
        (tmp_path / name).mkdir()
        with (tmp_path / name / "train.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(table)
    monkeypatch.setattr(tagger_teacher, "read_polnear", lambda folder: [])
    found = [" ".join(words_of(sentence)) for sentence in plain_sentences(tmp_path, parser)]
    assert found == ["The quay is safe .", "The dam may leak ."]
