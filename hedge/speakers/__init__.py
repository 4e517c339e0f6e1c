"""Speakers: the sources of a document's attributions tied to the people and bodies they mean."""

from __future__ import annotations

from hedge.speakers.resolve import resolve_speakers
from hedge.speakers.speaker import AUTHOR_ID, Resolution, Speaker, SpeakerType

__all__ = ["AUTHOR_ID", "Resolution", "Speaker", "SpeakerType", "resolve_speakers"]
