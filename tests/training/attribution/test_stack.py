from __future__ import annotations

from typing import Any

import pytest

from hedge.corpora.polnear import AttributedArticle
from hedge.training.attribution.fit import STRANGER_READS_ONE_IN, pattern_readers


class Readers:
    """Stands for the encoders of the folds."""

    def of(self, name: str) -> str:
        return f"fold of {name}"


@pytest.mark.parametrize("has_stranger", [True, False])
def test_a_stranger_reads_some_patterned_texts(has_stranger: bool) -> None:
    names = [f"text {number}" for number in range(9)]
    patterns = [AttributedArticle(id=name, text="", attributions=(), events=()) for name in names]
    readers: Any = Readers()
    stranger: Any = "stranger" if has_stranger else None
    found: list[Any] = list(pattern_readers(patterns, readers, stranger))
    last = STRANGER_READS_ONE_IN - 1
    strange = range(last, len(names), STRANGER_READS_ONE_IN) if has_stranger else range(0)
    assert found == ["stranger" if number in strange else f"fold of {name}" for number, name in enumerate(names)]
