"""Who said what, and how sure were they? Hedging, epistemic certainty and attribution in English text.

`load` gives the analysis as a callable: texts in, documents with statements, speakers and profiles out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hedge.errors import HedgeError
from hedge.version import __version__

if TYPE_CHECKING:
    from hedge.analysis import Document, Pipeline, load
    from hedge.documents import Span
    from hedge.scoring.estimators import (
        AspectClassifier,
        AssertivenessRegressor,
        ScienceCertaintyRegressor,
        UncertaintyClassifier,
    )
    from hedge.speakers import Speaker
    from hedge.statements import Statement
    from hedge.summaries import (
        Comparison,
        CorpusProfile,
        Profile,
        SpeakerTable,
        compare,
        compare_all,
        merge_speakers,
        profile_corpus,
        read_speaker_table,
    )

__all__ = [
    "AspectClassifier",
    "AssertivenessRegressor",
    "Comparison",
    "CorpusProfile",
    "Document",
    "HedgeError",
    "Pipeline",
    "Profile",
    "ScienceCertaintyRegressor",
    "Span",
    "Speaker",
    "SpeakerTable",
    "Statement",
    "UncertaintyClassifier",
    "__version__",
    "compare",
    "compare_all",
    "load",
    "merge_speakers",
    "profile_corpus",
    "read_speaker_table",
]

_HOMES = {
    "AspectClassifier": "hedge.scoring.estimators",
    "AssertivenessRegressor": "hedge.scoring.estimators",
    "Comparison": "hedge.summaries",
    "CorpusProfile": "hedge.summaries",
    "Document": "hedge.analysis",
    "Pipeline": "hedge.analysis",
    "Profile": "hedge.summaries",
    "ScienceCertaintyRegressor": "hedge.scoring.estimators",
    "Span": "hedge.documents",
    "Speaker": "hedge.speakers",
    "SpeakerTable": "hedge.summaries",
    "Statement": "hedge.statements",
    "UncertaintyClassifier": "hedge.scoring.estimators",
    "compare": "hedge.summaries",
    "compare_all": "hedge.summaries",
    "load": "hedge.analysis",
    "merge_speakers": "hedge.summaries",
    "profile_corpus": "hedge.summaries",
    "read_speaker_table": "hedge.summaries",
}


def __getattr__(name: str) -> Any:
    # Looked up on first use, so that `import hedge` and `hedge --help` do not wait for torch.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'hedge' has no attribute {name!r}")
