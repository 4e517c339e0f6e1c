"""Every accuracy figure that the README quotes, with its interval: ``python benchmarks/accuracy.py --data DATA``.

DATA is a folder with ``ud/``, ``factuality/``, ``newscert/``, ``attribution/`` and ``uncertainty_wiki/`` in their
published forms (corpora/README.md says where they come from). Writes ``benchmarks/results/accuracy.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from machine import HERE, machine

from hedge.evaluation.tasks import Options, evaluate_task

RESULTS = Path(__file__).parent / "results" / "accuracy.json"

# Task, data below DATA (or below the repository), and preset.
RUNS = [
    ("parsing", "ud/ewt/test.conllu.gz", "default"),
    ("parsing", "ud/gum_open/test.conllu.gz", "default"),
    ("factuality", "factuality/uds_ih2/test.jsonl", "default"),
    ("factuality", "factuality/uds_ih2/test.jsonl", "fast"),
    ("factuality", "factuality/uw/dev.jsonl", "default"),
    ("factuality", "factuality/uw/dev.jsonl", "fast"),
    ("factuality", "factuality/meantime/test.jsonl", "default"),
    ("factuality", "factuality/meantime/test.jsonl", "fast"),
    # The heads of these sets are fitted on the first of their three splits, so the other two say nothing.
    ("factuality", "factuality/commitmentbank/split1/test.jsonl", "default"),
    ("factuality", "factuality/commitmentbank/split1/test.jsonl", "fast"),
    ("factuality", "factuality/megaveridicality/split1/test.jsonl", "default"),
    ("factuality", "factuality/megaveridicality/split1/test.jsonl", "fast"),
    ("factuality", "factuality/ross_pavlick/split1/test.jsonl", "default"),
    ("factuality", "factuality/ross_pavlick/split1/test.jsonl", "fast"),
    ("attribution", "attribution/polnear/dev", "default"),
    ("attribution", "attribution/polnear/dev", "fast"),
    ("cues", "newscert/dev", "default"),
    ("cues", "newscert/dev", "fast"),
    ("certainty", "newscert/dev", "default"),
    ("certainty", "newscert/dev", "fast"),
    ("statements", "newscert/dev", "default"),
    ("statements", "newscert/dev", "fast"),
    ("science-certainty", "certainty_science/sentence-level-dev.jsonl", "default"),
    ("aspect-certainty", "certainty_science/aspect-level-dev.jsonl", "default"),
    ("behaviour", "corpora/behaviour", "default"),
    ("behaviour", "corpora/behaviour", "fast"),
    ("attribution", "corpora/sample", "default"),
    ("attribution", "corpora/sample", "fast"),
    ("statements", "corpora/sample", "default"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", help="run only this task")
    arguments = parser.parse_args()
    record = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {"runs": {}}
    for task, place, preset in RUNS:
        if arguments.only not in (None, task):
            continue
        path = HERE / place if place.startswith("corpora") else arguments.data / place
        started = time.perf_counter()
        result = evaluate_task(task, path, Options(preset=preset))
        name = f"{task} {place}" + (" fast" if preset == "fast" else "")
        record["runs"][name] = {
            "n": result.n,
            "metrics": result.metrics,
            "intervals": result.intervals,
            "seconds": round(time.perf_counter() - started, 1),
        }
        record["machine"] = machine()
        shown = ", ".join(f"{name} {value:.3f}" for name, value in result.metrics.items())
        print(f"{name}: n {result.n}, {shown}", flush=True)
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
