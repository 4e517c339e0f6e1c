"""Cut a document into blocks: paragraphs, headlines, metadata lines, datelines and speaker turns.

A sentence never runs across two blocks, and only ``text`` blocks are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from hedge.documents.headings import heading_end, is_shouted, read_examination
from hedge.documents.labels import HANDLE, LabelFinder
from hedge.documents.markup import find_code, label_end
from hedge.documents.remarks import find_remarks, is_remark
from hedge.documents.source import KnownTurn
from hedge.documents.spans import Span

BlockKind = Literal["text", "meta", "dateline", "label"]

# A block is parsed as one piece of text; beyond this it is cut so that memory stays bounded.
LONGEST_BLOCK = 8_000

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_DATE_LINE = re.compile(
    r"\s*(?:date|dated|published|posted|updated|last updated)\b[\s:]+[^.!?]{0,80}\d[^.!?]{0,60}$", re.I
)
_NAME = r"[A-Z][\w'’-]*(?:\.(?=\s))?"
_BYLINE = re.compile(rf"\s*(?:By|BY)\s+{_NAME}(?:\s+(?:{_NAME}|and|de|van|von)){{1,8}}(?:\s*[,|].{{0,60}})?\s*$")
_CREDITS = re.compile(r"\s*\((?:Additional reporting|Reporting|Writing|Editing) by\b[^()]{1,140}\)\s*$")
# Whom a post answers.
_ADDRESS = re.compile(rf"(?:{HANDLE}\s+)+(?=\S)")
# An address of a page or a person alone, in a quoted mail too.
_URL_LINE = re.compile(r"[\s>]*<?(?:(?:https?://|www\.)\S+|[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+)>?[\s>]*$")
_DATELINE = re.compile(
    r"\s*(?=[A-Z])[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]*){0,3}"
    r"(?:,\s++[A-Z][\w.]*+(?:\s++\d{1,2})?(?:(?:\s*+,)?\s++\d{4})?){0,2}"
    r"(?:\s*+[(\[][^()\[\]]{1,40}[)\]])?\s*+(?:—|–|--|-)\s++"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that is read as one unit.

    Parameters
    ----------
    span : Span
        Where it stands in the document, without surrounding white space.
    kind : {"text", "meta", "dateline", "label"}
        ``text`` is parsed; what is ``meta`` (date, byline, URL, fenced code, a heading as "CLAIM:", "(Applause)", in a
        transcript any line in brackets or "CROSS-EXAMINATION", whom a post addresses), a ``dateline`` ("LISBON (dpa)
        -") and the ``label`` of a speaker's turn ("MS. ORTEGA:") are not.
    label : Span or None
        For text in a transcript: the label of the turn it belongs to.
    paragraph : int
        Number of the line or wrapped paragraph the block was cut from; parts of one paragraph share it.
    speaker : str or None
        For text in a `KnownTurn`: its speaker.
    """

    span: Span
    kind: BlockKind
    label: Span | None = None
    paragraph: int = 0
    speaker: str | None = None


def split_blocks(text: str, turns: Sequence[KnownTurn] = ()) -> tuple[Block, ...]:
    """Cut `text` into blocks.

    Lines are paragraphs unless they look hard-wrapped. Labels in capitals (``NAME:``, ``Q:``) open speaker turns
    and handles (``@bo:``) wherever they stand, others (``Ana Ruiz:``, ``Ana Ruiz 0:05``) where they recur.

    Parameters
    ----------
    text : str
        Any string.
    turns : sequence of KnownTurn, optional
        Stretches whose speaker is known, in text order: none of them holds a label, dateline or byline.

    Returns
    -------
    tuple of Block
        In text order, never overlapping, white space left out.

    Examples
    --------
    >>> [block.kind for block in split_blocks("OSLO (AP) - The talks may resume.")]
    ['dateline', 'text']
    """
    regions = list(_regions(text, turns))
    code = {part for _, region in regions for part in find_code(text, region)}
    regions = [(turn, part) for turn, region in regions for part in _split(region, code)]
    free = [region for turn, region in regions if turn is None and region not in code]
    labels = LabelFinder(line.of(text) for region in free for line in _lines(text, region))
    paragraphs = [
        (turn, span)
        for turn, region in regions
        for span in ([region] if region in code else _paragraphs(text, region, labels if turn is None else None))
    ]
    spoken = any(turn is None and labels.match(text, span.start, span.end) for turn, span in paragraphs)
    blocks: list[Block] = []
    label: Span | None = None
    for number, (turn, span) in enumerate(paragraphs):
        if span in code:
            blocks.append(Block(_trim(text, span), "meta", None, number))
            continue
        if turn is not None:
            label = None
            address = bool(_URL_LINE.match(span.of(text)))
            own = [Block(span, "meta", None, number, turn.speaker)] if address else ()
            blocks.extend(own or _words(text, span, None, number, turn.speaker))
            continue
        line = span.of(text)
        examination = labels.letters and read_examination(line) is not None
        if examination or _is_meta(line) or (spoken and (_is_aside(line, labels) or labels.is_office(line))):
            label = None if examination else label
            blocks.append(Block(span, "meta", None, number))
            continue
        opening, start = _opening(text, span, labels, number)
        blocks.extend(opening)
        if opening and opening[0].kind != "dateline":
            label = next((block.span for block in reversed(opening) if block.kind == "label"), None)
        blocks.extend(_words(text, Span(start, span.end), label, number))
    return tuple(blocks)


def _regions(text: str, turns: Sequence[KnownTurn]) -> Iterator[tuple[KnownTurn | None, Span]]:
    """Cut the text into known turns and what stands between them."""
    position = 0
    for turn in turns:
        yield None, Span(position, turn.span.start)
        yield turn, turn.span
        position = turn.span.end
    yield None, Span(position, len(text))


