"""Fit the certainty of scientific findings, by sentence and by aspect; the two share no labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hedge.corpora.science import AspectFinding, RatedFinding, read_aspects, read_findings
from hedge.encoding import Encoder
from hedge.evaluation.regression import regression_metrics
from hedge.evaluation.science import aspect_metrics, evaluate_aspect_certainty, evaluate_science_certainty
from hedge.models.store import PACKS
from hedge.scoring.estimators.passages import AspectClassifier, ScienceCertaintyRegressor
from hedge.scoring.passages.features import RawPassage, read_passage
from hedge.scoring.passages.finding_features import read_finding
from hedge.scoring.passages.fitting import PassageRecipe, fit_classes_on, fit_ridge_on
from hedge.scoring.passages.reading import read_encoded
from hedge.scoring.passages.science import ASPECTS, HIGHEST, LOWEST, PACK, AspectModel, ScienceModel
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder.folds import COMMAND, FoldEncoders

VERSION = "10"
FOLDS = 5
# Of the model that reads with the encoder, by cross-validation on train.
_ENCODED = PassageRecipe(rarest=2, style_weight=2.0, reading="encoded")
_ALPHA = 5.0
_ENCODED_ASPECTS = PassageRecipe(rarest=2, style_weight=1.0, reading="encoded findings")
_ASPECT_ALPHA = 1.0


def train_science(data: Path, encoders: Path) -> dict[str, float]:
    """Fit and write the pack ``science``: both models.

    Parameters
    ----------
    data : Path
        Folder with ``sentence-level-{train,dev,ext}.jsonl`` and ``aspect-level-{train,dev,ext}.jsonl``.
    encoders : Path
        The folder with the encoders of the folds, from `hedge.training.encoder.folds.train_fold_encoders`.

    Returns
    -------
    dict of str to float
        Metrics on dev, and those of five-fold cross-validation on train, prefixed by ``cv_``.
    """
    rated, extra, kept = (read_findings(data / f"sentence-level-{split}.jsonl") for split in ("train", "ext", "dev"))
    classed, more = (read_aspects(data / f"aspect-level-{split}.jsonl") for split in ("train", "ext"))
    encoder_of = FoldEncoders(encoders).of
    validated = cross_validate_encoded(rated, extra, encoder_of)
    validated |= cross_validate_encoded_aspects(classed, more, encoder_of)
    both, fast = fit_encoded([*rated, *extra], encoder_of), fit_science([*rated, *extra])
    aspects, fast_aspects = fit_encoded_aspects([*classed, *more], encoder_of), fit_aspects([*classed, *more])
    for model in (both, fast, aspects, fast_aspects):
        model.save(PACKS / PACK)
    dev = evaluate_science_certainty(data / "sentence-level-dev.jsonl", model=both).metrics
    dev |= evaluate_aspect_certainty(data / "aspect-level-dev.jsonl", model=aspects).metrics
    without = evaluate_aspect_certainty(data / "aspect-level-dev.jsonl", model=fast_aspects).metrics
    scores = {
        "dev": dev,
        "dev, no encoder": _score(fast, kept) | without,
        "cross-validation": validated,
        "cross-validation, no encoder": cross_validate_science(rated, extra) | cross_validate_aspects(classed, more),
        "ext, fitted on train": _score(fit_encoded(rated, encoder_of), extra),
        "ext, fitted on train, no encoder": _score(fit_science(rated), extra),
    }
    finish_pack(_card(len(rated) + len(extra), len(classed) + len(more), scores))
    return {f"cv_{name}": value for name, value in validated.items()} | dev


def fit_science(findings: Sequence[RatedFinding]) -> ScienceModel:
    """Fit the sentence level without the encoder."""
    estimator = ScienceCertaintyRegressor()
    return ScienceModel(estimator.fit([f.text for f in findings], [f.certainty for f in findings]).model_)


def fit_encoded(findings: Sequence[RatedFinding], encoder_of: Callable[[str], Encoder]) -> ScienceModel:
    """Fit the sentence level on what an encoder that has not seen a finding says of it."""
    passages = _read(findings, encoder_of)
    ratings = np.array([finding.certainty for finding in findings], dtype=np.float64)
    return ScienceModel(fit_ridge_on(passages, ratings, _ENCODED, _ALPHA))


def _score(model: ScienceModel, findings: Sequence[RatedFinding]) -> dict[str, float]:
    return regression_metrics([f.certainty for f in findings], model.certainty([f.text for f in findings]))


def fit_aspects(findings: Sequence[AspectFinding]) -> AspectModel:
    """Fit the aspect level without the encoder."""
    return AspectClassifier().fit([f.text for f in findings], _labels(findings)).model_


def fit_encoded_aspects(findings: Sequence[AspectFinding], encoder_of: Callable[[str], Encoder]) -> AspectModel:
    """Fit the aspect level on what an encoder that has not seen a finding says of it."""
    return _fit_encoded_aspects(_read(findings, encoder_of, read_finding), _labels(findings))


def _fit_encoded_aspects(passages: Sequence[RawPassage], labels: NDArray[np.str_]) -> AspectModel:
    return AspectModel(fit_classes_on(passages, labels, ASPECTS, _ENCODED_ASPECTS, _ASPECT_ALPHA))


def _read(
    findings: Sequence[RatedFinding | AspectFinding],
    encoder_of: Callable[[str], Encoder],
    read: Callable[[str], RawPassage] = read_passage,
) -> list[RawPassage]:
    return [read_encoded([one.text], encoder_of(one.text), read=read)[0] for one in findings]


def cross_validate_science(findings: Sequence[RatedFinding], extra: Sequence[RatedFinding] = ()) -> dict[str, float]:
    """Metrics over `findings`, each scored by a model fitted on the other folds and `extra`, without the encoder."""
    every = [*findings, *extra]
    found = np.zeros(len(findings))
    for fitted, held in _folds(len(findings), len(every)):
        model = fit_science([every[i] for i in fitted])
        found[held] = model.certainty([every[i].text for i in held])
    return regression_metrics([finding.certainty for finding in findings], found)


def cross_validate_encoded(
    findings: Sequence[RatedFinding], extra: Sequence[RatedFinding], encoder_of: Callable[[str], Encoder]
) -> dict[str, float]:
    """As `cross_validate_science`, with encoders that have not seen the findings they read."""
    every = [*findings, *extra]
    passages, ratings = _read(every, encoder_of), np.array([finding.certainty for finding in every])
    found = np.zeros(len(findings))
    for fitted, held in _folds(len(findings), len(every)):
        model = fit_ridge_on([passages[i] for i in fitted], ratings[fitted], _ENCODED, _ALPHA)
        found[held] = model.scores_of([passages[i] for i in held])[:, 0]
    return regression_metrics(ratings[: len(findings)], np.clip(found, LOWEST, HIGHEST))


def cross_validate_aspects(findings: Sequence[AspectFinding], extra: Sequence[AspectFinding] = ()) -> dict[str, float]:
    """Metrics over `findings`, each scored by a model fitted on the other folds and `extra`."""
    every = [*findings, *extra]
    found: dict[int, tuple[str, ...]] = {}
    for fitted, held in _folds(len(findings), len(every)):
        model = fit_aspects([every[i] for i in fitted])
        found.update(zip(held.tolist(), model.classify([every[i].text for i in held]), strict=True))
    return aspect_metrics([(finding.classes, found[i]) for i, finding in enumerate(findings)])


def cross_validate_encoded_aspects(
    findings: Sequence[AspectFinding], extra: Sequence[AspectFinding], encoder_of: Callable[[str], Encoder]
) -> dict[str, float]:
    """As `cross_validate_aspects`, with encoders that have not seen the findings they read."""
    every = [*findings, *extra]
    passages, labels = _read(every, encoder_of, read_finding), _labels(every)
    found: dict[int, tuple[str, ...]] = {}
    for fitted, held in _folds(len(findings), len(every)):
        model = _fit_encoded_aspects([passages[i] for i in fitted], labels[fitted])
        scores = model.passages.scores_of([passages[i] for i in held])
        found.update(zip(held.tolist(), model.choose(scores), strict=True))
    return aspect_metrics([(finding.classes, found[i]) for i, finding in enumerate(findings)])


def _labels(findings: Sequence[AspectFinding]) -> NDArray[np.str_]:
    return np.array([finding.classes for finding in findings])


def _folds(held: int, every: int) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """What to fit on and what to score: the first `held` of `every` sample in folds, the others always fitted on."""
    from sklearn.model_selection import KFold

    for fitted, scored in KFold(FOLDS, shuffle=True, random_state=0).split(np.zeros(held)):
        yield np.concatenate([fitted, np.arange(held, every)]), scored


def _card(rated: int, classed: int, scores: dict[str, dict[str, float]]) -> Card:
    return Card(
        name=PACK,
        version=VERSION,
        about="Rates the certainty of a scientific finding from 1 to 6 (ridge regression) and says for six aspects "
        "whether they are absent, uncertain or certain (ridge regressions with a threshold for each class). Features: "
        "tf-idf weights of words and word pairs, and measures of style as in the pack assertiveness; for the aspects "
        "groups of words such as quantities and conditions; in one of two models each the means and maxima of the "
        "encoder's columns, but its estimate of the sentence's rating, and of the outputs of three middle layers. Raw "
        "sentences in, no parse.",
        data=f"{rated} findings with a rating and {classed} with aspects (train and ext of Pei and Jurgens 2021). "
        "Neither model sees the other's labels, so findings that stand in both sets leak nothing; the encoders that "
        "read findings for the fit were not trained on their ratings. The pack holds weights of words and word pairs, "
        "no sentences.",
        licence="MIT (the data set's)",
        splits="fitted on train and ext; cross-validation: five folds of train, ext always fitted on; what the "
        "encoder says of a finding is from one that was trained without it; dev served to compare versions, and is not "
        "fitted on",
        command=f"{COMMAND}, then hedge train science --data ../shared/data/certainty_science --encoders FOLDS",
        limits="abstracts and science news; ratings are by few annotators, whose noise bounds the correlation; few "
        "training findings have an uncertain condition, so that class is hardly ever found. Refit after the encoder.",
        scores=scores,
    )
