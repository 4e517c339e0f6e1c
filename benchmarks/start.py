"""Time from a fresh process to a loaded pipeline, imports included: ``python benchmarks/start.py``."""

from __future__ import annotations

import statistics
import subprocess
import sys

CODE = "import time; t = time.perf_counter(); import hedge; hedge.load(); print(time.perf_counter() - t)"
RUNS = 5


def main() -> None:
    seconds = [
        float(subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout)
        for _ in range(RUNS)
    ]
    middle = statistics.median(seconds)
    print(f"hedge.load(): median {middle:.2f} s of {RUNS} fresh processes, {min(seconds):.2f} at best")


if __name__ == "__main__":
    main()
