"""Documents with everything in them: known speakers, dates, columns, captions, line ends inside statements."""

from __future__ import annotations

import pytest

from hedge.analysis import Document, Pipeline
from hedge.documents import KnownTurn, Segment, Source, Span
from hedge.documents.captions import caption_source

STORY = (
    "Mayor Ana Ruiz said on Monday that the bridge, which the county built in 1961 for lorries that were lighter\r\n"
    'than those of today, may not reopen before the winter. "It can\'t last 😀," she told Bo Tan.\r\n\r\n'
    "Aides denied that the steel was weak. It is unclear who'll pay."
)


@pytest.fixture(scope="session")
def documents(nlp: Pipeline) -> list[Document]:
    talk = "I think the dam may leak.\nAna Ruiz told me it won't. That is wrong."
    turns = (KnownTurn(span=Span(0, 25), speaker="Ana Ruiz"), KnownTurn(span=Span(26, len(talk)), speaker="bo_7"))
    segments = tuple(
        Segment(span=turn.span, id=name, columns={"to": other})
        for turn, name, other in zip(turns, ("u1", "u2"), ("bo_7", "=2+3"), strict=True)
    )
    captions = (
        "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Cy Lund>It will probably\n\n00:02.500 --> 00:04.000\n<v Cy Lund>rain.\n"
    )
    return [
        nlp(STORY, id="wire/Story 1"),
        nlp(Source(id="talk", text=talk, turns=turns, segments=segments, date="2026-03-14", columns={"label": "x"})),
        nlp(caption_source(Source(id="talk.vtt", text=captions), print)),
        nlp("\ud800 it may =\0 rain.\u2028- Perhaps\x85not, they said.", id=""),
        nlp("", id="empty"),
    ]
