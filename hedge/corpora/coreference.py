"""Documents with coreference as UD English GUM has it: CoNLL-U whose MISC column brackets the mentions of entities."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hedge.documents import Span
from hedge.errors import InputError, MissingInputError

_DOCUMENT = re.compile(r"^# newdoc id = ", re.MULTILINE)
_PARAGRAPH = re.compile(r"^# newpar\b", re.MULTILINE)
# "(12-person-new-nnnnn-cf1-1,2-coref-Name" opens: the entity, its kind, information status, salience (in some
# documents), rank, the positions of the words that count most. "12)" closes; a mention of one word does so at once.
_BRACKET = re.compile(
    r"\((?P<chain>\d+)-(?P<kind>\w+)-[^()]*?-(?P<heads>\d+(?:,\d+)*)-[^()]*(?P<closed>\)?)|(?P<end>\d+)\)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an entity.

    Parameters
    ----------
    span : Span
        The mention in the document.
    heads : tuple of int
        Offsets at which the words begin that count most: the head, or all parts of a name.
    chain : str
        The entity; equal for all its mentions in the document.
    kind : str
        ``person``, ``organization``, ``place``, ``object``, ``abstract``, ``event``, ...
    """

    span: Span
    heads: tuple[int, ...]
    chain: str
    kind: str


@dataclass(frozen=True, slots=True)
class CoreferenceDocument:
    """A document, its text put together from its words, paragraphs apart, and its mentions in text order."""

    id: str
    text: str
    mentions: tuple[Mention, ...]


def read_coreference(path: Path) -> list[CoreferenceDocument]:
    """Read a gzipped CoNLL-U file with ``# newdoc`` comments and ``Entity=`` annotations.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It holds no document, or brackets that do not match.
    """
    if not path.is_file():
        raise MissingInputError(f"expected a treebank with coreference at {path}, found none: give the folder of GUM")
    content = gzip.decompress(path.read_bytes()).decode("utf-8")
    documents = [_read_document(part, path) for part in _DOCUMENT.split(content)[1:]]
    if not documents:
        raise InputError(f"expected documents that begin with '# newdoc id = ' in {path}, found none: is it GUM?")
    return documents


def _read_document(part: str, path: Path) -> CoreferenceDocument:
    name, _, body = part.partition("\n")
    text = ""
    mentions: list[Mention] = []
    for sentence in body.split("\n\n"):
        rows = [line.split("\t") for line in sentence.split("\n") if line[:1].isdigit()]
        if not rows:
            continue
        if text:
            text = text.rstrip() + ("\n\n" if _PARAGRAPH.search(sentence) else " ")
        text, words, misc = _join_words(text, rows)
        mentions.extend(_read_mentions(words, misc, f"{name} of {path}"))
    mentions.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    return CoreferenceDocument(name, text.rstrip(), tuple(mentions))


def _join_words(text: str, rows: list[list[str]]) -> tuple[str, list[Span], list[dict[str, str]]]:
    """Append a sentence to a text; returns it, where each syntactic word stands, and each one's MISC."""
    spans: list[Span] = []
    misc: list[dict[str, str]] = []
    covered = 0
    for row in rows:
        number, form = row[0], row[1]
        if "." in number:
            continue
        fields = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
        # The words of "don't" share the token's place.
        within = "-" not in number and int(number) <= covered
        if not within:
            span = Span(len(text), len(text) + len(form))
            text += form if fields.get("SpaceAfter") == "No" else f"{form} "
        if "-" in number:
            covered = int(number.split("-")[1])
        else:
            spans.append(span)
            misc.append(fields)
    return text, spans, misc


def _read_mentions(words: list[Span], misc: list[dict[str, str]], place: str) -> Iterator[Mention]:
    opened: list[tuple[int, re.Match[str]]] = []
    for index, fields in enumerate(misc):
        for found in _BRACKET.finditer(fields.get("Entity", "")):
            if found["end"] is None:
                opened.append((index, found))
                if not found["closed"]:
                    continue
            chain = found["end"] or found["chain"]
            at = next((i for i in reversed(range(len(opened))) if opened[i][1]["chain"] == chain), None)
            if at is None:
                raise InputError(f"expected '{chain})' to close a mention in {place}, but none is open: is it whole?")
            first, opening = opened.pop(at)
            heads = tuple(words[first + int(number) - 1].start for number in opening["heads"].split(","))
            yield Mention(Span(words[first].start, words[index].end), heads, chain, opening["kind"])
