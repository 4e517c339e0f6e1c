"""A document before it is analysed: its text, and what else the caller's file says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from hedge.documents.spans import Span
from hedge.errors import HedgeError, InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTurn:
    """A stretch of text of which it is known whose words it holds.

    Parameters
    ----------
    span : Span
        Where it stands in the text.
    speaker : str
        Who says it, as the input names them; two turns have the same speaker if their names are equal.
    identity : bool, default True
        Whether that holds for turns of different documents too, whatever the name looks like ("P01", "Witness"): you
        say who it is, as in a column of speakers. Captions, whose "Speaker 1" is another one in every file, do not.

    Examples
    --------
    A text without labels, of which you know who says what:

    >>> from hedge import KnownTurn, Source, Span
    >>> text = "The dam holds. It may not."
    >>> turns = (KnownTurn(span=Span(0, 14), speaker="Ada Low"), KnownTurn(span=Span(15, 26), speaker="Ben Ode"))
    >>> source = Source(id="debate", text=text, turns=turns)
    >>> [turn.span.of(source.text) for turn in source.turns]
    ['The dam holds.', 'It may not.']
    """

    span: Span
    speaker: str
    identity: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text that was a unit of the input: a caption, a row of a table, an utterance of a corpus.

    Parameters
    ----------
    span : Span
        Where it stands in the text.
    id : str
        The input's name for it, ``""`` where it has none.
    start, end : float or None
        Seconds from the beginning of the recording, for captions.
    columns : mapping of str to str
        What else the input says about this unit alone.

    Examples
    --------
    >>> from hedge import Segment, Span
    >>> caption = Segment(span=Span(0, 14), id="1", start=2.5, end=4.0)
    >>> caption.end - caption.start
    1.5
    """

    span: Span
    id: str = ""
    start: float | None = None
    end: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document as it was read.

    Parameters
    ----------
    id : str
        The path as given, ``"-"`` for standard input, or what the input calls the document.
    text : str
        The text; every offset refers to it.
    encoding : str, default "utf-8"
        The encoding it was read in.
    assumed : bool, default False
        True where the encoding was detected rather than UTF-8 or a byte-order mark.
    turns : tuple of KnownTurn
        Whose words are whose, as far as the input says so: trusted. In text order, not overlapping. What nobody is
        quoted for in there is a statement of the turn's speaker.
    date : str or None
        When it was said or written: ISO 8601.
    columns : mapping of str to str
        What else the input says about it, such as a topic or the addressee; kept with the results.
    segments : tuple of Segment
        The units that the text was joined from, in text order; empty where it was one piece.

    Raises
    ------
    InputError
        A turn or segment lies outside of the text, or overlaps the one before it.

    Examples
    --------
    >>> text = "The bridge may close."
    >>> source = Source(id="a", text=text, turns=(KnownTurn(span=Span(0, len(text)), speaker="Ana Ruiz"),))
    >>> source.turns[0].span.of(source.text)
    'The bridge may close.'
    """

    id: str
    text: str
    encoding: str = "utf-8"
    assumed: bool = False
    turns: tuple[KnownTurn, ...] = ()
    date: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()

    @property
    def identities(self) -> frozenset[str]:
        """Names in the turns that mean the same in every document."""
        return frozenset(turn.speaker for turn in self.turns if turn.identity and turn.speaker)

    def __post_init__(self) -> None:
        for what, spans in (("turn", [t.span for t in self.turns]), ("segment", [s.span for s in self.segments])):
            outside = [span for span in spans if not 0 <= span.start <= span.end <= len(self.text)]
            overlapping = [after for before, after in pairwise(spans) if after.start < before.end]
            for span in (*outside, *overlapping):
                raise InputError(
                    f"expected every {what} of {self.id or 'a text'} inside its {len(self.text)} characters and after "
                    f"the one before, got {span.start} to {span.end}: give them in text order, without overlap"
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class BadSource:
    """A part of the input that could not be read as a document, while the rest goes on.

    Parameters
    ----------
    id : str
        The document's id where the input gives one, else the file with the row or line.
    error : HedgeError
        What was expected there, what came, and what to do.
    """

    id: str
    error: HedgeError
