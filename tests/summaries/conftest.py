"""Documents made by hand, with the statements that a test wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from hedge.documents import Span
from hedge.speakers import Speaker
from hedge.statements import Statement, StatementCue


@dataclass(frozen=True)
class Made:
    id: str
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    date: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    segments: tuple[Any, ...] = ()


LEVELS = ("uncommitted", "possible", "probable", "certain")


def make_statement(id: int, speaker: Speaker, certainty: float, text: str = "it may rain", **more: Any) -> Statement:
    cues = more.pop("cues", ())
    marks = tuple(
        StatementCue(span=Span(20 * id + n, 20 * id + n + 1), text=word, type=kind, effect=-0.1, scope=())
        for n, (word, kind) in enumerate(cues)
    )
    given = {
        "label": LEVELS[min(3, int(certainty * 4))], "interval": (certainty, certainty), "probabilities": {},
        "evaluable": 1.0, "factuality": None, "polarity": "pos", "kind": "indirect", "source": (), "cue": (),
        "parent": None, **more,
    }  # fmt: skip
    return Statement(
        id=id,
        spans=(Span(20 * id, 20 * id + 19),),
        text=text,
        speaker=speaker,
        certainty=certainty,
        cues=marks,
        **given,
    )  # type: ignore[arg-type]


def make_document(id: str, said: Mapping[str, Sequence[Any]], **more: Any) -> Made:
    """Make a document of certainties, or (certainty, options), by speaker."""
    author = Speaker(id="s0", name="author", type="author")
    speakers, statements = [author], []
    for name, own in said.items():
        speaker = author if name == "author" else Speaker(id=f"s{len(speakers)}", name=name, type="person")
        if speaker is not author:
            speakers.append(speaker)
        for each in own:
            certainty, options = each if isinstance(each, tuple) else (each, {})
            statements.append(make_statement(len(statements), speaker, certainty, **options))
    return Made(id=id, statements=tuple(statements), speakers=tuple(speakers), **more)


@pytest.fixture(scope="session")
def make() -> Callable[..., Made]:
    return make_document
