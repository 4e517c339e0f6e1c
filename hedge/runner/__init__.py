"""Many documents, from files to results: read lazily, analysed in processes or on a cluster, continued after a stop."""

from __future__ import annotations

from hedge.runner.analyses import UNREADABLE, Forming, form_json, form_line, keep, run_analyses, skip_done
from hedge.runner.inputs import count_documents, expand_names, is_single, read_inputs
from hedge.runner.results import ResultFile

__all__ = [
    "UNREADABLE",
    "Forming",
    "ResultFile",
    "count_documents",
    "expand_names",
    "form_json",
    "form_line",
    "is_single",
    "keep",
    "read_inputs",
    "run_analyses",
    "skip_done",
]
