from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hedge.documents import read_sources
from hedge.errors import InputError

PAGE = """<!doctype html><html lang="en"><head><meta charset="iso-8859-1"><title>Dam may leak</title>
<meta name="author" content="Ana Ruiz"><meta property="article:published_time" content="2026-03-14T09:00:00Z"></head>
<body><nav><a href="/">Home</a><a href="/x">Weather and other things</a></nav><article><h1>Dam may leak</h1>
<p>The old dam above the valley may leak before the winter, engineers of the county said on Monday &amp; Tuesday.</p>
<p>Nobody in the caf\u00e9 believed that the council would find the money for a new one in time, it seems to them.</p>
<p>The mayor promised that the repairs would begin in May, whatever they cost, and called the report exaggerated.</p>
</article><footer>Copyright, cookies, and so on</footer></body></html>"""


def test_the_article_of_a_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode("iso-8859-1"))
    (source,) = read_sources(path)
    assert "said on Monday & Tuesday." in source.text
    assert "café" in source.text
    assert "cookies" not in source.text
    assert source.date == "2026-03-14"
    assert (source.columns["title"], source.columns["author"]) == ("Dam may leak", "Ana Ruiz")


def test_a_page_without_text(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    path.write_text("<html><body></body></html>", encoding="utf-8")
    with pytest.raises(InputError, match="expected a web page"):
        list(read_sources(path))


def test_the_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    with pytest.raises(InputError, match=r"pip install 'hedge\[html\]'"):
        list(read_sources(path))
