"""Who asks and who answers where a transcript writes "Q." and "A.": in court, headings and answers name them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from hedge.documents import Span
from hedge.documents.headings import read_examination
from hedge.parsing import Parse
from hedge.speakers.mentions.runs import bare

# A speaker of a turn: what names them, and where.
Named = tuple[str, Span]

QUESTIONS = frozenset({"q", "question"})
ANSWERS = frozenset({"a", "answer"})
_WITNESS = frozenset({*ANSWERS, "witness", "the witness", "the deponent"})
_COURT = frozenset({"the court", "the witness", "the deponent", "witness"})
# Parties of a case are no witnesses just because the caption names them.
_CAPTION = re.compile(r"\b[A-Z][\w.]*,?\s(?:v|vs)\.?\s[A-Z]")
_NAME = (
    r"(?P<name>(?:(?:Dr|Mr|Ms|Mrs)\.\s)?[A-Z][\w'’\-]+(?:\s[A-Z]\.)?(?:\s(?:de|la|van|von|del)\b)*"
    r"(?:\s[A-Z][\w'’\-]+){1,3})"
)
_OWN_NAME = re.compile(rf"(?:[Mm]y (?:full )?name is|[Mm]y name's|[Mm]y name,? [a-z ]*is)\s{_NAME}")
_CALLED = re.compile(
    r"\b(?:[Pp]rosecution|[Dd]efen[cs]e|People|State|Crown|[Gg]overnment|[Pp]laintiffs?|[Rr]espondent|[Pp]etitioner"
    r"|[Cc]laimant|[Ww]e|I)(?: now| next)?(?: would)? calls?"
    rf"(?: to the (?:witness )?stand,?| as (?:its|our) (?:first|next) witness,?)?\s{_NAME}"
)
_ASKED = re.compile(r"\b(?:state|give|tell|spell|what is|what's)\b[^.?!]{0,60}\bname\b", re.I)
_ANSWERED = re.compile(rf"(?:It is |It's )?{_NAME}(?=[.,;:]|$)")

_TITLED = (
    r"(?:Dr|Mr|Ms|Mrs|Prof|Professor|Officer|Detective|Sergeant|Sgt|Captain|Lieutenant|Nurse)\.?\s[A-Z][\w'’\-]+"
    r"(?:\s[A-Z][\w'’\-]+)?"
)
# Whom a question speaks to by name: "Dr. Holm, is it possible", "Good morning, Dr. Holm.", "Is that right, Dr. Holm?"
_ADDRESSED = re.compile(
    rf"(?:^|[.?!]\s|\b(?:[Nn]ow|[Ss]o|[Aa]nd|[Oo]kay|[Ww]ell|[Aa]ll right),\s)(?P<first>{_TITLED})(?=,\s(?:is|are|was"
    r"|were|do|did|can|could|would|will|have|had|you|what|when|where|why|how|if|please|let|I)\b)"
    rf"|\b(?:morning|afternoon|evening|you|right|correct|true|it|that),\s(?P<last>{_TITLED})(?=[.?!](?:\s|$))"
)


@dataclass(slots=True)
class _Examination:
    """What is known of the examination that is being read."""

    witness: Named | None = None
    examiner: Named | None = None
    asked: bool = False
    # Whom a question spoke to, and the turn before.
    addressed: Named | None = None
    before: int | None = None
    # Answers of a witness whose name is not known yet.
    waiting: list[int] = field(default_factory=list)


def examined(parse: Parse, turns: Collection[int]) -> dict[int, Named]:
    """Return who asks or answers in the blocks of turns that say no more than "Q.", "A." or "THE WITNESS".

    The witness is whom the heading, the oath, counsel or an own answer names, or whom a question speaks to; in court
    else nobody who is known. Whom the caption or a question only mentions never is. Where a named turn ends in the
    question before an answer, the questions after it are of the same speaker.

    Parameters
    ----------
    parse : Parse
        The document.
    turns : collection of int
        Indices of the blocks that are turns.

    Returns
    -------
    dict of int to (str, Span)
        By the block's index; blocks of whom nothing is known are left out, except for witnesses in court.
    """
    if not any(_letter(parse, index) in _WITNESS for index in turns):
        return {}
    court = _is_court(parse, turns)
    labels = (block.label.of(parse.text) for block in parse.blocks if block.label is not None)
    labelled = {bare(word) for label in labels for word in label.replace(":", " ").split()}
    found: dict[int, Named] = {}
    state = _Examination()
    for index, block in enumerate(parse.blocks):
        if block.kind == "meta":
            state = _read_heading(parse, index, state, found, court=court)
        elif index in turns and block.label is not None and block.speaker is None:
            called = _called(parse, index)
            if called is not None:
                _close(parse, state, found, court=court)
                state = _Examination(witness=called)
            _read_turn(parse, index, state, found, labelled)
            state.before = index
    _close(parse, state, found, court=court)
    return found


def _letter(parse: Parse, index: int) -> str:
    label = parse.blocks[index].label
    return "" if label is None else " ".join(label.of(parse.text).casefold().split()).rstrip(".")


def _is_court(parse: Parse, turns: Collection[int]) -> bool:
    """Whether it is a court or a deposition where questions are asked, and no reporter asks them."""
    if any(_letter(parse, index) in _COURT for index in turns):
        return True
    first = min(turns)
    opening = (block.span.of(parse.text) for block in parse.blocks[:first] if len(block.span) <= 200)
    headed = (block.span.of(parse.text) for block in parse.blocks if block.kind == "meta")
    return any(map(read_examination, headed)) or any(map(_CAPTION.search, opening))


def _read_heading(
    parse: Parse, index: int, state: _Examination, found: dict[int, Named], *, court: bool
) -> _Examination:
    """Go on with what a line between the turns says."""
    span = parse.blocks[index].span
    match = read_examination(span.of(parse.text))
    if match is None:
        return state
    named = {
        key: (value, Span(span.start + match.start(key), span.start + match.end(key)))
        for key, value in match.groupdict().items()
        if value is not None and key != "kind"
    }
    kind = (match.groupdict().get("kind") or "").upper().replace("-", " ").split()
    witness = named.get("witness")
    # "DIRECT EXAMINATION" is the first of a witness.
    if witness is not None or ("DIRECT" in kind and state.asked):
        _close(parse, state, found, court=court)
        state = _Examination(witness=witness)
    state.examiner = named.get("examiner")
    return state


def _read_turn(
    parse: Parse, index: int, state: _Examination, found: dict[int, Named], labelled: Collection[str]
) -> None:
    """Note who speaks in a turn, and a witness's name if it is given in it."""
    letter = _letter(parse, index)
    if letter in QUESTIONS:
        state.asked = True
        if state.examiner is not None:
            found[index] = state.examiner
    if letter not in _WITNESS:
        state.addressed = state.addressed or _addressed(parse, index, labelled)
        return
    if state.witness is None:
        state.witness = _own_name(parse, index)
    if state.examiner is None and state.before is not None:
        state.examiner = _asking(parse, state.before)
    state.waiting.append(index)


