"""Results as brat stand-off: the text in one file, the annotations in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from hedge.documents import Span, writable
from hedge.errors import InputError
from hedge.exports.exportable import Exportable, file_names
from hedge.summaries import LABELS

_CUES = ("epistemic", "doxastic", "evidential", "unknown", "investigation", "condition", "approximator", "booster")
# Lines and fields of annotations end at these, so that no span may run over one.
_BREAK = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_NAMES = {label: f"Statement-{label}" for label in LABELS}

_CONFIG = "\n".join(
    [
        "[entities]", *_NAMES.values(), *(f"Cue-{kind}" for kind in _CUES), "Source", "AttributionCue", "",
        "[relations]",
        f"SourceOf\tArg1:Source, Arg2:{'|'.join(_NAMES.values())}",
        f"AttributionOf\tArg1:AttributionCue, Arg2:{'|'.join(_NAMES.values())}",
        f"BearsOn\tArg1:{'|'.join(f'Cue-{kind}' for kind in _CUES)}, Arg2:{'|'.join(_NAMES.values())}",
        f"PartOf\tArg1:{'|'.join(_NAMES.values())}, Arg2:{'|'.join(_NAMES.values())}",
        "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "",
        "[events]", "",
        "[attributes]", f"Rejected\tArg:{'|'.join(_NAMES.values())}", "",
    ]
)  # fmt: skip


def write_brat(documents: Iterable[Exportable], folder: str | Path) -> None:
    """Write documents for brat: ``NAME.txt`` and ``NAME.ann`` each, and ``annotation.conf`` with the types.

    Text-bound annotations are statements (``Statement-possible``), cues (``Cue-epistemic``), sources and attribution
    cues; relations tie the last three to their statement (``BearsOn``, ``SourceOf``, ``AttributionOf``), and a
    statement to the one that holds it (``PartOf``); the attribute ``Rejected`` marks negative polarity, and a note
    gives the speaker and the certainty. Spans with line ends inside are cut there, as brat wants.

    Parameters
    ----------
    documents : iterable of Document
        The documents.
    folder : str or Path
        Made if need be; files of the same names are replaced.

    Raises
    ------
    InputError
        A file cannot be written.

    References
    ----------
    https://brat.nlplab.org/standoff.html
    """
    kept, place = list(documents), Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / "annotation.conf").write_text(_CONFIG, encoding="utf-8", newline="")
        for document, name in zip(kept, file_names(kept), strict=True):
            (place / f"{name}.txt").write_text(writable(document.text), encoding="utf-8", newline="")
            (place / f"{name}.ann").write_text(render_annotations(document), encoding="utf-8", newline="")
    except OSError as error:
        raise InputError(
            f"expected to write {place}, but that failed: {error.strerror}; choose another folder"
        ) from error


def render_annotations(document: Exportable) -> str:
    """Return the content of the ``.ann`` file of a document."""
    return "".join(line + "\n" for line in _lines(document))


class _Numbers:
    """Ids of text-bound annotations: one for each type and place."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, tuple[Span, ...]], str] = {}
        self.lines: list[str] = []

    def add(self, kind: str, spans: Iterable[Span], text: str, *, shared: bool = True) -> str | None:
        """Return the id of an annotation, a new one if need be; None where nothing is left to annotate."""
        parts = tuple(part for span in spans for part in _pieces(span, text))
        if not parts:
            return None
        if shared and (kind, parts) in self.known:
            return self.known[kind, parts]
        name = f"T{len(self.lines) + 1}"
        self.known[kind, parts] = name
        offsets = ";".join(f"{part.start} {part.end}" for part in parts)
        words = " ".join(writable(part.of(text)) for part in parts)
        self.lines.append(f"{name}\t{kind} {offsets}\t{words}")
        return name


def _pieces(span: Span, text: str) -> Iterator[Span]:
    """Cut a span at line ends, without the white space around them."""
    start = span.start
    for match in (*_BREAK.finditer(text, span.start, span.end), None):
        end = span.end if match is None else match.start()
        words = text[start:end]
        left = start + len(words) - len(words.lstrip())
        if words.strip():
            yield Span(left, left + len(words.strip()))
        start = end if match is None else match.end()


def _lines(document: Exportable) -> Iterator[str]:
    numbers = _Numbers()
    relations: dict[tuple[str, str, str], None] = {}
    attributes: list[str] = []
    notes: list[str] = []
    names: dict[int, str] = {}
    for statement in document.statements:
        name = numbers.add(_NAMES[statement.label], statement.spans, document.text, shared=False)
        if name is None:
            continue
        names[statement.id] = name
        linked = [("SourceOf", "Source", statement.source), ("AttributionOf", "AttributionCue", statement.cue)]
        linked += [("BearsOn", f"Cue-{cue.type}", (cue.span,)) for cue in statement.cues]
        for relation, kind, spans in linked:
            if (other := numbers.add(kind, spans, document.text)) is not None:
                relations[relation, other, name] = None
        if statement.polarity == "neg":
            attributes.append(f"A{len(attributes) + 1}\tRejected {name}")
        speaker = " ".join(writable(statement.speaker.name).split())
        notes.append(f"#{len(notes) + 1}\tAnnotatorNotes {name}\t{speaker}; certainty {statement.certainty:.2f}")
    for statement in document.statements:
        if statement.parent in names and statement.id in names:
            relations["PartOf", names[statement.id], names[statement.parent]] = None
    yield from numbers.lines
    for number, (relation, one, other) in enumerate(relations, 1):
        yield f"R{number}\t{relation} Arg1:{one} Arg2:{other}"
    yield from attributes
    yield from notes
