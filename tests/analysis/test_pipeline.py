from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hedge
from hedge.analysis import Document, Pipeline, load, render_text
from hedge.documents import Segment, Source, Span
from hedge.errors import InputError, ModelError, OptionError

SAMPLES = sorted((Path(__file__).parents[2] / "corpora" / "sample" / "text").glob("*.txt"))
STORY = (
    'Mayor Ana Ruiz said on Monday that the bridge will reopen. "We may need another week," Ruiz added. '
    "It is unclear whether the state will pay, according to Bo Tan, an engineer."
)


def check(document: Document) -> None:
    """Every span is exact and every reference resolves."""
    speakers = {speaker.id: speaker for speaker in document.speakers}
    assert [statement.id for statement in document.statements] == list(range(len(document.statements)))
    for statement in document.statements:
        assert statement.text == " ".join(document.text[span.start : span.end] for span in statement.spans)
        assert statement.speaker == speakers[statement.speaker.id]
        assert 0 <= statement.interval[0] <= statement.certainty <= statement.interval[1] <= 1
        assert sum(statement.probabilities.values()) == pytest.approx(1)
        assert 0 <= statement.evaluable <= 1
        assert statement.parent is None or statement.parent != statement.id
        for cue in statement.cues:
            assert document.text[cue.span.start : cue.span.end] == cue.text
    for speaker in document.speakers:
        for span in speaker.mentions:
            assert 0 <= span.start < span.end <= len(document.text)
    inside = [one for one in document.statements if one.parent is not None]
    told_twice = sum(document.statements[one.parent].speaker == one.speaker for one in inside if one.parent is not None)
    assert sum(profile.statements for profile in document.profiles) == len(document.statements) - told_twice
    json.dumps(document.to_dict(), allow_nan=False)


def test_the_readme_promise(nlp: Pipeline) -> None:
    document = nlp("Officials said the talks may resume, but it is unclear when.")
    check(document)
    assert document.statements[0].label in ("possible", "uncommitted")


def test_speakers_of_a_short_story(nlp: Pipeline) -> None:
    document = nlp(STORY, id="story")
    check(document)
    assert document.id == "story"
    by_text = {statement.text: statement for statement in document.statements}
    will = next(s for text, s in by_text.items() if "will reopen" in text)
    may = next(s for text, s in by_text.items() if "another week" in text)
    assert will.speaker.name == may.speaker.name == "Ana Ruiz"
    assert will.certainty > may.certainty


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_texts(nlp: Pipeline, path: Path) -> None:
    document = nlp(path.read_bytes().decode("utf-8"))
    check(document)
    assert len(document.statements) >= 12
    assert len(document.profiles) >= 2
    assert render_text(document)


@pytest.mark.parametrize("text", ["", " \n", "...", "?", "😀", "שלום", "\0", "\ud800", "'", "[", "“" * 50])
def test_texts_without_words_give_an_empty_or_exact_analysis(nlp: Pipeline, text: str) -> None:
    check(nlp(text))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "Ruiz said",
                    "“it may",
                    "rain”",
                    ", he added.",
                    "according to",
                    "officials",
                    "\n",
                    "MR. TAN:",
                    "if",
                    "’s",
                ]
            ),
            st.text(max_size=12),
        ),
        max_size=14,
    ).map(" ".join)
)
def test_any_text_gives_exact_spans(nlp: Pipeline, text: str) -> None:
    check(nlp(text))


def test_the_stream_keeps_order_and_ignores_batch_size(nlp: Pipeline) -> None:
    texts = [STORY, "", "It may rain, they said.", STORY + " Nobody knows."]
    single = [nlp(text).to_dict() for text in texts]
    assert [document.to_dict() for document in nlp.pipe(texts, batch_size=3)] == single


