"""Find quotations: curly, straight, single, doubled single, nested, left open at paragraph ends; no apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hedge.documents.blocks import Block
from hedge.documents.remarks import is_remark
from hedge.documents.spans import Span

# Two single marks that do the work of a double one (''like this'' or ``like this'') are read as one character, _TWIN
# or „, and _REST, so that offsets hold.
_TWIN, _REST = "\ue000", "\ue001"
_TWINS = re.compile(r"``|''(?='[\w\[$“\"])|''(?!')")
_DOUBLE = f'"“”„«»{_TWIN}'
_SINGLE = "'‘’"
# The marks that each closing mark can close.
_OPENERS = {"”": '“„"”', "“": "„“", '"': '"', "»": "«", "’": "‘'", "'": "'‘", _TWIN: f"{_TWIN}„"}
_CLOSING_SINGLE = re.compile(r"[.,!?…\w][’'](?=[\s)\]—–.,;:!?]|$)")
_OPENING_SINGLE = re.compile(r"(?:^|[\s(\[—–])[‘'](?=[\w\[“\"])")
_OPENS_BEFORE = f" \t\n\r\u00a0([{{—–-/“‘\"'{_REST}"
_CLOSES_AFTER = f" \t\n\r\u00a0)]}}—–-/”’\"'.,;:!?…{_TWIN}"
# Words that begin with an apostrophe: after a space the mark does not open a quotation.
_ELISION = re.compile(r"['‘’](?:em|tis|twas|til|cause|round|bout|n|cuz|\d0s|\d\d)\b", re.I)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    Parameters
    ----------
    span : Span
        With its quotation marks; where one is missing, up to the end of the block.
    inner : Span
        Without the marks.
    level : int
        0 for an outermost quotation, 1 for one inside it, and so on.
    closed : bool
        False where the closing mark is missing.
    continued : bool
        True where the quotation goes on from one left open in the paragraph before.
    """

    span: Span
    inner: Span
    level: int
    closed: bool
    continued: bool


