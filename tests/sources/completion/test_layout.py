"""Contents completed by the layout of the text."""

from __future__ import annotations

import pytest

from hedge.documents import join_text
from hedge.parsing import Parser
from hedge.sources import find_attributions, load_attribution_model
from hedge.sources.candidates.frames import Frame, make_frame
from hedge.sources.completion.layout import complete_contents
from hedge.sources.tokens import Tokens, flatten


def read(parser: Parser, text: str, cue: str, source: str, content: str) -> tuple[Tokens, Frame, tuple[int, int]]:
    tokens = flatten(next(iter(parser.parse([text]))))

    def place(part: str) -> tuple[int, int]:
        start = text.index(part)
        return next(
            (i, j + 1)
            for i, first in enumerate(tokens.words)
            for j, last in enumerate(tokens.words)
            if first.start == start and last.end == start + len(part)
        )

    return tokens, make_frame(tokens, place(cue), place(source)), place(content)


def completed(parser: Parser, text: str, cue: str, source: str, content: str) -> list[str]:
    tokens, frame, part = read(parser, text, cue, source, content)
    (parts,) = complete_contents(tokens, [frame], [(part,)])
    return [tokens.span_of(*each).of(text) for each in parts]


INTERRUPTED = "“We lost the keys,” Ana Ruiz told the court on Monday, “and nobody looked for them.”"


@pytest.mark.parametrize("known", ["“We lost the keys,”", "“and nobody looked for them.”"])
def test_an_interrupted_quotation_is_one(parser: Parser, known: str) -> None:
    both = ["“We lost the keys,”", "“and nobody looked for them.”"]
    assert completed(parser, INTERRUPTED, "told", "Ana Ruiz", known) == both


def test_a_word_in_quotation_marks_is_no_half(parser: Parser) -> None:
    text = "After the “summit”, Ana Ruiz said on Monday, “we lost the keys.”"
    assert completed(parser, text, "said", "Ana Ruiz", "“we lost the keys.”") == ["“we lost the keys.”"]
    text = "“We lost the keys,” Ana Ruiz said of the “great” plan."
    assert completed(parser, text, "said", "Ana Ruiz", "“We lost the keys,”") == ["“We lost the keys,”"]


def test_a_quotation_goes_on_behind_the_reporting_clause(parser: Parser) -> None:
    text = "“We lost the keys,” said Ana Ruiz. “Nobody asked us.\n\n“They came at night.\n\n“It was cold.”\n\nShe left."
    assert completed(parser, text, "said", "Ana Ruiz", "“We lost the keys,”") == [
        "“We lost the keys,”", "“Nobody asked us.", "“They came at night.", "“It was cold.”"
    ]  # fmt: skip
    text = "“We lost the keys,” said Ana Ruiz. “Nobody asked us,” said Bo Tan."
    assert completed(parser, text, "said", "Ana Ruiz", "“We lost the keys,”") == ["“We lost the keys,”"]
    text = "“We lost the keys,” said Ana Ruiz.\n\n“Nobody asked us.”"
    assert completed(parser, text, "said", "Ana Ruiz", "“We lost the keys,”") == ["“We lost the keys,”"]


def test_what_belongs_to_another_stays_there(parser: Parser) -> None:
    tokens, frame, first = read(parser, INTERRUPTED, "told", "Ana Ruiz", "“We lost the keys,”")
    other = read(parser, INTERRUPTED, "looked", "nobody", "“and nobody looked for them.”")
    assert complete_contents(tokens, [frame, other[1]], [(first,), (other[2],)]) == [(first,), (other[2],)]


def test_a_colon_announces_the_paragraph(parser: Parser) -> None:
    text = (
        "The firm said in a statement:\n\nThe plant was closed in May. It will not reopen. We cannot say more.\n\n"
        "Ten people work there."
    )
    parts = completed(parser, text, "said", "The firm", "The plant was closed in May")
    assert "".join(parts) == "The plant was closed in May. It will not reopen. We cannot say more"


def test_a_colon_announces_the_list(parser: Parser) -> None:
    items = "- The ship must be repaired.\n\n- The wages must be paid."
    text = f"The crew had two demands:\n\n{items}\n\nThe ship sails in May."
    parts = completed(parser, text, "demands", "The crew", "The ship must be repaired")
    assert "".join(parts).endswith("The wages must be paid")
    assert "sails" not in "".join(parts)


def test_in_running_text_a_colon_announces_no_more(parser: Parser) -> None:
    text = "The minister said: the company had been warned. It did nothing."
    content = "the company had been warned"
    assert completed(parser, text, "said", "The minister", content) == [content]


@pytest.mark.parametrize("judgement", ["It is false", "It is doubtful", "It is a lie"])
def test_an_impersonal_cue_holds_its_judgement(parser: Parser, judgement: str) -> None:
    text = f"{judgement} that the drug slows decay."
    for found in find_attributions(parser.parse([text]), load_attribution_model())[0]:
        assert join_text(text, found.cue) == judgement


@pytest.mark.parametrize(
    ("text", "cue", "source", "content", "parts"),
    [
        (
            "The plan was called a folly by two ministers.",
            "was called",
            "two ministers",
            "The plan",
            ["The plan", "a folly"],
        ),
        ("The plan was seen as a folly by ministers.", "was seen as", "ministers", "The plan", ["The plan", "a folly"]),
        ("The plan was blocked by two ministers.", "was blocked", "two ministers", "The plan", ["The plan"]),
    ],
)
def test_a_passive_says_something_of_its_subject(
    parser: Parser, text: str, cue: str, source: str, content: str, parts: list[str]
) -> None:
    assert completed(parser, text, cue, source, content) == parts


def test_a_clause_that_is_cut_keeps_what_opens_it(parser: Parser) -> None:
    text = "The mill will not, the company insists, be sold."
    assert completed(parser, text, "insists", "the company", "be sold") == ["The mill will not", "be sold"]
    text = "The mill, a ruin, will be sold, the company insists, in May."
    assert completed(parser, text, "insists", "the company", "in May") == ["in May"]
