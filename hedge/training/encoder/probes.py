"""Fit the linear probes of the encoder's middle layers, on what encoders make of sentences that they have not seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.encoder import PACK, PROBES_PACK, Encoder, open_encoder
from hedge.encoding.heads import FACTUALITY_SETS, columns_of
from hedge.encoding.states import LAYERS, N_STATES, Floats, Probes
from hedge.encoding.windows import load_tokenizer
from hedge.evaluation.factuality import factuality_metrics
from hedge.models import model_folder
from hedge.models.store import PACKS
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder.folds import COMMAND, FoldEncoders, fold_folder
from hedge.training.encoder.samples import Sample, read_factuality_samples
from hedge.training.folds import FOLDS

VERSION = "1"
# Of ridge regressions on states in standard deviations; between 1,000 and 5,000 nothing moves.
PENALTY = 1000.0


@dataclass(frozen=True, slots=True)
class Targets:
    """Predicates with what an encoder makes of them.

    Parameters
    ----------
    states : array, shape (n, N_STATES)
        Means over the word pieces of each.
    gold : array, shape (n,)
        Factuality from -3 to 3.
    columns : array of int, shape (n,)
        The set that each is of, as its place in `FACTUALITY_SETS`.
    folds : array of int, shape (n,)
        The fold of its sentence.
    """

    states: Floats
    gold: NDArray[np.float64]
    columns: NDArray[np.intp]
    folds: NDArray[np.intp]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Targets:
        return Targets(self.states[chosen], self.gold[chosen], self.columns[chosen], self.folds[chosen])


def train_probes(data: Path, encoders: Path) -> dict[str, float]:
    """Fit and write the pack ``probes``, and the probes of the encoders of the folds beside them.

    Parameters
    ----------
    data : Path
        Folder with the sets of `hedge.encoding.heads.FACTUALITY_SETS`.
    encoders : Path
        The folder with the encoders of the folds, from `hedge.training.encoder.folds.train_fold_encoders`.

    Returns
    -------
    dict of str to float
        ``<set>_mae`` and ``<set>_pearson_r`` on dev, by the probes alone.

    Raises
    ------
    MissingInputError, InputError
        A file is missing or damaged.
    """
    tokenizer, readers = load_tokenizer(model_folder(PACK) / "tokenizer.json"), FoldEncoders(encoders)
    samples = read_factuality_samples(data, "train", tokenizer)
    targets = collect_targets((one, readers[one.fold]) for one in samples)
    for fold in range(FOLDS):
        fit_probes(targets[targets.folds != fold]).save(fold_folder(encoders, fold))
    (PACKS / PROBES_PACK).mkdir(exist_ok=True)
    fit_probes(targets).save(PACKS / PROBES_PACK)
    encoder = open_encoder(model_folder(PACK), PACKS / PROBES_PACK)
    scores = _scores(encoder, read_factuality_samples(data, "dev", tokenizer))
    finish_pack(_card(scores, len(targets.gold)))
    return {f"{name}_{metric}": value for name, figures in scores.items() for metric, value in figures.items()}


def collect_targets(samples: Iterable[tuple[Sample, Encoder]]) -> Targets:
    """The states of the predicates of samples, each by the encoder that comes with it."""
    states: list[Floats] = []
    gold: list[float] = []
    columns: list[int] = []
    folds: list[int] = []
    for sample, encoder in samples:
        found = encoder.read(sample.pieces).states
        states.extend(found[span].mean(axis=0) for span in sample.spans)
        gold.extend(sample.targets)
        columns.extend(sample.columns)
        folds.extend(sample.fold for _ in sample.spans)
    return Targets(np.array(states), np.array(gold), np.array(columns), np.array(folds))


def fit_probes(targets: Targets) -> Probes:
    """A ridge regression for each set, on states in standard deviations over all of them."""
    from sklearn.linear_model import Ridge

    centre, scale = targets.states.mean(axis=0), targets.states.std(axis=0) + 1e-6
    weights, bias = np.zeros((N_STATES, len(FACTUALITY_SETS))), np.zeros(len(FACTUALITY_SETS))
    for column in range(len(FACTUALITY_SETS)):
        own = targets[targets.columns == column]
        ridge = Ridge(alpha=PENALTY, solver="cholesky").fit((own.states - centre) / scale, own.gold)
        weights[:, column] = ridge.coef_ / scale
        bias[column] = ridge.intercept_ - centre @ weights[:, column]
    return Probes(weights.astype(np.float32), bias.astype(np.float32))


def _scores(encoder: Encoder, samples: Iterable[Sample]) -> dict[str, dict[str, float]]:
    """Figures of the probe of each set on the samples of that set."""
    first = columns_of("probes").start
    pairs: dict[int, list[tuple[float, float]]] = {}
    for sample in samples:
        rows = encoder.run(sample.pieces)
        for span, gold, column in zip(sample.spans, sample.targets, sample.columns, strict=True):
            pairs.setdefault(column, []).append((gold, float(rows[span, first + column].mean())))
    return {FACTUALITY_SETS[column]: factuality_metrics(*zip(*own, strict=True)) for column, own in pairs.items()}


def _card(scores: dict[str, dict[str, float]], size: int) -> Card:
    return Card(
        name=PROBES_PACK,
        version=VERSION,
        about="Linear probes of the encoder: ridge regressions from the outputs of its layers "
        f"{', '.join(map(str, LAYERS))} (counted from 0) to the factuality of a predicate, one for each set of the "
        "encoder's head of factuality. The last layer, which knows its training sentences by heart, says less about "
        "others than what lies below it does; the pack factuality weighs both.",
        data=f"{size} train targets of UDS-IH2, UW, MEANTIME, CommitmentBank, MegaVeridicality and Ross & Pavlick "
        "(split 1 of each of the last three), each read by an encoder that was trained without its sentence.",
        licence="as of the pack encoder: the data sets are for research (UDS-IH2 is over EWT, CC BY-SA 4.0); the pack "
        "holds weights, no text",
        splits="train parts to fit; layers chosen on dev of UDS-IH2 and UW, from which cross-validation on train tells "
        "no other three of the middle apart; scores on dev, by the probes alone",
        command=COMMAND,
        limits="as of the pack encoder, to whose version they belong: refit them after it.",
        scores=scores,
    )
