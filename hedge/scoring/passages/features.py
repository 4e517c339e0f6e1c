"""Features of whole passages for linear models: words, word pairs, and measures of style.

None of them needs a parse, so a passage of any length costs well under a millisecond a sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hedge.scoring.passages.lexicon import GRAMMATICAL, GROUPS

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*%?|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])|\n+")
_CURLY = str.maketrans("‘’“”", "''\"\"")
_LONGEST = 4
# Measures that are shares of words, per 100 words.
_PER = 100.0


@dataclass(frozen=True, slots=True)
class RawPassage:
    """Features of a passage before any model weighs them.

    Parameters
    ----------
    words, style : dict of str to float
        From `word_features` and `style_features`.
    states : array, shape (n_states,)
        What the encoder's middle layers make of it; none where the encoder does not read.
    """

    words: dict[str, float]
    style: dict[str, float]
    states: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, dtype=np.float32))


def read_passage(text: str) -> RawPassage:
    """Features of a passage."""
    tokens = tokens_of(text)
    return RawPassage(word_features(tokens), style_features(text, tokens))


def has_words(text: str) -> bool:
    """Whether there is anything in a text to rate.

    Examples
    --------
    >>> has_words("12 of them"), has_words("... !")
    (True, False)
    """
    return any(token[0].isalnum() for token in tokens_of(text))


def tokens_of(text: str) -> list[str]:
    """Lower-case words, numbers and punctuation marks; numbers become ``0``, percentages ``0%``.

    Examples
    --------
    >>> tokens_of("It’s about 12.5%!")
    ["it's", 'about', '0%', '!']
    """
    found = _WORD.findall(text.translate(_CURLY))
    return [("0%" if token[-1] == "%" else "0") if token[0].isdigit() else token.lower() for token in found]


def word_features(tokens: list[str]) -> dict[str, float]:
    """Words and pairs of neighbours with ``1 + log(count)``, names prefixed by ``w:``."""
    counts = Counter(tokens)
    counts.update(f"{first} {second}" for first, second in pairwise(["<s>", *tokens, "</s>"]))
    return {f"w:{name}": 1 + math.log(count) for name, count in counts.items()}


def style_features(text: str, tokens: list[str]) -> dict[str, float]:
    """Measures of style by name: densities per 100 words, lengths, punctuation.

    Parameters
    ----------
    text : str
        The passage.
    tokens : list of str
        From `tokens_of`.

    Returns
    -------
    dict of str to float
        The same names for every passage.
    """
    words = [token for token in tokens if token[0].isalnum()]
    size = max(len(words), 1)
    sentences = [part for part in _SENTENCE_END.split(text.strip()) if part.strip()] or [""]
    lengths = [len(tokens_of(part)) for part in sentences]
    found = dict(_group_measures(tokens, size))
    found |= dict(_shape_measures(words, size))
    found |= dict(_mark_measures(text, tokens, size))
    mean = sum(lengths) / len(lengths)
    found |= {
        "log_words": math.log1p(len(words)),
        "log_sentences": math.log1p(len(sentences)),
        "log_paragraphs": math.log1p(len(re.findall(r"\n\s*\n|\n", text.strip()))),
        "sentence_length": math.log1p(mean),
        "sentence_spread": math.log1p(math.sqrt(sum((each - mean) ** 2 for each in lengths) / len(lengths))),
    }
    return found | _edge_measures(sentences)


@cache
def _entries() -> Mapping[str, tuple[str, ...]]:
    """Groups that an entry is in, but for the grammatical ones."""
    return _table(group for group in GROUPS if group not in GRAMMATICAL)


@cache
def _grammatical() -> Mapping[str, tuple[str, ...]]:
    """Grammatical groups that a word is in."""
    return _table(group for group in GROUPS if group in GRAMMATICAL)


def _table(groups: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for group in groups:
        for entry in dict.fromkeys(GROUPS[group].split()):
            table.setdefault(entry.replace("_", " "), []).append(group)
    return {entry: tuple(found) for entry, found in table.items()}


def group_counts(tokens: list[str]) -> Counter[str]:
    """How often words and phrases of each group of the lexicon occur.

    The longest phrase at a place counts alone ("not sure" is no "sure"), but for grammatical words.
    """
    entries, single = _entries(), _grammatical()
    counts = Counter(group for token in tokens for group in single.get(token, ()))
    place = 0
    while place < len(tokens):
        for size in range(_LONGEST, 0, -1):
            groups = entries.get(" ".join(tokens[place : place + size]))
            if groups:
                counts.update(groups)
                break
        place += size
    return counts


def _group_measures(tokens: list[str], size: int) -> Iterator[tuple[str, float]]:
    counts = group_counts(tokens)
    for group in GROUPS:
        yield group, math.sqrt(_PER * counts[group] / size)
        yield f"any_{group}", float(counts[group] > 0)
    # Modals differ too much to go by group alone.
    single = Counter(tokens)
    for modal in ("may", "might", "can", "could", "would", "should", "will", "must"):
        yield f"modal_{modal}", math.sqrt(_PER * single[modal] / size)


def _shape_measures(words: list[str], size: int) -> Iterator[tuple[str, float]]:
    yield "word_length", sum(map(len, words)) / size
    yield "long_words", sum(len(word) > 7 for word in words) / size
    yield "variety", len(set(words)) / math.sqrt(size)
    for name, endings in (("ly", ("ly",)), ("ed", ("ed",)), ("ing", ("ing",)), ("noun", ("tion", "ment", "ity"))):
        yield f"ending_{name}", sum(word.endswith(endings) and len(word) > 4 for word in words) / size
    yield "contractions", math.sqrt(_PER * sum("'" in word for word in words) / size)
    yield "numbers", math.sqrt(_PER * sum(word in ("0", "0%") for word in words) / size)
    yield "percentages", math.sqrt(_PER * words.count("0%") / size)


def _mark_measures(text: str, tokens: list[str], size: int) -> Iterator[tuple[str, float]]:
    counts = Counter(tokens)
    for name, marks in (
        ("questions", "?"), ("exclamations", "!"), ("commas", ","), ("quotes", '"'), ("brackets", "([*"),
        ("colons", ":"), ("semicolons", ";"), ("dashes", "-–—"), ("slashes", "/#>&"),
    ):  # fmt: skip
        yield name, math.sqrt(_PER * sum(counts[mark] for mark in marks) / size)
    yield "links", float("http" in text or "www." in text)
    yield "ellipses", float("..." in text or "…" in text)
    yield "lists", float(len(re.findall(r"(?m)^\s*(?:\d+[.)]|[-*•])\s", text)) > 1)
    yield "capitals", math.sqrt(_PER * len(re.findall(r"(?<=[a-z,;] )[A-Z][a-z]", text)) / size)
    yield "shouting", math.sqrt(_PER * len(re.findall(r"\b[A-Z]{3,}\b", text)) / size)
    yield "small_i", float(bool(re.search(r"(?:^|\s)i(?=\s|')", text)))
    yield "small_start", float(text.strip()[:1].islower())
    yield "ends_well", float(text.strip()[-1:] in ".!?\"')")


def _edge_measures(sentences: list[str]) -> dict[str, float]:
    """Hedges and boosters where they weigh most: in the first and the last sentence."""
    found = {}
    for place, sentence in (("first", sentences[0]), ("last", sentences[-1])):
        counts = group_counts(tokens_of(sentence))
        hedges = sum(counts[group] for group in ("possibility", "probability", "semblance", "opinion", "ignorance"))
        boosters = sum(counts[group] for group in ("certainty", "totality", "obligation", "emphasis"))
        found[f"{place}_hedges"] = math.log1p(hedges)
        found[f"{place}_boosters"] = math.log1p(boosters)
        found[f"{place}_question"] = float(sentence.rstrip("\"') ").endswith("?"))
        found[f"{place}_self"] = float(counts["self"] > 0)
    return found