def find_quotes(text: str, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Find the quotations in the text blocks of a document.

    Parameters
    ----------
    text : str
        The document.
    blocks : sequence of Block
        From `split_blocks`.

    Returns
    -------
    tuple of Quote
        Sorted by start; an outer quotation before those inside it.

    Examples
    --------
    >>> from hedge.documents import split_blocks
    >>> text = "'It can't last,' she said. 'They know it.'"
    >>> [quote.inner.of(text) for quote in find_quotes(text, split_blocks(text))]
    ["It can't last,", 'They know it.']
    """
    text = _join_twins(text)
    found: list[Quote] = []
    open_mark: str | None = None
    speaker: str | None = None
    for block, span in _stretches(blocks):
        if block.kind == "meta" and is_remark(span.of(text)):
            continue
        if block.kind != "text" or block.speaker != speaker:
            open_mark, speaker = None, block.speaker
        if block.kind != "text":
            continue
        quotes = _block_quotes(text, span, open_mark)
        found.extend(quotes)
        last = [quote for quote in quotes if not quote.closed and quote.level == 0]
        open_mark = text[last[-1].span.start] if last else None
    return tuple(found)


def _stretches(blocks: Sequence[Block]) -> Iterator[tuple[Block, Span]]:
    """Yield blocks and where they stand; those of a paragraph that a remark divides ("(Applause)") as one."""
    index = 0
    while index < len(blocks):
        first = last = blocks[index]
        while first.kind == "text" and _is_divided(blocks[index : index + 3]):
            index += 2
            last = blocks[index]
        yield first, Span(first.span.start, last.span.end)
        index += 1


def _is_divided(blocks: Sequence[Block]) -> bool:
    kinds, places = [block.kind for block in blocks], {(block.paragraph, block.speaker) for block in blocks}
    return kinds == ["text", "meta", "text"] and len(places) == 1


def _join_twins(text: str) -> str:
    """Replace two single marks in a row that stand for a double one."""
    text = text.replace(_TWIN, " ").replace(_REST, " ")
    return _TWINS.sub(lambda match: ("„" if match[0] == "``" else _TWIN) + _REST, text)


def _width(text: str, position: int) -> int:
    """Length of the mark at `position`."""
    return 2 if text[position + 1 : position + 2] == _REST else 1


class _OpenMarks:
    """The marks that are open, innermost last; each is put in and taken out once, so that time is linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.positions: list[int] = []
        self._by_mark: dict[str, list[int]] = {}

    def push(self, position: int) -> None:
        """Open a mark."""
        self.positions.append(position)
        self._by_mark.setdefault(self._text[position], []).append(position)

    def drop_from(self, start: int) -> None:
        """Take out the mark at `start` and those inside it, which never closed and so were no quotations."""
        while self.positions and self.positions[-1] >= start:
            self._by_mark[self._text[self.positions.pop()]].pop()

    def matching(self, closer: str) -> int | None:
        """The innermost open mark that a closing mark can close."""
        places = (self._by_mark.get(mark) for mark in _OPENERS.get(closer, ""))
        return max((known[-1] for known in places if known), default=None)

    def single_on_top(self) -> bool:
        """Whether the innermost open mark is a single one."""
        return bool(self.positions) and self._text[self.positions[-1]] in _SINGLE


def _block_quotes(text: str, block: Span, open_mark: str | None) -> list[Quote]:
    """Quotations of one block; `open_mark` is the mark that the block before left open."""
    stack = _OpenMarks(text)
    found: list[tuple[int, int, int, bool]] = []
    position = block.start
    while position < block.end:
        role = _role(text, position, block, stack)
        if role == "open":
            stack.push(position)
        elif role == "close" and (start := stack.matching(text[position])) is not None:
            stack.drop_from(start)
            end = min(position + _width(text, position), block.end)
            found.append((start, end, len(stack.positions), True))
        position += 1
    # Of the marks never closed only a double one counts: a lone single mark is nearly always an apostrophe, and "”" at
    # the beginning nearly always left over.
    for level, start in enumerate(s for s in stack.positions if text[s] in _DOUBLE and text[s] != "”"):
        if level == 0:
            found.append((start, block.end, 0, False))
    return [
        Quote(
            Span(start, end),
            Span(start + _width(text, start), end - 1 - (text[end - 1] == _REST) if closed else end),
            level,
            closed,
            open_mark is not None and start == block.start and text[start] == open_mark,
        )
        for start, end, level, closed in sorted(found, key=lambda item: (item[0], -item[1]))
    ]


def _role(text: str, position: int, block: Span, stack: _OpenMarks) -> str:
    """What the character does: ``"open"``, ``"close"`` or ``""``."""
    mark = text[position]
    if mark not in _DOUBLE and mark not in _SINGLE:
        return ""
    before = text[position - 1] if position > block.start else " "
    following = position + _width(text, position)
    after = text[following] if following < block.end else " "
    opens = before in _OPENS_BEFORE and not after.isspace()
    has_open = stack.matching(mark) is not None
    if mark in "„“”«»":
        return _curly_role(mark, before, after, has_open)
    if mark in ('"', _TWIN):
        if has_open:
            return "open" if opens and not _could_close(before, after) and stack.single_on_top() else "close"
        # Twins are inches and empty strings too, so they need room before them.
        return "open" if opens or (mark == '"' and (not after.isspace() or before.isspace())) else ""
    if _ELISION.match(text, position):
        return ""
    if mark == "‘":
        return "open" if opens else ""
    if has_open and after in _CLOSES_AFTER and not before.isspace():
        return "" if _is_possessive(text, position, block) else "close"
    if mark == "'" and opens and (after.isalnum() or after in '[“"($€£….'):
        return "open"
    return ""


def _curly_role(mark: str, before: str, after: str, has_open: bool) -> str:
    """As `_role`, of a mark that tells by itself, though some write "„German marks“", or one the wrong way round."""
    if mark == "“":
        return "close" if has_open and _could_close(before, after) else "open"
    if mark in "„«":
        return "open"
    if has_open:
        return "close"
    return "open" if mark == "”" and before.isspace() and after.isalnum() else ""


def _could_close(before: str, after: str) -> bool:
    return not before.isspace() and after in _CLOSES_AFTER


def _is_possessive(text: str, position: int, block: Span) -> bool:
    """Whether a single mark after an s is an apostrophe ("the workers' demands") and not the end of a quotation."""
    if text[position - 1] not in "sS" or position + 2 >= block.end or not text[position + 2].islower():
        return False
    rest = text[position + 1 : block.end]
    closing = _CLOSING_SINGLE.search(rest)
    # Only an opening mark before the closing one matters.
    return closing is not None and _OPENING_SINGLE.search(rest, 0, closing.start() + 2) is None
