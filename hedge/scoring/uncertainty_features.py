"""Surface features of uncertain sentences: words, their beginnings and pairs; pairs and triples with cue classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_PARTICIPLE = ("ed", "en", "wn")
_LENGTHS = (8, 15, 25, 40)
_MOST_CUES = 4
# Letters at the beginning of a word that stand for its other forms too.
_STEM = 5

# Classes of words that hedge, quantify vaguely or leave the source of a view open.
_CLASSES = {
    "modal": ("may might could would should can must"),
    "quantity": (
        "some many several various numerous few most much certain majority minority number variety lot lots "
        "countless multiple somewhat"
    ),
    "frequency": (
        "often sometimes usually generally typically frequently commonly occasionally largely mostly mainly "
        "widely rarely normally traditionally historically sometime"
    ),
    "belief": (
        "believe believed believes think thought thinks consider considered considers regard regarded regards "
        "view viewed views seen perceived deemed assumed presumed supposed suspected felt held known hailed "
        "acclaimed renowned noted described dubbed called recognized praised criticized accepted"
    ),
    "speech": (
        "say said says claim claims claimed argue argued argues suggest suggests suggested suggesting allege "
        "alleged allegedly reported reportedly rumored rumoured speculate speculated speculation cited stated "
        "asserted proposed hypothesized theorized contend contended maintain maintained attributed "
        "interpreted"
    ),
    "probability": (
        "probably possibly perhaps maybe likely unlikely apparently seemingly presumably supposedly arguably "
        "potentially possible probable potential unclear uncertain unknown doubtful questionable estimated "
        "approximately about around"
    ),
    "appearance": (
        "seem seems seemed appear appears appeared indicate indicates indicated imply implies implied tend tends tended"
    ),
    "people": (
        "people scholars critics historians experts researchers scientists fans observers authors writers "
        "sources others commentators analysts critic those believers opponents supporters proponents "
        "individuals persons players listeners viewers reviewers locals residents"
    ),
    "praise": (
        "popular famous notable important major significant great best greatest influential controversial "
        "unique interesting legendary notorious leading considerable"
    ),
    "condition": ("if whether or either"),
}
_CLASS_OF = {word: f"<{name}>" for name, words in reversed(_CLASSES.items()) for word in words.split()}


def sentence_features(text: str) -> list[str]:
    """Names of the features that a raw sentence has, each once.

    Examples
    --------
    >>> [name for name in sentence_features("It may rain.") if "<" in name and " " not in name]
    ['<modal>']
    """
    tokens = list(_tokens(text))
    classes = [_CLASS_OF.get(token, token) for token in tokens]
    return list(dict.fromkeys([*_word_features(tokens), *_class_features(classes)]))


def _tokens(text: str) -> Iterator[str]:
    """Lower-case tokens; numbers become ``0`` and capitalised words that do not open the sentence ``Xx``."""
    for position, token in enumerate(_TOKEN.findall(text)):
        if token[0].isdigit():
            yield "0"
        elif position and token[0].isupper() and len(token) > 1:
            yield "Xx"
        else:
            yield token.lower()


def _word_features(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    yield from (f"{token[:_STEM]}-" for token in tokens if len(token) > _STEM)
    for first, second in pairwise(tokens):
        yield f"{first} {second}"
        if first in _BE and second.endswith(_PARTICIPLE):
            yield "passive"
            yield f"passive:{second}"
    if any(token.endswith("ly") for token in tokens[1:]):
        yield "-ly"
    yield f"names:{min(tokens.count('Xx') // 3, 3)}"
    for length in _LENGTHS:
        if len(tokens) > length:
            yield f"longer:{length}"


def _class_features(classes: list[str]) -> Iterator[str]:
    cues = [name for name in classes if _is_class(name)]
    yield from cues
    yield f"cues:{min(len(cues), _MOST_CUES)}"
    for size in (2, 3):
        for start in range(len(classes) - size + 1):
            window = classes[start : start + size]
            if any(map(_is_class, window)):
                yield " ".join(window)


def _is_class(name: str) -> bool:
    return len(name) > 1 and name[0] == "<"
