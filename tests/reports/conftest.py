"""Documents made by hand, so that every field can hold whatever a test wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from hedge.analysis import Document
from hedge.analysis.document import ModelInfo
from hedge.documents import Span, join_text
from hedge.parsing import Parse
from hedge.scoring import PerceivedProbability
from hedge.speakers import Speaker
from hedge.statements import Statement, StatementCue
from hedge.summaries import summarise_speakers

Maker = Callable[..., Document]
MODEL = ModelInfo(name="hedge", version="0.0", sha256="0" * 64)


def make_cue(text: str, span: Span, kind: str = "epistemic", scope: Sequence[Span] = ()) -> StatementCue:
    return StatementCue(span=span, text=span.of(text), type=kind, effect=-0.25, scope=tuple(scope))


def make_statement(
    text: str,
    id: int,
    spans: Sequence[Span],
    speaker: Speaker,
    *,
    label: str = "certain",
    certainty: float = 0.9,
    source: Sequence[Span] = (),
    cue: Sequence[Span] = (),
    parent: int | None = None,
    cues: Sequence[StatementCue] = (),
) -> Statement:
    return Statement(
        id=id, spans=tuple(spans), text=join_text(text, spans), speaker=speaker, label=label, certainty=certainty,
        interval=(max(0.0, certainty - 0.1), min(1.0, certainty + 0.1)),
        probabilities={"certain": 0.4, "probable": 0.3, "possible": 0.2, "uncommitted": 0.1}, evaluable=1.0,
        perceived_probability=PerceivedProbability(mean=0.5, p50=(0.4, 0.6), p90=(0.1, 0.9)), factuality=1.5,
        polarity="pos", kind="indirect" if source else "author", source=tuple(source), cue=tuple(cue), parent=parent,
        cues=tuple(cues),
    )  # fmt: skip


def make_document(text: str, statements: Sequence[Statement], *, id: str = "", model: ModelInfo = MODEL) -> Document:
    speakers = {statement.speaker.id: statement.speaker for statement in statements}
    return Document(
        id=id, text=text, parse=Parse(text=text, blocks=(), sentences=()), statements=tuple(statements),
        speakers=tuple(speakers.values()), profiles=summarise_speakers(statements), assertiveness=None, model=model,
    )  # fmt: skip


def find(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


@pytest.fixture
def nested() -> Document:
    """Three speakers, an attribution inside another, and a statement that is cut in two."""
    text = "Ruiz said engineers believe the pier may hold. Nobody, it rained, was surely there.\nTea is hot."
    author, ruiz, engineers = (
        Speaker(id=f"s{n}", name=name, type=kind)  # type: ignore[arg-type]
        for n, (name, kind) in enumerate([("author", "author"), ("Ana Ruiz", "person"), ("engineers", "group")])
    )
    pier = find(text, "the pier may hold")
    may = make_cue(text, find(text, "may"), scope=[pier])
    surely = make_cue(text, find(text, "surely"), "booster", [find(text, "was surely there")])
    return make_document(
        text,
        [
            make_statement(
                text, 0, [find(text, "engineers believe the pier may hold")], ruiz, label="probable", certainty=0.7,
                source=[find(text, "Ruiz")], cue=[find(text, "said")], cues=[may],
            ),
            make_statement(
                text, 1, [pier], engineers, label="possible", certainty=0.4, source=[find(text, "engineers")],
                cue=[find(text, "believe")], parent=0, cues=[may],
            ),
            make_statement(text, 2, [find(text, "Nobody,"), find(text, "was surely there.")], author, cues=[surely]),
            make_statement(text, 3, [find(text, "Tea is hot.")], author, label="na", certainty=0.1),
        ],
        id="pier.txt",
    )  # fmt: skip


HOSTILE = (
    "</script><script>window.ran='a'</script>",
    "<img src=x onerror=\"window.ran='b'\">",
    "\"' autofocus onfocus=window.ran='c' x='",
    "{{ 7*7 }}{% raw %}<!--<script>\u2028window.ran='d'\u2029",
    "javascript:window.ran='e'",
    "</style></title></textarea></svg><iframe srcdoc='<script>parent.ran=1</script>'>",
    "&lt;script&gt;&#x3c;b&#x3e; \x00\x07\ud800\u202e]]>",
)


@pytest.fixture
def hostile() -> Document:
    """Every field that a caller or a text can fill is an attempt to run a script."""
    text = " ".join(HOSTILE)
    statements = []
    for number, attack in enumerate(HOSTILE):
        span = find(text, attack)
        half = Span(span.start + 3, span.start + 9)
        cue = make_cue(text, half, HOSTILE[0] if number % 2 else "epistemic", [span])
        speaker = Speaker(id=f"s{number}", name=attack, type="person", mentions=(half,))
        statements.append(make_statement(text, number, [span], speaker, source=[half], cue=[half], cues=[cue]))
    model = ModelInfo(name=HOSTILE[0], version=HOSTILE[1], sha256=HOSTILE[2])
    return make_document(text, statements, id=" ".join(HOSTILE), model=model)
