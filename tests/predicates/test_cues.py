"""Cues: the lexicon proposes, the model decides, the tree gives the scope."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedge.encoding import load_encoder
from hedge.encoding.heads import N_COLUMNS
from hedge.models.linear import LinearModel, load_linear
from hedge.parsing import Parser, Sentence, Word
from hedge.predicates.cue_features import Candidate, candidate_span, find_candidates
from hedge.predicates.cue_lexicon import LEXICON, SHORT_FORMS
from hedge.predicates.cue_pool import CuePool
from hedge.predicates.cues import CUE_TYPES, Cue, CueModel, cue_odds, find_cues, load_cue_model, select_cues

OUTPUTS = ("none", "epistemic", "booster")


def chain(text: str) -> Sentence:
    """A sentence whose every word hangs on the one before; "n't" and "'d" touch their neighbour."""
    words: list[Word] = []
    start = 0
    for index, token in enumerate(text.split()):
        if token in ("n't", "'d") and words:
            start -= 1
        lemma = "not" if token == "n't" else token.lower()
        words.append(
            Word(
                text=token,
                lemma=lemma,
                upos="X",
                xpos="X",
                feats="",
                head=index - 1,
                deprel="dep",
                start=start,
                end=start + len(token),
            )
        )
        start += len(token) + 1
    return Sentence(tuple(words))


def found_in(parser: Parser, text: str) -> list[Cue]:
    (cues,) = find_cues(parser.parse([text]), load_cue_model())
    return list(cues)


def kinds(parser: Parser, text: str) -> dict[str, str]:
    return {cue.text.lower(): cue.type for cue in found_in(parser, text)}


def test_every_lexicon_type_is_a_cue_type() -> None:
    assert tuple(LEXICON) == CUE_TYPES


def test_phrases_and_their_parts_are_candidates() -> None:
    entries = {candidate.entry for candidate in find_candidates(chain("He is most likely ill"))}
    assert {"most/more/very/quite/highly/increasingly likely", "likely"} <= entries


def test_wildcards_match_one_word() -> None:
    found = find_candidates(chain("in Petra 's view"))
    assert any((each.first, each.last) == (0, 3) for each in found)


@pytest.mark.parametrize(
    ("text", "word", "expected"), [("I 'd go", 1, (0, 3)), ("was n't sure", 1, (0, 6)), ("may go", 0, (0, 3))]
)
def test_contractions_count_whole(text: str, word: int, expected: tuple[int, int]) -> None:
    span = candidate_span(chain(text), Candidate(word, word, "x", ("epistemic",)))
    assert (span.start, span.end) == expected


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3), st.floats(0, 1)), max_size=12))
def test_chosen_cues_never_overlap(drawn: list[tuple[int, int, float]]) -> None:
    candidates = [Candidate(first, first + size, "x", ("epistemic",)) for first, size, _ in drawn]
    chances = np.array([[1 - chance, chance * 0.6, chance * 0.4] for *_, chance in drawn]).reshape(-1, 3)
    chosen = select_cues(candidates, chances, OUTPUTS, 0.4)
    words = [word for candidate, _, _ in chosen for word in range(candidate.first, candidate.last + 1)]
    assert len(words) == len(set(words))
    assert all(chance >= 0.4 and kind == "epistemic" for _, kind, chance in chosen)
    assert bool(chosen) == any(chance >= 0.4 for chance in 1 - chances[:, 0])


def test_a_saved_model_scores_as_before(tmp_path: Path) -> None:
    model = LinearModel(
        {"a": 0, "b": 1}, np.array([[0.5, -2.0, 1.0], [1.0, 0.25, 0.0]]), np.array([0.0, 1.0, 0.0]), OUTPUTS
    )
    model.save(tmp_path, "toy")
    rows = [["a", "b", "a", "unknown"], [], ["b"]]
    np.testing.assert_array_equal(load_linear(tmp_path, "toy").scores(rows), model.scores(rows))
    np.testing.assert_allclose(model.probabilities(rows).sum(axis=1), 1.0)


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("The harbour may close next week.", "may", "epistemic"),
        ("They will probably sign the treaty.", "probably", "epistemic"),
        ("Ms. Ortega thinks the plan is sound.", "thinks", "doxastic"),
        ("The thieves reportedly fled by boat.", "reportedly", "evidential"),
        ("It is unclear who fired first.", "unclear", "unknown"),
        ("She asked whether the road was open.", "whether", "investigation"),
        ("If it rains, the match is off.", "if", "condition"),
        ("About 40 people came.", "about", "approximator"),
        ("This is certainly a setback.", "certainly", "booster"),
    ],
)
def test_each_type_is_found(parser: Parser, text: str, cue: str, kind: str) -> None:
    assert kinds(parser, text).get(cue) == kind


@pytest.mark.parametrize(
    "text",
    [
        "The talks begin in May.",
        "She wrote a book about whales.",
        "The court will rule on Monday.",
        "He ran to the shop.",
    ],
)
def test_plain_statements_have_no_cue(parser: Parser, text: str) -> None:
    assert kinds(parser, text) == {}


def test_offsets_and_words_point_at_the_cue(parser: Parser) -> None:
    text = "Rain fell.\n\nThe dam might not hold, and nobody knows why; perhaps it is too old."
    (parse,) = parser.parse([text])
    (cues,) = find_cues([parse], load_cue_model())
    assert len(cues) >= 2
    for cue in cues:
        assert cue.span.of(text) == cue.text
        words = [parse.sentences[cue.sentence].words[index] for index in cue.words]
        assert cue.span.start <= words[0].start
        assert words[-1].end <= cue.span.end
        assert cue.scope == tuple(sorted(cue.scope))


@pytest.mark.parametrize(
    ("text", "cue", "inside", "outside"),
    [
        ("The union left, but the owners may return.", "may", "owners", "union"),
        ("Analysts believe that the merger will fail.", "believe", "merger", "Analysts"),
        ("The town paid about 40 euros for the sign.", "about", "40", "town"),
    ],
)
def test_scope_follows_the_tree(parser: Parser, text: str, cue: str, inside: str, outside: str) -> None:
    (found,) = [each for each in found_in(parser, text) if each.text == cue]
    covered = "".join(span.of(text) for span in found.scope)
    assert inside in covered
    assert outside not in covered


def test_a_condition_governs_both_clauses(parser: Parser) -> None:
    text = "If the levee breaks, the town will flood."
    (found,) = [each for each in found_in(parser, text) if each.text == "If"]
    covered = " ".join(span.of(text) for span in found.scope)
    assert "breaks" in covered
    assert "flood" in covered


def test_batch_composition_does_not_matter(parser: Parser) -> None:
    parses = parser.parse(["Perhaps it may rain.", "It seems unlikely.", "Nobody knows."])
    model = load_cue_model()
    assert find_cues(parses, model) == [find_cues([parse], model)[0] for parse in parses]


def test_the_pool_decides_with_the_encoder_and_leaves_types_alone() -> None:
    linear = LinearModel({"x": 0}, np.log([[2.0, 1.0, 1.0]]), np.zeros(3), OUTPUTS)
    # Twice the regression's log odds, and two more for an entry that is nearly always a cue.
    weights = {"regression": 0, "nearly always": 1}
    pool = CuePool(LinearModel(weights, np.array([[-1.0, 1.0], [-1.0, 1.0]]), np.zeros(2), ("none", "cue")), 0.5)
    candidates = [Candidate(0, 0, "run", ("epistemic",)), Candidate(1, 1, "perhaps", ("epistemic",))]
    rows = [["x"], ["x"]]
    encoded = np.zeros((2, N_COLUMNS), dtype=np.float32)
    np.testing.assert_allclose(CueModel(linear, 0.5, pool).probabilities(candidates, rows), [[0.5, 0.25, 0.25]] * 2)
    found = CueModel(linear, 0.5, pool).probabilities(candidates, rows, encoded)
    chance = 1 / (1 + math.exp(-2))
    np.testing.assert_allclose(found, [[0.5, 0.25, 0.25], [1 - chance, chance / 2, chance / 2]])
    np.testing.assert_allclose(CueModel(linear, 0.5).probabilities(candidates, rows, encoded)[0], [0.5, 0.25, 0.25])


def test_log_odds_stay_finite() -> None:
    odds = cue_odds(np.array([0.0, 0.5, 1.0]))
    assert np.isfinite(odds).all()
    assert odds[0] > odds[1] == 0.0 > odds[2]


def test_batch_composition_does_not_matter_with_the_encoder(parser: Parser) -> None:
    parses = parser.parse(["Perhaps it may rain.", "It seems unlikely.", "", "Nobody knows."])
    model, encoded = load_cue_model(), load_encoder().encode(parses)
    together = find_cues(parses, model, encoded)
    assert together == [find_cues([parse], model, [rows])[0] for parse, rows in zip(parses, encoded, strict=True)]
    assert together[0]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Barring a storm, the ferry leaves at six.", "Barring"),
        ("The bill, for all practical purposes, is dead.", "for all practical purposes"),
        ("You can bet the landlord will object.", "You can bet"),
        ("Her return is a foregone conclusion.", "foregone conclusion"),
    ],
)
def test_the_lexicon_proposes(parser: Parser, text: str, cue: str) -> None:
    (parse,) = parser.parse([text])
    (sentence,) = parse.sentences
    assert cue in {candidate_span(sentence, each).of(text) for each in find_candidates(sentence)}


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("I don't recall.", "don't recall", "unknown"),
        ("I can't remember if she was there.", "can't remember", "unknown"),
        ("Ana Ruiz said he could not recall.", "could not recall", "unknown"),
        ("I couldn't say.", "couldn't say", "unknown"),
        ("I'm pretty sure he won.", "pretty sure", "doxastic"),
        ("IMO the plan is bad.", "IMO", "doxastic"),
        ("AFAIK the mill is closed.", "AFAIK", "doxastic"),
    ],
)
def test_talk(parser: Parser, text: str, cue: str, kind: str) -> None:
    parses = parser.parse([text])
    (cues,) = find_cues(parses, load_cue_model(), load_encoder().encode(parses))
    assert (cue, kind) in [(each.text, each.type) for each in cues]


def test_short_forms_are_read_as_entries() -> None:
    entries = {" ".join(entry.split()) for own in LEXICON.values() for entry in own.split(";")}
    assert set(SHORT_FORMS.values()) <= entries
    assert [each.entry for each in find_candidates(chain("IMHO it will prob work"))] == [
        "in my humble opinion",
        "probably",
    ]
