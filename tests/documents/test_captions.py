"""Captions to text: offsets, times, speakers, and what files in the wild do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.documents import BadSource, Source
from hedge.documents.captions import caption_source, is_captions


def read(text: str) -> tuple[Source, list[BadSource]]:
    bad: list[BadSource] = []
    return caption_source(Source(id="talk.vtt", text=text), bad.append), bad


def turns(source: Source) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.span.of(source.text)) for turn in source.turns]


def cues(*payloads: str, mark: str = ".") -> str:
    return "\n".join(f"00:00:0{n}{mark}000 --> 00:00:0{n}{mark}900\n{payload}\n" for n, payload in enumerate(payloads))


WORDS = st.text(st.sampled_from("ab é😀א.,\u202e'\"&<x"), min_size=1, max_size=12).map(str.strip).filter(bool)


@given(
    st.lists(st.tuples(st.sampled_from(["Ana Ruiz", "Bo Tan"]), WORDS), min_size=1, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_offsets_are_exact_whatever_is_said(said: list[tuple[str, str]], end: str) -> None:
    shown = [words.replace("&", "&amp;").replace("<", "&lt;") for _, words in said]
    payloads = [f"<v {name}>{words}</v>" for (name, _), words in zip(said, shown, strict=True)]
    text = "WEBVTT\n\n" + "\n".join(
        f"00:{n:02}.000 --> 00:{n:02}.500\n{payload}\n" for n, payload in enumerate(payloads)
    )
    source, bad = read(text.replace("\n", end))
    assert not bad
    assert [segment.span.of(source.text) for segment in source.segments] == [words for _, words in said]
    assert [segment.start for segment in source.segments] == [float(n) for n in range(len(said))]
    for segment, (name, _) in zip(source.segments, said, strict=True):
        assert [turn.speaker for turn in source.turns if turn.span.covers(segment.span)] == [name]


def test_a_sentence_runs_on_over_captions_of_one_voice() -> None:
    source, _ = read(
        "WEBVTT\n\n" + cues("<v.loud Ana Ruiz>The <i>dam</i> may", "<v Ana Ruiz>leak.</v> <v Bo Tan>I doubt it.")
    )
    assert source.text == "The dam may leak.\nI doubt it."
    assert turns(source) == [("Ana Ruiz", "The dam may leak."), ("Bo Tan", "I doubt it.")]


def test_labels_hold_until_the_next_and_surnames_mean_the_full_name() -> None:
    payloads = (
        ">> ANA RUIZ, TVN ANCHOR: The dam",
        "may leak.\n[APPLAUSE]",
        ">> BO TAN: No.\n>> RUIZ: Yes.",
        ">> Who is it?",
    )
    source, _ = read(cues(*payloads, mark=","))
    assert source.text == "The dam may leak.\nNo.\nYes.\nWho is it?"
    assert turns(source) == [("ANA RUIZ", "The dam may leak."), ("BO TAN", "No."), ("ANA RUIZ", "Yes.")]


def test_two_dashes_are_two_voices_and_one_is_none() -> None:
    source, _ = read(cues("- Will it hold?\n- It may.", "- Good."))
    assert source.text == "Will it hold?\nIt may. - Good."
    assert not source.turns


def test_rolling_captions_are_told_once() -> None:
    lines = ["the dam may", "leak soon they", "say but nobody", "knows it yet"]
    payloads = [f"{lines[n - 1] if n else ' '}\n{line}<00:00:01.000><c> </c>" for n, line in enumerate(lines)]
    assert read("WEBVTT\n\n" + cues(*payloads))[0].text == " ".join(lines)
    assert read("WEBVTT\n\n" + cues("No.", "No.", "It may.", "Yes."))[0].text == "No. No. It may. Yes."


def test_a_hashtag_is_said_and_a_song_is_not() -> None:
    source, _ = read(cues("#SaveTheDam may change it.", "# Water over the wall #", "♪ Water over", "the wall ♪"))
    assert source.text == "#SaveTheDam may change it. the wall ♪"
    assert read(cues("#1 may win.", "- # La la #\n♪ La ♪\nIt is #1"))[0].text == "#1 may win. It is #1"


def test_a_broken_time_costs_its_caption_only() -> None:
    source, (bad,) = read("WEBVTT\n\nNOTE not said\n\n1\n00:01 --> 3\nLost.\n\n" + cues("Kept."))
    assert source.text == "Kept."
    assert (bad.id, "line 6 of talk.vtt" in str(bad.error)) == ("talk.vtt:6", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("WEBVTT\n", True), ("\ufeff1\r\n00:00:01,000 --> 00:00:02,000", True), ("1\n2\n", False), ("", False)],
)
def test_captions_are_known_by_their_first_lines(text: str, expected: bool) -> None:
    assert is_captions(text) is expected
