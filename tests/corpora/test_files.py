from __future__ import annotations

from pathlib import Path

import pytest

from hedge.corpora.files import read_utf8
from hedge.errors import InputError, MissingInputError


def test_a_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("\ufeffMüller\n".encode())
    assert read_utf8(path, ".csv") == "Müller\n"


def test_no_file_a_folder_and_other_bytes(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(MissingInputError, match=r"expected a \.csv file"):
            read_utf8(path, ".csv")
    path = tmp_path / "latin.csv"
    path.write_bytes("Müller".encode("latin-1"))
    with pytest.raises(InputError, match="offset 1"):
        read_utf8(path, ".csv")
