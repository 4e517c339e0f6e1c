"""Contents completed by layout and tree: other halves of quotations, clauses and passives, what a colon announces."""

from __future__ import annotations

from collections.abc import Sequence, Set

from hedge.predicates.clauses import SUBJECTS
from hedge.sources.candidates.frames import Frame, top
from hedge.sources.tokens import NO_QUOTE, Tokens

Range = tuple[int, int]

_PAUSES = frozenset({",", "—", "–", "-", "--"})
_OPENING = (*SUBJECTS, "aux", "cop")
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·"})
# Words between the two halves of a quotation: cue, source and a remark such as "on Monday".
_LONGEST_REMARK = 14


def complete_contents(
    tokens: Tokens, frames: Sequence[Frame], contents: Sequence[tuple[Range, ...]]
) -> list[tuple[Range, ...]]:
    """Add to each content what certainly goes on with it and belongs to no other.

    Parameters
    ----------
    tokens : Tokens
        The document.
    frames, contents : sequence
        The cue and source of every attribution, and the parts of its content.

    Returns
    -------
    list of tuple of (int, int)
        The parts of each content, sorted.

    Notes
    -----
    Five rules. In ``"A," she wrote, "and B."`` the quotation on the other side of the reporting clause is one with the
    first. In ``A will not, she wrote, B`` and in ``A was called B`` both are what is said. After ``He said in a
    statement:`` at the end of a paragraph, the paragraph or list that follows is his. In ``"A," she wrote. "B.`` what
    the quotation behind the reporting clause goes on with, over paragraphs, is hers.
    """
    taken = {i for parts in contents for part in parts for i in range(*part)}
    taken.update(i for frame in frames for i in (*range(*frame.cue), *range(*frame.source)))
    completed = []
    for frame, parts in zip(frames, contents, strict=True):
        more = _other_half(tokens, frame, parts) or _opening(tokens, frame, parts) or _complement(tokens, frame, parts)
        more = more or _announced(tokens, frame, parts, taken)
        if more is not None and taken.isdisjoint(range(*more)):
            taken.update(range(*more))
            parts = tuple(sorted([*parts, more]))
        for following in _following(tokens, frame, parts):
            if taken.isdisjoint(range(*following)):
                taken.update(range(*following))
                parts = (*parts, following)
        completed.append(parts)
    return completed


def _other_half(tokens: Tokens, frame: Frame, parts: Sequence[Range]) -> Range | None:
    """Return the quotation on the other side of the reporting clause in the same sentence."""
    start, end = parts[0]
    quote = tokens.quote[start]
    if len(parts) > 1 or quote == NO_QUOTE or tokens.quote[end - 1] != quote:
        return None
    before = end <= frame.left
    if not before and start < frame.right:
        return None
    other = quote + 1 if before else quote - 1
    if not 0 <= other < len(tokens.quote_bounds):
        return None
    first, second = sorted((tokens.quote_bounds[quote], tokens.quote_bounds[other]))
    return tokens.quote_bounds[other] if _is_interrupted(tokens, frame, first, second) else None


def _is_interrupted(tokens: Tokens, frame: Frame, first: Range, second: Range) -> bool:
    """Whether two quotations are one that the reporting clause between them interrupts."""
    sentence = tokens.sentence[frame.head]
    if not first[0] < first[1] <= frame.left < frame.right <= second[0] < second[1]:
        return False
    if tokens.sentence[first[1] - 1] != sentence or tokens.sentence[second[0]] != sentence:
        return False
    # A word in quotation marks inside a clause is no half: the first opens a sentence, the second follows a pause.
    opens = first[0] == tokens.bounds[tokens.sentence[first[0]]][0]
    paused = tokens.words[second[0] - 1].text in _PAUSES
    return opens and paused and second[0] - first[1] <= _LONGEST_REMARK


def _opening(tokens: Tokens, frame: Frame, parts: Sequence[Range]) -> Range | None:
    """Return what opens a clause that the reporting clause cuts: "the mill will not|, she said, | be sold"."""
    start, end = parts[0]
    low, high = tokens.bounds[tokens.sentence[frame.head]]
    if len(parts) > 1 or not low < frame.left < frame.right <= start < high or tokens.quote[start] != NO_QUOTE:
        return None
    if not {tokens.words[frame.left - 1].text, tokens.words[frame.right].text} <= _PAUSES:
        return None
    children = tokens.children[top(tokens, start, start, end)]
    opening = [i for i in children if low <= i < frame.left and tokens.words[i].relation in _OPENING]
    if not opening or tokens.last[opening[0]] >= frame.left:
        return None
    return tokens.first[opening[0]], frame.left - 1


