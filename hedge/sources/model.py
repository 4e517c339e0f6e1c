"""The attribution model: a linear classifier for each decision on the way from words to attributions."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from hedge.errors import ModelError
from hedge.models.store import model_folder
from hedge.sources.evidence.linear import LinearModel, load_linear
from hedge.sources.evidence.stack import Stack, load_stack

PACK = "attribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionModel:
    """What `find_attributions` needs.

    Parameters
    ----------
    cue : LinearModel
        Each word: outside a cue, first word of one, further word of one.
    source : LinearModel
        Each candidate source of a cue.
    layout : LinearModel
        Content after the cue, before it, or both.
    near_after, far_after, near_before, far_before : LinearModel
        Edges of the parts of the content, near to the cue and far from it.
    extension : LinearModel
        Whether a content goes on with the next quotation.
    acceptance : LinearModel
        Whether a drafted attribution is one.
    threshold : float
        Log odds above which a draft is kept; chosen for the best F1.
    stack : Stack, optional
        Models that make the same choices from parse and encoder together; without them the encoder is not listened to.
    """

    cue: LinearModel
    source: LinearModel
    layout: LinearModel
    near_after: LinearModel
    far_after: LinearModel
    near_before: LinearModel
    far_before: LinearModel
    extension: LinearModel
    acceptance: LinearModel
    threshold: float = 0.0
    stack: Stack | None = None


STAGES = tuple(each.name for each in fields(AttributionModel) if each.name not in ("threshold", "stack"))
STACK_FILE = "stack.npz"


@cache
def load_attribution_model(folder: Path | None = None) -> AttributionModel:
    """Load the shipped attribution model (once a process), or one from another folder.

    Raises
    ------
    ModelMissingError, ModelHashError
        The pack is missing or damaged.
    ModelError
        The other folder holds no such model; it may lack the stack.
    """
    folder = folder or model_folder(PACK)
    path = folder / "settings.json"
    try:
        threshold = float(json.loads(path.read_text(encoding="utf-8"))["threshold"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError(f"expected a threshold in {path}, got {error!r}: name the folder of a model") from error
    stages = {name: load_linear(folder, name) for name in STAGES}
    stack = load_stack(folder / STACK_FILE) if (folder / STACK_FILE).exists() else None
    return AttributionModel(**stages, threshold=threshold, stack=stack)
