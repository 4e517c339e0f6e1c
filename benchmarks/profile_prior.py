"""Fit the prior of a speaker's variance: ``python benchmarks/profile_prior.py --data DATA/newscert/train``.

Moments of a scaled inverse chi-square distribution over speakers with enough labelled statements; prints what
`hedge.summaries.profiles` uses.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from statistics import fmean, variance

from hedge.corpora.newscert import read_newscert

FEWEST = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    levels: dict[tuple[str, str], list[float]] = defaultdict(list)
    for article in read_newscert(parser.parse_args().data):
        for statement in article.statements:
            if isinstance(statement.certainty, int):
                levels[article.id, statement.speaker].append(statement.certainty / 3)
    enough = [values for values in levels.values() if len(values) >= FEWEST]
    variances = [variance(values) for values in enough]
    mean = fmean(variances)
    # Sampling variance of a variance, for normal values: 2 v^2 / (n - 1); what is left differs between speakers.
    sampling = fmean(2 * mean**2 / (len(values) - 1) for values in enough)
    between = variance(variances) - sampling
    weight = 4 + 2 * mean**2 / between
    print(f"{len(enough)} speakers, mean variance {mean:.4f}, between speakers {between:.5f}")
    print(f"prior weight {weight:.1f}, prior variance {mean * (weight - 2) / weight:.3f}")


if __name__ == "__main__":
    main()
