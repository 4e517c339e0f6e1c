"""Values of the stage: a speaker, and who speaks where in a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hedge.documents import Span

SpeakerType = Literal["person", "organization", "group", "unnamed", "document", "author"]

AUTHOR_ID = "s0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody, or something, that a document lets speak.

    Parameters
    ----------
    id : str
        ``"s0"`` is the author; the others are ``"s1"``, ``"s2"``, ... in order of their first mention.
    name : str
        The fullest name the document gives, without titles; for unnamed speakers a short description.
    type : {"person", "organization", "group", "unnamed", "document", "author"}
        ``unnamed`` is a single person whose name the document does not give.
    mentions : tuple of Span
        Where the document mentions the speaker by name or as a source, sorted.
    identity : bool, default False
        Whether the input names the speaker, as a column of speakers does (see `KnownTurn`): then equal names are one
        speaker in all documents.

    Examples
    --------
    >>> import hedge
    >>> doc = hedge.load("fast")("Mayor Ana Ruiz said the bridge will reopen.")
    >>> [(speaker.id, speaker.name, speaker.type) for speaker in doc.speakers if speaker.type == "person"]
    [('s1', 'Ana Ruiz', 'person')]
    """

    id: str
    name: str
    type: SpeakerType
    mentions: tuple[Span, ...] = ()
    identity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Who speaks where.

    Parameters
    ----------
    speakers : tuple of Speaker
        The author first, then everybody who is assigned an attribution or a turn, in order of first mention.
    assignment : tuple of str
        The speaker's id for every attribution, in the order they were given. An attribution without a source gets
        the author, as what nobody is named for is the author's statement, unless the text makes clear who is meant.
    turns : dict of int to str
        For the blocks of a transcript: the id of the speaker of the turn, by the block's index.
    """

    speakers: tuple[Speaker, ...]
    assignment: tuple[str, ...]
    turns: dict[int, str] = field(default_factory=dict)

    def speaker(self, identifier: str) -> Speaker:
        """Return the speaker with an id; `KeyError` where there is none."""
        for speaker in self.speakers:
            if speaker.id == identifier:
                return speaker
        raise KeyError(identifier)