def test_sources_bring_ids_dates_columns_and_segments(nlp: Pipeline) -> None:
    segment = Segment(span=Span(0, 12), id="7", start=1.0, end=2.5, columns={"to": "Bo"})
    source = Source(id="a", text="It may rain.", date="2026-03-14", columns={"topic": "rain"}, segments=(segment,))
    first, second, third = nlp.pipe([source, "It may rain.", source], ids=["x", "y", "z"])
    assert (first.id, first.date, first.columns, third.id) == ("x", "2026-03-14", {"topic": "rain"}, "z")
    assert nlp(source).id == "a"
    record = first.to_dict()
    assert (record["date"], record["columns"]) == ("2026-03-14", {"topic": "rain"})
    assert record["segments"] == [{"id": "7", "span": [0, 12], "start": 1.0, "end": 2.5, "columns": {"to": "Bo"}}]
    plain = second.to_dict()
    assert not {"date", "columns", "segments"} & plain.keys()
    assert record["statements"] == plain["statements"]
    (elsewhere,) = nlp.pipe([source], n_jobs=2)
    assert elsewhere.to_dict() == nlp(source).to_dict()


def test_processes_give_the_same(nlp: Pipeline) -> None:
    texts = [STORY, "It may rain, they said."]
    documents = list(nlp.pipe(texts, ids=["a", "b"], batch_size=1, n_jobs=2))
    assert [document.to_dict() for document in documents] == [
        nlp(text, id=name).to_dict() for text, name in zip(texts, "ab", strict=True)
    ]


def test_bad_arguments(nlp: Pipeline) -> None:
    with pytest.raises(InputError, match="bytes"):
        nlp(b"text")  # type: ignore[arg-type]
    with pytest.raises(OptionError, match="batch_size"):
        list(nlp.pipe([], batch_size=0))
    with pytest.raises(InputError, match="ids"):
        list(nlp.pipe(["a", "b"], ids=["x"]))


def test_the_fast_preset_finds_the_same_statements_without_the_encoder(nlp: Pipeline) -> None:
    slow, fast = nlp(STORY), load("fast")(STORY)
    assert [s.spans for s in fast.statements] == [s.spans for s in slow.statements]
    assert [s.factuality for s in fast.statements] != [s.factuality for s in slow.statements]
    with pytest.raises(OptionError, match="preset among default, fast"):
        load("fastest")


def test_a_stanza_package_out_of_reach_is_one_clear_error() -> None:
    with pytest.raises(ModelError, match="no-such-package"):
        load(parser="no-such-package")


def test_top_level_names() -> None:
    for name in hedge.__all__:
        assert getattr(hedge, name) is not None


@pytest.mark.parametrize(
    ("value", "got", "advice"),
    [
        (["a", "b"], "a value of type list", "give several texts to nlp.pipe"),
        (None, "None", "leave out what is missing"),
        (float("nan"), "nan", "leave out what is missing"),
        (b"It may rain.", "a value of type bytes", "decode it first"),
        (Path("a.txt"), "a value of type PosixPath|a value of type WindowsPath", "read it with hedge.read_sources"),
        (7, "a value of type int", "turn anything else into a string"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(nlp: Pipeline, value: Any, got: str, advice: str) -> None:
    for call in (lambda: nlp(value), lambda: list(nlp.pipe([value]))):
        with pytest.raises(InputError, match=f"expected a text as str or Source, got (?:{got}): .*{advice}"):
            call()


def test_one_text_is_no_list_of_letters(nlp: Pipeline) -> None:
    with pytest.raises(InputError, match="expected several texts, got one str: put it into a list"):
        list(nlp.pipe("It may rain."))


@pytest.mark.parametrize("word", ["unlikely", "possible", "doubtful"])
def test_a_quoted_hedge_hedges(nlp: Pipeline, word: str) -> None:
    quoted = nlp(f'Ana Ruiz said a strike was "{word}".')
    check(quoted)
    (with_marks,), (without,) = quoted.statements, nlp(f"Ana Ruiz said a strike was {word}.").statements
    assert with_marks.label == without.label != "certain"
    assert [cue.text for cue in with_marks.cues] == [word]
