"""Kinds of nouns by the lists."""

from __future__ import annotations

import pytest

from hedge.analysis import Pipeline
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # What tells somebody something is a part of that person, but the head of a body is somebody.
        ("Ana Ruiz closed the shop. Her voice said it was over.", "Ana Ruiz"),
        ("Ana Ruiz closed the shop. Her head told her that it was over.", "Ana Ruiz"),
        ("The agency met. Its head, retired general Ana Ruiz, said it would rain.", "Ana Ruiz"),
        ("The show may close, said her friend and teacher, Ana Ruiz, who saw it.", "Ana Ruiz"),
    ],
)
def test_whom_a_phrase_is_about(nlp: Pipeline, text: str, name: str) -> None:
    assert nlp(text).statements[-1].speaker.name == name