def _split(region: Span, parts: Set[Span]) -> Iterator[Span]:
    """Cut a region at those of the parts that lie in it."""
    start = region.start
    for part in sorted(part for part in parts if region.covers(part)):
        yield Span(start, part.start)
        yield part
        start = part.end
    yield Span(start, region.end)


def _lines(text: str, region: Span) -> Iterator[Span]:
    """Spans of lines without the white space around them."""
    for match in _LINE.finditer(text, region.start, region.end):
        yield _trim(text, Span(*match.span()))


def _paragraphs(text: str, region: Span, labels: LabelFinder | None) -> Iterator[Span]:
    """Spans of paragraphs: runs of hard-wrapped lines joined, every other line on its own; a label opens a run."""
    run: list[Span] = []
    for line in _lines(text, region):
        gap = text[run[-1].end : line.start] if run else ""
        labelled = labels is not None and _opens(text, line, labels)
        if run and (not len(line) or labelled or gap.replace("\r\n", "\n").count("\n") != 1):
            yield from _unwrap(text, run)
            run = []
        if len(line):
            run.append(line)
    yield from _unwrap(text, run)


def _opens(text: str, line: Span, labels: LabelFinder) -> bool:
    """Whether nothing before a line goes on in it: it has a label, or is one of those between a court's questions."""
    if labels.match(text, line.start, line.end) is not None:
        return True
    return labels.letters and read_examination(line.of(text)) is not None


def _unwrap(text: str, lines: list[Span]) -> Iterator[Span]:
    """Join the lines of a run if they look hard-wrapped: alike in length and broken inside sentences."""
    body = lines[:-1]
    wrapped = (
        bool(body)
        and all(35 <= len(line) <= 110 for line in body)
        and sum(text[line.end - 1] in ".!?:\"”’'" for line in body) * 2 <= len(body)
        and len(lines[-1]) <= max(map(len, body)) + 5
        and sum(text[line.start].islower() for line in lines[1:]) * 3 >= len(body)
    )
    if wrapped:
        yield Span(lines[0].start, lines[-1].end)
    else:
        yield from lines


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_meta(line: str) -> bool:
    if len(line) > 160:
        return False
    return bool(_DATE_LINE.match(line) or _BYLINE.match(line) or _CREDITS.match(line) or _URL_LINE.match(line))


def _is_aside(line: str, labels: LabelFinder) -> bool:
    """Whether a line of a transcript holds nobody's words: a remark in brackets, in court a heading in capitals."""
    return is_remark(line) or (labels.letters and is_shouted(line))


def _opening(text: str, span: Span, labels: LabelFinder, number: int) -> tuple[list[Block], int]:
    """What a paragraph opens with that is no part of its words: labels, headings, a dateline; and where these begin."""
    found = labels.match(text, span.start, span.end)
    if found is not None:
        opening = [Block(Span(*found[:2]), "label", None, number)]
        return (opening, found[2]) if text[found[0]] != "@" else _opening_of_post(text, span, labels, opening, found[2])
    end = max(heading_end(text, span.start, span.end), label_end(text, span.start, span.end))
    if end > span.start:
        return [Block(Span(span.start, end), "meta", None, number)], end
    dateline = _DATELINE.match(text, span.start, span.end)
    if dateline is None or dateline.end() == span.end:
        return [], span.start
    return [Block(_trim(text, Span(span.start, dateline.end())), "dateline", None, number)], dateline.end()


def _opening_of_post(
    text: str, span: Span, labels: LabelFinder, opening: list[Block], start: int
) -> tuple[list[Block], int]:
    """Go on after the label of a post: whom it passes on ("RT @bo:") or addresses ("@bo no"), and "Update:"."""
    number = opening[0].paragraph
    passed = labels.passed_on(text, start, span.end)
    if passed is not None:
        return [*opening, Block(Span(*passed[:2]), "label", None, number)], passed[2]
    address = _ADDRESS.match(text, start, span.end)
    if address is not None:
        opening.append(Block(_trim(text, Span(start, address.end())), "meta", None, number))
        start = address.end()
    end = heading_end(text, start, span.end, cased=False)
    if start < end < span.end:
        opening.append(Block(_trim(text, Span(start, end)), "meta", None, number))
        start = end
    return opening, start


def _words(text: str, span: Span, label: Span | None, number: int, speaker: str | None = None) -> Iterator[Block]:
    """Blocks of what a paragraph says, cut where it is too long, and of remarks between its sentences."""
    start = span.start
    for remark in (*find_remarks(text, span), Span(span.end, span.end)):
        yield from (Block(part, "text", label, number, speaker) for part in _cut(text, Span(start, remark.start)))
        if len(remark):
            yield Block(remark, "meta", None, number, speaker)
        start = remark.end


def _cut(text: str, span: Span) -> Iterator[Span]:
    """Cut a span that is too long for one block, at a sentence end, else at white space, else anywhere."""
    span = _trim(text, span)
    while len(span) > LONGEST_BLOCK:
        window = text[span.start : span.start + LONGEST_BLOCK]
        ends = [match.end() for match in re.finditer(r"[.!?][\"”’')\]]*\s", window)]
        cut = ends[-1] if ends else max(window.rfind(" "), window.rfind("\t"))
        cut = cut if cut > LONGEST_BLOCK // 4 else LONGEST_BLOCK
        yield _trim(text, Span(span.start, span.start + cut))
        span = _trim(text, Span(span.start + cut, span.end))
    if len(span):
        yield span
