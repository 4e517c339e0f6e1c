"""Words, sentences and parses: immutable values with offsets into the original text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hedge.documents import Block, Span

ROOT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A syntactic word in the sense of Universal Dependencies.

    Parameters
    ----------
    text : str
        The surface form, always ``document[start:end]``.
    lemma, upos, xpos, feats, deprel : str
        UD columns; ``feats`` is the joined string (``"Mood=Ind|Tense=Past"``) or ``""``.
    head : int
        Index of the governor in the sentence, from 0; ``-1`` for the root.
    start, end : int
        Half-open code-point offsets into the document.
    """

    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The word's span in the document."""
        return Span(self.start, self.end)

    @property
    def relation(self) -> str:
        """The dependency relation without its subtype (``acl`` for ``acl:relcl``)."""
        return self.deprel.partition(":")[0]

    def feature(self, name: str) -> str:
        """Return the value of a UD feature, ``""`` where the word lacks it."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its words and, derived from their heads, the tree.

    Parameters
    ----------
    words : tuple of Word
        At least one word, in order.
    block : int
        Index of the block of the document that the sentence stands in.
    """

    words: tuple[Word, ...]
    block: int = 0
    children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if word.head >= 0:
                below[word.head].append(index)
        object.__setattr__(self, "children", tuple(map(tuple, below)))

    def __len__(self) -> int:
        return len(self.words)

    @property
    def span(self) -> Span:
        """From the first word's start to the last word's end."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def root(self) -> int:
        """Index of the root word."""
        return next((i for i, word in enumerate(self.words) if word.head == ROOT), 0)

    def subtree(self, index: int) -> tuple[int, ...]:
        """Indices of the word and everything below it, in sentence order."""
        found, todo = [], [index]
        while todo:
            node = todo.pop()
            found.append(node)
            todo.extend(self.children[node])
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the governors of a word, nearest first."""
        node = self.words[index].head
        while node >= 0:
            yield node
            node = self.words[node].head

    def child(self, index: int, *relations: str) -> int | None:
        """First child whose relation (with or without its subtype) is one of `relations`, else None."""
        for node in self.children[index]:
            word = self.words[node]
            if word.deprel in relations or word.relation in relations:
                return node
        return None

    def span_of(self, indices: Sequence[int]) -> Span:
        """Smallest span that holds the words at `indices`."""
        return Span(min(self.words[i].start for i in indices), max(self.words[i].end for i in indices))


@dataclass(frozen=True, slots=True, repr=False)
class Parse:
    """A parsed document.

    Parameters
    ----------
    text : str
        The caller's original string.
    blocks : tuple of Block
        What the text was cut into; every sentence lies inside one block.
    sentences : tuple of Sentence
        In text order.
    """

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def __repr__(self) -> str:
        words = sum(map(len, self.sentences))
        return f"<hedge.Parse: {len(self.sentences):,} sentences, {words:,} words>"
