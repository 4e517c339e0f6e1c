"""Frames: a cue with its source, and how words, phrases and stretches hang together with it."""

from __future__ import annotations

from dataclasses import dataclass

from hedge.sources.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its source: what the content is found around.

    Parameters
    ----------
    cue, source : tuple of int
        First word and end (exclusive); ``(0, 0)`` for no source.
    head : int
        The cue's head word.
    """

    cue: tuple[int, int]
    source: tuple[int, int]
    head: int

    @property
    def left(self) -> int:
        """First word of the cue, or of a source that stands before it."""
        return min(self.cue[0], self.source[0]) if self.source[1] else self.cue[0]

    @property
    def right(self) -> int:
        """End of the cue, or of a source that stands after it."""
        return max(self.cue[1], self.source[1])


def make_frame(tokens: Tokens, cue: tuple[int, int], source: tuple[int, int]) -> Frame:
    """Join a cue and a source."""
    return Frame(cue, source, tokens.head_of(*cue))


def phrase(tokens: Tokens, frame: Frame, index: int, side: str) -> str:
    """Return the largest phrase with its edge at the word and outside the cue, and its tie to the cue."""
    at = tokens.first if side == "after" else tokens.last
    node = index
    while True:
        head = tokens.heads[node]
        if head < 0 or at[head] != at[node] or frame.cue[0] <= head < frame.cue[1]:
            break
        if tokens.first[head] <= frame.head <= tokens.last[head]:
            break
        node = head
    return f"{tie(tokens, frame, node)}"


def tie(tokens: Tokens, frame: Frame, node: int) -> str:
    """How a word hangs together with the cue."""
    head = tokens.heads[node]
    relation = tokens.words[node].deprel
    if head < 0:
        return "root" if tokens.sentence[node] == tokens.sentence[frame.head] else "elsewhere"
    if head == frame.head:
        return f"{relation}^"
    if frame.cue[0] <= head < frame.cue[1]:
        return f"{relation}^c"
    if node == tokens.heads[frame.head]:
        return f"v{tokens.words[frame.head].deprel}"
    if head == tokens.heads[frame.head]:
        return f"{relation}^v{tokens.words[frame.head].relation}"
    if frame.cue[0] <= tokens.heads[head] < frame.cue[1]:
        return f"{relation}^{tokens.words[head].relation}^"
    return f"{relation}.."


def top(tokens: Tokens, index: int, start: int, end: int) -> int:
    """Return the highest governor of the word inside the part."""
    while start <= tokens.heads[index] < end:
        index = tokens.heads[index]
    return index


def clause(tokens: Tokens, index: int) -> int:
    """Return the highest word whose phrase starts at `index`."""
    while tokens.heads[index] >= 0 and tokens.first[tokens.heads[index]] == tokens.first[index] == index:
        index = tokens.heads[index]
    return index


def covers(tokens: Tokens, root: int, start: int, end: int) -> str:
    """Whether the part starts and ends with the phrase of its top word: earlier (-), with it (=) or later (+)."""
    first, last = tokens.first[root], tokens.last[root] + 1
    left = "=" if start == first else "+" if start < first else "-"
    right = "=" if end == last else "+" if end > last else "-"
    return left + right


def left_out(tokens: Tokens, root: int, start: int, end: int) -> str:
    """Return the relations of the first dependents of the top word left out on either side."""
    outside = [c for c in tokens.children[root] if c >= end or c < start]
    right = next((c for c in outside if c >= end and tokens.words[c].upos != "PUNCT"), None)
    left = next((c for c in reversed(outside) if c < start and tokens.words[c].upos != "PUNCT"), None)
    names = [tokens.words[c].deprel if c is not None else "" for c in (left, right)]
    return f"{names[0]}|{names[1]}"


def bucket(count: int) -> int:
    """Coarse steps for a distance in words."""
    return count if count < 4 else 4 if count < 7 else 7 if count < 12 else 12


def length(count: int) -> int:
    """Coarse steps for the length of a content in words."""
    return next((limit for limit in (1, 2, 3, 5, 8, 12, 18, 26, 40, 80) if count <= limit), 999)
