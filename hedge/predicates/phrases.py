"""Look up the phrases of a lexicon in a sentence.

The notation of an entry: a word matches a token's lower-cased form or its lemma, ``a/b`` either word, ``*`` any one
token. Contractions are two tokens in Universal Dependencies, the second with the lemma "not"; the parts of a word with
hyphens may be tokens of their own and may not, so such entries match both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar

from hedge.parsing import Sentence

Kind = TypeVar("Kind")
_ANY = "*"


@dataclass(slots=True)
class _Node(Generic[Kind]):
    """What may follow some words of entries, and the entries that end there, with their first words and kinds."""

    next: dict[str, _Node[Kind]] = field(default_factory=dict)
    ends: list[tuple[str, str, tuple[Kind, ...]]] = field(default_factory=list)


class PhraseTable(Generic[Kind]):
    """Phrases as a tree of words.

    Parameters
    ----------
    entries : mapping of kind to str
        Entries of each kind, separated by semicolons.
    """

    def __init__(self, entries: Mapping[Kind, str]) -> None:
        kinds: dict[str, list[Kind]] = {}
        for kind, own in entries.items():
            for entry in own.split(";"):
                kinds.setdefault(" ".join(entry.split()), []).append(kind)
        self._root = _Node[Kind]()
        for entry, own_kinds in sorted(kinds.items(), key=lambda item: item[0]):
            for words in _spellings(entry):
                node = self._root
                for word in words:
                    node = node.next.setdefault(word, _Node())
                node.ends.append((words[0], entry, tuple(dict.fromkeys(own_kinds))))

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, int, str, tuple[Kind, ...]]]:
        """Yield every match of an entry: first word, index after the last word, entry, kinds.

        Where several entries match the same words, the longest name (the most specific pattern) is yielded alone, with
        the kinds of all.
        """
        keys = [_keys(word.text, word.lemma) for word in sentence.words]
        for start in range(len(keys)):
            nodes = [self._root]
            for end in range(start, len(keys)):
                ways = keys[end] if end == start else (*keys[end], _ANY)
                nodes = [node.next[way] for node in nodes for way in ways if way in node.next]
                if not nodes:
                    break
                ends = sorted((found for node in nodes for found in node.ends), key=lambda found: found[:2])
                if ends:
                    name = max((entry for _, entry, _ in ends), key=lambda text: (len(text), text))
                    yield start, end + 1, name, tuple(dict.fromkeys(kind for *_, own in ends for kind in own))


def _spellings(entry: str) -> Iterator[tuple[str, ...]]:
    """The words of an entry with each choice of its alternatives, and again with hyphens as words of their own."""
    yield from product(*(word.split("/") for word in entry.split()))
    if "-" in entry.strip("-"):
        yield from product(*(word.split("/") for word in entry.replace("-", " - ").split()))


def _keys(text: str, lemma: str) -> frozenset[str]:
    """Return the forms under which a word is looked up."""
    form = text.lower().replace("’", "'").strip("[]")
    return frozenset(("not", "n't") if form in ("n't", "nt") else (form, lemma.lower()))
