"""Summaries: what each speaker's statements come to, with honest error bars, and how speakers differ."""

from __future__ import annotations

from hedge.summaries.comparisons import Comparison, compare, compare_all
from hedge.summaries.corpus import CorpusProfile, profile_corpus
from hedge.summaries.counts import LABELS
from hedge.summaries.distributions import Distribution, Quantile
from hedge.summaries.documents import AnalysedDocument, number_documents
from hedge.summaries.intervals import Estimate
from hedge.summaries.keyness import CharacteristicCue, rank_cues
from hedge.summaries.merging import merge_speakers
from hedge.summaries.people import SpeakerRow, SpeakerTable, read_speaker_table
from hedge.summaries.permutation import PermutationTest, check_exchange
from hedge.summaries.pooling import Pooled, pool_means
from hedge.summaries.profiles import DocumentSummary, Profile, summarise_document, summarise_speakers
from hedge.summaries.records import comparison_record, detail_record, profile_record, rounded
from hedge.summaries.tables import profile_rows
from hedge.summaries.trends import TimePoint, Trend

__all__ = [
    "LABELS",
    "AnalysedDocument",
    "CharacteristicCue",
    "Comparison",
    "CorpusProfile",
    "Distribution",
    "DocumentSummary",
    "Estimate",
    "PermutationTest",
    "Pooled",
    "Profile",
    "Quantile",
    "SpeakerRow",
    "SpeakerTable",
    "TimePoint",
    "Trend",
    "check_exchange",
    "compare",
    "compare_all",
    "comparison_record",
    "detail_record",
    "merge_speakers",
    "number_documents",
    "pool_means",
    "profile_corpus",
    "profile_record",
    "profile_rows",
    "rank_cues",
    "read_speaker_table",
    "rounded",
    "summarise_document",
    "summarise_speakers",
]
