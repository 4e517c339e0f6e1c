"""Summaries: what each speaker's statements come to, with honest error bars."""

from __future__ import annotations

from hedge.summaries.corpus import CorpusProfile, profile_corpus
from hedge.summaries.people import SpeakerRow, SpeakerTable, merge_speakers, read_speaker_table
from hedge.summaries.profiles import LABELS, Profile, summarise_speakers

__all__ = [
    "LABELS",
    "CorpusProfile",
    "Profile",
    "SpeakerRow",
    "SpeakerTable",
    "merge_speakers",
    "profile_corpus",
    "read_speaker_table",
    "summarise_speakers",
]
