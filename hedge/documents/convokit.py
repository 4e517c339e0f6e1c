"""ConvoKit corpora to sources: a conversation is a document, its utterances are turns. ConvoKit is not needed."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hedge.documents.joining import Piece, join_pieces
from hedge.documents.source import BadSource, Source
from hedge.documents.tables import field_text
from hedge.errors import InputError, MissingInputError

# Seconds since 1970 within which a time stamp is a date: from 1990 to 2100. Others count from something else.
_EPOCH = (631_152_000, 4_102_444_800)
Record = dict[str, Any]


def is_convokit(path: Path) -> bool:
    """Whether a path is a ConvoKit corpus: a folder with ``utterances.jsonl``."""
    # These take any string for a path, also one with a NUL or too long for a file system.
    return os.path.isdir(path) and os.path.isfile(path / "utterances.jsonl")


def convokit_sources(folder: Path, on_error: Callable[[BadSource], None]) -> Iterator[Source]:
    """Read a corpus in the format that ConvoKit writes, also that of its versions before 2.3.

    The corpus is read twice: once for where each conversation's utterances stand, then conversation by conversation.
    Utterances come in the order of their replies: each before those that answer it, answers of one utterance by time.

    Parameters
    ----------
    folder : Path
        With ``utterances.jsonl`` and, where speakers have names, ``speakers.json``.
    on_error : callable
        Called with a line that is no utterance, and with a conversation without words.

    Yields
    ------
    Source
        A speaker is called by the ``name`` in the speaker's meta data, if no other has it, else by the id. Meta data
        of the conversation are columns, those of an utterance columns of its segment, whose id is the utterance's.

    Raises
    ------
    MissingInputError, InputError
        A file cannot be read.
    """
    names = _names(folder)
    meta = _objects(folder, "conversations.json")
    path = folder / "utterances.jsonl"
    places: dict[str, list[int]] = {}
    try:
        with path.open("rb") as stream:
            offset = 0
            for number, line in enumerate(stream, 1):
                if line.strip():
                    try:
                        places.setdefault(_conversation(read_utterance(line)), []).append(offset)
                    except (ValueError, RecursionError) as error:
                        on_error(BadSource(id=f"{path}:{number}", error=_broken(error, number, path)))
                offset += len(line)
            for conversation, offsets in places.items():
                utterances = []
                for offset in offsets:
                    stream.seek(offset)
                    utterances.append(read_utterance(stream.readline()))
                try:
                    yield _source(conversation, in_order(utterances), names, _meta(meta.get(conversation)))
                except InputError as error:
                    on_error(BadSource(id=conversation, error=error))
    except OSError as error:
        raise MissingInputError(f"expected to read {path}, but that failed: {error.strerror}") from error


def read_utterance(line: bytes) -> Record:
    """Read a line of ``utterances.jsonl``; `ValueError` where it is none."""
    record = json.loads(line.decode("utf-8"))
    if not isinstance(record, dict):
        raise ValueError(f"a {type(record).__name__}")
    for key in ("id", "text"):
        if not isinstance(record.get(key), str):
            raise ValueError(f"no {key!r}")
    for key in ("reply-to", "reply_to"):
        if not isinstance(record.get(key), str | None):
            raise ValueError(f"a {type(record[key]).__name__} as {key!r}")
    return record


def in_order(utterances: list[Record]) -> list[Record]:
    """Sort the utterances of a conversation: each before its answers, answers by time stamp, then as in the file.

    Examples
    --------
    >>> lines = [{"id": "c", "reply-to": "b"}, {"id": "b", "reply-to": "a"}, {"id": "a", "reply-to": None}]
    >>> [each["id"] for each in in_order(lines)]
    ['a', 'b', 'c']
    """
    known = {each["id"] for each in utterances}
    answers: dict[str | None, list[Record]] = {}
    for each in sorted(utterances, key=_time):
        parent = each.get("reply-to", each.get("reply_to"))
        answers.setdefault(parent if parent in known and parent != each["id"] else None, []).append(each)
    ordered: dict[int, Record] = {}
    # Those left over answer each other in a circle: they follow in the order of the file.
    todo = [*reversed(utterances), *reversed(answers.get(None, []))]
    while todo:
        each = todo.pop()
        if id(each) not in ordered:
            ordered[id(each)] = each
            # Once, however many utterances have the id.
            todo.extend(reversed(answers.pop(each["id"], [])))
    return list(ordered.values())


def _time(utterance: Record) -> float:
    try:
        return float(utterance["timestamp"])
    except (KeyError, TypeError, ValueError, OverflowError):
        return 0.0


def _source(conversation: str, utterances: list[Record], names: dict[str, str], meta: Record) -> Source:
    pieces = []
    for each in utterances:
        speaker = str(each.get("speaker", each.get("user", "")) or "")
        name = names.get(speaker, speaker)
        pieces.append(
            Piece(
                text=each["text"],
                speaker=name or None,
                id=each["id"],
                columns=_columns(_meta(each)) | ({"speaker_id": speaker} if name != speaker else {}),
            )
        )
    text, turns, segments = join_pieces(pieces)
    if not text.strip():
        raise InputError(f"expected words in the conversation {conversation!r}, got none: leave it out of the corpus")
    stamp = _time(utterances[0])
    date = datetime.fromtimestamp(stamp, UTC).isoformat() if _EPOCH[0] <= stamp <= _EPOCH[1] else None
    return Source(id=conversation, text=text, turns=turns, date=date, columns=_columns(meta), segments=segments)


def _columns(meta: Record) -> dict[str, str]:
    texts = {str(key): field_text(value) for key, value in meta.items()}
    return {key: value for key, value in texts.items() if value.strip()}


def _conversation(utterance: Record) -> str:
    return str(utterance.get("conversation_id") or utterance.get("root") or utterance["id"])


def _meta(record: object) -> Record:
    """The meta data of a speaker, conversation or utterance: under ``meta`` in newer corpora."""
    if not isinstance(record, dict):
        return {}
    meta = record.get("meta", {} if "text" in record else record)
    return meta if isinstance(meta, dict) else {}


def _names(folder: Path) -> dict[str, str]:
    speakers = _objects(folder, "speakers.json") or _objects(folder, "users.json")
    named = {key: name for key, value in speakers.items() if isinstance(name := _meta(value).get("name"), str)}
    bearers = Counter(named.values())
    return {key: name.strip() for key, name in named.items() if name.strip() and bearers[name] == 1}


def _objects(folder: Path, name: str) -> Record:
    """Read a JSON object from a file of the corpus; an empty one where there is no such file."""
    path = folder / name
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError, OSError) as error:
        raise InputError(f"expected a JSON object in {path}, which cannot be read ({error}): dump it again") from error
    if not isinstance(found, dict):
        raise InputError(f"expected a JSON object in {path}, got a {type(found).__name__}: dump the corpus again")
    return found


def _broken(error: Exception, number: int, path: Path) -> InputError:
    return InputError(
        f"expected an utterance with id, text, speaker and conversation_id in line {number} of {path}, got "
        f"{error}: correct the line; the rest is read"
    )
