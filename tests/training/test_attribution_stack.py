from __future__ import annotations

from typing import Any

import pytest

from hedge.corpora.polnear import AttributedArticle
from hedge.training import attribution
from hedge.training.attribution import STRANGER_READS_ONE_IN, stack_articles


class Reader:
    """Stands for an encoder: tells by whom a text was read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def of(self, _: str) -> Reader:
        return self

    def encode(self, texts: list[str]) -> list[tuple[str, str]]:
        return [(self.name, text) for text in texts]


class Cache:
    def parse(self, texts: list[str]) -> list[str]:
        return texts


@pytest.mark.parametrize("has_stranger", [True, False])
def test_a_stranger_reads_some_patterned_texts_and_no_article(
    monkeypatch: pytest.MonkeyPatch, has_stranger: bool
) -> None:
    monkeypatch.setattr(attribution, "read_evidence", lambda encoded: encoded)
    monkeypatch.setattr(attribution, "Reading", lambda tokens, model, evidence: evidence)
    monkeypatch.setattr(attribution, "Held", lambda reading, relations: reading)
    monkeypatch.setattr(attribution, "fit_stack", lambda documents, n_judged: (documents, n_judged))
    texts = [f"text {number}" for number in range(9)]
    held: Any = [(AttributedArticle(id=one, text=one, attributions=(), events=()), ((), ()), None) for one in texts]
    readers: Any = Reader("fold")
    stranger: Any = Reader("stranger") if has_stranger else None
    cache: Any = Cache()
    found: Any = stack_articles(held, readers, 3, cache, stranger)
    documents, n_judged = found
    assert n_judged == 3
    assert [text for _, text in documents] == texts
    by_stranger = [text for name, text in documents if name == "stranger"]
    assert by_stranger == (texts[3 + STRANGER_READS_ONE_IN - 1 :: STRANGER_READS_ONE_IN] if has_stranger else [])
