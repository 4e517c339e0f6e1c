"""A document as one row of words: global indices, subtree extents and quotation state for the attribution models."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from hedge.documents import Quote, Span, find_quotes
from hedge.parsing import Parse, Sentence, Word

NO_QUOTE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of a parsed document in text order, all indices global.

    Parameters
    ----------
    text : str
        The document.
    words : tuple of Word
        All words of all sentences.
    heads : tuple of int
        Governor of each word, ``-1`` for the root of a sentence.
    children : tuple of tuple of int
        Dependents of each word.
    first, last : tuple of int
        First and last word of each word's subtree.
    sentence : tuple of int
        Sentence of each word.
    bounds : tuple of (int, int)
        First word and end (exclusive) of each sentence.
    paragraph : tuple of int
        Paragraph of each sentence.
    turn : tuple of int
        Where the label of each sentence's turn starts in the text, ``-1`` outside of turns.
    quote : tuple of int
        Index of the outermost quotation each word stands in, ``-1`` outside.
    opens, closes : frozenset of int
        Words that are, or begin with, the opening mark of an outermost quotation, and those that close one.
    quote_bounds : tuple of (int, int)
        First word and end (exclusive) of each outermost quotation.
    quotes : tuple of Quote
        The outermost quotations.
    joined : frozenset of int
        Words written as one with the word before them: "n't", the "'s" of "he's", the "not" of "cannot".
    """

    text: str
    words: tuple[Word, ...]
    heads: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]
    first: tuple[int, ...]
    last: tuple[int, ...]
    sentence: tuple[int, ...]
    bounds: tuple[tuple[int, int], ...]
    paragraph: tuple[int, ...]
    turn: tuple[int, ...]
    quote: tuple[int, ...]
    opens: frozenset[int]
    closes: frozenset[int]
    quote_bounds: tuple[tuple[int, int], ...]
    quotes: tuple[Quote, ...]
    joined: frozenset[int]

    def range_of(self, span: Span) -> range:
        """Return indices of the words that share a character with `span`."""
        start = bisect_left(self.words, span.start + 1, key=lambda word: word.end)
        return range(start, max(start, bisect_left(self.words, span.end, key=lambda word: word.start)))

    def span_of(self, start: int, end: int) -> Span:
        """Span of the words ``start`` to ``end`` (exclusive)."""
        return Span(self.words[start].start, self.words[end - 1].end)

    def head_of(self, start: int, end: int) -> int:
        """Return the word of ``start`` to ``end`` that governs the others: the first whose governor is outside."""
        for index in range(start, end):
            if not start <= self.heads[index] < end and self.words[index].upos != "PUNCT":
                return index
        return start


def flatten(parse: Parse, level: int = 0) -> Tokens:
    """Give the words of a parse running numbers and find their quotations.

    Parameters
    ----------
    parse : Parse
        A document.
    level : int
        Which quotations count: 0 for the outermost, 1 for those inside them.

    Examples
    --------
    >>> flatten(Parse("", (), ())).words
    ()
    """
    words = tuple(word for item in parse.sentences for word in set_apart(item).words)
    edges = [0, *accumulate(map(len, parse.sentences))]
    bounds = tuple(pairwise(edges))
    sentence = [number for number, item in enumerate(parse.sentences) for _ in item.words]
    heads = [word.head + edges[number] if word.head >= 0 else -1 for word, number in zip(words, sentence, strict=True)]
    children: list[list[int]] = [[] for _ in words]
    for index, head in enumerate(heads):
        if head >= 0:
            children[head].append(index)
    first, last = _extents(heads)
    quotes = tuple(quote for quote in find_quotes(parse.text, parse.blocks) if quote.level == level)
    quote_bounds = _quote_bounds(words, quotes)
    quote = [NO_QUOTE] * len(words)
    for number, (start, end) in enumerate(quote_bounds):
        quote[start:end] = [number] * (end - start)
    filled = [pair for pair in zip(quotes, quote_bounds, strict=True) if pair[1][0] < pair[1][1]]
    return Tokens(
        text=parse.text,
        words=words,
        heads=tuple(heads),
        children=tuple(map(tuple, children)),
        first=tuple(first),
        last=tuple(last),
        sentence=tuple(sentence),
        bounds=bounds,
        paragraph=tuple(parse.blocks[item.block].paragraph for item in parse.sentences),
        turn=tuple(
            -1 if (label := parse.blocks[item.block].label) is None else label.start for item in parse.sentences
        ),
        quote=tuple(quote),
        opens=frozenset(bound[0] for _, bound in filled),
        closes=frozenset(bound[1] - 1 for item, bound in filled if item.closed),
        quote_bounds=quote_bounds,
        quotes=quotes,
        joined=frozenset(i for i in range(1, len(words)) if _is_joined(words[i - 1], words[i])),
    )


