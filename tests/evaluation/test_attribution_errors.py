from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.corpora.polnear import AttributedArticle
from hedge.documents import Block, Span, split_blocks
from hedge.evaluation.attribution_constructions import Layout
from hedge.evaluation.attribution_errors import KINDS, Mistake, find_mistakes, report_mistakes
from hedge.parsing import Parse, Parser, Sentence, Word
from hedge.sources import Attribution

#       0         1         2         3         4         5         6         7
TEXT = 'Ms. Low said, "It may rain, or snow." "Or hail." Bo, a baker, agreed it may pour.'
BLOCKS = split_blocks(TEXT)


def spans(text: str, parts: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def attribution(source: str, cue: str, *content: str, text: str = TEXT) -> Attribution:
    return Attribution(
        source=spans(text, (source,) if source else ()),
        cue=spans(text, (cue,) if cue else ()),
        content=spans(text, content),
    )


def flat(text: str, blocks: tuple[Block, ...]) -> Parse:
    """A parse with a sentence for each block and no structure."""
    sentences = []
    for number, block in enumerate(blocks):
        words, start = [], block.span.start
        for part in block.span.of(text).split():
            start = text.index(part, start)
            words.append(Word(text=part, lemma=part, upos="X", xpos="FW", feats="", head=-1, deprel="root",
                              start=start, end=start + len(part)))  # fmt: skip
            start += len(part)
        sentences.append(Sentence(tuple(words), number))
    return Parse(text, blocks, tuple(sentences))


def mistakes(gold: list[Attribution], found: list[Attribution], text: str = TEXT) -> list[Mistake]:
    article = AttributedArticle(id="a", text=text, attributions=tuple(gold), events=tuple("E" for _ in gold))
    return [m for each in find_mistakes(article, flat(text, split_blocks(text)), found) for m in each.mistakes]


def kinds(gold: list[Attribution], found: list[Attribution], text: str = TEXT) -> list[tuple[str, str]]:
    return [(mistake.role, mistake.kind) for mistake in mistakes(gold, found, text)]


LOW = attribution("Ms. Low", "said", '"It may rain, or snow."', '"Or hail."')
BO = attribution("Bo, a baker,", "agreed", "it may pour")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (BO, []),
        (attribution("Bo", "agreed", "it may pour"), [("source", "too short")]),
        (attribution("Bo, a baker", "agreed", "it may pour"), [("source", "marks only")]),
        (attribution("", "agreed", "it may pour"), [("source", "missed")]),
        (attribution("Ms. Low", "agreed", "it may pour"), [("source", "other person")]),
        (attribution("hail.\" Bo, a baker,", "agreed", "it may pour"), [("source", "too long")]),
        (attribution("Or hail.\" Bo", "agreed", "it may pour"), [("source", "shifted")]),
        (attribution("Bo, a baker,", "agreed it", "may pour"), [("cue", "too long"), ("content", "starts late")]),
        (
            attribution("Bo, a baker,", "agreed", "agreed it may"),
            [("content", "starts early"), ("content", "ends early")],
        ),
        (attribution("Bo, a baker,", "agreed", "it may pour."), [("content", "marks only")]),
        (attribution("Bo, a baker,", "agreed", "it", "pour"), [("content", "differs inside")]),
        (attribution("Bo, a baker,", "agreed", "rain"), [("content", "other words")]),
        (attribution("Bo, a baker,", "agreed", "rain", "it may pour"), [("content", "part too many")]),
        (attribution("Bo, a baker,", "", "it may pour"), [("cue", "other words")]),
        (attribution("Bo, a baker,", "", "pour"), [("cue", "missed"), ("cue", "spurious")]),
    ],
)  # fmt: skip
def test_kinds_by_hand(found: Attribution, expected: list[tuple[str, str]]) -> None:
    assert kinds([BO], [found]) == expected


def test_parts_and_paragraphs() -> None:
    text = '"The mill is old.\n\n"It may fall," he said. "Soon."'
    gold = attribution("he", "said", '"The mill is old.', '"It may fall,"', '"Soon."', text=text)
    lacks = attribution("he", "said", '"The mill is old.', '"It may fall,"', text=text)
    late = attribution("he", "said", '"It may fall,"', text=text)
    early = attribution("he", "said", '"It may fall,"', '"Soon."', text=text)
    assert kinds([gold], [lacks], text) == [("content", "part missing")]
    assert kinds([gold], [early], text) == [("content", "too few paragraphs")]
    assert kinds([early], [gold], text) == [("content", "too many paragraphs")]
    assert kinds([gold], [late], text) == [("content", "too few paragraphs"), ("content", "part missing")]


def test_counterparts_go_by_the_best_agreement() -> None:
    # The first found shares its cue with the gold, the second that and everything else.
    poor = attribution("Ms. Low", "said", "It may rain")
    assert kinds([LOW, BO], [poor, LOW]) == [("cue", "missed"), ("cue", "spurious")]
    assert [mistake.predicted for mistake in mistakes([LOW], [poor, LOW])] == [(Span(0, 7), Span(8, 12), Span(15, 26))]


