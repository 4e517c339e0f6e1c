"""Speakers that the input names: trusted, joined with what the text calls them, never mixed up with each other."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.analysis import Document, Pipeline
from hedge.documents import KnownTurn, Source, Span, find_quotes, split_blocks
from hedge.documents.joining import Piece, join_pieces
from hedge.errors import InputError


def source(*said: tuple[str | None, str]) -> Source:
    text, turns, segments = join_pieces(Piece(text=words, speaker=speaker) for speaker, words in said)
    return Source(id="talk", text=text, turns=turns, segments=segments)


def speakers(document: Document) -> dict[str, str]:
    """Speaker of each statement by the last word of the statement."""
    return {statement.text.rstrip(".").split()[-1]: statement.speaker.name for statement in document.statements}


def test_a_row_belongs_to_its_speaker_and_quotations_to_those_quoted(nlp: Pipeline) -> None:
    said = "I think the bridge may close. Bo Tan told me that the steel is weak. Nobody knows the cost."
    document = nlp(Source(id="r", text=said, turns=(KnownTurn(span=Span(0, len(said)), speaker="Ruiz, Ana"),)))
    assert speakers(document) == {"close": "Ruiz, Ana", "weak": "Bo Tan", "cost": "Ruiz, Ana"}
    assert {statement.kind for statement in document.statements if statement.text.endswith("cost.")} == {"direct"}
    assert not [profile for profile in document.profiles if profile.speaker.type == "author"]


def test_mentions_and_turns_of_one_person_are_one_speaker(nlp: Pipeline) -> None:
    document = nlp(source(("Ana Ruiz", "The bridge will close."), ("Bo Tan", "Ms. Ruiz said that it may reopen.")))
    assert speakers(document) == {"close": "Ana Ruiz", "reopen": "Ana Ruiz"}
    (ruiz,) = [speaker for speaker in document.speakers if speaker.name == "Ana Ruiz"]
    assert "Ruiz" in {span.of(document.text).split()[-1] for span in ruiz.mentions}


def test_known_names_stay_apart_and_as_they_are(nlp: Pipeline) -> None:
    names = ["Smith", "John Smith", "user_7", "Speaker 1", "Speaker 12", "OPERATOR", "@smith", "smith"]
    document = nlp(source(*((name, f"It rained in May {n}.") for n, name in enumerate(names))))
    assert [statement.speaker.name for statement in document.statements] == names
    assert len({statement.speaker.id for statement in document.statements}) == len(names)
    types = {speaker.name: speaker.type for speaker in document.speakers}
    assert [types[name] for name in ("user_7", "Speaker 12", "OPERATOR", "John Smith")] == [
        "person", "unnamed", "unnamed", "person"
    ]  # fmt: skip


def test_bodies_speak_too(nlp: Pipeline) -> None:
    document = nlp(source(("Ministry of Works", "The ministry expects the road to open in May. It may rain.")))
    assert {(s.speaker.name, s.speaker.type) for s in document.statements} == {("Ministry of Works", "organization")}


def test_text_outside_of_known_turns_is_the_authors(nlp: Pipeline) -> None:
    document = nlp(source((None, "The hall was full."), ("Ana Ruiz", "The bridge will close."), (None, "It rained.")))
    assert [statement.speaker.type for statement in document.statements] == ["author", "person", "author"]


def test_inside_known_turns_nothing_is_a_label() -> None:
    said = source(("Ana Ruiz", "NOTE: It may rain.\nOSLO (AP) - It may.\nhttp://example.org/x"), (None, "BO TAN: No."))
    blocks = split_blocks(said.text, said.turns)
    assert [(block.kind, block.speaker) for block in blocks] == [
        ("text", "Ana Ruiz"), ("text", "Ana Ruiz"), ("meta", "Ana Ruiz"), ("label", None), ("text", None)
    ]  # fmt: skip


def test_a_quotation_left_open_ends_with_its_turn() -> None:
    said = source(("Ana", "She said “it may"), ("Bo", "“rain” is what it may."))
    quotes = find_quotes(said.text, split_blocks(said.text, said.turns))
    assert [quote.continued for quote in quotes] == [False, False]


@pytest.mark.parametrize("spans", [[(0, 99)], [(2, 4), (3, 5)], [(4, 5), (0, 2)], [(-1, 2)]])
def test_turns_that_do_not_fit_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(InputError, match="expected every turn of x"):
        Source(id="x", text="It may.", turns=tuple(KnownTurn(span=Span(*span), speaker="A") for span in spans))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ana Ruiz", "Bo", "7", "@x", "ACME CORP", " ", "Q", None]),
            st.sampled_from(["It may rain.", "She said no.", "“Maybe", "BO: yes”", "\r\n", "I doubt it, Ruiz said."]),
        ),
        max_size=5,
    )
)
def test_whoever_speaks_spans_are_exact(nlp: Pipeline, said: list[tuple[str | None, str]]) -> None:
    document = nlp(source(*said))
    known = {speaker for speaker, _ in said if speaker is not None}
    for statement in document.statements:
        assert statement.text == " ".join(span.of(document.text) for span in statement.spans)
        if not statement.cue:
            turn = [s for s in source(*said).turns if s.span.covers(statement.spans[0])]
            assert statement.speaker.name == turn[0].speaker if turn else statement.speaker.name not in known
