from __future__ import annotations

import numpy as np

from hedge.predicates.vectors import WordVectors, load_word_vectors


def test_unknown_words_are_zeros() -> None:
    vectors = WordVectors({"rain": 0, "snow": 1}, np.array([[1.0, 2.0], [3.0, 4.0]], dtype=np.float32))
    assert vectors.look_up(["snow", "sleet", "rain"]).tolist() == [[3.0, 4.0], [0.0, 0.0], [1.0, 2.0]]
    assert vectors.matrix[-1].tolist() == [3.0, 4.0]


def test_shipped_vectors_put_like_words_together() -> None:
    doubt, doubts, table = load_word_vectors().look_up(["doubt", "doubts", "table"])
    assert doubt @ doubts > doubt @ table
