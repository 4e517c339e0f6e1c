"""CommitmentBank over its three splits: ``python benchmarks/commitmentbank.py --data DATA --encoders FOLDS``.

The shipped encoder was trained on the train part of the first split, which holds test items of the others. Here every
item is read by the encoder of its fold, which has not seen it (``hedge train encoder-folds`` writes FOLDS), and the
head is fitted on the train part of each split by the recipe of the shipped one. Writes
``benchmarks/results/commitmentbank.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from machine import machine

from hedge.corpora.factuality import read_factuality
from hedge.evaluation.factuality import factuality_metrics
from hedge.predicates.vectors import load_word_vectors
from hedge.scoring.factuality import embed
from hedge.training.encoder.folds import FoldEncoders
from hedge.training.factuality.fit import fit_recipe
from hedge.training.factuality.recipes import RECIPES
from hedge.training.factuality.samples import collect
from hedge.training.parses import DEFAULT_CACHE, ParseCache

RESULTS = Path(__file__).parent / "results" / "commitmentbank.json"
SPLITS = ("split1", "split2", "split3")


def measure_split(split: str, data: Path, readers: FoldEncoders, cache: ParseCache) -> dict[str, float]:
    """Figures on the test part of a split, with the encoder and without."""
    first, *others = RECIPES["commitmentbank"].train
    recipe = replace(RECIPES["commitmentbank"], train=(first.replace(SPLITS[0], split), *others))
    vectors = load_word_vectors()
    head, _ = fit_recipe(recipe, data, vectors, readers, cache)
    test = collect(read_factuality(data / "commitmentbank" / split / "test.jsonl"), cache, readers.of)
    names, embedded = [each.names for each in test.described], embed(test.described, vectors)
    both, alone = (factuality_metrics(test.gold, head.predict(names, embedded, rows)) for rows in (test.encoded, None))
    return both | {f"{name}_without_encoder": value for name, value in alone.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoders", type=Path, required=True, help="folder that hedge train encoder-folds wrote")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="folder for parses")
    arguments = parser.parse_args()
    readers, cache = FoldEncoders(arguments.encoders), ParseCache(arguments.cache)
    figures = {split: measure_split(split, arguments.data / "factuality", readers, cache) for split in SPLITS}
    means = {name: float(np.mean([own[name] for own in figures.values()])) for name in figures[SPLITS[0]]}
    record = {"machine": machine(), "splits": figures, "mean": means}
    RESULTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"mean": means} | figures, indent=1))


if __name__ == "__main__":
    main()