def _called(parse: Parse, index: int) -> Named | None:
    """Return whom a turn of neither side's question or answer calls: "The State calls Nora Pell"."""
    span = parse.blocks[index].span
    match = _CALLED.search(parse.text, span.start, span.end)
    if match is None or _letter(parse, index) in QUESTIONS | _WITNESS:
        return None
    return match["name"], Span(*match.span("name"))


def _addressed(parse: Parse, index: int, labelled: Collection[str]) -> Named | None:
    """Return whom a turn speaks to by name, unless turns of their own show that they are no witness."""
    span = parse.blocks[index].span
    for match in _ADDRESSED.finditer(span.of(parse.text)):
        group = "first" if match["first"] else "last"
        if bare(match[group].split()[-1]) not in labelled:
            return match[group], Span(span.start + match.start(group), span.start + match.end(group))
    return None


def _asking(parse: Parse, index: int) -> Named | None:
    """Return the named speaker of a turn that ends in a question."""
    block = parse.blocks[index]
    label = block.label
    if label is None or _letter(parse, index) in QUESTIONS | _WITNESS | _COURT:
        return None
    return (label.of(parse.text), label) if block.span.of(parse.text).rstrip().endswith("?") else None


def _own_name(parse: Parse, index: int) -> Named | None:
    """Return the name that an answer gives as the speaker's own."""
    span = parse.blocks[index].span
    match = _OWN_NAME.search(parse.text, span.start, span.end)
    if match is None:
        # The question, and between it and the answer the label of this one.
        before = parse.blocks[max(index - 2, 0)]
        asked = before.kind == "text" and _ASKED.search(parse.text, before.span.start, before.span.end)
        match = _ANSWERED.match(parse.text, span.start, span.end) if asked else None
    return None if match is None else (match["name"], Span(*match.span("name")))


def _close(parse: Parse, state: _Examination, found: dict[int, Named], *, court: bool) -> None:
    """Give the answers to the witness."""
    witness = state.witness or state.addressed
    for index in state.waiting:
        label = parse.blocks[index].label
        if witness is not None:
            found[index] = witness
        elif court and label is not None:
            found[index] = ("witness", label)
