"""Documents in: files and strings to text with exact offsets, cut into blocks a parser can digest."""

from __future__ import annotations

from hedge.documents.blocks import Block, split_blocks
from hedge.documents.quotes import Quote, find_quotes
from hedge.documents.reading import Source, read_source, read_sources
from hedge.documents.spans import Span, join_text, merge_spans

__all__ = [
    "Block",
    "Quote",
    "Source",
    "Span",
    "find_quotes",
    "join_text",
    "merge_spans",
    "read_source",
    "read_sources",
    "split_blocks",
]
