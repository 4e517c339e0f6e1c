from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hedge.scoring.vocabulary import Vocabulary

ROWS = st.lists(st.lists(st.sampled_from("abcdef")))


def test_rare_features_are_left_out() -> None:
    assert Vocabulary.of([["b", "a", "a"], ["b"], ["c", "b"]], rarest=2).names == ["b"]


@given(ROWS)
def test_encoding_is_membership(rows: list[list[str]]) -> None:
    vocabulary = Vocabulary("ace")
    expected = [[float(name in row) for name in "ace"] for row in rows]
    assert vocabulary.encode(rows).toarray().tolist() == expected
