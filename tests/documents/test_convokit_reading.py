"""ConvoKit corpora, written by hand as ConvoKit writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hedge.documents import BadSource, Source, read_sources
from hedge.documents.convokit import in_order
from hedge.errors import InputError


def utterance(name: str, speaker: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "conversation_id": "u1", "text": text, "speaker": speaker, "meta": {}, "reply-to": None,
            "timestamp": None, "vectors": []} | more  # fmt: skip


def write(folder: Path, lines: list[Any], **files: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "utterances.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def read(folder: Path) -> tuple[list[Source], list[BadSource]]:
    bad: list[BadSource] = []
    return list(read_sources(folder, on_error=bad.append)), bad


def test_conversations_in_the_order_of_replies(tmp_path: Path) -> None:
    lines = [
        utterance("u3", "bo", "No.", **{"reply-to": "u2", "meta": {"tone": "flat", "scores": [1]}}),
        utterance("v1", "bo", "Other 😀.", conversation_id="v1"),
        utterance("u1", "ana", "Will it hold?", timestamp=1_770_000_000),
        utterance("u2", "ana", "It may.", **{"reply-to": "u1"}),
    ]
    speakers = {"ana": {"meta": {"name": "Ana Ruiz"}, "vectors": []}, "bo": {"meta": {}, "vectors": []}}
    conversations = {"u1": {"meta": {"topic": "dams"}, "vectors": []}}
    (first, second), bad = read(write(tmp_path / "c", lines, speakers=speakers, conversations=conversations))
    assert not bad
    assert first.text == "Will it hold?\nIt may.\nNo."
    assert (first.id, first.columns, first.date) == ("u1", {"topic": "dams"}, "2026-02-02T02:40:00+00:00")
    assert [(s.id, s.span.of(first.text)) for s in first.segments] == [
        ("u1", "Will it hold?"),
        ("u2", "It may."),
        ("u3", "No."),
    ]
    assert [turn.speaker for turn in first.turns] == ["Ana Ruiz", "Ana Ruiz", "bo"]
    assert first.segments[2].columns == {"tone": "flat", "scores": "[1]"}
    assert (second.id, second.date) == ("v1", None)


def test_old_corpora(tmp_path: Path) -> None:
    line = {"id": "a", "root": "a", "text": "It may.", "user": "x", "reply_to": None, "timestamp": 3, "meta": {}}
    (source,), _ = read(write(tmp_path / "c", [line], users={"x": {"name": "Ana Ruiz"}}))
    assert (source.id, source.turns[0].speaker, source.date) == ("a", "Ana Ruiz", None)


def test_speakers_who_share_a_name_keep_their_ids(tmp_path: Path) -> None:
    lines = [utterance("u1", "x", "It may."), utterance("u2", "y", "No.")]
    (source,), _ = read(write(tmp_path / "c", lines, speakers={k: {"meta": {"name": "Ana"}} for k in "xy"}))
    assert [turn.speaker for turn in source.turns] == ["x", "y"]


def test_circles_and_lost_parents_lose_nothing() -> None:
    lines = [
        {"id": "a", "reply-to": "b"},
        {"id": "b", "reply-to": "a"},
        {"id": "c", "reply-to": "gone"},
        {"id": "d", "reply-to": "d"},
    ]
    assert sorted(each["id"] for each in in_order(lines)) == ["a", "b", "c", "d"]
    assert [each["id"] for each in in_order(lines)][:2] == ["c", "d"]


def test_broken_lines_and_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "c", [utterance("u1", "x", "It may."), {"id": "u2"}, [1]])
    (source,), bad = read(folder)
    assert source.text == "It may."
    assert [each.id.rsplit(":", 1)[1] for each in bad] == ["2", "3"]
    (folder / "speakers.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match=r"speakers\.json"):
        read(folder)
    assert [str(each.error)[:22] for each in read(write(tmp_path / "d", [utterance("u", "x", " ")]))[1]] == [
        "expected words in the "
    ]
