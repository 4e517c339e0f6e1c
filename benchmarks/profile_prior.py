"""Fit the priors of profiles: ``python benchmarks/profile_prior.py --data DATA/newscert/train``.

Moments of a scaled inverse chi-square distribution over speakers with enough labelled statements, which
`hedge.summaries.profiles` uses; and, over the persons whose full name comes up in several articles, the variance
between articles as a share of that within them (analysis of variance), which `hedge.summaries.corpus` uses.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from statistics import NormalDist, fmean, variance

from hedge.corpora.newscert import LabelledArticle, read_newscert

FEWEST = 6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    articles = read_newscert(parser.parse_args().data)
    fit_clustering(articles)
    levels: dict[tuple[str, str], list[float]] = defaultdict(list)
    for article in articles:
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


def fit_clustering(articles: list[LabelledArticle]) -> None:
    levels: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        for each in article.statements:
            if isinstance(each.certainty, int) and each.speaker_type == "person" and " " in each.speaker:
                levels[each.speaker.casefold()][article.id].append(each.certainty / 3)
    people = [list(own.values()) for own in levels.values() if len(own) > 1]
    counts = [sum(map(len, own)) for own in people]
    means = [fmean(value for part in own for value in part) for own in people]
    degrees_within = sum(counts) - sum(map(len, people))
    degrees_between = sum(len(own) - 1 for own in people)
    within = sum((v - fmean(part)) ** 2 for own in people for part in own for v in part) / degrees_within
    between = (
        sum(len(part) * (fmean(part) - m) ** 2 for own, m in zip(people, means, strict=True) for part in own)
        / degrees_between
    )
    size = (
        sum(n - sum(len(part) ** 2 for part in own) / n for own, n in zip(people, counts, strict=True))
        / degrees_between
    )
    ratio = (between / within - 1) / size
    error = between / within * (2 / degrees_between + 2 / degrees_within) ** 0.5 / size
    # No variance is negative: the mean of the normal distribution of the estimate above 0.
    normal = NormalDist()
    expected = ratio + error * normal.pdf(ratio / error) / normal.cdf(ratio / error)
    print(f"{len(people)} persons in several articles, {sum(map(len, people))} pairs, {sum(counts)} statements")
    print(
        f"between / within articles {ratio:.3f} (standard error {error:.3f}), expected if not negative {expected:.3f}"
    )


if __name__ == "__main__":
    main()
