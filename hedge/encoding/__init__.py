"""Encoding: a small transformer's view of every word, as a row of task scores."""

from __future__ import annotations

from hedge.encoding.encoder import Encoder, load_encoder
from hedge.encoding.heads import HEADS, columns_of

__all__ = ["HEADS", "Encoder", "columns_of", "load_encoder"]
