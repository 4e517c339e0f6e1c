"""Whether certainty means what it says: ``python benchmarks/calibration.py --data DATA/newscert/dev``.

For statements with gold spans: the reliability curve of every label and of "evaluable", what abstaining gains, and the
share of labelled levels inside the conformal intervals. Writes ``benchmarks/results/calibration.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np

from hedge.encoding import load_encoder
from hedge.evaluation.calibration import calibration_error, reliability_curve, risk_coverage
from hedge.evaluation.certainty import score_gold_statements
from hedge.parsing import load_parser
from hedge.scoring.certainty.model import LEVELS

RESULTS = Path(__file__).parent / "results" / "calibration.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    pairs = [pair for own in score_gold_statements(data, load_parser().parse, encoder=load_encoder()) for pair in own]
    graded = [(gold.certainty, found) for gold, found in pairs if isinstance(gold.certainty, int)]
    level = np.array([gold for gold, _ in graded])
    levels = np.array([[found.probabilities[name] for name in LEVELS] for _, found in graded])
    events = {name: (levels[:, k], level == k) for k, name in enumerate(LEVELS)}
    evaluable = np.array([found.evaluable for _, found in pairs])
    events["evaluable"] = (evaluable, np.array([isinstance(gold.certainty, int) for gold, _ in pairs]))
    coverage, risk = risk_coverage(levels.max(axis=1), levels.argmax(axis=1) == level)
    inside = [low - 1e-9 <= gold / 3 <= high + 1e-9 for gold, found in graded for low, high in [found.interval]]
    record = {
        "n": len(pairs),
        "calibration_error": {name: calibration_error(*event) for name, event in events.items()},
        "reliability": {name: [asdict(point) for point in reliability_curve(*event)] for name, event in events.items()},
        "error_rate_at_coverage": {
            f"{share:.1f}": float(risk[np.searchsorted(coverage, share - 1e-9)]) for share in np.arange(0.1, 1.01, 0.1)
        },
        "interval_coverage": float(np.mean(inside)),
    }
    RESULTS.write_text(json.dumps(record, indent=1) + "\n")
    print(json.dumps({name: record[name] for name in record if name != "reliability"}, indent=1))


if __name__ == "__main__":
    main()
