"""Join pieces of speech into one text, with the exact place of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from hedge.documents.source import KnownTurn, Segment
from hedge.documents.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of speech: a caption, a row, an utterance.

    Parameters
    ----------
    text : str
        Its words; kept as they are.
    speaker : str or None
        Who says it, where that is known.
    opens : bool, default True
        Whether it begins a new turn and so a new line, even if the speaker is the one before.
    id, start, end, columns
        Of its `Segment`.
    """

    text: str
    speaker: str | None = None
    opens: bool = True
    id: str = ""
    start: float | None = None
    end: float | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def join_pieces(
    pieces: Iterable[Piece], *, identity: bool = True
) -> tuple[str, tuple[KnownTurn, ...], tuple[Segment, ...]]:
    r"""Join pieces: those of one turn by a space, turns by a newline.

    Parameters
    ----------
    pieces : iterable of Piece
        In the order of the text.
    identity : bool, default True
        Of the turns: whether a speaker's name means the same in other documents.

    Returns
    -------
    text : str
        The joined text.
    turns : tuple of KnownTurn
        One a run of pieces with the same known speaker.
    segments : tuple of Segment
        One a piece.

    Examples
    --------
    >>> text, turns, _ = join_pieces([Piece(text="It may", speaker="Q"), Piece(text="rain.", speaker="Q", opens=False)])
    >>> text, turns[0].speaker, turns[0].span
    ('It may rain.', 'Q', Span(start=0, end=12))
    """
    parts: list[str] = []
    turns: list[KnownTurn] = []
    segments: list[Segment] = []
    length = 0
    speaker: str | None = None
    for piece in pieces:
        opens = piece.opens or piece.speaker != speaker or not parts
        if parts:
            parts.append("\n" if opens else " ")
            length += 1
        span = Span(length, length + len(piece.text))
        parts.append(piece.text)
        length, speaker = span.end, piece.speaker
        segments.append(Segment(span=span, id=piece.id, start=piece.start, end=piece.end, columns=piece.columns))
        if speaker is None:
            continue
        if opens:
            turns.append(KnownTurn(span=span, speaker=speaker, identity=identity))
        else:
            turns[-1] = replace(turns[-1], span=Span(turns[-1].span.start, span.end))
    return "".join(parts), tuple(turns), tuple(segments)
