from __future__ import annotations

import pytest

from hedge.encoding.heads import HEADS, N_COLUMNS, columns_of


def test_columns_tile_the_output() -> None:
    taken = [column for head in HEADS for column in range(N_COLUMNS)[columns_of(head)]]
    assert taken == list(range(N_COLUMNS))


def test_no_such_head() -> None:
    with pytest.raises(KeyError):
        columns_of("weather")
