from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedge.analysis import Pipeline
from hedge.documents import join_text
from hedge.parsing import Parse, Parser
from hedge.sources import Attribution, find_attributions, load_attribution_model
from hedge.sources.candidates.extension import told_quotations
from hedge.sources.candidates.frames import make_frame
from hedge.sources.drafts.draft import Draft
from hedge.sources.finding import attributions_of
from hedge.sources.tokens import flatten


def find(parser: Parser, text: str) -> tuple[Attribution, ...]:
    return find_attributions(parser.parse([text]), load_attribution_model())[0]


CASES = [
    ("The mayor said the bridge will reopen in May.", "The mayor", "said", "the bridge will reopen in May", "indirect"),
    (
        "“The bridge will reopen in May,” the mayor said.",
        "the mayor",
        "said",
        "“The bridge will reopen in May,”",
        "direct",
    ),
    (
        "According to the mayor, the bridge will reopen.",
        "the mayor",
        "According to",
        "the bridge will reopen",
        "indirect",
    ),
    ("The company believes that prices will fall.", "The company", "believes", "prices will fall", "indirect"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "kind"), CASES)
def test_plain_cases(parser: Parser, text: str, source: str, cue: str, content: str, kind: str) -> None:
    (found,) = find(parser, text)
    assert join_text(text, found.source) == source
    assert join_text(text, found.cue) == cue
    assert content in join_text(text, found.content)
    assert found.kind == kind
    assert found.parent is None
    assert 0 < found.score < 1


def test_content_around_source_and_cue(parser: Parser) -> None:
    text = "“The bridge is safe,” Mayor Dana Holt said. “It will reopen in May.”"
    (found,) = find(parser, text)
    assert join_text(text, found.content) == "“The bridge is safe,” “It will reopen in May.”"


def test_nested_attributions_have_a_parent(parser: Parser) -> None:
    text = "Holt said engineers believe the bridge is safe."
    outer, inner = find(parser, text)
    assert (outer.parent, inner.parent) == (None, 0)
    assert [join_text(text, a.source) for a in (outer, inner)] == ["Holt", "engineers"]
    assert inner.content[0].end == outer.content[0].end
    flat = find_attributions(parser.parse([text]), load_attribution_model(), nested=False)
    assert flat == [(outer,)]


def test_plain_narrative_has_no_attribution(parser: Parser) -> None:
    assert find(parser, "The bridge was built in 1931. It is 300 metres long.") == ()


@pytest.mark.parametrize("text", ["He said that.", "I believe it.", "The minister knew this."])
def test_a_pronoun_that_points_back_is_no_content(parser: Parser, text: str) -> None:
    assert find(parser, text) == ()


@pytest.mark.parametrize(
    "text",
    ["They don't know what happened.", "He didn't say when.", "I think they don't care.", "We can't say if it's over."],
)
def test_no_content_begins_or_ends_inside_a_word(parser: Parser, text: str) -> None:
    found = find(parser, text)
    assert found
    for attribution in found:
        assert attribution.content
        for span in attribution.content:
            assert not (span.start and text[span.start - 1].isalpha() and text[span.start] in "n'")
            assert text[span.end : span.end + 3] not in ("n't", "'t ", "'s ")


def test_same_result_in_any_batch(parser: Parser) -> None:
    texts = [text for text, *_ in CASES]
    parses = parser.parse(texts)
    model = load_attribution_model()
    assert find_attributions(parses, model) == [find_attributions([parse], model)[0] for parse in parses]


def test_no_words() -> None:
    assert find_attributions([Parse("", (), ())], load_attribution_model()) == [()]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "'", "said", "He", "that", "it", "rains", ",", ".", "\n\n", "to", ":"]),
        max_size=25,
    )
)
def test_spans_and_parents_are_sound(parser: Parser, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find(parser, text)
    starts = [attribution.content[0].start for attribution in found]
    assert starts == sorted(starts)
    for number, attribution in enumerate(found):
        for spans in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(left.end <= right.start for left, right in pairwise(spans))
        assert attribution.cue
        assert attribution.content
        seen = {number}
        parent = attribution.parent
        while parent is not None:
            assert parent not in seen
            seen.add(parent)
            parent = found[parent].parent


QUESTIONS = [
    '"How long will the ferry be out of service?" Marsh asked.',
    "“Where have all the herring gone?” Odell said of the empty nets.",
    "“Nobody will touch that lighthouse!” Brenner shouted as the crane drove up.",
]


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_quotation_that_ends_its_sentence_is_the_content_of_the_cue_behind_it(nlp: Pipeline, text: str) -> None:
    said = [each for each in nlp(text).statements if each.kind == "direct"]
    end = max(text.find("?"), text.find("!")) + 2
    assert [each.text for each in said] == [text[:end]]
    assert said[0].speaker.name in {"Marsh", "Odell", "Brenner"}


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("I don’t know.", []),
        ("I don't know, and I'm not going to guess.", []),
        ("They don’t know whether it will hold.", ["don’t know"]),
        ("The claim could not be independently verified.", []),
    ],
)
def test_a_verb_alone_is_no_content(nlp: Pipeline, text: str, cues: list[str]) -> None:
    document = nlp(text)
    assert [join_text(text, statement.cue) for statement in document.statements if statement.cue] == cues
    assert document.statements[0].label == "uncommitted"


