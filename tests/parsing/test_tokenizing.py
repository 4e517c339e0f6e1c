"""The table of characters that a tokenizer meets."""

from __future__ import annotations

import numpy as np

from hedge.parsing.tokenizing import _Characters


def test_the_table_grows_with_the_characters_met() -> None:
    # In proportion to them: made anew for every character, it would take minutes here.
    met = [chr(0x4E00 + number) for number in range(20_000)]
    characters = _Characters(lambda character: [ord(character), 7])
    numbers = [characters[character] for character in met]
    assert numbers == list(range(len(met)))
    assert [characters[character] for character in reversed(met)] == numbers[::-1]
    np.testing.assert_array_equal(characters.table[numbers], [[ord(character), 7] for character in met])
    assert len(characters.table) < 2 * len(met)
