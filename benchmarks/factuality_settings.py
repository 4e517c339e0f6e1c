"""What the settings of two stacks rest on: ``python benchmarks/factuality_settings.py --data DATA --encoders FOLDS``.

Each of the settings that were considered for the heads of MEANTIME and of CommitmentBank is fitted on two folds of the
training part and scored on the third, on the targets of the head's own set. `hedge.training.factuality.recipes` has
the one with the lowest mean absolute error for MEANTIME, nearly all of whose ratings are one value, and with the
highest correlation, which is what is published, for CommitmentBank. No test part is opened. Writes
``benchmarks/results/factuality_settings.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from machine import machine

from hedge.evaluation.factuality import factuality_metrics
from hedge.predicates.vectors import load_word_vectors
from hedge.scoring.factuality import LARGEST, Floats, stack_table
from hedge.training.encoder.folds import FoldEncoders
from hedge.training.factuality.fit import held_out_scores, training_samples
from hedge.training.factuality.recipes import RECIPES, Recipe
from hedge.training.factuality.samples import Samples
from hedge.training.factuality.stack import fit_stack
from hedge.training.parses import DEFAULT_CACHE, ParseCache

RESULTS = Path(__file__).parent / "results" / "factuality_settings.json"
SLOW: dict[str, Any] = {"max_iter": 200, "learning_rate": 0.03}
STACKS: tuple[dict[str, Any], ...] = (
    {},
    SLOW,
    SLOW | {"max_leaf_nodes": 8},
    SLOW | {"max_leaf_nodes": 8, "min_samples_leaf": 40},
)
GRIDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "meantime": {"others": (0.0, 0.2, 0.5), "stack": STACKS},
    "commitmentbank": {"others": (0.0, 0.02, 0.05, 0.1, 0.2, 0.5)},
}
BEST: dict[str, tuple[str, Any]] = {"meantime": ("mae", min), "commitmentbank": ("pearson_r", max)}


def variants(recipe: Recipe, grid: dict[str, tuple[Any, ...]]) -> Iterator[tuple[dict[str, Any], Recipe]]:
    """Every combination of the settings of a grid, and the recipe that has it."""
    for values in product(*grid.values()):
        settings = dict(zip(grid, values, strict=True))
        yield settings, replace(recipe, **settings)


def cross_validate(parsed: Floats, samples: Samples, recipe: Recipe) -> dict[str, float]:
    """Figures of a stack on the head's own set, each fold scored by a stack that was fitted on the others."""
    scores = np.zeros(len(samples.gold))
    for fold in np.unique(samples.folds):
        held = samples.folds == fold
        parts, blend = fit_stack(parsed[~held], samples[~held], recipe)
        table = stack_table(parsed[held], samples.encoded[held])
        scores[held] = sum(weight * part.predict(table) for weight, part in zip(blend, parts, strict=True))
    return factuality_metrics(samples.gold[samples.own], np.clip(scores, -LARGEST, LARGEST)[samples.own])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoders", type=Path, required=True, help="folder that hedge train encoder-folds wrote")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="folder for parses")
    arguments = parser.parse_args()
    readers, cache, vectors = FoldEncoders(arguments.encoders), ParseCache(arguments.cache), load_word_vectors()
    heads = {}
    for name, grid in GRIDS.items():
        samples = training_samples(RECIPES[name], arguments.data / "factuality", readers, cache)
        parsed = held_out_scores(samples, vectors, RECIPES[name])
        rows = [
            settings | cross_validate(parsed, samples, recipe) for settings, recipe in variants(RECIPES[name], grid)
        ]
        metric, best = BEST[name]
        heads[name] = {"chosen": best(rows, key=lambda row: row[metric]), "settings": rows}
        print(name, json.dumps(heads[name], indent=1), flush=True)
    RESULTS.write_text(json.dumps({"machine": machine(), "heads": heads}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
