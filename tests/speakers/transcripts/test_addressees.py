"""Whom "you" means in posts."""

from __future__ import annotations

from hedge.analysis import Pipeline


def test_you_are_whom_a_post_calls_by_a_handle(nlp: Pipeline) -> None:
    document = nlp("@ana: I think it will rain.\n\n@bo: It may not.\n\n@cy: @ana you said it would rain.")
    assert document.statements[-1].speaker.name == "@ana"
