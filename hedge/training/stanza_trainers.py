"""Run Stanza's own trainers in this process, starting from the weights and the vocabulary of an earlier model.

Stanza's parser can continue from a model only where the vocabulary built from the data happens to be the same, and its
tagger cannot at all; here both get the vocabulary and weights of the earlier model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def train_tagger(arguments: Sequence[str], start: Path) -> None:
    """Train Stanza's tagger with its command-line `arguments`, from the weights in `start`."""
    from stanza.models import tagger
    from stanza.models.pos import data
    from stanza.models.pos.trainer import Trainer

    checkpoint = _load(start)

    class WarmTrainer(Trainer):  # type: ignore[misc]
        """Stanza's trainer with the first weights of the earlier model."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            missing = self.model.load_state_dict(_full_precision(checkpoint["model"]), strict=False)
            if set(missing.missing_keys) - {"pretrained_emb.weight"} or missing.unexpected_keys:
                raise ValueError(f"the tagger in {start} has other layers than the one to train: {missing}")

    vocabulary = _vocabulary(checkpoint)
    with (
        _replaced(data.Dataset, "init_vocab", staticmethod(lambda *args, **kwargs: vocabulary)),
        _replaced(tagger, "Trainer", WarmTrainer),
    ):
        tagger.main([*arguments])


def train_parser(arguments: Sequence[str], start: Path) -> None:
    """Train Stanza's dependency parser with its command-line `arguments`, from the weights in `start`."""
    from stanza.models import parser
    from stanza.models.depparse import data

    vocabulary = _vocabulary(_load(start))
    with _replaced(data.Dataset, "init_vocab", lambda self, sentences: vocabulary):
        parser.main([*arguments, "--continue_from", str(start)])


def _load(path: Path) -> dict[str, Any]:
    import torch

    return dict(torch.load(path, map_location="cpu", weights_only=True))


def _vocabulary(checkpoint: dict[str, Any]) -> Any:
    from stanza.models.pos.vocab import MultiVocab

    return MultiVocab.load_state_dict(checkpoint["vocab"])


def _full_precision(weights: dict[str, Any]) -> dict[str, Any]:
    return {name: value.float() for name, value in weights.items()}


@contextmanager
def _replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Give `owner` another attribute for the length of a with block."""
    original = owner.__dict__[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, original)
