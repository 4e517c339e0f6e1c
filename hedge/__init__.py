"""Who said what, and how sure were they? Hedging, epistemic certainty and attribution in English text.

`load` gives the analysis as a callable: texts in, documents with statements, speakers and profiles out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hedge.errors import HedgeError
from hedge.version import __version__

if TYPE_CHECKING:
    from hedge.analysis import Document, FailedDocument, Pipeline, load
    from hedge.documents import BadSource, KnownTurn, Segment, Source, Span, TableColumns, read_sources
    from hedge.exports import (
        Frames,
        profiles_to_frame,
        render_conllu,
        render_csv,
        to_frames,
        write_brat,
        write_convokit,
        write_parquet,
    )
    from hedge.scoring.estimators.certainty import CertaintyClassifier, CertaintyFeatures, load_estimator
    from hedge.scoring.estimators.passages import (
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
    "BadSource",
    "CertaintyClassifier",
    "CertaintyFeatures",
    "Comparison",
    "CorpusProfile",
    "Document",
    "FailedDocument",
    "Frames",
    "HedgeError",
    "KnownTurn",
    "Pipeline",
    "Profile",
    "ScienceCertaintyRegressor",
    "Segment",
    "Source",
    "Span",
    "Speaker",
    "SpeakerTable",
    "Statement",
    "TableColumns",
    "UncertaintyClassifier",
    "__version__",
    "compare",
    "compare_all",
    "load",
    "load_estimator",
    "merge_speakers",
    "profile_corpus",
    "profiles_to_frame",
    "read_sources",
    "read_speaker_table",
    "render_conllu",
    "render_csv",
    "to_frames",
    "write_brat",
    "write_convokit",
    "write_parquet",
]

_HOMES = {
    "AspectClassifier": "hedge.scoring.estimators.passages",
    "AssertivenessRegressor": "hedge.scoring.estimators.passages",
    "BadSource": "hedge.documents",
    "CertaintyClassifier": "hedge.scoring.estimators.certainty",
    "CertaintyFeatures": "hedge.scoring.estimators.certainty",
    "Comparison": "hedge.summaries",
    "CorpusProfile": "hedge.summaries",
    "Document": "hedge.analysis",
    "Frames": "hedge.exports",
    "KnownTurn": "hedge.documents",
    "FailedDocument": "hedge.analysis",
    "Pipeline": "hedge.analysis",
    "Profile": "hedge.summaries",
    "ScienceCertaintyRegressor": "hedge.scoring.estimators.passages",
    "Segment": "hedge.documents",
    "Source": "hedge.documents",
    "Span": "hedge.documents",
    "Speaker": "hedge.speakers",
    "SpeakerTable": "hedge.summaries",
    "Statement": "hedge.statements",
    "TableColumns": "hedge.documents",
    "UncertaintyClassifier": "hedge.scoring.estimators.passages",
    "compare": "hedge.summaries",
    "compare_all": "hedge.summaries",
    "load": "hedge.analysis",
    "load_estimator": "hedge.scoring.estimators.certainty",
    "merge_speakers": "hedge.summaries",
    "profile_corpus": "hedge.summaries",
    "profiles_to_frame": "hedge.exports",
    "read_sources": "hedge.documents",
    "read_speaker_table": "hedge.summaries",
    "render_conllu": "hedge.exports",
    "render_csv": "hedge.exports",
    "to_frames": "hedge.exports",
    "write_brat": "hedge.exports",
    "write_convokit": "hedge.exports",
    "write_parquet": "hedge.exports",
}


def __getattr__(name: str) -> Any:
    # Looked up on first use, so that `import hedge` and `hedge --help` do not wait for torch.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'hedge' has no attribute {name!r}")


def __dir__() -> list[str]:
    # What interactive shells complete.
    return sorted({*globals(), *__all__})
