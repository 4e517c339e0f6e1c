"""The parts of a profile: shares of labels, rates of cues, and certainty by whatever statements can be sorted by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from hedge.errors import OptionError
from hedge.statements import Statement
from hedge.summaries.counts import LABELS, count_words
from hedge.summaries.intervals import Estimate, Values, rate_interval, share_interval
from hedge.summaries.samples import Item, factor, number_clusters

Estimator = Callable[[Sequence[Item]], Estimate]
Groups = Mapping[str, Mapping[str, Estimate]]


def label_shares(items: Sequence[Item]) -> dict[str, Estimate]:
    """Share of every label among all statements, ``na`` included, with intervals.

    The model's own uncertainty, the probabilities that it gives to the labels, is part of the interval.
    """
    numbers = number_clusters(items)
    clusters = np.array([numbers[item.cluster] for item in items], np.int64)
    documents = len({item.document for item in items})
    shares = {}
    for label in LABELS:
        happened = np.array([item.statement.label == label for item in items], float)
        chances = np.array([_probability(item.statement, label) for item in items], float)
        noise = float(np.sum(chances * (1 - chances))) / len(items) ** 2
        shares[label] = Estimate(
            value=float(happened.mean()),
            interval=share_interval(Values(happened, clusters, np.zeros(len(items))), noise),
            statements=len(items),
            documents=documents,
        )
    return shares


def cue_rates(items: Sequence[Item]) -> dict[str, Estimate]:
    """Hedges, boosters, and cues of every type that occurs, per 100 words of the statements, with intervals.

    A cue that bears on several statements counts once. ``hedge`` is all types but ``booster``.
    """
    numbers = number_clusters(items)
    words = np.zeros(len(numbers))
    counts: defaultdict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]
    counts = defaultdict(lambda: np.zeros(len(numbers)))
    seen = set()
    for item in items:
        place = numbers[item.cluster]
        words[place] += count_words([item.statement])
        for cue in item.statement.cues:
            if (item.document, cue.span) in seen:
                continue
            seen.add((item.document, cue.span))
            counts[cue.type][place] += 1
            if cue.type != "booster":
                counts["hedge"][place] += 1
    if not words.any():
        return {}
    documents = len({item.document for item in items})
    order = ["hedge", "booster", *sorted(counts.keys() - {"hedge", "booster"})]
    return {
        kind: Estimate(
            value=100 * float(counts[kind].sum() / words.sum()),
            interval=_times(100, rate_interval(counts[kind][words > 0], words[words > 0])),
            statements=len(items),
            documents=documents,
        )
        for kind in order
    }


def group_certainty(
    items: Sequence[Item],
    estimate: Estimator,
    by: Iterable[str] = (),
    topics: Mapping[str, Callable[[str], bool]] | None = None,
) -> dict[str, dict[str, Estimate]]:
    """Mean certainty of scored statements by kind, by voice, by own or relayed words, by columns and by topics.

    Parameters
    ----------
    items : sequence of Item
        Statements that can be evaluated.
    estimate : callable
        From statements to their mean with its interval.
    by : iterable of str, optional
        Columns of the documents.
    topics : mapping of str to callable, optional
        From `compile_topics`. A statement may be of several topics; ``(other)`` is of none.
    """
    groups = {name: _sorted(items, factor(name)) for name in ("kind", "voice", *by)}
    groups["words"] = _sorted(items, lambda item: "relayed by another" if item.relayed else "reported directly")
    if topics:
        found: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            own = [name for name, matches in topics.items() if matches(item.statement.text)]
            for name in own or ["(other)"]:
                found[name].append(item)
        groups["topic"] = {name: found[name] for name in (*topics, "(other)") if name in found}
    return {
        name: {value: estimate(members) for value, members in parts.items()} for name, parts in groups.items() if parts
    }


def compile_topics(words: Iterable[str]) -> dict[str, Callable[[str], bool]]:
    """Turn words or phrases into tests of whether a text holds them.

    Parameters
    ----------
    words : iterable of str
        Each is matched as whole words without regard to case; a ``*`` stands for any letters, also none, and
        ``|`` between several of them for "or".

    Raises
    ------
    OptionError
        One of them is empty.

    Examples
    --------
    >>> topics = compile_topics(["dam|levee", "flood*"])
    >>> [name for name, matches in topics.items() if matches("The Dam may overflow; flooding is likely.")]
    ['dam|levee', 'flood*']
    """
    return {word: _matcher(word) for word in words}


def _matcher(topic: str) -> Callable[[str], bool]:
    parts = [part.split() for part in topic.split("|")]
    if not all(parts) or any(part == ["*"] for part in parts):
        raise OptionError(f"expected words of a topic such as 'dam|flood*', got {topic!r}: leave no part empty")
    patterns = [r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in part) for part in parts]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.search(text) is not None


def _sorted(items: Sequence[Item], key: Callable[[Item], str | None]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        value = key(item)
        if value is not None:
            found[value].append(item)
    return dict(sorted(found.items()))


def _probability(statement: Statement, label: str) -> float:
    """The model's probability of a label; certainty about the label given where it has none."""
    if not statement.probabilities:
        return float(statement.label == label)
    if label == "na":
        return 1 - statement.evaluable
    return statement.evaluable * statement.probabilities.get(label, 0.0)


def _times(factor: float, interval: tuple[float, float]) -> tuple[float, float]:
    return factor * interval[0], factor * interval[1]
