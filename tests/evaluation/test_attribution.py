from __future__ import annotations

import pytest

from hedge.documents import Span
from hedge.evaluation.attribution import attribution_metrics, count_matches
from hedge.sources import Attribution

#       0    5    10   15   20   25   30   35   40
TEXT = 'Ms. Low said, "It may rain." Bo agreed it may.'


def spans(*parts: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(part), TEXT.index(part) + len(part)) for part in parts)


def attribution(source: str, cue: str, *content: str) -> Attribution:
    return Attribution(source=spans(source) if source else (), cue=spans(cue), content=spans(*content))


GOLD = [attribution("Ms. Low", "said", '"It may rain."'), attribution("Bo", "agreed", "it may")]


def test_perfect_prediction() -> None:
    metrics = attribution_metrics([count_matches(TEXT, GOLD, GOLD[::-1])])
    assert set(metrics) == {
        "source_f1", "cue_f1", "content_f1",
        "source_overlap_f1", "cue_overlap_f1", "content_overlap_f1",
        "linked_f1",
    }  # fmt: skip
    assert set(metrics.values()) == {1.0}


def test_hand_worked_counts() -> None:
    # The source lacks "Ms.", the content lacks its marks and full stop; the second attribution is missed.
    predicted = [attribution("Low", "said", "It may rain")]
    counts = count_matches(TEXT, GOLD, predicted)
    assert counts.gold == {
        "source": 2, "source_overlap": 4,  # Ms . Low Bo
        "cue": 2, "cue_overlap": 2,
        "content": 2, "content_overlap": 8,  # " It may rain . " it may
        "linked": 2,
    }  # fmt: skip
    assert counts.predicted == {
        "source": 1, "source_overlap": 1, "cue": 1, "cue_overlap": 1, "content": 1, "content_overlap": 3, "linked": 1,
    }  # fmt: skip
    # Content: 3 of 6 tokens shared is a Jaccard index of .5; source: 1 of 3 is not enough for the link.
    assert counts.right == {
        "source": 0, "source_overlap": 1, "cue": 1, "cue_overlap": 1, "content": 0, "content_overlap": 3, "linked": 0,
    }  # fmt: skip
    metrics = attribution_metrics([counts])
    assert metrics["cue_f1"] == pytest.approx(2 * 1 / (1 + 2))
    assert metrics["content_overlap_f1"] == pytest.approx(2 * 3 / (3 + 8))
    assert metrics["source_f1"] == 0


def test_link_needs_half_of_both() -> None:
    predicted = [attribution("Ms. Low", "agreed", "It may rain")]
    assert count_matches(TEXT, GOLD, predicted).right["linked"] == 1
    crossed = [attribution("Bo", "said", '"It may rain."')]
    assert count_matches(TEXT, GOLD, crossed).right["linked"] == 0


def test_duplicates_count_once() -> None:
    counts = count_matches(TEXT, GOLD, [GOLD[0], GOLD[0]])
    assert (counts.right["cue"], counts.predicted["cue"]) == (1, 2)
    assert (counts.right["linked"], counts.predicted["linked"]) == (1, 2)
    # Where the gold gives the same source twice, two equal predictions are both right.
    twice = [GOLD[1], attribution("Bo", "said", "It may rain")]
    assert count_matches(TEXT, twice, twice).right["source"] == 2


def test_split_spans_with_white_space_between_are_equal() -> None:
    whole = attribution("Bo", "agreed", "it may")
    split = attribution("Bo", "agreed", "it", "may.")
    assert count_matches(TEXT, [whole], [whole]).right["content"] == 1
    assert count_matches(TEXT, [whole], [split]).right["content"] == 0


def test_attributions_without_source_have_no_link() -> None:
    bare = attribution("", "said", "It may rain")
    counts = count_matches(TEXT, [bare], [bare])
    assert (counts.gold["linked"], counts.gold["source"], counts.right["content"]) == (0, 0, 1)


def test_micro_average_over_documents() -> None:
    full = count_matches(TEXT, GOLD, GOLD)
    empty = count_matches(TEXT, GOLD, [])
    assert attribution_metrics([full, empty])["cue_f1"] == pytest.approx(2 * 2 / (2 + 4))
