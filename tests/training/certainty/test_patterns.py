"""The patterned sentences are well-formed and cover every level."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from hedge.documents import Span
from hedge.training.certainty.constructions import PATTERNS
from hedge.training.certainty.patterns import REPLICAS, pattern_examples


def test_spans_stand_in_their_sentence() -> None:
    for example in pattern_examples():
        spans = sorted((*example.spans.source, *example.spans.cue, *example.spans.content))
        assert all(before.end <= after.start for before, after in pairwise(spans))
        assert all(span.of(example.text).strip() == span.of(example.text) != "" for span in spans)
        assert "{" not in example.text
        assert "|" not in example.text
        assert "  " not in example.text
        assert example.text[-1] in ".?!”"


def test_every_level_is_covered_with_and_without_attribution() -> None:
    counts = Counter((example.level, bool(example.spans.cue)) for example in pattern_examples())
    assert set(counts) == {(level, cued) for level in (0, 1, 2, 3, "na", "wish") for cued in (True, False)}
    assert len(PATTERNS) >= 90


def test_rejections_are_negative() -> None:
    polarity = {True: set(), False: set()}
    for example in pattern_examples():
        if "denied" in example.text:
            polarity["nor denied" in example.text].add(example.polarity)
    assert polarity == {False: {"neg"}, True: {"pos"}}
    assert {example.polarity for example in pattern_examples() if "has no doubt" in example.text} == {"pos"}
    assert Counter(example.polarity for example in pattern_examples())["pos"] > 300


def test_what_the_author_says_is_also_said_in_quotation_marks() -> None:
    levels = {example.text: example.level for example in pattern_examples()}
    quoted = {text: level for text, level in levels.items() if text.startswith("“")}
    assert len(quoted) > 200
    assert {level for text, level in quoted.items() if text.startswith("“It is unclear whether")} == {0}
    assert {level for text, level in quoted.items() if text.startswith("“Maybe ")} == {1}


def test_verbs_agree_with_their_subjects() -> None:
    plural = (
        r"\b(Analysts|Two former officials|[Tt]he (rebels|two parties)|[Pp]rices) (is|was|has|does|seems|believes)\b"
    )
    wrong = re.compile(rf"{plural}|\bI (is|has|does|believes)\b|\bdid (not )?be\b")
    assert not [example.text for example in pattern_examples() if wrong.search(example.text)]


def test_sentences_around_a_statement_are_no_part_of_it() -> None:
    examples = [example for example in pattern_examples() if example.text.startswith("Perhaps it was the heat. ")]
    assert len(examples) == REPLICAS
    for example in examples:
        (content,) = example.spans.content
        assert content == Span(25, len(example.text) - 1)
        assert example.text[25].isupper()
    followed = {
        example.text: example.spans.content for example in pattern_examples() if "what will happen" in example.text
    }
    assert followed
    assert all(text[content.end :] == ". It is unclear what will happen next." for text, (content,) in followed.items())


def test_brackets_behind_a_clause_belong_to_it() -> None:
    examples = [example for example in pattern_examples() if "(low confidence)" in example.text]
    assert {example.level for example in examples} == {1}
    assert all("(low confidence)" in example.spans.content[0].of(example.text) for example in examples)
