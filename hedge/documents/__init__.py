"""Documents in: files and strings to text with exact offsets, cut into blocks a parser can digest."""

from __future__ import annotations

from hedge.documents.blocks import Block, split_blocks
from hedge.documents.convokit import is_convokit
from hedge.documents.inputs import InputFormat, read_sources
from hedge.documents.quotes import Quote, find_quotes
from hedge.documents.reading import read_source
from hedge.documents.source import BadSource, KnownTurn, Segment, Source
from hedge.documents.spans import Span, join_text, merge_spans, writable
from hedge.documents.tables import TableColumns

__all__ = [
    "BadSource",
    "Block",
    "InputFormat",
    "KnownTurn",
    "Quote",
    "Segment",
    "Source",
    "Span",
    "TableColumns",
    "find_quotes",
    "is_convokit",
    "join_text",
    "merge_spans",
    "read_source",
    "read_sources",
    "split_blocks",
    "writable",
]
