"""What speakers without a name are called."""

from __future__ import annotations

from hedge.analysis import Pipeline


def test_who_was_only_he_is_called_by_what_describes_him_later(nlp: Pipeline) -> None:
    document = nlp("He said the road was closed. The driver said it might open at noon.")
    assert [statement.speaker.name for statement in document.statements] == ["unnamed driver"] * 2
