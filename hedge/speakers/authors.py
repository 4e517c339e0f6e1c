"""The author of a document: named in its byline, or in the last lines."""

from __future__ import annotations

from collections.abc import Iterable

from hedge.parsing import Parse
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.transcripts.turns import byline

# Words before the name in a line that introduces an author, at most, and what it says that authors do.
_OPENING = 4
_OCCUPATIONS = frozenset(
    {"write", "teach", "live", "work", "serve", "study", "cover", "report", "edit", "contribute", "direct", "chair",
     "head", "lead", "run", "own", "host"}
)  # fmt: skip


def find_author(parse: Parse) -> Entity:
    """Return the author, with the name in the byline if there is one."""
    found = byline(parse.text, parse.blocks)
    return Entity(kind="author", label=found[0] if found else "author", spans=[found[1]] if found else [])


def sign(parse: Parse, author: Entity, entities: Iterable[Entity]) -> None:
    """Name an author who says "I" after the person whom only the last lines introduce ("Ana Ruiz is a ...")."""
    if author.label != "author" or not parse.sentences:
        return
    final = parse.sentences[-1].block
    for entity in entities:
        if entity.kind not in {"person", ""} or len(entity.full) < 2 or entity.spoke:
            continue
        late = min(parse.sentences[sentence].block for sentence, _ in entity.places) >= final - 2
        if late and entity.places[0] in entity.subjects and _is_introduced(parse, *entity.places[0]):
            author.label = " ".join(entity.full)
            author.spans.extend(entity.spans)
            return


def _is_introduced(parse: Parse, number: int, word: int) -> bool:
    """Whether the beginning of a sentence tells what somebody is or does: "Ana Ruiz teaches law"."""
    sentence = parse.sentences[number]
    if not 0 <= word <= _OPENING or sentence.words[word].head < 0:
        return False
    following = sentence.words[word + 1 : word + 1 + _OPENING]
    is_something = any(word.upos == "AUX" and word.lemma == "be" for word in following)
    return is_something or sentence.words[sentence.words[word].head].lemma in _OCCUPATIONS
