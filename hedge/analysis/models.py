"""The models of all stages, and what tells which to load."""

from __future__ import annotations

from dataclasses import dataclass

from hedge.analysis.document import ModelInfo
from hedge.encoding import Encoder, load_encoder
from hedge.errors import OptionError
from hedge.models import load_manifest
from hedge.parsing import Parser
from hedge.predicates import CueModel, load_cue_model
from hedge.scoring import (
    CertaintyModel,
    FactualityModel,
    PerceptionModel,
    load_certainty_model,
    load_factuality_model,
    load_perception_model,
)
from hedge.scoring.passages.assertiveness import load_assertiveness_model
from hedge.scoring.passages.model import PassageModel
from hedge.sources import AttributionModel, load_attribution_model
from hedge.version import __version__

#: What `load` takes as preset, the default first.
PRESETS = ("default", "fast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models of all stages; without an encoder the later stages rely on the parse alone."""

    parser: Parser
    encoder: Encoder | None
    cues: CueModel
    factuality: FactualityModel
    attribution: AttributionModel
    certainty: CertaintyModel
    perception: PerceptionModel
    assertiveness: PassageModel


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOptions:
    """What `load` was called with, so that worker processes can load the same."""

    preset: str = "default"
    parser: str = "hedge"
    use_gpu: bool = False

    def __post_init__(self) -> None:
        if self.preset not in PRESETS:
            raise OptionError(f"expected a preset among {', '.join(PRESETS)}, got {self.preset!r}: name one of them")

    def model(self) -> ModelInfo:
        """Which models these options load."""
        sha256 = load_manifest().sha256
        return ModelInfo(name=self.parser, version=__version__, sha256=sha256, preset=self.preset)


def load_models(parser: Parser, preset: str) -> Models:
    """Load the shipped models beside a parser.

    Parameters
    ----------
    parser : Parser
        Loaded.
    preset : {"default", "fast"}
        As for `hedge.load`.

    Raises
    ------
    ModelError, ModelHashError, ModelMissingError
        A shipped file does not load, was changed or is missing.
    """
    return Models(
        parser=parser,
        encoder=load_encoder() if preset == "default" else None,
        cues=load_cue_model(),
        factuality=load_factuality_model(),
        attribution=load_attribution_model(),
        certainty=load_certainty_model(),
        perception=load_perception_model(),
        assertiveness=load_assertiveness_model(),
    )
