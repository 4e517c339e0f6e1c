from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedge.errors import InputError, ModelError
from hedge.parsing import Parser, load_parser, parse_from_conllu, parse_to_conllu
from hedge.parsing.stanza import LONGEST_SENTENCE
from hedge.parsing.tree import Parse

STORY = (
    "date 2026-03-14\nPORT ALDEN (dpa-AFX) - Officials said on Monday 'it can't last' and that they may [if] needed "
    "leave. [T]he plan . . . is dead, the mayor's aide said.\nMR. SMITH: We'll see."
)


def check(parse: Parse) -> None:
    """Offsets are exact and every tree is a tree."""
    position = 0
    for sentence in parse.sentences:
        assert sum(word.head == -1 for word in sentence.words) == 1
        assert len(sentence.subtree(sentence.root)) == len(sentence)
        for word in sentence.words:
            assert parse.text[word.start : word.end] == word.text
            assert position <= word.start <= word.end
            position = max(position, word.start)


def test_words_of_news_copy(parser: Parser) -> None:
    (parse,) = parser.parse([STORY])
    check(parse)
    words = [word.text for sentence in parse.sentences for word in sentence.words]
    assert "T]he" in words
    assert ". . ." in words
    assert "if" in words
    assert "[" not in words
    assert not {"date", "PORT", "MR."} & set(words)
    (says,) = [w for s in parse.sentences for w in s.words if w.lemma == "say" and w.start < STORY.index("Monday")]
    assert says.upos == "VERB"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "...",
        "?!",
        "😀",
        "😀😀 😀",
        "שלום עולם.",
        "a\0b c\0.",
        "\ud800 lone",
        "x" * 3000,
        "\u200b",
        "'\"“",
    ],
)
def test_odd_texts_give_exact_offsets(parser: Parser, text: str) -> None:
    (parse,) = parser.parse([text])
    check(parse)


def test_no_sentence_ends_between_a_title_and_a_name(parser: Parser) -> None:
    text = (
        "The bill was blocked by Sen. Ana Ruiz and Rep. Élise Roy (D-Vt.), who met Mrs. Olsen on Jan. 5 in town. "
        "Gov. Hale did not speak. It was Mr. Hale’s No. 2 who did. The hon. Lady knows."
    )
    (parse,) = parser.parse([text])
    starts = [text[sentence.span.start :][:8] for sentence in parse.sentences]
    assert starts == ["The bill", "Gov. Hal", "It was M", "The hon."]
    words = {word.text for sentence in parse.sentences for word in sentence.words}
    assert {"Sen.", "Rep.", "Mrs.", "Jan.", "Gov.", "Mr.", "No."} <= words


@pytest.mark.parametrize(
    "text",
    [
        "Holm et al. reported a small effect in 2019.",
        "Holm, T. et al. (2019) found none in approx. 400 adults.",
    ],
)
def test_no_sentence_ends_among_authors(parser: Parser, text: str) -> None:
    (parse,) = parser.parse([text])
    assert len(parse.sentences) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ian Cole said the road is open.",
        "Dana Whitlock met Bo Tan Lee in May.",
        "The Kelby Dock Traders' Association has vowed to resist the planned move of its members, calling the new pier "
        '"a plank with lights".',
    ],
)
def test_no_sentence_ends_inside_a_name(parser: Parser, text: str) -> None:
    (parse,) = parser.parse([text])
    assert len(parse.sentences) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They took vitamin C. Miller said it helped.",
        "Some had hepatitis B. Jones (2019) found that it may spread.",
        "The president met Friedrich Merz. Merz said talks were useful.",
        "“Is it,” asked Lee. “No,” said Ray.",
    ],
)
def test_a_sentence_ends_behind_what_is_no_initial_and_no_abbreviation(parser: Parser, text: str) -> None:
    (parse,) = parser.parse([text])
    assert [sentence.words[-1].text for sentence in parse.sentences] == [".", "."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Its owner insists it is safe.", ["Its", "owner"]),
        ("Its chief executive, Bo Tan, left.", ["Its", "chief"]),
        ("its roof leaks.", ["its", "roof"]),
        ("Its not fair.", ["It", "s"]),
        ("Its easy to see why.", ["It", "s"]),
    ],
)
def test_its_is_cut_only_where_it_can_mean_it_is(parser: Parser, text: str, words: list[str]) -> None:
    (parse,) = parser.parse([text])
    assert [word.text for word in parse.sentences[0].words[:2]] == words
    check(parse)


def test_long_sentences_are_cut(parser: Parser) -> None:
    (parse,) = parser.parse(["rain " * (2 * LONGEST_SENTENCE + 5)])
    assert max(map(len, parse.sentences)) <= LONGEST_SENTENCE
    check(parse)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(blacklist_categories=()), max_size=120))
def test_offsets_are_exact_for_any_text(parser: Parser, text: str) -> None:
    (parse,) = parser.parse([text])
    check(parse)


def test_the_batch_does_not_matter(parser: Parser) -> None:
    texts = [STORY, "It rained.", 'They doubt it will, she said. "Perhaps it won\'t."']
    assert parser.parse(texts) == [parser.parse([text])[0] for text in texts]


def test_conllu_round_trip(parser: Parser) -> None:
    (parse,) = parser.parse([STORY])
    assert parse_from_conllu(STORY, parse_to_conllu(parse)) == parse


def test_conllu_of_another_text_is_refused(parser: Parser) -> None:
    (parse,) = parser.parse([STORY])
    with pytest.raises(InputError, match="another text"):
        parse_from_conllu("Short.", parse_to_conllu(parse))


def test_given_tokens_are_kept(parser: Parser) -> None:
    sentences = [["They", "ca", "n't", "know", "."], ["“", "Perhaps", "”"]]
    parse = parser.parse_tokens(sentences)
    assert [[word.text for word in sentence.words] for sentence in parse.sentences] == sentences
    check(parse)


def test_bad_tokens_are_refused(parser: Parser) -> None:
    with pytest.raises(InputError, match="non-empty words"):
        parser.parse_tokens([["two words"]])


def test_a_package_that_cannot_be_had_is_one_clear_error() -> None:
    with pytest.raises(ModelError, match=r"no-such-package.* which is no such folder .*: check the name") as caught:
        load_parser("no-such-package")
    # Nothing of what the layers below say about the connection.
    assert "HTTPSConnectionPool" not in str(caught.value)


def test_long_tokens_are_written_as_they_stand(parser: Parser) -> None:
    link = "https://example.org/" + "a" * 1500
    (conllu,) = parser.conllu([f"See {link} now."])
    assert link in conllu
    assert "<UNK>" not in conllu


def test_loading_leaves_transformers_alone() -> None:
    pytest.importorskip("transformers")
    code = (
        "import sys; from hedge.parsing import load_parser; load_parser(); assert 'transformers' not in sys.modules;"
        "import transformers; assert transformers.__version__"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
