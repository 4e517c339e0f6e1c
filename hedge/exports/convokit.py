"""Results as the meta data of a ConvoKit corpus."""

from __future__ import annotations

import json
import os
import shutil
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hedge.documents import Span
from hedge.errors import InputError, MissingInputError
from hedge.exports.exportable import Exportable
from hedge.statements import Statement
from hedge.summaries import number_documents

Record = dict[str, Any]
# The keys of an utterance's meta data that hold results, with their types as ConvoKit's index has them.
_TYPES = {
    "hedge_statements": "<class 'list'>",
    "hedge_certainty": "<class 'float'>",
    "hedge_cues": "<class 'int'>",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Utterance:
    """A stretch of a document that is an utterance of the corpus."""

    id: str
    speaker: str
    span: Span
    columns: dict[str, str]


def write_convokit(documents: Iterable[Exportable], folder: str | Path, *, base: str | Path | None = None) -> None:
    """Write a corpus that ``convokit.Corpus(filename=folder)`` loads, with the results in the utterances' meta data.

    Every utterance gets ``hedge_statements``, a list of its statements with ``text``, ``spans`` (offsets into the
    utterance), ``speaker`` (the name: the utterance's own or of whom it quotes), ``own`` (whether it is the former's),
    ``label``, ``certainty``, ``interval``, ``factuality``, ``polarity`` and ``cues``; ``hedge_certainty``, the mean
    certainty of its speaker's own statements that can be evaluated, None without any; and ``hedge_cues``, the number
    of hedges and boosters.

    Parameters
    ----------
    documents : iterable of Document
        The conversations.
    folder : str or Path
        Made if need be; files of the same names are replaced.
    base : str or Path, optional
        The corpus that the documents were read from: everything else in it is kept as it is. Without it a new corpus is
        made; its utterances are the documents' segments, else their turns.

    Raises
    ------
    InputError
        `base` is `folder`, or a file cannot be written.
    MissingInputError
        A file of `base` cannot be read.
    """
    place = Path(folder)
    origin = None if base is None else Path(base)
    if origin is not None and place.exists() and origin.exists() and os.path.samefile(origin, place):
        raise InputError(f"expected another folder than that of the corpus, got {folder}: choose one to write it to")
    try:
        place.mkdir(parents=True, exist_ok=True)
        if origin is None:
            _write_new(list(number_documents(documents)), place)
        else:
            _write_meta(documents, place, origin)
    except MissingInputError:
        raise
    except OSError as error:
        raise InputError(
            f"expected to write {place}, but that failed: {error.strerror}; choose another folder"
        ) from error


def _write_meta(documents: Iterable[Exportable], place: Path, origin: Path) -> None:
    """Copy a corpus, results added."""
    found: dict[str, Record] = {}
    for document in documents:
        for utterance in _utterances(document):
            found[utterance.id] = _meta(document, utterance)
    if not (origin / "utterances.jsonl").is_file():
        raise MissingInputError(f"expected the file utterances.jsonl in {origin}, but there is none: check the path")
    for file in sorted(origin.iterdir()):
        # A link could bring in a file from anywhere.
        inside = file.is_file() and not file.is_symlink()
        if inside and file.name not in {"utterances.jsonl", "index.json"}:
            shutil.copy2(file, place / file.name)
    with (origin / "utterances.jsonl").open("rb") as lines, _create(place / "utterances.jsonl") as out:
        for line in lines:
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue  # told when the corpus was read
            if isinstance(record, dict):
                meta = record.get("meta")
                record["meta"] = {**(meta if isinstance(meta, dict) else {}), **found.get(str(record.get("id")), {})}
                out.write(json.dumps(record) + "\n")
    _dump(place / "index.json", _index(_read_index(origin / "index.json")))


def _write_new(documents: Sequence[Exportable], place: Path) -> None:
    speakers: dict[str, Record] = {}
    conversations: dict[str, Record] = {}
    taken: set[str] = set()
    with _create(place / "utterances.jsonl") as out:
        for document in documents:
            root: str | None = None
            before: str | None = None
            for utterance in _utterances(document):
                name = utterance.id
                while name in taken:
                    name = f"{document.id}_{name}" if not name.startswith(f"{document.id}_") else f"{name}_"
                taken.add(name)
                # ConvoKit calls a conversation by its first utterance.
                root = root if root is not None else name
                speakers.setdefault(utterance.speaker, {"meta": {}, "vectors": []})
                record: Record = {
                    "id": name,
                    "conversation_id": root,
                    "text": utterance.span.of(document.text),
                    "speaker": utterance.speaker,
                    "meta": {**utterance.columns, **_meta(document, utterance)},
                    "reply-to": before,
                    "timestamp": None,
                    "vectors": [],
                }
                out.write(json.dumps(record) + "\n")
                before = name
            if root is not None:
                dated = {"date": document.date} if document.date else {}
                conversations[root] = {"meta": {"document": document.id, **dated, **document.columns}, "vectors": []}
    own = {key for document in documents for segment in document.segments for key in segment.columns}
    texts = {key for conversation in conversations.values() for key in conversation["meta"]}
    index = {
        "utterances-index": {key: ["<class 'str'>"] for key in sorted(own)},
        "conversations-index": {key: ["<class 'str'>"] for key in sorted(texts)},
    }
    _dump(place / "index.json", _index(index))
    _dump(place / "speakers.json", speakers)
    _dump(place / "conversations.json", conversations)
    _dump(place / "corpus.json", {})


def _utterances(document: Exportable) -> Iterator[_Utterance]:
    """The document's segments, else its turns, else all of it."""
    blocks = document.parse.blocks
    if document.segments:
        for number, segment in enumerate(document.segments, 1):
            first = bisect_right(blocks, segment.span.start, key=lambda block: block.span.end)
            last = bisect_left(blocks, segment.span.end, key=lambda block: block.span.start)
            inside = (block.speaker for block in blocks[first:last] if block.speaker)
            yield _Utterance(
                id=segment.id or f"{document.id}_{number}",
                speaker=next(inside, "author"),
                span=segment.span,
                columns=dict(segment.columns),
            )
        return
    spoken = [block for block in blocks if block.kind == "text"]
    runs: list[tuple[object, str, Span]] = []
    for block in spoken:
        key = block.speaker or block.label
        name = block.speaker or (block.label.of(document.text) if block.label else "author")
        if runs and runs[-1][0] == key:
            runs[-1] = (key, name, Span(runs[-1][2].start, block.span.end))
        else:
            runs.append((key, name, block.span))
    for number, (_, name, span) in enumerate(runs, 1):
        yield _Utterance(id=f"{document.id}_{number}", speaker=" ".join(name.split()), span=span, columns={})


def _meta(document: Exportable, utterance: _Utterance) -> Record:
    # Statements are in text order; an empty utterance has those that begin at its place.
    end = max(utterance.span.end, utterance.span.start + 1)
    first, last = (bisect_left(document.statements, at, key=_start) for at in (utterance.span.start, end))
    inside = document.statements[first:last]
    statements = [_statement(statement, utterance, document.text) for statement in inside]
    own = [each["certainty"] for each in statements if each["own"] and each["label"] != "na"]
    return {
        "hedge_statements": statements,
        "hedge_certainty": round(sum(own) / len(own), 4) if own else None,
        "hedge_cues": len({cue.span for statement in inside for cue in statement.cues}),
    }


def _start(statement: Statement) -> int:
    return statement.spans[0].start


def _statement(statement: Statement, utterance: _Utterance, text: str) -> Record:
    start = utterance.span.start
    parts = [Span(span.start, min(span.end, utterance.span.end)) for span in statement.spans]
    parts = [span for span in parts if start <= span.start < span.end]
    return {
        "text": " ".join(span.of(text) for span in parts),
        "spans": [[span.start - start, span.end - start] for span in parts],
        "speaker": statement.speaker.name,
        "own": statement.speaker.name == utterance.speaker or (not statement.source and not statement.cue),
        "label": statement.label,
        "certainty": round(statement.certainty, 4),
        "interval": [round(bound, 4) for bound in statement.interval],
        "factuality": None if statement.factuality is None else round(statement.factuality, 4),
        "polarity": statement.polarity,
        "cues": [{"text": cue.text, "type": cue.type, "effect": round(cue.effect, 4)} for cue in statement.cues],
    }


def _read_index(path: Path) -> Record:
    """The index of a corpus, without what has another shape than ConvoKit's; empty where there is none."""
    if not path.is_file():
        return {}
    try:
        index = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise InputError(f"expected a JSON object in {path}, which cannot be read ({error}): dump it again") from error
    found = index if isinstance(index, dict) else {}
    return {key: value for key, value in found.items() if not key.endswith("-index") or isinstance(value, dict)}


def _index(index: Record) -> Record:
    """ConvoKit's index of meta data keys and their types, with those of the results."""
    keys = ("utterances-index", "speakers-index", "conversations-index", "overall-index")
    filled: Record = {"version": 1, "vectors": [], **{key: {} for key in keys}, **index}
    filled["utterances-index"] = {**filled["utterances-index"], **{key: [kind] for key, kind in _TYPES.items()}}
    return filled


def _create(path: Path) -> Any:
    return path.open("w", encoding="utf-8", newline="\n")


def _dump(path: Path, value: Record) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")
