from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import stanza

from hedge.errors import ModelError, ModelHashError
from hedge.models import model_folder, store
from hedge.parsing import load_vectors, stanza_options
from hedge.parsing.vectors import read_pretrain, vectors_file, write_vectors

SHIPPED = vectors_file(model_folder("stanza"))


def test_rows_are_those_of_the_words() -> None:
    numbers, vectors = load_vectors()
    pretrain = read_pretrain(SHIPPED)
    assert len(numbers) == len(vectors) == len(pretrain.vocab)
    assert [pretrain.vocab.id2unit(number) for number in numbers.values()] == list(numbers)
    assert vectors.dtype == np.float32
    assert np.isfinite(vectors).all()


def test_both_forms_hold_the_same(tmp_path: Path) -> None:
    pretrain = read_pretrain(SHIPPED)
    pretrain.save(str(tmp_path / "stanza.pt"))
    other = read_pretrain(tmp_path / "stanza.pt")
    assert other.vocab.state_dict() == pretrain.vocab.state_dict()
    assert np.array_equal(other.emb.numpy(), pretrain.emb.numpy())
    write_vectors(other, tmp_path / "own.npz")
    again = read_pretrain(tmp_path / "own.npz")
    assert again.vocab.state_dict() == pretrain.vocab.state_dict()
    assert np.array_equal(again.emb.numpy(), pretrain.emb.numpy())


def test_stanza_alone_runs_the_pack() -> None:
    nlp = stanza.Pipeline("en", processors="tokenize,mwt,pos", logging_level="ERROR", use_gpu=False, **stanza_options())
    words = [word for sentence in nlp("The crane may be unsafe.").sentences for word in sentence.words]
    assert [word.upos for word in words] == ["DET", "NOUN", "AUX", "AUX", "ADJ", "PUNCT"]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hedge.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match="expected word vectors in"):
        read_pretrain(path)


def test_as_many_words_as_vectors(tmp_path: Path) -> None:
    path = tmp_path / "hedge.npz"
    np.savez(path, words=np.frombuffer(b"one\ntwo", dtype=np.uint8), vectors=np.zeros((3, 2), dtype=np.float16))
    with pytest.raises(ModelError, match="expected word vectors in"):
        read_pretrain(path)


def test_a_changed_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "stanza" / "en" / "pretrain" / "hedge.npz"
    path.parent.mkdir(parents=True)
    np.savez(path, words=np.zeros(1, dtype=np.uint8), vectors=np.zeros((1, 1)))
    store.register_pack("stanza", "1", tmp_path)
    path.write_bytes(path.read_bytes() + b"\0")
    monkeypatch.setattr(store, "PACKS", tmp_path)
    monkeypatch.setattr(np, "load", lambda *args, **options: pytest.fail("it was read"))
    with pytest.raises(ModelHashError, match=r"pretrain.hedge\.npz"):
        load_vectors()
