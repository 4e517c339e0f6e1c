"""Readings of texts that estimators share."""

from __future__ import annotations

import pytest

from hedge.scoring.estimators import certainty_reading
from hedge.scoring.estimators.certainty_reading import read_texts


def test_what_was_read_lately_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certainty_reading, "_KEPT", 2)
    monkeypatch.setattr(certainty_reading, "_READ", type(certainty_reading._READ)())
    first, second, third = "The dam may leak.", "It rains.", "Nobody knows."
    (before, _), (again,), _ = (read_texts(texts) for texts in ([first, second], [first], [third]))
    assert again is before
    assert list(certainty_reading._READ) == [first, third]
