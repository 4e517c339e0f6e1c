"""How a model of passages reads raw texts: by their words and style, with groups of findings, or with the encoder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.encoder import load_encoder
from hedge.encoding.heads import HEADS
from hedge.scoring.passages.features import RawPassage, read_passage
from hedge.scoring.passages.finding_features import read_finding

if TYPE_CHECKING:
    from hedge.encoding.encoder import Encoder

#: Heads of the encoder that were trained on other labels than those that are to be predicted from them; its probes add
#: nothing to the states that they read.
ENCODED_HEADS = tuple(head for head in HEADS if head not in ("science", "probes"))


def read_passages(texts: Sequence[str]) -> list[RawPassage]:
    """Words and measures of style."""
    return [read_passage(text) for text in texts]


def read_findings(texts: Sequence[str]) -> list[RawPassage]:
    """As `read_passages`, with the groups of words of `hedge.scoring.passages.finding_features`."""
    return [read_finding(text) for text in texts]


def read_encoded(
    texts: Sequence[str], encoder: Encoder | None = None, *, read: Callable[[str], RawPassage] = read_passage
) -> list[RawPassage]:
    """What `read` makes of each text, with means and maxima over its pieces of what the encoder makes of them.

    Those of its heads are measures like others, those of its middle layers the states. Its estimate of scientific
    certainty is left out: beside the others it adds nothing, and where the encoder was trained on the labels that a
    model is fitted on, it is better on those than on others.

    Parameters
    ----------
    texts : sequence of str
        The passages; each is read by itself.
    encoder : Encoder, optional
        Default: the shipped one.
    read : callable
        Words and measures of style of one text.
    """
    encoder = encoder or load_encoder()
    passages = []
    for text, found in zip(texts, encoder.read_texts(texts), strict=True):
        passage = read(text)
        states = np.concatenate([_over_pieces(np.mean, found.states), _over_pieces(np.max, found.states)])
        passages.append(RawPassage(passage.words, passage.style | _measures(found.rows), states))
    return passages


def _measures(rows: NDArray[np.float32]) -> dict[str, float]:
    means, maxima = (_over_pieces(statistic, rows).tolist() for statistic in (np.mean, np.max))
    found, column = {}, 0
    for head, names in HEADS.items():
        for name in names:
            if head in ENCODED_HEADS:
                found[f"mean_{head}:{name}"] = means[column]
                found[f"max_{head}:{name}"] = maxima[column]
            column += 1
    return found


def _over_pieces(statistic: Callable[..., Any], values: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(statistic(values, axis=0) if len(values) else np.zeros(values.shape[1]), dtype=np.float32)


#: The ways to read, by the names that models keep.
READINGS: Mapping[str, Callable[[Sequence[str]], list[RawPassage]]] = MappingProxyType(
    {
        "passages": read_passages,
        "findings": read_findings,
        "encoded": read_encoded,
        "encoded findings": partial(read_encoded, read=read_finding),
    }
)
