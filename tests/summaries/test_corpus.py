from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hedge
from hedge.analysis import Pipeline
from hedge.documents import Span
from hedge.speakers import Speaker
from hedge.statements import Statement, StatementCue
from hedge.summaries import SpeakerTable, merge_speakers, profile_corpus
from hedge.summaries.intervals import Values, mean_estimate, mean_interval

RUIZ = Speaker(id="s1", name="Ana Ruiz", type="person")
MAYOR = Speaker(id="s2", name="unnamed mayor", type="unnamed")
AUTHOR = Speaker(id="s0", name="author", type="author")


@dataclass(frozen=True)
class Known:
    id: str
    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...] = (AUTHOR, RUIZ, MAYOR)
    date: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def statement(id: int, speaker: Speaker, certainty: float, label: str = "certain") -> Statement:
    cue = StatementCue(span=Span(0, 3), text="may", type="epistemic", effect=-0.1, scope=())
    return Statement(
        id=id, spans=(Span(10 * id, 10 * id + 9),), text="it may well rain", speaker=speaker, label=label,
        certainty=certainty, interval=(certainty, certainty), probabilities={}, evaluable=1.0, factuality=None,
        polarity="pos", kind="direct", source=(), cue=(), parent=None, cues=(cue,),
    )  # fmt: skip


FIRST = Known("a", (statement(0, RUIZ, 1.0), statement(1, RUIZ, 0.8), statement(2, MAYOR, 0.0)))
SECOND = Known("b", (statement(0, RUIZ, 0.2, "possible"), statement(1, RUIZ, 0.9, "na"), statement(2, AUTHOR, 0.5)))


def clustered_interval(values: list[list[float]], half_widths: list[list[float]]) -> tuple[float, float]:
    mean, spread = mean_estimate(Values.of(values, half_widths))
    return max(0.0, mean - spread.reach), min(1.0, mean + spread.reach)


def test_a_profile_by_hand() -> None:
    ruiz, *others = profile_corpus([SECOND, FIRST])
    assert (ruiz.speaker, ruiz.type, ruiz.documents, ruiz.statements, ruiz.words) == ("Ana Ruiz", "person", 2, 4, 16)
    assert ruiz.certainty == pytest.approx(2 / 3)
    assert ruiz.interval == clustered_interval([[1.0, 0.8], [0.2]], [[0.0, 0.0], [0.0]])
    assert ruiz.labels == {"certain": 2, "possible": 1, "na": 1}
    # Cues at one place are one cue in a document, and two in two.
    assert ruiz.cues_per_100_words == pytest.approx(100 * 2 / 16)
    assert (ruiz.most_certain, ruiz.least_certain) == (("a", 0), ("b", 0))
    assert [other.speaker for other in others] == ["author [b s0]", "unnamed mayor [a s2]"]


def test_the_table_joins_speakers_and_types() -> None:
    table = merge_speakers([FIRST, SECOND])
    joined = SpeakerTable(tuple(replace(r, canonical="Ruiz") if r.name != "author" else r for r in table.rows))
    ruiz = profile_corpus([FIRST, SECOND], joined)[0]
    assert (ruiz.speaker, ruiz.type, ruiz.documents, ruiz.statements) == ("Ruiz", "person", 2, 5)
    assert ruiz.least_certain == ("a", 2)


def test_nothing_to_evaluate_gives_no_mean() -> None:
    (profile,) = profile_corpus([Known("a", (statement(0, RUIZ, 0.5, "na"),))])
    assert (profile.certainty, profile.interval, profile.most_certain) == (None, None, None)
    assert profile_corpus([]) == ()


def test_interval_by_hand() -> None:
    # Two documents: .9 and .7, and .2; mean .6, N = 3, G = 2. Within: (7 x .05 + .02) / (7 + 1) = .04625, so the prior
    # expects .04625 / 3 x (1 + .05 x 5 / 3) = .0167014. Sums of deviations .4 and -.4, over 3 and the roots of 1/3 and
    # 2/3: squares .16 / 9 x (3 + 1.5) = .08, on one degree of freedom (two clusters).
    # (4 x .0167014 + 1 x .08) / 5 = .0293611; t(5, .975) = 2.57058.
    low, high = clustered_interval([[0.9, 0.7], [0.2]], [[0.0, 0.0], [0.0]])
    assert low == pytest.approx(0.6 - 2.57058 * 0.0293611**0.5, abs=1e-5)
    assert high == 1.0


def test_statements_that_repeat_their_document_count_once() -> None:
    # Ten documents that each say one thing five times over tell little more than ten statements.
    values = [0.4, 0.6] * 5
    single = clustered_interval([[v] for v in values], [[0.0]] * 10)
    repeated = clustered_interval([[v] * 5 for v in values], [[0.0] * 5] * 10)
    naive = mean_interval([v for v in values for _ in range(5)], [0.0] * 50)
    widths = [high - low for low, high in (single, repeated, naive)]
    assert widths[0] > widths[1] > 1.3 * widths[2]


_VALUES = st.lists(st.lists(st.floats(0, 1), min_size=1, max_size=6), min_size=1, max_size=6)


@given(_VALUES, st.floats(0, 0.5))
def test_interval_holds_the_mean_and_grows_with_doubt(values: list[list[float]], width: float) -> None:
    low, high = clustered_interval(values, [[0.0] * len(own) for own in values])
    wide_low, wide_high = clustered_interval(values, [[width] * len(own) for own in values])
    mean = sum(map(sum, values)) / sum(map(len, values))
    assert 0 <= wide_low <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= wide_high <= 1


@given(_VALUES)
def test_one_document_is_less_than_the_same_statements_in_many(values: list[list[float]]) -> None:
    flat = [value for own in values for value in own]
    one = clustered_interval([flat], [[0.0] * len(flat)])
    low, high = mean_interval(flat, [0.0] * len(flat))
    assert one[0] <= low + 1e-9
    assert one[1] >= high - 1e-9


def test_the_order_of_documents_does_not_matter() -> None:
    assert profile_corpus([FIRST, SECOND]) == profile_corpus([SECOND, FIRST])


def test_a_real_person_in_two_texts(nlp: Pipeline) -> None:
    texts = {
        "monday": 'Mayor Ana Ruiz said the dam will hold. "Nobody has to leave," Ruiz said.',
        "friday": "The wall has a crack. Ana Ruiz said the dam may burst. Ruiz of the tax office said nothing.",
    }
    documents = list(nlp.pipe(texts.values(), ids=texts))
    profile = hedge.profile_corpus(documents)[0]
    assert (profile.speaker, profile.documents) == ("Ana Ruiz", 2)
    own = [s for d in documents for s in d.statements if s.speaker.name == "Ana Ruiz"]
    assert profile.statements == len(own) >= 3
    assert profile.least_certain is not None
    assert profile.least_certain[0] == "friday"
