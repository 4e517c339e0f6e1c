"""A resolver of marked texts, shared by the tests of this folder."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from hedge.documents import Span
from hedge.sources.attribution import Attribution
from hedge.speakers import Resolution, resolve_speakers

_COLUMNS = {"source": r"\[(.*?)\]", "cue": r"<(.*?)>", "content": r"\{(.*?)\}"}


def _read(marked: str) -> tuple[str, list[Attribution]]:
    """A text in which sources stand in [], cues in <>, contents in {}: one attribution a cue, in order."""
    text = re.sub(r"[\[\]<>{}]", "", marked)
    spans: dict[str, list[Span]] = {}
    for role, pattern in _COLUMNS.items():
        spans[role] = []
        for match in re.finditer(pattern, marked, re.S):
            start = len(re.sub(r"[\[\]<>{}]", "", marked[: match.start(1)]))
            spans[role].append(Span(start, start + len(re.sub(r"[\[\]<>{}]", "", match[1]))))
    return text, [
        Attribution(source=(source,) if len(source) else (), cue=(cue,), content=(content,))
        for source, cue, content in zip(spans["source"], spans["cue"], spans["content"], strict=True)
    ]


@pytest.fixture(scope="module")
def resolve(parser: Any) -> Any:
    @cache
    def run(marked: str) -> tuple[str, Resolution]:
        text, attributions = _read(marked)
        (parse,) = parser.parse([text])
        return text, resolve_speakers(parse, attributions)

    return run
