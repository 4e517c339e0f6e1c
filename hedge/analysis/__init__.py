"""The whole analysis: texts in, documents with statements, speakers and profiles out."""

from __future__ import annotations

from hedge.analysis.document import Document
from hedge.analysis.pipeline import Pipeline, load
from hedge.analysis.stream import FailedDocument
from hedge.analysis.text import render_text

__all__ = ["Document", "FailedDocument", "Pipeline", "load", "render_text"]
