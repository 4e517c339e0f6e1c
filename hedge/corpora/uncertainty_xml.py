"""Sentences with cues and scopes of uncertainty and negation, in the XML of BioScope, CoNLL-2010 and Szeged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hedge.documents import Span
from hedge.errors import InputError, MissingInputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CUES = frozenset({"cue", "ccue"})
_SCOPE = "xcope"
UNTYPED = "unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedCue:
    """A cue as annotated.

    Parameters
    ----------
    span : Span
        Its characters in the sentence.
    text, type : str
        Its words, and its type as the corpus names it (``speculation``, ``negation``, ``epistemic``, ...);
        ``"unspecified"`` where the corpus has none.
    scope : str
        Id of its scope; ``""`` where scopes are not annotated. Parts of one cue ("either ... or") share it.
    """

    span: Span
    text: str
    type: str
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedScope:
    """What a cue bears on: its id and its characters in the sentence."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedSentence:
    """A sentence with cues and scopes.

    Parameters
    ----------
    id, text : str
        As in the corpus.
    cues : tuple of AnnotatedCue
        In text order.
    scopes : tuple of AnnotatedScope
        In text order, the outer of two that begin together first.
    uncertain : bool
        What the corpus says where it labels sentences; otherwise whether there is a cue that is not of negation.
    """

    id: str
    text: str
    cues: tuple[AnnotatedCue, ...]
    scopes: tuple[AnnotatedScope, ...]
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """A document: its id, its type as the corpus names it, and its sentences."""

    id: str
    type: str
    sentences: tuple[AnnotatedSentence, ...]


def read_uncertainty_xml(path: Path) -> list[AnnotatedDocument]:
    """Read an XML file of BioScope, of the CoNLL-2010 shared task or of the Szeged uncertainty corpus.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    list of AnnotatedDocument
        In the order of the file.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It is no XML, declares entities (which could blow it up, or read other files), or holds no such documents.

    References
    ----------
    Vincze, V. et al. (2008). The BioScope corpus. BMC Bioinformatics 9 (Suppl 11).
    Farkas, R. et al. (2010). The CoNLL-2010 shared task. CoNLL.
    Szarvas, G. et al. (2012). Cross-genre and cross-domain detection of semantic uncertainty. Computational
    Linguistics 38(2).
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import parse

    if not path.is_file():
        raise MissingInputError(f"expected an .xml file, but {path} is none: check the path")
    try:
        root = parse(path).getroot()
    except DefusedXmlException as error:
        raise InputError(
            f"expected XML without entities of its own in {path}, got {type(error).__name__}: not read, as they can "
            "blow a file up or reach other files"
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(f"expected XML in {path}, got something else ({error}): fetch the file again") from error
    documents = [_document(element, number) for number, element in enumerate(root.iter("Document"), 1)]
    if not any(document.sentences for document in documents):
        raise InputError(
            f"expected <Document> elements with <sentence> elements in {path}, got none: is it a corpus of "
            "uncertainty or negation?"
        )
    return documents


def _document(element: Element, number: int) -> AnnotatedDocument:
    name = next((each.text.strip() for each in element.iter("DocID") if each.text and each.text.strip()), str(number))
    return AnnotatedDocument(
        id=name,
        type=element.get("type", ""),
        sentences=tuple(_sentence(each, index) for index, each in enumerate(element.iter("sentence"), 1)),
    )


def _sentence(element: Element, number: int) -> AnnotatedSentence:
    text = "".join(element.itertext())
    before = len(text) - len(text.lstrip())
    text = text.strip()
    spans = [(node, _inside(start - before, end - before, text)) for node, start, end in _walk(element, 0)]
    cues = tuple(
        AnnotatedCue(
            span=span,
            text=span.of(text),
            type=node.get("type") or UNTYPED,
            scope=node.get("ref", ""),
        )
        for node, span in spans
        if node.tag in _CUES and len(span)
    )
    scopes = [AnnotatedScope(id=node.get("id", ""), span=span) for node, span in spans if node.tag == _SCOPE]
    label = element.get("certainty")
    return AnnotatedSentence(
        id=element.get("id", str(number)),
        text=text,
        cues=tuple(sorted(cues, key=lambda cue: cue.span)),
        scopes=tuple(sorted(scopes, key=lambda scope: (scope.span.start, -scope.span.end))),
        uncertain=any(cue.type != "negation" for cue in cues) if label is None else label == "uncertain",
    )


def _inside(start: int, end: int, text: str) -> Span:
    return Span(min(max(start, 0), len(text)), min(max(end, 0), len(text)))


def _walk(element: Element, start: int) -> Iterator[tuple[Element, int, int]]:
    """Yield the elements below one with their places in its text."""
    position = start + len(element.text or "")
    for child in element:
        end = position + len("".join(child.itertext()))
        yield child, position, end
        yield from _walk(child, position)
        position = end + len(child.tail or "")
