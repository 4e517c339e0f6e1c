"""Run Stanza's own trainers in this process, tagger and parser from the weights of an earlier model.

Stanza's parser can continue from a model only where the vocabulary built from the data happens to be the same, and its
tagger cannot at all; here both get the vocabulary and weights of the earlier model. Tokenizer, expander and lemmatizer
are small enough to begin anew. What is scored on dev and saved (but for the expander, whose trainer steps on dev too)
is an exponential moving average of the weights (Polyak and Juditsky 1992), which levels out the noise of short
trainings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: About the last 150 steps weigh in the average.
AVERAGE_DECAY = 0.993


def train_tokenizer(arguments: Sequence[str]) -> None:
    """Train Stanza's tokenizer with its command-line `arguments`."""
    from stanza.models import tokenizer
    from stanza.models.tokenization.trainer import Trainer

    class AveragingTrainer(Averaging, Trainer):  # type: ignore[misc]
        """Stanza's trainer, averaging."""

    with _replaced(tokenizer, "Trainer", AveragingTrainer):
        tokenizer.main([*arguments])


def train_expander(arguments: Sequence[str]) -> None:
    """Train Stanza's expander of multi-word tokens with its command-line `arguments`."""
    from stanza.models import mwt_expander

    mwt_expander.main([*arguments])


def train_lemmatizer(arguments: Sequence[str]) -> None:
    """Train Stanza's lemmatizer with its command-line `arguments`."""
    from stanza.models import lemmatizer
    from stanza.models.lemma.trainer import Trainer

    class AveragingTrainer(Averaging, Trainer):  # type: ignore[misc]
        """Stanza's trainer, averaging."""

    with _replaced(lemmatizer, "Trainer", AveragingTrainer):
        lemmatizer.main([*arguments])


def train_tagger(arguments: Sequence[str], start: Path, decay: float = AVERAGE_DECAY) -> None:
    """Train Stanza's tagger with its command-line `arguments`, from the weights in `start`."""
    from stanza.models import tagger
    from stanza.models.pos import data
    from stanza.models.pos.trainer import Trainer

    checkpoint = _load(start)

    class WarmTrainer(Averaging, Trainer):  # type: ignore[misc]
        """Stanza's trainer with the first weights of the earlier model."""

        average_decay = decay

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


def train_parser(arguments: Sequence[str], start: Path, decay: float = AVERAGE_DECAY) -> None:
    """Train Stanza's dependency parser with its command-line `arguments`, from the weights in `start`."""
    from stanza.models import parser
    from stanza.models.depparse import data, trainer

    class AveragingTrainer(Averaging, trainer.GraphTrainer):  # type: ignore[misc]
        """Stanza's trainer of graph-based parsers, averaging."""

        average_decay = decay

    vocabulary = _vocabulary(_load(start))
    with (
        _replaced(data.Dataset, "init_vocab", lambda self, sentences: vocabulary),
        _replaced(trainer, "GraphTrainer", AveragingTrainer),
    ):
        parser.main([*arguments, "--continue_from", str(start)])


def join_models(first: Path, second: Path) -> None:
    """Replace the weights in `second` by their mean with those in `first`, from which they were trained further."""
    import torch

    checkpoint, earlier = _load(second), _load(first)["model"]
    for name, value in checkpoint["model"].items():
        if value.is_floating_point():
            checkpoint["model"][name] = (value.float() + earlier[name].float()) / 2
    torch.save(checkpoint, second, _use_new_zipfile_serialization=False)


class Averaging:
    """Mix-in for a Stanza trainer: predict and save with the moving average of the weights."""

    model: Any
    average_decay = AVERAGE_DECAY
    _steps = 0
    _average: dict[str, Any] | None = None

    def update(self, *args: Any, **kwargs: Any) -> Any:
        """Make a step, then move the average towards the new weights."""
        import torch

        result = super().update(*args, **kwargs)  # type: ignore[misc]
        weights = {name: value for name, value in self.model.named_parameters() if value.requires_grad}
        with torch.no_grad():
            if self._average is None:
                self._average = {name: value.detach().clone() for name, value in weights.items()}
            self._steps += 1
            # The first steps count for more, so that the average does not stick to where it began.
            share = max(1 - self.average_decay, 1 / (self._steps + 1))
            for name, value in weights.items():
                self._average[name].lerp_(value, share)
        return result

    def predict(self, *args: Any, **kwargs: Any) -> Any:
        """Predict with the average."""
        with self._averaged():
            return super().predict(*args, **kwargs)  # type: ignore[misc]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the average."""
        with self._averaged():
            return super().save(*args, **kwargs)  # type: ignore[misc]

    @contextmanager
    def _averaged(self) -> Iterator[None]:
        if self._average is None:
            yield
            return
        own = {name: value for name, value in self.model.named_parameters() if name in self._average}
        kept = {name: value.data for name, value in own.items()}
        for name, value in own.items():
            value.data = self._average[name]
        try:
            yield
        finally:
            for name, value in own.items():
                value.data = kept[name]


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
