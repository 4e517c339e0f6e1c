from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from hedge.parsing import Parser
from hedge.training import parses
from hedge.training.parses import ParseCache

TEXTS = ["The crane may be unsafe.\n\nNobody was hurt.", "", "Rain fell on Ashby."]


@pytest.fixture
def counted(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that were parsed and not read from the cache."""
    read: list[str] = []

    def parse(texts: list[str]) -> object:
        read.extend(texts)
        return parser.parse(texts)

    monkeypatch.setattr(parses, "load_parser", lambda: SimpleNamespace(parse=parse))
    return read


def test_each_text_is_parsed_once(parser: Parser, counted: list[str], tmp_path: Path) -> None:
    expected = parser.parse(TEXTS)
    assert ParseCache(tmp_path).parse(TEXTS) == expected
    assert sorted(counted) == sorted(TEXTS)
    assert ParseCache(tmp_path).parse(TEXTS[::-1]) == expected[::-1]
    assert len(counted) == len(TEXTS)


def test_what_other_code_made_is_not_read(counted: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ParseCache(tmp_path).parse(TEXTS)
    other = tmp_path / "package"
    other.mkdir()
    (other / "blocks.py").write_text("changed")
    monkeypatch.setattr(parses, "documents", SimpleNamespace(__path__=[str(other)]))
    ParseCache(tmp_path).parse(TEXTS)
    assert len(counted) == 2 * len(TEXTS)
