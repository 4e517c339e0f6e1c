"""The attribution: who is said to have said, thought or written what, and by which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hedge.documents import Span

AttributionKind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution relation in the sense of PolNeAR (Newell, Margolin and Ruths 2018).

    Parameters
    ----------
    source : tuple of Span
        Who it is attributed to; empty where the text names nobody ("it was revealed that ...").
    cue : tuple of Span
        The words that link source and content ("said", "according to"); may be discontinuous; empty where a quotation
        stands beside a sentence about the source.
    content : tuple of Span
        What is attributed; several spans where source or cue stand inside it. At least one span.
    kind : {"direct", "mixed", "indirect"}
        Whether the content is wholly, partly or not at all within quotation marks.
    score : float
        Probability, in [0, 1], that this is an attribution with these spans.
    parent : int or None
        Index, in the document's tuple of attributions, of the attribution whose content holds this one.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind = "indirect"
    score: float = 1.0
    parent: int | None = None
