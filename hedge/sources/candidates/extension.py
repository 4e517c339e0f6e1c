"""Contents that run on: whether the next quotation still belongs to the same speaker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hedge.sources.candidates.frames import Frame
from hedge.sources.tokens import Tokens

Range = tuple[int, int]

_GAP = 1


def next_quotation(tokens: Tokens, end: int) -> tuple[int, int] | None:
    """First word and end of the quotation that starts at `end`, or after the full stop there; None where none does."""
    for opener in range(end, end + _GAP + 1):
        if opener in tokens.opens:
            start, stop = tokens.quote_bounds[tokens.quote[opener]]
            return (start, stop) if start == opener else None
    return None


def told_quotations(tokens: Tokens, frames: Sequence[Frame], contents: Sequence[Sequence[Range]]) -> dict[int, int]:
    """Quotations that have a cue of their own, so that they are not another's ("A," he said. "B," she answered.).

    Parameters
    ----------
    tokens : Tokens
        The document.
    frames : sequence of Frame
        Its frames.
    contents : sequence of sequence of (int, int)
        The parts of each frame's content next to its cue.

    Returns
    -------
    dict of int to int
        By the first word of a quotation the number of the frame whose cue follows it, or stands in its sentence.
    """
    told: dict[int, int] = {}
    for number, (frame, parts) in enumerate(zip(frames, contents, strict=True)):
        for start, end in parts:
            quote = tokens.quote[start]
            if start not in tokens.opens or tokens.quote[frame.head] == quote:
                continue
            apart = tokens.paragraph[tokens.sentence[start]] != tokens.paragraph[tokens.sentence[frame.head]]
            # It goes on from the paragraph before, or nobody speaks it there.
            if apart and (tokens.quotes[quote].continued or not frame.source[1]):
                continue
            whole = end >= tokens.quote_bounds[quote][1] - 1
            if whole and (end <= frame.cue[0] or tokens.sentence[start] == tokens.sentence[frame.head]):
                told[start] = number
    return told


def is_anothers(tokens: Tokens, frame: Frame, number: int, start: int, told: Mapping[int, int]) -> bool:
    """Whether a part that starts there, after the frame's sentence, is a quotation with a cue of its own."""
    return told.get(start, number) != number and tokens.sentence[start] > tokens.sentence[frame.head]


def extension_features(
    tokens: Tokens, frame: Frame, part: tuple[int, int], quotation: tuple[int, int], parts: int
) -> list[str]:
    """Features of going on with `quotation` after `part`, the content's last part so far."""
    words = tokens.words
    start, end = quotation
    quote = tokens.quotes[tokens.quote[start]]
    high = tokens.bounds[tokens.sentence[end - 1]][1]
    first_low = tokens.bounds[tokens.sentence[start]][0]
    rest = high - end
    paragraphs = tokens.paragraph[tokens.sentence[start]] - tokens.paragraph[tokens.sentence[part[1] - 1]]
    quoted = part[1] - 1 in tokens.closes
    opened = tokens.quote[part[1] - 1] >= 0 and not tokens.quotes[tokens.quote[part[1] - 1]].closed
    following = words[end].xpos if end < len(words) and rest > 0 else "</s>"
    next_paragraph = tokens.sentence[end - 1] + 1 >= len(tokens.bounds) or (
        tokens.paragraph[tokens.sentence[end - 1] + 1] != tokens.paragraph[tokens.sentence[end - 1]]
    )
    shape = f"{min(paragraphs, 2)} {start == first_low:d} {rest <= 1:d} {quoted:d}{opened:d}{quote.continued:d}"
    return [
        f"shape={shape}",
        f"shape p={shape} {next_paragraph:d}",
        f"shape l={shape} {words[frame.head].lemma.lower()}",
        f"p={min(paragraphs, 2)}",
        f"whole={start == first_low:d} {rest <= 1:d} {next_paragraph:d}",
        f"following={following} {words[end - 1].text}",
        f"last={following} {words[max(start, end - 2)].text}",
        f"rest={min(rest, 6)}",
        f"state={quoted:d}{opened:d}{quote.continued:d}{quote.closed:d}",
        f"gap={start - part[1]} {words[start - 1].text}",
        f"s={min(tokens.sentence[start] - tokens.sentence[frame.head], 3)} {min(paragraphs, 2)}",
        f"n={min(parts, 4)}",
        f"side={part[0] > frame.head:d} {shape}",
        f"len={end - start < 6:d} {paragraphs:d}",
    ]
