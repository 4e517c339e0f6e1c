"""Score predicate factuality against gold ratings: mean absolute error and Pearson correlation over targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.factuality import FactualitySentence, read_factuality
from hedge.encoding import Encoder
from hedge.errors import MissingInputError
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.parsing import Parse, Parser, split_sentences
from hedge.scoring.factuality import FactualityModel, load_factuality_model

_SENTENCES_AT_ONCE = 256
# Which head rates as the annotators of a published set did, by the name of its folder.
_HEADS = {
    "uds_ih2": "uds_ih2",
    "uw": "general",
    "meantime": "meantime",
    "megaveridicality": "megaveridicality",
    "ross_pavlick": "ross_pavlick",
    "commitmentbank": "commitmentbank",
}
_DEFAULT_HEAD = "uds_ih2"

Ratings = Sequence[float] | NDArray[np.float64]
# Gold and predicted factuality of a sentence's targets.
Rated = tuple[NDArray[np.float64], NDArray[np.float64]]


def factuality_metrics(gold: Ratings, predicted: Ratings) -> dict[str, float]:
    """Mean absolute error and Pearson correlation; predictions are clipped to [-3, 3].

    The correlation is NaN where either side is constant.

    Examples
    --------
    >>> factuality_metrics([3.0, -3.0, 0.0], [2.0, -4.0, 1.0])["mae"]
    0.6666666666666666
    """
    if not len(gold):
        return {"mae": float("nan"), "pearson_r": float("nan")}
    truth, guess = np.asarray(gold, dtype=np.float64), np.clip(np.asarray(predicted, dtype=np.float64), -3, 3)
    varied = np.ptp(truth) > 0 and np.ptp(guess) > 0
    return {
        "mae": float(np.abs(truth - guess).mean()),
        "pearson_r": float(np.corrcoef(truth, guess)[0, 1]) if varied else float("nan"),
    }


def evaluate_factuality(
    path: Path,
    parser: Parser,
    *,
    head: str | None = None,
    model: FactualityModel | None = None,
    encoder: Encoder | None = None,
) -> Evaluation:
    """Run the factuality model on one split, or on several to average.

    Parameters
    ----------
    path : Path
        A ``.jsonl`` file, or a folder: of its files those called ``test.jsonl``, at any depth, or all ``.jsonl`` files
        where none is called so.
    parser : Parser
        Parses the sentences; their words are kept.
    head : str, optional
        Whose scores to use. Default: those that go with the data set that a part of the path is named after, else
        ``uds_ih2``.
    model : FactualityModel, optional
        Default: the shipped one.
    encoder : Encoder, optional
        Read the sentences with it too; without it the parse alone decides.

    Returns
    -------
    Evaluation
        ``mae`` and ``pearson_r`` over ``n`` targets, the mean over the files of a folder; intervals over the sentences
        of each file.

    Raises
    ------
    MissingInputError, InputError
        There is no such file, or it is not in the format.
    OptionError
        The model has no such head.
    """
    model = model or load_factuality_model()
    files = _files(path)
    name = head or _named_head(path)
    splits = [_rate(read_factuality(file), model, name, parser, encoder) for file in files]
    results = [bootstrap(split, _pooled) for split in splits]
    return Evaluation(
        n=sum(len(gold) for split in splits for gold, _ in split),
        metrics={key: float(np.mean([metrics[key] for metrics, _ in results])) for key in ("mae", "pearson_r")},
        intervals={
            key: (
                float(np.mean([intervals[key][0] for _, intervals in results])),
                float(np.mean([intervals[key][1] for _, intervals in results])),
            )
            for key in ("mae", "pearson_r")
        },
    )


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(path.rglob("test.jsonl")) or sorted(path.rglob("*.jsonl"))
    if not files:
        raise MissingInputError(f"expected .jsonl files of targets in {path}, but there are none: check the folder")
    return files


def _named_head(path: Path) -> str:
    return next((_HEADS[part] for part in reversed(path.absolute().parts) if part in _HEADS), _DEFAULT_HEAD)


def _rate(
    sentences: Sequence[FactualitySentence],
    model: FactualityModel,
    head: str,
    parser: Parser,
    encoder: Encoder | None,
) -> list[Rated]:
    """Gold and predicted factuality, by sentence."""
    parses = [single for parse in _parse(sentences, parser) for single in split_sentences(parse)]
    items = [
        (parse.sentences[0], [target.word for target in sentence.targets])
        for sentence, parse in zip(sentences, parses, strict=True)
    ]
    encoded = None if encoder is None else [rows[0] for rows in encoder.encode(parses)]
    scores = model.score_words(items, head, encoded)
    ends = np.cumsum([len(words) for _, words in items])
    return [
        (np.array([target.factuality for target in sentence.targets]), part)
        for sentence, part in zip(sentences, np.split(scores, ends[:-1]), strict=True)
    ]


def _parse(sentences: Sequence[FactualitySentence], parser: Parser) -> Iterator[Parse]:
    for start in range(0, len(sentences), _SENTENCES_AT_ONCE):
        yield parser.parse_tokens([sentence.words for sentence in sentences[start : start + _SENTENCES_AT_ONCE]])


def _pooled(split: Sequence[Rated]) -> dict[str, float]:
    return factuality_metrics(*(np.concatenate(part) for part in zip(*split, strict=True)))
