"""Attribution: who is said to have said, thought or wanted what, and by which words."""

from __future__ import annotations

from hedge.sources.attribution import Attribution, AttributionKind
from hedge.sources.finding import find_attributions
from hedge.sources.model import AttributionModel, load_attribution_model

__all__ = ["Attribution", "AttributionKind", "AttributionModel", "find_attributions", "load_attribution_model"]
