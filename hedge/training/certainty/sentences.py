"""Sentences of our own with a certainty by the NewsCert guide, told one by one: what no pattern makes.

Each file of the folder ``labelled`` has one a line: the level (0 uncommitted to 3 certain, or na), with a minus behind
it where the source rejects the content, then the sentence or ``source | cue | content`` as in
`constructions.PATTERNS`. Lines that belong together stand in one block, which is in a fold, so
that for every sentence there is an encoder that has not seen it; the idioms, as the patterns, are seen by all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files

from hedge.documents import Span
from hedge.scoring.certainty.features import StatementSpans
from hedge.training.certainty.propositions import SOURCES

IDIOMS_FILE = "idioms.txt"
#: Those that models of the parse are fitted on.
PLAIN_FILES = ("everyday.txt", "research.txt", "news.txt", "essays.txt", "modals.txt")
#: Those that models of the parse are only weighed on. Many sentences in them say what is allowed or can be done. To
#: such models that looks like what is possible, so that a plain "may" would come to mean less.
MIXED_FILES = ("talk.txt", "learned.txt", "press.txt")
#: All that are in folds.
FILES = PLAIN_FILES + MIXED_FILES
# Lines of a block.
_BLOCK = 8


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own.

    Parameters
    ----------
    text : str
        The sentence.
    spans : StatementSpans
        Place of the statement in it.
    level : int or str
        0 to 3, ``"na"`` or ``"wish"``.
    polarity : str
        ``"neg"`` where the source rejects it, else ``"pos"``.
    block : str
        Name of the block it is in, which tells its fold; empty for those in none.
    """

    text: str
    spans: StatementSpans
    level: int | str
    polarity: str
    block: str = ""


def read_sentences(name: str) -> Iterator[Example]:
    """Every sentence of a file, the author's also quoted."""
    lines = files("hedge.training.certainty").joinpath("labelled", name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
        mark, _, words = line.partition(" ")
        grade = mark.removesuffix("-")
        level = int(grade) if grade.isdecimal() else grade
        parts = [part.strip() for part in words.split("|")] if "|" in words else ["", "", words]
        block = f"{name} {number // _BLOCK}" if name in FILES else ""
        yield replace(make_example(parts, level, rejected=grade != mark), block=block)
        if "|" not in words and not words.startswith("("):
            yield replace(quoted_example(inside_sentence(SOURCES[number % len(SOURCES)]), words, level), block=block)


def inside_sentence(source: str) -> str:
    """A source as it stands inside a sentence."""
    return source if source in ("I", "Mr. Lind") else source[0].lower() + source[1:]


def quoted_example(source: str, content: str, level: int | str) -> Example:
    """A sentence as somebody's words, told afterwards: “It may rain,” she said."""
    content = _capital(content)
    quote = f"“{content}”" if content[-1] in "?!" else f"“{content.rstrip('.')},”"
    told = len(quote) + 1 + len(source) + 1
    spans = StatementSpans(
        source=(Span(len(quote) + 1, told - 1),), cue=(Span(told, told + 4),), content=(Span(0, len(quote)),)
    )
    return Example(text=f"{quote} {source} said.", spans=spans, level=level, polarity="pos")


def make_example(parts: Sequence[str], level: int | str, *, rejected: bool) -> Example:
    """An example from its source, words of attribution and content, and what stands behind these."""
    text, spans = "", []
    for part in parts[:3]:
        outside, _, inside = part[1:].partition(")") if part.startswith("(") else ("", "", part)
        text = f"{text} {outside}".strip()
        inside = _capital(inside.strip()) if outside.endswith((".", "?")) else inside
        start = len(text) + bool(text and part)
        text = f"{text} {inside.strip()}".strip()
        spans.append((Span(start, len(text)),) if part else ())
    if text[-1] not in ".?!”":
        text += "."
    return Example(
        text=_capital(" ".join((text, *parts[3:]))),
        spans=StatementSpans(source=spans[0], cue=spans[1], content=spans[2]),
        level=level,
        polarity="neg" if rejected else "pos",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