def set_apart(sentence: Sentence) -> Sentence:
    """The tree with verbs of speech beside the clause that they report, where the parser has the two joined.

    "The mill will close, an aide told me" is no list of two events: nothing joins the verb to the clause before it,
    and but for whom it was told to it says nothing by itself.
    """
    apart = {index for index in range(len(sentence)) if _only_reports(sentence, index)}
    if not apart:
        return sentence
    words = tuple(
        replace(word, deprel="parataxis") if index in apart else word for index, word in enumerate(sentence.words)
    )
    return replace(sentence, words=words)


def _only_reports(sentence: Sentence, index: int) -> bool:
    word, children = sentence.words[index], sentence.children[index]
    if word.relation not in {"conj", "ccomp"} or word.upos != "VERB" or word.lemma.lower() not in _SPEECH:
        return False
    relations = {sentence.words[child].relation for child in children}
    # Of "told her it is safe, an aide said" the parser makes two complements, of "A did this, B did that" a list.
    siblings = [child for child in sentence.children[word.head] if sentence.words[child].relation == word.relation]
    alone = siblings == [index] if word.relation == "conj" else len(siblings) > 1 and word.head < index
    first = min(sentence.subtree(index))
    between = {each.text for each in sentence.words[max(0, first - 1) : first + 2] if each.upos == "PUNCT"}
    return (
        "nsubj" in relations
        and not relations & {"cc", "ccomp", "xcomp", "parataxis", "obj", "conj", "csubj", "mark"}
        and alone
        and bool(between & {",", "”", "''", '"'})
    )


_SPEECH = frozenset({
    "say", "tell", "write", "add", "announce", "declare", "report", "explain", "argue", "note", "reply", "respond",
    "recall", "insist", "find", "show", "read", "warn", "admit", "acknowledge", "claim", "state", "confirm",
})  # fmt: skip


def _is_joined(before: Word, word: Word) -> bool:
    """Whether two words are parts of one written word; punctuation and numbers with units are not."""
    if word.start > before.end or "PUNCT" in (before.upos, word.upos):
        return False
    return before.text[-1:].isalpha() and (word.text[:1].isalpha() or word.text[:1] in "'‘’")


def _extents(heads: Sequence[int]) -> tuple[list[int], list[int]]:
    """First and last index of every subtree, each word handed up its chain of governors."""
    first, last = list(range(len(heads))), list(range(len(heads)))
    for index in range(len(heads)):
        node = heads[index]
        while node >= 0 and (first[node] > index or last[node] < index):
            first[node] = min(first[node], index)
            last[node] = max(last[node], index)
            node = heads[node]
    return first, last


def _quote_bounds(words: Sequence[Word], quotes: Sequence[Quote]) -> tuple[tuple[int, int], ...]:
    starts = [word.start for word in words]
    ends = [word.end for word in words]
    return tuple((bisect_left(ends, q.span.start + 1), bisect_left(starts, q.span.end)) for q in quotes)
