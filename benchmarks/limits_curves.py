"""Learning curves of the models whose figures miss their targets, all without the encoder.

The encoder was trained on all of the training data, so that a curve of the models that read with it would be flatter
than it should be. What stays the same at every share: the parser, the cue lexicon and its strengths, the sentences of
our own, other data sets that a recipe adds, and settings named below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from learning_curves import Scores, measure_curve

from hedge.corpora.factuality import read_factuality
from hedge.corpora.newscert import read_newscert
from hedge.corpora.science import read_aspects, read_findings
from hedge.evaluation.certainty import evaluate_certainty
from hedge.evaluation.cues import evaluate_cues
from hedge.evaluation.factuality import factuality_metrics
from hedge.evaluation.science import evaluate_aspect_certainty, evaluate_science_certainty
from hedge.predicates.cues import CueModel
from hedge.predicates.vectors import load_word_vectors
from hedge.scoring.certainty.model import CertaintyModel, load_certainty_model
from hedge.scoring.factuality import FactualityHead, embed
from hedge.training.certainty import fit as certainty_training
from hedge.training.cues import fit as cue_training
from hedge.training.factuality.fit import fit_head
from hedge.training.factuality.recipes import RECIPES
from hedge.training.factuality.samples import Samples, collect, pool
from hedge.training.parses import ParseCache
from hedge.training.science import fit_aspects, fit_science

Draws = dict[str, dict[str, list[float]]]
CERTAINTY_METRICS = ("certainty_macro_f1", "certainty_spearman", "na_f1")


def cue_curve(data: Path, cache: ParseCache) -> tuple[int, Draws]:
    """Cues by articles, with the threshold chosen anew by cross-validation over those articles."""
    articles = [article for article in read_newscert(data / "newscert/train") if article.cues is not None]
    parses, own = cache.parse([article.text for article in articles]), cue_training.own_samples(cache)

    def score(chosen: Sequence[int]) -> Scores:
        some, trees = [articles[i] for i in chosen], [parses[i] for i in chosen]
        samples = cue_training.collect(some, trees)
        linear = cue_training.fit_linear(samples.rows, samples.labels, own)
        opinions = cue_training.out_of_fold(samples, own, linear.outputs)
        threshold, _ = cue_training.choose_threshold(some, trees, samples, opinions, linear.outputs)
        return evaluate_cues(data / "newscert/dev", cache.parse, model=CueModel(linear, threshold)).metrics

    return len(articles), measure_curve(len(articles), score, ("f1", "typed_f1"))


def certainty_curve(data: Path, cache: ParseCache) -> tuple[int, Draws]:
    """Certainty on gold spans by articles, with the weights and thresholds of the shipped model."""
    samples = certainty_training.collect_samples(data / "newscert", None, cache)
    n = int(samples.article.max()) + 1
    settings = load_certainty_model().alone

    def score(chosen: Sequence[int]) -> Scores:
        kept = (samples.weight > 0) & ((samples.article <= certainty_training.OURS) | np.isin(samples.article, chosen))
        models = certainty_training.fit_models(samples, kept)
        model = CertaintyModel(*models, certainty_training.fit_trees(samples, kept), settings, settings)
        return evaluate_certainty(data / "newscert/dev", cache.parse, model=model).metrics

    return n, measure_curve(n, score, CERTAINTY_METRICS)


def science_curve(data: Path) -> tuple[int, Draws]:
    """Sentence-level certainty by findings of train and ext."""
    folder = data / "certainty_science"
    findings = [one for split in ("train", "ext") for one in read_findings(folder / f"sentence-level-{split}.jsonl")]

    def score(chosen: Sequence[int]) -> Scores:
        model = fit_science([findings[i] for i in chosen])
        return evaluate_science_certainty(folder / "sentence-level-dev.jsonl", model=model).metrics

    return len(findings), measure_curve(len(findings), score, ("pearson_r",))


def aspect_curve(data: Path) -> tuple[int, Draws]:
    """Aspects by findings of train and ext."""
    folder = data / "certainty_science"
    findings = [one for split in ("train", "ext") for one in read_aspects(folder / f"aspect-level-{split}.jsonl")]

    def score(chosen: Sequence[int]) -> Scores:
        model = fit_aspects([findings[i] for i in chosen])
        return evaluate_aspect_certainty(folder / "aspect-level-dev.jsonl", model=model).metrics

    return len(findings), measure_curve(len(findings), score, ("macro_f1",))


def factuality_curve(name: str, held: str) -> Callable[[Path, ParseCache], tuple[int, Draws]]:
    """A curve of a head by sentences of the first set of its recipe, scored on a file of held-out targets."""

    def curve(data: Path, cache: ParseCache) -> tuple[int, Draws]:
        own, others = _training_sets(data, name, cache)
        score = _head_scorer(data / "factuality" / held, name, own, others, cache)
        n = int(own.groups.max()) + 1
        return n, measure_curve(n, score, ("mae", "pearson_r"))

    return curve


def commitment_curve(data: Path, cache: ParseCache) -> tuple[int, Draws]:
    """CommitmentBank by items, fitted on each of the three splits and averaged over their tests."""
    scorers = []
    for split in ("split1", "split2", "split3"):
        own, others = _training_sets(data, "commitmentbank", cache, f"commitmentbank/{split}")
        test = data / f"factuality/commitmentbank/{split}/test.jsonl"
        scorers.append(_head_scorer(test, "commitmentbank", own, others, cache))
        n = int(own.groups.max()) + 1

    def score(chosen: Sequence[int]) -> Scores:
        results = [scorer(chosen) for scorer in scorers]
        return {metric: float(np.mean([result[metric] for result in results])) for metric in results[0]}

    return n, measure_curve(n, score, ("pearson_r", "mae"))


def _training_sets(
    data: Path, name: str, cache: ParseCache, first: str | None = None
) -> tuple[Samples, dict[str, Samples]]:
    """Targets of the set that a head is for, and of those that its recipe adds."""
    own, *others = RECIPES[name].train
    parts = {each: collect(read_factuality(data / "factuality" / each / "train.jsonl"), cache) for each in others}
    return collect(read_factuality(data / "factuality" / (first or own) / "train.jsonl"), cache), parts


def _head_scorer(
    held: Path, name: str, own: Samples, others: dict[str, Samples], cache: ParseCache
) -> Callable[[Sequence[int]], Scores]:
    tests = collect(read_factuality(held), cache)
    vectors = load_word_vectors()

    def score(chosen: Sequence[int]) -> Scores:
        return score_head(fit_head(pool({"own": take(own, chosen)} | others), vectors, RECIPES[name]), tests)

    return score


def take(samples: Samples, sentences: Sequence[int]) -> Samples:
    """The targets of some sentences."""
    return samples[np.isin(samples.groups, sentences)]


def score_head(head: FactualityHead, tests: Samples) -> Scores:
    """MAE and r of a head that reads the parse alone."""
    predicted = head.predict([each.names for each in tests.described], embed(tests.described, load_word_vectors()))
    return factuality_metrics(tests.gold, predicted)
