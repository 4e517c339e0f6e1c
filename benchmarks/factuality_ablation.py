"""What parse and encoder are worth for factuality: ``python benchmarks/factuality_ablation.py --data FACTUALITY``.

FACTUALITY is the folder of the data sets, such as ``../shared/data/factuality``. Three systems rate each set's targets:
the encoder by itself (its own number for the set), the models of the parse (preset ``fast``), and both together
(default). Gold against predicted trees are in ``limits.py``. Writes ``benchmarks/results/factuality_ablation.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from machine import machine
from numpy.typing import NDArray

from hedge.encoding import load_encoder
from hedge.encoding.heads import FACTUALITY_SETS, columns_of
from hedge.evaluation.factuality import evaluate_factuality
from hedge.parsing import load_parser
from hedge.scoring.factuality import FactualityModel, load_factuality_model

RESULTS = Path(__file__).parent / "results" / "factuality_ablation.json"
SPLITS = {
    "uds_ih2": "uds_ih2/test.jsonl",
    "uw": "uw/dev.jsonl",
    "meantime": "meantime/test.jsonl",
    "commitmentbank": "commitmentbank/split1/test.jsonl",
}


@dataclass(frozen=True, slots=True)
class Column:
    """Stands for an ensemble of a stack, and repeats one of its columns."""

    number: int

    def predict(self, table: NDArray[np.float32]) -> NDArray[np.float64]:
        """Values of the column."""
        return table[:, self.number].astype(np.float64)


def encoder_alone(model: FactualityModel, name: str) -> FactualityModel:
    """A model whose heads repeat what the encoder says for one data set."""
    # The first column of the stack is the score from the parse.
    column: Any = Column(1 + columns_of("factuality").start + FACTUALITY_SETS.index(name))
    heads = {key: replace(head, stack=(column,), stack_blend=(1.0,)) for key, head in model.heads.items()}
    return replace(model, heads=heads)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    folder = arguments.parse_args().data
    model, encoder, parser = load_factuality_model(), load_encoder(), load_parser()
    systems, n = {}, 0
    for name, split in SPLITS.items():
        path = folder / split
        results = {
            "encoder": evaluate_factuality(path, parser, model=encoder_alone(model, name), encoder=encoder),
            "parse": evaluate_factuality(path, parser, model=model),
            "parse and encoder": evaluate_factuality(path, parser, model=model, encoder=encoder),
        }
        n += results["parse"].n
        for system, scores in results.items():
            figures = {key: round(value, 4) for key, value in scores.metrics.items()}
            bounds = {key: [round(low, 4), round(high, 4)] for key, (low, high) in scores.intervals.items()}
            systems[f"{name}: {system}"] = {"metrics": figures, "intervals": bounds}
            print(name, system, figures, flush=True)
    record = {"schema": "hedge/ablation/1", "task": "factuality", "data": ", ".join(SPLITS.values()), "n": n}
    text = json.dumps(record | {"machine": machine(), "systems": systems}, indent=1)
    RESULTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
