"""What the tests of the encoder's training share: a few samples of every task, and a shallow network."""

from __future__ import annotations

from typing import Any

import pytest
from tokenizers import Tokenizer

from hedge.corpora.factuality import FactualitySentence, FactualityTarget
from hedge.corpora.newscert import LabelledArticle, LabelledCue
from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Span
from hedge.encoding.heads import HEADS
from hedge.encoding.windows import load_tokenizer
from hedge.models import model_folder
from hedge.sources import Attribution
from hedge.training.encoder.samples import (
    Sample,
    attribution_samples,
    cue_samples,
    factuality_samples,
    own_samples,
    sentence_samples,
)

TEXT = "The harbour master said the crane may be unsafe.\nNobody was hurt."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(model_folder("encoder") / "tokenizer.json")


def span_of(part: str, text: str = TEXT) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


@pytest.fixture(scope="module")
def samples(tokenizer: Tokenizer) -> list[Sample]:
    """Some of every task, of several folds and of none."""
    sentence = FactualitySentence(("It", "rained", "."), (FactualityTarget(1, 3.0),))
    attribution = Attribution(source=(span_of("The harbour master"),), cue=(span_of("said"),), content=(Span(24, 47),))
    article = AttributedArticle(id="a", text=TEXT, attributions=(attribution,), events=("E1",))
    cues = (LabelledCue(span=span_of("may"), type="epistemic", agreed=True),)
    return [
        *list(own_samples(tokenizer))[:20],
        *attribution_samples([article], tokenizer),
        *cue_samples([LabelledArticle(id="a", text=TEXT, statements=(), cues=cues)], tokenizer),
        *(one for name in HEADS["factuality"] for one in factuality_samples(name, [sentence] * 2, tokenizer)),
        *sentence_samples("uncertain", [("Perhaps it rained.", 1.0), ("It rained.", 0.0)], tokenizer),
        *sentence_samples("science", [("It helps.", 0.5), ("It may help.", -1.5)], tokenizer),
    ]


@pytest.fixture
def network(tokenizer: Tokenizer) -> Any:
    """A shallow network with random weights."""
    torch = pytest.importorskip("torch")
    from hedge.training.encoder.network import Network

    torch.manual_seed(0)
    return Network(tokenizer.get_vocab_size(), n_layers=2).eval()
