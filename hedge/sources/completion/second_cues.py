"""Second cues: what somebody says and, in the same sentence, adds ("A, she said, adding B")."""

from __future__ import annotations

from collections.abc import Sequence

from hedge.sources.candidates.frames import Frame, make_frame
from hedge.sources.tokens import NO_QUOTE, Tokens

Range = tuple[int, int]

_SAYING = frozenset({"say", "tell", "write", "explain", "argue", "note", "reply", "respond", "continue", "recall"})
_ADDING = frozenset(
    {"add", "say", "note", "stress", "argue", "insist", "warn", "explain", "claim", "suggest", "predict", "concede"}
)


def split_second_cues(
    tokens: Tokens, frames: Sequence[Frame], contents: Sequence[tuple[Range, ...]]
) -> tuple[list[tuple[Range, ...]], list[tuple[int, Frame, tuple[Range, ...]]]]:
    """Tell apart what a reporting verb tells and what the participle after it adds.

    Parameters
    ----------
    tokens : Tokens
        The document.
    frames, contents : sequence
        The cue and source of every attribution, and the parts of its content.

    Returns
    -------
    contents : list of tuple of (int, int)
        Without the parts that another cue of the sentence tells.
    more : list of tuple
        Attributions that were passed over: the number of the one whose source and score they share, frame and content.

    Notes
    -----
    Two rules, for what the models, that give a sentence like this one cue, tend to run together. In ``A may rise, Lund
    said, adding B was unclear`` the second part is told by "adding". In ``"A," she said, arguing that B``, where
    "arguing" has only B, "said" tells the quotation, or the clause before the comma. Both are rare in political news.
    """
    cues = {i for frame in frames for i in range(*frame.cue)}
    taken = {i for parts in contents for part in parts for i in range(*part)}
    kept: list[tuple[Range, ...]] = []
    more: list[tuple[int, Frame, tuple[Range, ...]]] = []
    for number, (frame, parts) in enumerate(zip(frames, contents, strict=True)):
        added = {part: _adding(tokens, frame, part) if len(parts) > 1 else None for part in parts}
        kept.append(tuple(part for part in parts if added[part] is None))
        for part, at in added.items():
            if at is not None and at not in cues:
                more.append((number, make_frame(tokens, (at, at + 1), frame.source), ((at + 1, part[1]),)))
        before = _told_before(tokens, frame, cues, taken)
        if before is not None:
            more.append((number, *before))
    return kept, more


def _adding(tokens: Tokens, frame: Frame, part: Range) -> int | None:
    """Return the participle of adding that a part of a content begins with or stands behind; no "adding to"."""
    first = next((i for i in range(*part) if tokens.words[i].upos != "PUNCT"), part[0])
    for at in (part[0] - 1, first):
        word = tokens.words[at]
        adding = word.xpos == "VBG" and word.lemma.lower() in _ADDING and at + 1 < part[1]
        told = at >= frame.right and tokens.quote[at] == NO_QUOTE
        if adding and told and tokens.words[at + 1].upos != "ADP":
            return at
    return None


def _told_before(
    tokens: Tokens, frame: Frame, cues: set[int], taken: set[int]
) -> tuple[Frame, tuple[Range, ...]] | None:
    """Return the reporting verb, and what it tells in front, that were passed over for a participle behind them."""
    verb, source = tokens.heads[frame.head], frame.source
    if tokens.words[frame.head].xpos != "VBG" or not source[1] or not 0 <= verb < frame.cue[0] or verb in cues:
        return None
    subject = any(tokens.heads[i] == verb and tokens.words[i].relation == "nsubj" for i in range(*source))
    if not subject or tokens.words[verb].lemma.lower() not in _SAYING:
        return None
    content = _quotation(tokens, min(source[0], verb)) or _clause(tokens, min(source[0], verb), verb)
    if content is None or not taken.isdisjoint(range(*content)):
        return None
    return make_frame(tokens, (verb, verb + 1), source), (content,)


def _quotation(tokens: Tokens, end: int) -> Range | None:
    """Return the quotation that ends in front of a word."""
    closed = end > 0 and end - 1 in tokens.closes
    return tokens.quote_bounds[tokens.quote[end - 1]] if closed and tokens.quote[end - 1] != NO_QUOTE else None


def _clause(tokens: Tokens, end: int, verb: int) -> Range | None:
    """Return the clause from the start of the sentence to the comma in front of a word, if the verb tells it."""
    start = tokens.bounds[tokens.sentence[verb]][0]
    told = range(start, end - 1)
    if end < 2 or tokens.words[end - 1].text != "," or any(tokens.quote[i] != NO_QUOTE for i in told):
        return None
    above = tokens.words[verb].relation == "parataxis" and tokens.heads[verb] in told
    below = any(tokens.words[i].relation in {"ccomp", "parataxis"} and tokens.heads[i] == verb for i in told)
    return (start, end - 1) if above or below else None
