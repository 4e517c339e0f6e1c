from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hedge.analysis import Document, Pipeline
from hedge.documents import read_sources
from hedge.errors import InputError
from hedge.exports import write_convokit


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "utterances.jsonl").read_text(encoding="utf-8").splitlines()]


def load(folder: Path) -> dict[str, Any]:
    """What `convokit.Corpus` reads, by the steps of its version 5."""
    index = json.loads((folder / "index.json").read_text())
    assert isinstance(index["version"], int)
    speakers = json.loads((folder / "speakers.json").read_text())
    conversations = json.loads((folder / "conversations.json").read_text())
    json.loads((folder / "corpus.json").read_text())
    utterances = lines(folder)
    for key in ("conversations-index", "utterances-index", "speakers-index", "overall-index"):
        assert all(isinstance(kinds, list) for kinds in index[key].values())
    for each in utterances:
        assert each["speaker"] in speakers
        assert {"id", "conversation_id", "text", "meta", "reply-to", "timestamp", "vectors"} <= each.keys()
        for key, value in each["meta"].items():
            assert value is None or str(type(value)) in index["utterances-index"][key]
    assert len({each["id"] for each in utterances}) == len(utterances)
    assert {each["conversation_id"] for each in utterances} == conversations.keys()
    return {each["id"]: each for each in utterances}


def test_results_go_back_into_the_corpus_they_came_from(nlp: Pipeline, tmp_path: Path) -> None:
    base, out = tmp_path / "base", tmp_path / "out"
    base.mkdir()
    middle = "Ana Ruiz said 😀 that it may hold. I doubt it."
    said = [("u1", "cy", None, "Will it\nhold?"), ("u2", "bo", "u1", middle), ("u3", "cy", "u2", "No.")]
    rows = [
        {"id": name, "conversation_id": "u1", "text": text, "speaker": speaker, "meta": {"tone": 3}, "reply-to": parent,
         "timestamp": 7, "vectors": ["bow"]}
        for name, speaker, parent, text in reversed(said)
    ]  # fmt: skip
    (base / "utterances.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    index = {"utterances-index": {"tone": ["<class 'int'>"]}, "speakers-index": {}, "conversations-index": {},
             "overall-index": {}, "version": 4, "vectors": ["bow"]}  # fmt: skip
    others = {"speakers": {k: {"meta": {}, "vectors": []} for k in ("cy", "bo")}, "corpus": {"name": "x"},
              "conversations": {"u1": {"meta": {}, "vectors": []}}, "index": index}  # fmt: skip
    for name, content in others.items():
        (base / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    documents = list(nlp.pipe(read_sources(base)))
    write_convokit(documents, out, base=base)
    found = load(out)
    assert [{**row, "meta": {"tone": row["meta"]["tone"]}} for row in lines(out)] == rows
    assert (out / "corpus.json").read_bytes() == (base / "corpus.json").read_bytes()
    second = found["u2"]
    for statement in second["meta"]["hedge_statements"]:
        assert statement["text"] == " ".join(second["text"][start:end] for start, end in statement["spans"])
    (quoted,) = [each for each in second["meta"]["hedge_statements"] if "may hold" in each["text"]]
    assert (quoted["speaker"], quoted["own"]) == ("Ana Ruiz", False)
    assert second["meta"]["hedge_certainty"] is not None
    with pytest.raises(InputError, match="another folder"):
        write_convokit(documents, base, base=base)


def test_a_corpus_of_other_documents(documents: list[Document], tmp_path: Path) -> None:
    write_convokit(documents, tmp_path)
    found = load(tmp_path)
    assert found["u2"]["speaker"] == "bo_7"
    assert found["u2"]["reply-to"] == found["u2"]["conversation_id"] == "u1"
    assert found["u2"]["meta"]["to"] == "=2+3"
    sources = {source.id: source for source in read_sources(tmp_path)}
    assert sources["u1"].text == documents[1].text
    statements = sum(len(each["meta"]["hedge_statements"]) for each in found.values())
    assert statements == sum(len(document.statements) for document in documents)
