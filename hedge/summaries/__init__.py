"""Summaries: what each speaker's statements come to, with honest error bars."""

from __future__ import annotations

from hedge.summaries.profiles import LABELS, Profile, summarise_speakers

__all__ = ["LABELS", "Profile", "summarise_speakers"]
