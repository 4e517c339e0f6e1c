from __future__ import annotations

import pytest

from hedge.analysis import Pipeline
from hedge.exports import render_conllu, to_frames
from hedge.summaries import compare, merge_speakers, profile_corpus

TEXTS = ["Ana Ruiz said the dam will hold.", "Mayor Ana Ruiz said the dam may burst.", "Bo Tan fears a flood."]


def test_documents_without_ids_have_the_same_numbers_in_all_tables(nlp: Pipeline) -> None:
    pytest.importorskip("pandas")
    documents = list(nlp.pipe(TEXTS))
    names = ["document-1", "document-2", "document-3"]
    frames = to_frames(documents)
    assert sorted(set(frames.statements["document"])) == sorted(set(frames.speakers["document"])) == names
    table = merge_speakers(documents)
    assert sorted({row.document for row in table.rows}) == names
    profiles = {profile.speaker: profile for profile in profile_corpus(documents, table)}
    assert profiles["Ana Ruiz"].documents == 2
    assert profiles["Ana Ruiz"].least_certain == ("document-2", 0)
    assert compare(documents, "Ana Ruiz", "Bo Tan").shared_documents == 0
    assert [line[-10:] for line in render_conllu(documents).splitlines() if line.startswith("# newdoc")] == names
    assert [document.id for document in documents] == ["", "", ""]


def test_numbers_are_places_among_documents_with_ids(nlp: Pipeline) -> None:
    documents = [nlp(TEXTS[0], id="a"), nlp(TEXTS[1])]
    assert {row.document for row in merge_speakers(documents).rows} == {"a", "document-2"}
