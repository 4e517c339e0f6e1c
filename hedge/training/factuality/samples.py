"""The targets of a data set: what the parse and an encoder make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.factuality import FactualitySentence
from hedge.encoding import Encoder
from hedge.encoding.heads import N_COLUMNS
from hedge.predicates.features import PredicateFeatures, predicate_features
from hedge.scoring.factuality import Floats
from hedge.training.folds import fold_of
from hedge.training.parses import ParseCache


@dataclass(frozen=True, slots=True)
class Samples:
    """Targets of data sets: their features and gold factuality, the sentence each stands in and its fold.

    ``encoded`` holds the rows of the targets by an encoder that has not seen the sentence, zeros where none reads;
    ``own`` says which targets are of the first of the sets, whose annotators a head follows.
    """

    described: list[PredicateFeatures]
    gold: Floats
    groups: NDArray[np.intp]
    folds: NDArray[np.intp]
    encoded: NDArray[np.float32]
    own: NDArray[np.bool_]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Samples:
        described = [self.described[number] for number in np.flatnonzero(chosen)]
        return Samples(
            described,
            self.gold[chosen],
            self.groups[chosen],
            self.folds[chosen],
            self.encoded[chosen],
            self.own[chosen],
        )


def collect(
    sentences: Sequence[FactualitySentence], cache: ParseCache, encoder_of: Callable[[str], Encoder] | None = None
) -> Samples:
    """Parse sentences and describe their targets; `encoder_of` names the encoder that reads a sentence, if any does."""
    texts = [" ".join(sentence.words) for sentence in sentences]
    parses = cache.parse_tokens([sentence.words for sentence in sentences])
    described: list[PredicateFeatures] = []
    rows = [np.zeros((0, N_COLUMNS), dtype=np.float32)]
    for text, sentence, parse in zip(texts, sentences, parses, strict=True):
        words = [target.word for target in sentence.targets]
        described.extend(predicate_features(parse.sentences[0], words))
        own = np.zeros((len(parse.sentences[0].words), N_COLUMNS), dtype=np.float32)
        rows.append((own if encoder_of is None else encoder_of(text).encode([parse])[0][0])[words])
    counts = [len(sentence.targets) for sentence in sentences]
    gold = [target.factuality for sentence in sentences for target in sentence.targets]
    return Samples(
        described,
        np.array(gold),
        np.repeat(np.arange(len(sentences)), counts),
        np.repeat([fold_of(text) for text in texts], counts),
        np.concatenate(rows),
        np.ones(len(gold), dtype=bool),
    )


def pool(parts: Mapping[str, Samples]) -> Samples:
    """Put data sets together; targets of all but the first say which set they are from."""
    described: list[PredicateFeatures] = []
    groups: list[NDArray[np.intp]] = []
    for name, samples in parts.items():
        mark = (f"set={name}",) if described else ()
        described.extend(replace(each, names=each.names + mark) for each in samples.described)
        groups.append(samples.groups + (groups[-1].max() + 1 if groups else 0))
    gold, folds, encoded = (
        np.concatenate([getattr(part, name) for part in parts.values()]) for name in ("gold", "folds", "encoded")
    )
    own = np.arange(len(gold)) < len(next(iter(parts.values())).gold)
    return Samples(described, gold, np.concatenate(groups), folds, encoded, own)
