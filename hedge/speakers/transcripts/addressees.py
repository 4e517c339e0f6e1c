"""Who speaks and who is spoken to in a transcript."""

from __future__ import annotations

from collections.abc import Mapping

from hedge.parsing import Parse
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.transcripts.turns import neighbours


class Conversation:
    """The turns of a transcript, or none.

    Parameters
    ----------
    parse : Parse
        The document.
    turns : mapping of int to Entity
        Who speaks in each block that is a turn.
    """

    def __init__(self, parse: Parse, turns: Mapping[int, Entity]) -> None:
        self._parse = parse
        self._turns = turns
        self._neighbours = neighbours(turns)
        self._audience = Entity(kind="group", label="readers")
        speaking = dict.fromkeys(turns.values())
        self._handles = {form[0]: entity for entity in speaking for form in entity.forms if form[0].startswith("@")}

    def speaker(self, sentence: int) -> Entity | None:
        """Return whose turn a sentence stands in; None outside of transcripts."""
        return self._turns.get(self._parse.sentences[sentence].block) if self._turns else None

    def addressee(self, sentence: int) -> Entity:
        """Return whom "you" means: in a transcript who answers the question or asked it, else the readers."""
        speaker = self.speaker(sentence)
        if speaker is None:
            return self._audience
        block = self._parse.sentences[sentence].block
        if (called := self._called(block)) is not None:
            return called
        before, after = self._neighbours[block]
        asks = speaker.kind == "unnamed" and after is not None
        return (after if asks else before or after) or self._audience

    def _called(self, block: int) -> Entity | None:
        """Return whom a post calls by a handle before its first words: "@bo you said it was safe"."""
        before = self._parse.blocks[max(block - 1, 0)]
        handle = before.span.of(self._parse.text)
        if before.kind != "meta" or not handle.startswith("@"):
            return None
        return self._handles.get(handle.split()[0])
