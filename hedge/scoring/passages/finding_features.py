"""Features of scientific findings for linear models: those of passages, and groups of words that findings are made of.

None of them needs a parse.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from hedge.scoring.passages.features import RawPassage, style_features, tokens_of, word_features
from hedge.scoring.passages.finding_lexicon import GROUPS

_LONGEST = 4
# The part of a finding's words that is its beginning.
_BEGINNING = 1 / 3


def read_finding(text: str) -> RawPassage:
    """Features of a finding: as of a passage, with pairs of words and groups, and counts of groups as measures."""
    tokens = tokens_of(text)
    return RawPassage(
        word_features(tokens) | pair_features(tokens), style_features(text, tokens) | finding_measures(tokens)
    )


def pair_features(tokens: Sequence[str]) -> dict[str, float]:
    """Neighbours with groups for words (``<group>``), one or both of them, with ``1 + log(count)``.

    A word counts as the first of its groups. Names have the prefix ``g:``.

    Examples
    --------
    >>> sorted(pair_features(["may", "help"]))
    ['g:<possible> <useful>', 'g:<possible> help', 'g:may <useful>']
    """
    counts = Counter(pair for first, second in pairwise(tokens) for pair in _pairs(first, second))
    return {f"g:{pair}": 1 + math.log(count) for pair, count in counts.items()}


def _pairs(first: str, second: str) -> Iterator[str]:
    before, after = (f"<{groups[0]}>" if (groups := groups_of(word)) else "" for word in (first, second))
    if before:
        yield f"{before} {second}"
    if after:
        yield f"{first} {after}"
    if before and after:
        yield f"{before} {after}"


def finding_measures(tokens: Sequence[str]) -> dict[str, float]:
    """How often each group occurs, whether it does, and whether it does in the beginning.

    Returns
    -------
    dict of str to float
        The same names for every finding.
    """
    found = [(place, group) for place in range(len(tokens)) for group in _starting(tokens, place)]
    counts = Counter(group for _, group in found)
    early = {group for place, group in found if place < len(tokens) * _BEGINNING}
    measures = {f"many_{group}": math.log1p(counts[group]) for group in GROUPS}
    measures |= {f"has_{group}": float(counts[group] > 0) for group in GROUPS}
    return measures | {f"early_{group}": float(group in early) for group in GROUPS}


def _starting(tokens: Sequence[str], place: int) -> set[str]:
    """Groups of the words and phrases that start at a place."""
    sizes = range(1, min(_LONGEST, len(tokens) - place) + 1)
    return {group for size in sizes for group in groups_of(" ".join(tokens[place : place + size]))}


@lru_cache(maxsize=50_000)  # texts repeat most of their words and phrases
def groups_of(phrase: str) -> tuple[str, ...]:
    """Groups that a word or phrase is in, in the order of the lexicon.

    Examples
    --------
    >>> groups_of("increased"), groups_of("about 0")
    (('increase',), ('approx',))
    """
    whole, beginnings = _entries()
    found = {group for start, group in beginnings if phrase.startswith(start)} | set(whole.get(phrase, ()))
    return tuple(group for group in GROUPS if group in found) if found else ()


@cache
def _entries() -> tuple[Mapping[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Groups of whole entries, and groups of beginnings."""
    whole: dict[str, list[str]] = {}
    beginnings = []
    for group, entries in GROUPS.items():
        for entry in (each.replace("_", " ") for each in entries.split()):
            if entry.endswith("*"):
                beginnings.append((entry[:-1], group))
            else:
                whole.setdefault(entry, []).append(group)
    return {name: tuple(groups) for name, groups in whole.items()}, tuple(beginnings)
