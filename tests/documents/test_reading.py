from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedge.documents import read_source
from hedge.documents.reading import decode_source
from hedge.errors import HedgeError, InputError, MissingInputError

GERMAN = (
    "Der Bürgermeister sagte, möglicherweise müsse die Brücke geschlossen werden. Größere Schäden seien nicht völlig "
    "auszuschließen, erklärte die zuständige Behörde später."
)


def test_utf8_with_and_without_mark(tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        path = tmp_path / encoding
        path.write_bytes("Sí, “quizás”.".encode(encoding))
        source = read_source(path)
        assert source.text == "Sí, “quizás”."
        assert not source.assumed


def test_other_encodings_are_detected_and_said(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(GERMAN.encode("latin-1"))
    source = read_source(path)
    assert source.assumed
    assert source.text == GERMAN


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes(b"One.\r\nTwo.\r\n")
    assert read_source(path).text == "One.\r\nTwo.\r\n"


@pytest.mark.parametrize(
    "data", [b"", b"  \n ", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, b"\x7fELF\x02\x01\x01" + bytes(300)]
)
def test_empty_and_binary_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(InputError, match="expected text"):
        read_source(path)


def test_folder_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder"):
        read_source(tmp_path)
    with pytest.raises(MissingInputError, match="does not exist"):
        read_source(tmp_path / "nothing.txt")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_of_our_errors(data: bytes) -> None:
    try:
        text = decode_source(data, "x").text
    except HedgeError:
        return
    assert text.strip()
