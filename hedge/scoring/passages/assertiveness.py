"""Assertiveness of whole passages: how sure of itself a text sounds to its readers."""

from __future__ import annotations

from functools import cache

from hedge.models import model_folder
from hedge.scoring.passages.features import has_words
from hedge.scoring.passages.model import PassageModel, load_passage_model

PACK = "assertiveness"
FILE = "assertiveness"


@cache
def load_assertiveness_model() -> PassageModel:
    """Load the shipped model (once a process).

    Its one output is a mean human rating on the scale of Ghafouri et al. (2024), where raters' scales were aligned
    with each other: 5 is an average passage, nearly all passages lie between 0 and 8, and higher is more assertive.

    Raises
    ------
    ModelMissingError, ModelHashError, ModelError
        The pack is missing, damaged, or of another kind.

    References
    ----------
    Ghafouri, B. et al. (2024). Epistemic integrity in large language models. arXiv:2411.06528.
    """
    return load_passage_model(model_folder(PACK), FILE)


def rate_assertiveness(text: str, model: PassageModel) -> float | None:
    """Assertiveness of a passage; None where it has no word.

    Parameters
    ----------
    text : str
        The passage, of any length.
    model : PassageModel
        From `load_assertiveness_model`.
    """
    if not has_words(text):
        return None
    return float(model.scores([text])[0, 0])
