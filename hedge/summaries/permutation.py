"""Permutation tests of two samples of statements, with documents as strata or as what is permuted."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, cast, get_args

import numpy as np

from hedge.errors import OptionError
from hedge.summaries.intervals import Values
from hedge.summaries.robust import Floats

Exchange = Literal["documents", "statements"]
ExchangeOption = Literal["auto", "documents", "statements"]
#: From this many arrangements of documents on, documents are permuted; p-values down to .01 are then possible.
ENOUGH_ARRANGEMENTS = 200
# Rearranged documents held in memory at a time.
_CELLS = 500_000
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class PermutationTest:
    """Whether the statements of two could as well be exchanged.

    Parameters
    ----------
    p_value : float
        Two-sided.
    exchange : {"documents", "statements"}
        What was exchanged.
    arrangements : int
        How many different ones there are; the p-value is exact where all of them were tried.
    exact : bool
        Whether they were.
    """

    p_value: float
    exchange: Exchange
    arrangements: int
    exact: bool


@dataclass(frozen=True, slots=True)
class _Clusters:
    """Sums and numbers of statements by cluster; `both`, `one`, `other`: where the clusters stand."""

    sums: Floats
    sizes: Floats
    both: np.ndarray[tuple[int], np.dtype[np.int64]]
    alone: np.ndarray[tuple[int], np.dtype[np.int64]]
    first_alone: int


def permute(
    first: Values,
    second: Values,
    *,
    exchange: ExchangeOption = "auto",
    resamples: int = 9999,
    random_state: int | Sequence[int] = 0,
) -> PermutationTest:
    r"""Test whether two samples of statements have the same mean, by exchanging who said what.

    With ``exchange="documents"`` whole documents are exchanged: in a document where both speak, all statements of the
    one against all of the other, and among documents where only one speaks, who that is. This holds however alike the
    statements of one speaker in one document are. The statistic is the difference of means over its cluster-robust
    standard error, so that unequal numbers and spreads do little harm (Chung and Romano 2013).

    With few documents that has too few arrangements to show anything. With ``exchange="statements"`` statements are
    exchanged within each document where both speak (and whole documents among the rest); the statistic is the
    difference of means. This tests whether the two differ *in these documents*; it does not allow for a speaker's being
    more certain on one day than on another, and says nothing about other documents.

    ``"auto"`` exchanges documents where there are 200 arrangements of them or more, and statements otherwise. All
    arrangements are tried where they are no more than `resamples`, and the p-value is exact; otherwise it is the
    Monte Carlo one of Phipson and Smyth (2010), which is never 0.

    Parameters
    ----------
    first, second : Values
        With common numbers of clusters.
    exchange : {"auto", "documents", "statements"}, default "auto"
        What to exchange.
    resamples : int, default 9999
        Most arrangements to try.
    random_state : int or sequence of int, default 0
        Seed.

    Raises
    ------
    OptionError
        There is no such exchange, or `resamples` is below 1.

    References
    ----------
    Chung, E. and Romano, J. P. (2013). Exact and asymptotically robust permutation tests. Annals of Statistics 41.
    Phipson, B. and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics
    and Molecular Biology 9.

    Examples
    --------
    >>> ruiz, tan = Values.of([[0.9, 0.8, 0.9]]), Values.of([[0.2, 0.3, 0.1]])
    >>> permute(ruiz, tan)
    PermutationTest(p_value=0.1, exchange='statements', arrangements=20, exact=True)
    """
    check_exchange(exchange)
    if resamples < 1:
        raise OptionError(f"expected resamples of at least 1, got {resamples}: leave it out for the default")
    clusters = _clusters(first, second)
    whole = 2 ** len(clusters.both) * math.comb(len(clusters.alone), clusters.first_alone)
    generator = np.random.default_rng(random_state)
    # Without a document in common, both ways are the same.
    if exchange == "documents" or not len(clusters.both) or (exchange == "auto" and whole >= ENOUGH_ARRANGEMENTS):
        p_value, exact = _exchange_documents(clusters, first, second, whole, resamples, generator)
        return PermutationTest(p_value=p_value, exchange="documents", arrangements=whole, exact=exact)
    p_value, arrangements = _exchange_statements(clusters, first, second, resamples, generator)
    return PermutationTest(
        p_value=p_value, exchange="statements", arrangements=arrangements, exact=arrangements <= resamples
    )


def check_exchange(option: str) -> ExchangeOption:
    """Return the option of that name.

    Raises
    ------
    OptionError
        There is none.
    """
    for known in get_args(ExchangeOption):
        if known == option:
            return cast(ExchangeOption, known)
    raise OptionError(f"expected exchange 'auto', 'documents' or 'statements', got {option!r}: name one of them")


def _clusters(first: Values, second: Values) -> _Clusters:
    groups = 1 + max(int(first.clusters.max()), int(second.clusters.max()))
    sizes = np.array([np.bincount(part.clusters, minlength=groups) for part in (first, second)], float)
    sums = np.array([np.bincount(part.clusters, part.values, groups) for part in (first, second)])
    alone = np.flatnonzero((sizes > 0).sum(axis=0) == 1)
    return _Clusters(
        sums=sums,
        sizes=sizes,
        both=np.flatnonzero((sizes > 0).all(axis=0)),
        alone=alone,
        first_alone=int((sizes[0, alone] > 0).sum()),
    )


def _exchange_documents(
    clusters: _Clusters,
    first: Values,
    second: Values,
    arrangements: int,
    resamples: int,
    generator: np.random.Generator,
) -> tuple[float, bool]:
    every = np.concatenate([first.values, second.values])
    # The same in every arrangement, so that a standard error of 0 does no harm and the test stays exact.
    floor = max(float(every.var()) / len(every), 1e-12)
    exact = arrangements <= resamples
    observed = abs(
        _student(clusters, np.zeros((1, len(clusters.both)), bool), _observed_alone(clusters)[None], floor)[0]
    )
    extreme = tried = 0
    for swapped, mine in _arrangements(clusters, None if exact else resamples, generator):
        found = np.abs(_student(clusters, swapped, mine, floor))
        extreme += int(np.sum(found >= observed - _TOLERANCE * max(1.0, observed)))
        tried += len(found)
    return (extreme / tried if exact else (extreme + 1) / (tried + 1)), exact


def _observed_alone(clusters: _Clusters) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    observed: np.ndarray[tuple[int], np.dtype[np.bool_]] = clusters.sizes[0, clusters.alone] > 0
    return observed


def _arrangements(
    clusters: _Clusters, resamples: int | None, generator: np.random.Generator
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Which shared documents are swapped, and which others are the first speaker's: all, or a random sample."""
    both, alone, mine = len(clusters.both), len(clusters.alone), clusters.first_alone
    step = max(1, _CELLS // max(1, both + alone))
    if resamples is None:
        swaps = (np.arange(2**both)[:, None] >> np.arange(both)) & 1 == 1
        for chosen in combinations(range(alone), mine):
            one = np.zeros(alone, bool)
            one[list(chosen)] = True
            yield swaps, np.broadcast_to(one, (len(swaps), alone))
        return
    for start in range(0, resamples, step):
        count = min(step, resamples - start)
        swaps = generator.random((count, both)) < 0.5
        order = generator.random((count, alone)).argsort(axis=1)
        yield swaps, order < mine


def _student(clusters: _Clusters, swapped: np.ndarray, mine: np.ndarray, floor: float) -> Floats:
    """Difference of means over its standard error, for each arrangement (a row)."""
    both, alone = clusters.both, clusters.alone
    parts = []
    for table in (clusters.sums, clusters.sizes):
        single = table[:, alone].sum(axis=0)
        first = np.hstack([np.where(swapped, table[1, both], table[0, both]), np.where(mine, single, 0.0)])
        second = np.hstack([np.where(swapped, table[0, both], table[1, both]), np.where(mine, 0.0, single)])
        parts.append((first, second))
    score, means = 0.0, []
    for sums, sizes, sign in zip(*parts, (1.0, -1.0), strict=True):
        count = sizes.sum(axis=1, keepdims=True)
        mean = sums.sum(axis=1, keepdims=True) / count
        left = 1 - sizes / count
        factor = np.where(left > 1e-9, 1 / np.sqrt(np.where(left > 1e-9, left, 1.0)), 0.0)
        score = score + sign * factor * (sums - sizes * mean) / count
        means.append(mean[:, 0])
    statistic: Floats = (means[0] - means[1]) / np.sqrt(np.sum(np.square(score), axis=1) + floor)
    return statistic


def _exchange_statements(
    clusters: _Clusters, first: Values, second: Values, resamples: int, generator: np.random.Generator
) -> tuple[float, int]:
    """P-value, and number of arrangements."""
    strata = [
        (np.concatenate([first.values[first.clusters == place], second.values[second.clusters == place]]), int(size))
        for place, size in zip(clusters.both, clusters.sizes[0, clusters.both], strict=True)
    ]
    arrangements = math.prod(math.comb(len(values), size) for values, size in strata)
    arrangements *= math.comb(len(clusters.alone), clusters.first_alone)
    single = np.array([table[:, clusters.alone].sum(axis=0) for table in (clusters.sums, clusters.sizes)])
    total = np.array([clusters.sums.sum(), clusters.sizes.sum()])
    fixed = float(clusters.sizes[0, clusters.both].sum())
    exact = arrangements <= resamples
    if exact:
        sums, counts = np.zeros(1), np.full(1, fixed)
        for values, size in strata:
            own = np.array([values[list(chosen)].sum() for chosen in combinations(range(len(values)), size)])
            sums = (sums[:, None] + own).ravel()
            counts = np.repeat(counts, len(own))
        chosen = list(combinations(range(len(clusters.alone)), clusters.first_alone))
        extra = np.array([single[:, list(places)].sum(axis=1) for places in chosen]).reshape(len(chosen), 2)
        sums = (sums[:, None] + extra[:, 0]).ravel()
        counts = (counts[:, None] + extra[:, 1]).ravel()
    else:
        sums, counts = np.zeros(resamples), np.full(resamples, fixed)
        for values, size in strata:
            sums += _random_sums(values, size, resamples, generator)
        step = max(1, _CELLS // max(1, len(clusters.alone)))
        for start in range(0, resamples, step):
            part = slice(start, min(start + step, resamples))
            order = generator.random((len(sums[part]), len(clusters.alone))).argsort(axis=1)
            mine = order < clusters.first_alone
            sums[part] += mine @ single[0]
            counts[part] += mine @ single[1]
    found = np.abs(sums / counts - (total[0] - sums) / (total[1] - counts))
    observed = abs(first.values.mean() - second.values.mean())
    extreme = int(np.sum(found >= observed - _TOLERANCE))
    return (extreme / arrangements if exact else (extreme + 1) / (resamples + 1)), arrangements


def _random_sums(values: Floats, size: int, resamples: int, generator: np.random.Generator) -> Floats:
    """Sums of `size` of the values, drawn without replacement."""
    step = max(1, _CELLS // len(values))
    sums = np.empty(resamples)
    for start in range(0, resamples, step):
        count = min(step, resamples - start)
        order = generator.random((count, len(values))).argsort(axis=1)[:, :size]
        sums[start : start + count] = values[order].sum(axis=1)
    return sums