def test_who_speaks_next_is_quoted_by_nobody(nlp: Pipeline) -> None:
    document = nlp('@ida: @bo you said that it was open\n\n@ida: RT @cy: "The pier is unsafe."')
    assert {s.text.strip('".'): s.kind for s in document.statements}["The pier is unsafe"] == "direct"
    assert "that it was open" in [statement.text for statement in document.statements]


def test_two_who_answer_each_other_keep_their_words(nlp: Pipeline) -> None:
    first, second = (
        "“You can’t mend a pier with promises,” he argued.",
        "“It will stand for years,” Quill said in reply.",
    )
    for gap in ("\n\n", " "):
        said = [each.text for each in nlp(first + gap + second).statements]
        assert said == ["“You can’t mend a pier with promises,”", "“It will stand for years,”"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The park may reopen.\n\nThe vicar said so.", 0),
        ("“The park may reopen.”\n\nThe vicar said so.", 1),
        ("The park may reopen. The vicar said so.", 1),
        ("“The park may reopen.”\n\nIt was said so.", 0),
        ("“The park may reopen.” It was said so.", 1),
    ],
)
def test_no_speaker_is_named_a_paragraph_late(parser: Parser, text: str, kept: int) -> None:
    tokens = flatten(parser.parse([text])[0])
    words = [word.text for word in tokens.words]
    cue = words.index("said")
    end = cue - 2  # of what is said, before "The vicar" or "It was"
    frame = make_frame(tokens, (cue, cue + 1), (end, cue) if "vicar" in words else (0, 0))
    draft = Draft(
        frame=frame,
        content=((0, end),),
        cue_score=5.0,
        source_score=0.0,
        layout_score=0.0,
        content_score=0.0,
    )
    assert len(attributions_of(tokens, [draft], [5.0], 0.0)) == kept
    if "“" in text:  # then the quotation may go on from somebody before it
        assert len(told_quotations(tokens, [frame], [draft.content])) == kept


def test_a_quotation_before_a_paragraph_is_not_told_in_it(parser: Parser) -> None:
    text = "The mayor rose. “I never signed it,” he said. “Not once.”\n\nThe clerk shrugged. “Perhaps he forgot.”"
    found = find_attributions(parser.parse([text]), load_attribution_model())[0]
    told = {" ".join(span.of(text) for span in each.source): each.content[-1].of(text) for each in found}
    assert told["The clerk"] == "“Perhaps he forgot.”"


@pytest.mark.parametrize("dash", ["-", "--", "–", "—"])
def test_a_content_reaches_the_verb_that_its_first_word_opens(nlp: Pipeline, dash: str) -> None:
    content = f"that mild winters {dash} a gift to the farms of the valley {dash} will grow rarer"
    (statement,) = nlp(f"The institute predicted {content}.").statements
    assert statement.text == content


@pytest.mark.parametrize(
    "after",
    [
        "Tan wrote in an email to staff",
        "Tan argued in a letter to the board on Friday",
        "the bank said in its annual report",
        "the team reported Tuesday at a meeting in Lund",
    ],
)
def test_where_and_when_something_is_said_is_no_content(nlp: Pipeline, after: str) -> None:
    (statement,) = nlp(f"The move might be illegal, {after}.").statements
    assert statement.text == "The move might be illegal"
    assert statement.speaker.type != "author"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Claims that the vote was rigged were dismissed by the court.", "that the vote was rigged"),
        ("The minister's claim that prices fell is false.", "that prices fell"),
    ],
)
def test_what_a_noun_tells_ends_before_its_verb(nlp: Pipeline, text: str, content: str) -> None:
    assert content in [statement.text for statement in nlp(text).statements]