def test_report_counts_by_hand() -> None:
    article = AttributedArticle(id="a", text=TEXT, attributions=(LOW, BO), events=("E1", "E2"))
    shorter = attribution("Low", "said", '"It may rain, or snow."', '"Or hail."')
    lines = report_mistakes(find_mistakes(article, flat(TEXT, BLOCKS), [shorter]))
    assert lines[0] == "# 2 gold attributions, 0 right in every role; 0 spurious ones; 2 mistakes"
    assert "cue\tmissed\t1\t0.500" in lines
    assert "source\ttoo short\t1\t0.500" in lines
    # gold, right, cue missed, cue wrong, source wrong, content wrong, spurious
    assert "cue before\t2\t0\t1\t0\t1\t0\t0" in lines
    assert "direct\t1\t0\t0\t0\t1\t0\t0" in lines
    assert "cue\tmissed\tcue before\t1\t0.500" in lines
    assert lines[-1].split("\t")[:5] == ["a", "cue", "missed", "49-61;62-68;69-80", "-"]


def test_nothing_wrong_and_nothing_there() -> None:
    assert mistakes([LOW, BO], [BO, LOW]) == []
    assert report_mistakes([])[0].startswith("# 0 gold attributions")


def test_constructions_of_real_parses(parser: Parser) -> None:
    text = (
        "Dam may burst, mason says\n\n"
        "The wall is weak, according to the mayor. It was claimed that the pumps failed. "
        '"We will leave," she said, "and not return." There were claims by the mason that water leaked.\n\n'
        '"The mill is old," they added. "It may fall.\n\n"And it will."'
    )
    (parse,) = parser.parse([text])
    layout = Layout(parse)

    def constructions(source: str, cue: str, *content: str, others: tuple[Attribution, ...] = ()) -> set[str]:
        return set(layout.constructions(attribution(source, cue, *content, text=text), others))

    assert constructions("mason", "says", "Dam may burst") == {"indirect", "cue after", "headline or first line"}
    assert constructions("the mayor", "according to", "The wall is weak") == {"indirect", "cue after", "according to"}
    assert constructions("", "was claimed", "that the pumps failed") == {
        "indirect", "cue before", "passive", "source-less"
    }  # fmt: skip
    assert constructions("she", "said", '"We will leave,"', '"and not return."') == {
        "direct", "cue inside", "pronoun source", "discontinuous content"
    }  # fmt: skip
    assert constructions("the mason", "claims", "that water leaked") == {"indirect", "cue before", "noun cue"}
    assert constructions("they", "added", '"The mill is old,"', '"It may fall.', '"And it will."') == {
        "direct", "cue inside", "pronoun source", "discontinuous content", "multi-paragraph quotation"
    }  # fmt: skip
    outer = attribution("she", "said", "It was claimed that the pumps failed", text=text)
    assert "inside another content" in constructions("", "was claimed", "that the pumps failed", others=(outer,))


def test_turns_are_a_construction(parser: Parser) -> None:
    text = "MS. ORTEGA: The mayor said it may rain.\n\nQ: Did the mason agree?\n\nMS. ORTEGA: She did."
    (parse,) = parser.parse([text])
    said = attribution("The mayor", "said", "it may rain", text=text)
    assert "speaker turn" in Layout(parse).constructions(said, [said])


_PART = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)).map(
    lambda pair: Span(pair[0], min(len(TEXT), sum(pair)))
)
_ATTRIBUTION = st.builds(
    Attribution,
    source=st.lists(_PART, max_size=1).map(tuple),
    cue=st.lists(_PART, max_size=2).map(tuple),
    content=st.lists(_PART, min_size=1, max_size=3).map(tuple),
)


@given(st.lists(_ATTRIBUTION, max_size=4), st.lists(_ATTRIBUTION, max_size=4))
def test_every_attribution_is_accounted_for(gold: list[Attribution], found: list[Attribution]) -> None:
    article = AttributedArticle(id="a", text=TEXT, attributions=tuple(gold), events=tuple("E" for _ in gold))
    examined = find_mistakes(article, flat(TEXT, BLOCKS), found)
    spurious = [each for each in examined if each.spurious]
    missed = [m for each in examined for m in each.mistakes if (m.role, m.kind) == ("cue", "missed")]
    assert len(examined) - len(spurious) == len(gold)
    assert len(gold) - len(missed) == len(found) - len(spurious)
    for each in examined:
        assert all(mistake.kind in KINDS[mistake.role] for mistake in each.mistakes)
        assert len(set(map(str, each.mistakes))) == len(each.mistakes)
    report = report_mistakes(examined)
    assert all(line.count("\t") >= 3 for line in report if not line.startswith("#"))