def _complement(tokens: Tokens, frame: Frame, parts: Sequence[Range]) -> Range | None:
    """Return what a passive says of its subject, which is the content so far: "the plan was called | a disaster"."""
    start, end = parts[0]
    children = tokens.children[frame.head]
    subjects = [i for i in children if tokens.words[i].deprel == "nsubj:pass" and start <= i < end <= frame.cue[0]]
    found = [i for i in children if i >= frame.cue[1] and _is_predicated(tokens, i)]
    if len(parts) > 1 or not subjects or not found:
        return None
    first, last = max(tokens.first[found[0]], frame.cue[1]), tokens.last[found[0]] + 1
    if first <= frame.source[0] < last:
        last = frame.source[0]
    while last > first and tokens.words[last - 1].text.lower() in {"by", ",", "."}:
        last -= 1
    return (first, last) if first < last else None


def _is_predicated(tokens: Tokens, index: int) -> bool:
    """Whether a word says what the subject of its passive verb is: "called *a folly*", "seen as *weak*"."""
    relation = tokens.words[index].relation
    cases = (tokens.words[i] for i in tokens.children[index] if tokens.words[i].relation == "case")
    return relation == "xcomp" or (relation == "obl" and any(case.text.lower() == "as" for case in cases))


def _following(tokens: Tokens, frame: Frame, parts: Sequence[Range]) -> list[Range]:
    """Return the whole sentences quoted right behind a reporting clause that a quotation ends in front of."""
    start, end = parts[-1]
    sentence = tokens.sentence[frame.head]
    own = tokens.quote[start] != NO_QUOTE and tokens.quote[end - 1] == tokens.quote[start] and end <= frame.left
    if not own or tokens.sentence[end - 1] != sentence or sentence + 1 >= len(tokens.bounds):
        return []
    number = tokens.quote[tokens.bounds[sentence + 1][0]]
    near = tokens.paragraph[sentence + 1] == tokens.paragraph[sentence]
    if number == NO_QUOTE or tokens.quote_bounds[number][0] != tokens.bounds[sentence + 1][0] or not near:
        return []
    found = [tokens.quote_bounds[number]]
    while not tokens.quotes[number].closed and number + 1 < len(tokens.quotes) and tokens.quotes[number + 1].continued:
        number += 1
        found.append(tokens.quote_bounds[number])
    # "A," he said. "B," she answered.
    last = found[-1][1]
    return found if tokens.bounds[tokens.sentence[last - 1]][1] - last <= 1 else []


def _announced(tokens: Tokens, frame: Frame, parts: Sequence[Range], taken: Set[int]) -> Range | None:
    """Return the rest of the paragraph, or of the list, whose first sentence is the content after a colon."""
    start, end = parts[-1]
    sentence = tokens.sentence[start]
    paragraph = tokens.paragraph[sentence]
    follows = paragraph > tokens.paragraph[tokens.sentence[frame.head]] and tokens.quote[start] == NO_QUOTE
    if len(parts) > 1 or not follows or not any(tokens.words[i].text == ":" for i in range(frame.head, start)):
        return None
    bullet = _bullet(tokens, sentence)
    stop = end
    for number in range(sentence, len(tokens.bounds)):
        low, high = tokens.bounds[number]
        if tokens.paragraph[number] != paragraph:
            if not bullet or _bullet(tokens, number) != bullet:
                break
            paragraph = tokens.paragraph[number]
        if not taken.isdisjoint(range(max(low, end), high)):
            break
        stop = high
    stop -= stop > end and tokens.words[stop - 1].text == "."
    return (end, stop) if stop > end else None


def _bullet(tokens: Tokens, sentence: int) -> str:
    """Return the mark that a sentence begins with as an item of a list; empty for any other."""
    text = tokens.words[tokens.bounds[sentence][0]].text
    return text if text in _BULLETS else ""
