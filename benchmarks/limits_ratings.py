"""What limits the figures on ratings and classes of others: science, aspects, and sets of factuality."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from commitmentbank import RESULTS as THREE_SPLITS
from limits_curves import score_head

from hedge.corpora.factuality import FactualitySentence, read_factuality
from hedge.corpora.science import read_aspects, read_findings
from hedge.encoding import Encoder, load_encoder
from hedge.encoding.heads import N_COLUMNS
from hedge.evaluation.factuality import factuality_metrics
from hedge.evaluation.regression import pearson
from hedge.evaluation.science import aspect_metrics
from hedge.parsing import Sentence, Word
from hedge.predicates.features import predicate_features
from hedge.predicates.vectors import load_word_vectors
from hedge.scoring.factuality import Floats, embed, load_factuality_model
from hedge.scoring.passages.science import ASPECTS, load_aspect_model
from hedge.training.factuality.fit import fit_head
from hedge.training.factuality.recipes import RECIPES
from hedge.training.factuality.samples import Samples, collect
from hedge.training.parses import ParseCache

Facts = dict[str, Any]
Targets = Sequence[FactualitySentence]
#: Classes with fewer findings are rare.
_RARE = 10
#: Published agreement among annotators (benchmarks/published.json), whose single ratings the files do not have.
_UDS_RELIABILITY, _UW_RELIABILITY, _RATER_AGAINST_REST, _VERB_AND_ENVIRONMENT = 0.818, 0.831, 0.860, 0.808


def science_facts(folder: Path) -> Facts:
    """What little the mean ratings of dev tell about their own noise."""
    gold = np.array([finding.certainty for finding in read_findings(folder / "sentence-level-dev.jsonl")])
    return {
        "facts": {
            "findings in dev": len(gold),
            "share of them whose mean rating is no whole number, so that raters disagreed": np.mean(gold % 1 != 0),
            "standard deviation of the mean ratings": gold.std(),
        }
    }


def aspect_facts(folder: Path) -> Facts:
    """F1 by class with the numbers of findings, and what rare classes weigh."""
    train, extra, dev = (read_aspects(folder / f"aspect-level-{split}.jsonl") for split in ("train", "ext", "dev"))
    found = load_aspect_model().classify([finding.text for finding in dev])
    pairs = [(finding.classes, classes) for finding, classes in zip(dev, found, strict=True)]
    classes: dict[str, dict[str, float]] = {}
    for place, aspect in enumerate(ASPECTS):
        gold, guessed = (Counter(pair[side][place] for pair in pairs) for side in (0, 1))
        right = Counter(a[place] for a, b in pairs if a[place] == b[place])
        fitted = Counter(finding.classes[place] for finding in [*train, *extra])
        for name in sorted(gold):
            score = 2 * right[name] / (gold[name] + guessed[name])
            weight = 1 / len(gold) / len(ASPECTS)
            numbers = {"in train": fitted[name], "in dev": gold[name], "F1": score, "lost": weight * (1 - score)}
            classes[f"{aspect}: {name}"] = numbers
    rare = [own for own in classes.values() if own["in dev"] < _RARE]
    lost = sum(own["lost"] for own in rare)
    return {
        "facts": {
            "findings in dev": len(dev),
            f"classes with fewer than {_RARE} findings in dev": len(rare),
            "macro-F1 that these lose": lost,
            "macro-F1, were these recognised without error": aspect_metrics(pairs)["macro_f1"] + lost,
        },
        "groups": {"Classes of aspects, and the macro-F1 that each loses": classes},
    }


def commitment_facts(data: Path, cache: ParseCache) -> Facts:
    """Whether the verbs above the targets of the test were seen in training."""
    folder = data / "factuality/commitmentbank/split1"
    fitted = collect(read_factuality(folder / "train.jsonl"), cache)
    tests = collect(read_factuality(folder / "test.jsonl"), cache, _shipped)
    found = _predict("commitmentbank", tests)
    seen = Counter(_verb_above(each.names) for each in fitted.described)
    times = np.array([seen[_verb_above(each.names)] for each in tests.described])
    parts = {"never": times == 0, "once to four times": (times > 0) & (times < 5), "five times or more": times >= 5}
    return {
        "facts": {
            "items to learn from, of the set's own": len(fitted.gold),
            "published: r of one rater against the rest": _RATER_AGAINST_REST,
            "published: r of knowing verb and environment alone": _VERB_AND_ENVIRONMENT,
            **_three_splits(),
        },
        "groups": {
            "Test items by how often the verb above is in training": {
                name: {"n": int(part.sum())} | factuality_metrics(tests.gold[part], found[part])
                for name, part in parts.items()
                if part.any()
            }
        },
    }


def _three_splits() -> dict[str, float]:
    """What ``commitmentbank.py`` measured, where it was run."""
    if not THREE_SPLITS.is_file():
        return {}
    means = json.loads(THREE_SPLITS.read_text(encoding="utf-8"))["mean"]
    return {f"{name}, mean of the three splits, encoders of the folds": means[name] for name in ("pearson_r", "mae")}


def _verb_above(names: Sequence[str]) -> str:
    return next((name for name in names if name.startswith("g1=")), "")


def uw_facts() -> Facts:
    """What the published agreement allows."""
    return {
        "facts": {
            "published: r between two groups of five annotators": _UW_RELIABILITY,
            "r of the true values with the mean of five annotators, as that implies": _UW_RELIABILITY**0.5,
        }
    }


def meantime_facts(data: Path, cache: ParseCache) -> Facts:
    """How few targets decide the figures on MEANTIME."""
    tests = collect(read_factuality(data / "factuality/meantime/test.jsonl"), cache, _shipped)
    found, gold = _predict("meantime", tests), tests.gold
    low, error = gold < 3, np.abs(found - gold)
    others = [np.arange(len(gold)) != i for i in range(len(gold))]
    without = [pearson(gold[kept], found[kept]) for kept in others]
    return {
        "facts": {
            "targets in test": len(gold),
            "targets below 3": int(low.sum()),
            "share of the absolute error that these make": error[low].sum() / error.sum(),
            "least r that leaving out a single target gives": min(without),
            "largest r that leaving out a single target gives": max(without),
        }
    }


def parser_facts(data: Path, cache: ParseCache) -> Facts:
    """Factuality of UDS-IH2 test from predicted and from gold trees (EWT), on sentences with the same words in both."""
    vectors = load_word_vectors()
    sets = {name: read_factuality(data / f"factuality/uds_ih2/{name}.jsonl") for name in ("train", "test")}
    trees = {name: read_trees(data / f"ud/ewt/{name}.conllu.gz") for name in sets}
    same = {name: [one for one in own if one.words in trees[name]] for name, own in sets.items()}
    predicted = collect(same["test"], cache, _shipped)
    gold, fitted = (_collect_gold(same[name], trees[name]) for name in ("test", "train"))
    shipped = load_factuality_model().heads["uds_ih2"]
    both = replace(gold, encoded=predicted.encoded)
    rows = {
        "predicted trees, without the encoder": score_head(shipped, predicted),
        "gold trees, without the encoder": score_head(shipped, gold),
        "gold trees in training too, without the encoder": score_head(
            fit_head(fitted, vectors, RECIPES["uds_ih2"]), gold
        ),
        "predicted trees, with the encoder": factuality_metrics(gold.gold, _predict("uds_ih2", predicted)),
        "gold trees, with the encoder": factuality_metrics(gold.gold, _predict("uds_ih2", both)),
    }
    return {
        "facts": {
            "targets in test": sum(len(one.targets) for one in sets["test"]),
            "of these in sentences whose gold tree has the same words": len(gold.gold),
            "published: reliability of the mean of two annotators": _UDS_RELIABILITY,
            "r of the true values with the mean of two annotators, as that implies": _UDS_RELIABILITY**0.5,
        },
        "groups": {"Trees": {name: dict(row) for name, row in rows.items()}},
    }


def read_trees(path: Path) -> dict[tuple[str, ...], Sentence]:
    """Gold trees of a gzipped CoNLL-U file, by their words."""
    trees: dict[tuple[str, ...], Sentence] = {}
    for chunk in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in chunk.splitlines() if line and not line.startswith("#")]
        words = tuple(_words([row for row in rows if row[0].isdecimal()]))
        if words:
            trees[tuple(word.text for word in words)] = Sentence(words)
    return trees


def _words(rows: Sequence[Sequence[str]]) -> Iterator[Word]:
    start = 0
    for _, form, lemma, upos, xpos, feats, head, deprel, *_ in rows:
        yield Word(
            text=form, lemma=lemma, upos=upos, xpos="" if xpos == "_" else xpos, feats="" if feats == "_" else feats,
            head=int(head) - 1, deprel=deprel, start=start, end=start + len(form),
        )  # fmt: skip
        start += len(form) + 1


def _collect_gold(sentences: Targets, trees: dict[tuple[str, ...], Sentence]) -> Samples:
    """As `hedge.training.factuality.samples.collect` does with predicted trees."""
    described = [
        features
        for one in sentences
        for features in predicate_features(trees[one.words], [target.word for target in one.targets])
    ]
    gold = np.array([target.factuality for one in sentences for target in one.targets])
    groups = np.array([number for number, one in enumerate(sentences) for _ in one.targets], dtype=np.intp)
    rows, own = np.zeros((len(gold), N_COLUMNS), dtype=np.float32), np.ones(len(gold), dtype=bool)
    return Samples(described, gold, groups, np.zeros_like(groups), rows, own)


def _shipped(_: str) -> Encoder:
    return load_encoder()


def _predict(head: str, samples: Samples) -> Floats:
    """What a shipped head makes of targets, with the encoder."""
    vectors = embed(samples.described, load_word_vectors())
    return (
        load_factuality_model()
        .heads[head]
        .predict([each.names for each in samples.described], vectors, samples.encoded)
    )
