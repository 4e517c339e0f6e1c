"""Read whole texts for estimators: parse, cues and predicates of the shipped models, as named features."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from sys import intern
from threading import RLock

import numpy as np
from numpy.typing import NDArray

from hedge.documents import Span
from hedge.encoding import load_encoder
from hedge.models.linear import FloatArray
from hedge.parsing import Parse, Parser, Sentence, load_parser
from hedge.predicates import Cue, CueModel, find_cues, load_cue_model, predicate_features
from hedge.predicates.scare_quotes import encode_plainly
from hedge.scoring.certainty.features import Context, statement_features
from hedge.scoring.certainty.model import Certainty, CertaintyModel, Encoded, StatementSpans, load_certainty_model
from hedge.scoring.estimators.certainty_summary import summarise_text
from hedge.scoring.factuality import load_factuality_model
from hedge.scoring.uncertainty_features import sentence_features

_BATCH = 32
# Texts whose readings are kept, so that cross-validation does not parse them once a fold: some 3 kB each.
_KEPT = 20_000
_SHOWN_FROM = 200
BLOCKS = ("statement", "predicate", "text")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the shipped models make of one text.

    Parameters
    ----------
    summary : array, shape (n_columns,)
        The columns of `hedge.scoring.estimators.certainty_summary.SUMMARY`.
    names : tuple of str
        Features of the text, each with the block it belongs to: ``statement:``, ``predicate:`` or ``text:``.
    values : array, shape (len(names),)
        Their values, in [-1, 1].
    """

    summary: FloatArray
    names: tuple[str, ...]
    values: NDArray[np.float32]


_READ: OrderedDict[str, Reading] = OrderedDict()
_LOCK = RLock()


def read_texts(texts: Sequence[str]) -> list[Reading]:
    """Read texts, each as one statement of its author; what was read lately is remembered.

    Long work shows its progress where standard error is a terminal.
    """
    from tqdm import tqdm

    with _LOCK:
        found = {text: _READ[text] for text in texts if text in _READ}
        for text in found:
            _READ.move_to_end(text)
        missing = list(dict.fromkeys(text for text in texts if text not in found))
        quiet = True if len(missing) < _SHOWN_FROM else None  # None: quiet unless a terminal shows it
        with tqdm(total=len(missing), desc="reading texts", unit=" texts", disable=quiet) as progress:
            for start in range(0, len(missing), _BATCH):
                batch = missing[start : start + _BATCH]
                found.update(zip(batch, _read(batch), strict=True))
                progress.update(len(batch))
        _READ.update((text, found[text]) for text in missing)
        while len(_READ) > _KEPT:
            _READ.popitem(last=False)
        return [found[text] for text in texts]


def score_texts(texts: Sequence[str]) -> list[Certainty]:
    """Score each text by the shipped certainty model and encoder, as one statement of its author."""
    parses = _parser().parse(texts)
    encoded = encode_plainly(load_encoder(), parses)
    return _score(parses, find_cues(parses, _cue_model(), encoded), encoded)


def _read(texts: Sequence[str]) -> list[Reading]:
    parses = _parser().parse(texts)
    cues = find_cues(parses, _cue_model())
    predicates = load_factuality_model().score(parses)
    certainties = _score(parses, cues)
    return [
        Reading(summarise_text(parse, own, scored, certainty), *_features(parse, own))
        for parse, own, scored, certainty in zip(parses, cues, predicates, certainties, strict=True)
    ]


def _score(
    parses: Sequence[Parse], cues: Sequence[tuple[Cue, ...]], encoded: Sequence[Encoded] | None = None
) -> list[Certainty]:
    scored = _certainty_model().score(parses, [[_whole(parse)] for parse in parses], cues, encoded)
    return [own[0] for own in scored]


def _whole(parse: Parse) -> StatementSpans:
    if not parse.sentences:
        return StatementSpans(content=())
    return StatementSpans(content=(Span(parse.sentences[0].span.start, parse.sentences[-1].span.end),))


def _features(parse: Parse, cues: tuple[Cue, ...]) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    features = {f"statement:{name}": x for name, x in statement_features(Context(parse, cues), _whole(parse)).items()}
    described = Counter(f"predicate:{name}" for sentence in parse.sentences for name in _predicate_names(sentence))
    for name, count in described.items():
        features[name] = count / len(parse.sentences)
    features |= dict.fromkeys((f"text:{name}" for name in sentence_features(parse.text)), 1.0)
    return tuple(map(intern, features)), np.array(list(features.values()), dtype=np.float32)


def _predicate_names(sentence: Sentence) -> Iterator[str]:
    """Features of the sentence's main predicate and of the clause that completes it ("I think *it will rain*")."""
    complement = sentence.child(sentence.root, "ccomp", "xcomp")
    places = [sentence.root] if complement is None else [sentence.root, complement]
    for place, described in zip(("main", "complement"), predicate_features(sentence, places), strict=False):
        yield from (f"{place}.{name}" for name in dict.fromkeys(described.names))


@cache
def _parser() -> Parser:
    return load_parser()


@cache
def _cue_model() -> CueModel:
    return load_cue_model()


@cache
def _certainty_model() -> CertaintyModel:
    return load_certainty_model()
