"""Kinds of nouns by the lists."""

from __future__ import annotations

import pytest

from hedge.speakers.references.phrases import noun_kind


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("career", ""),
        ("twist", ""),
        ("engineer", "person"),
        ("cyclist", "person"),
        ("tenth", "group"),
        ("supplier", "organization"),
    ],
)
def test_kinds(noun: str, kind: str) -> None:
    assert noun_kind(noun, plural=False) == kind
