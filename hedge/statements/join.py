"""Join attributions, speakers, cues and scores into statements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hedge.documents import Span, join_text, merge_spans
from hedge.parsing import Parse
from hedge.scoring import Certainty, PerceivedProbability, ScoredPredicate
from hedge.sources import Attribution
from hedge.speakers import AUTHOR_ID, Resolution
from hedge.statements.statement import Cues, Statement, StatementCue
from hedge.statements.units import StatementUnit


def join_statements(
    parse: Parse,
    units: Sequence[StatementUnit],
    attributions: Sequence[Attribution],
    resolution: Resolution,
    certainties: Sequence[Certainty],
    perceived: Sequence[PerceivedProbability],
    predicates: Sequence[ScoredPredicate],
) -> tuple[Statement, ...]:
    """Join what the stages found about one document.

    Parameters
    ----------
    parse : Parse
        The document.
    units : sequence of StatementUnit
        From `find_units`; every other sequence refers to them or to the document.
    attributions, resolution
        Of the document.
    certainties : sequence of Certainty
        One a unit.
    perceived : sequence of PerceivedProbability
        One a unit; left out of statements that cannot be evaluated.
    predicates : sequence of ScoredPredicate
        All of the document.

    Returns
    -------
    tuple of Statement
        One a unit, in the same order, but none for what its speaker is told to hold in another one: of "Ruiz said she
        believed that it was safe" only "she believed that it was safe".
    """
    speakers = {speaker.id: speaker for speaker in resolution.speakers}
    kept = [
        each
        for each in zip(units, certainties, perceived, strict=True)
        if not _is_held(parse.text, each[0].attribution, attributions, resolution)
    ]
    ids = {unit.attribution: index for index, (unit, *_) in enumerate(kept) if unit.attribution is not None}
    statements = []
    for index, (unit, certainty, probability) in enumerate(kept):
        attribution = None if unit.attribution is None else attributions[unit.attribution]
        statements.append(
            Statement(
                id=index,
                spans=unit.spans,
                text=join_text(parse.text, unit.spans),
                speaker=speakers[_speaker_id(unit, resolution)],
                label=certainty.label,
                certainty=certainty.certainty,
                interval=certainty.interval,
                probabilities=dict(certainty.probabilities),
                evaluable=certainty.evaluable,
                perceived_probability=None if certainty.label == "na" else probability,
                factuality=_main_factuality(parse, unit.spans, predicates),
                polarity=certainty.polarity,
                kind=unit.kind,
                source=() if attribution is None else attribution.source,
                cue=() if attribution is None else attribution.cue,
                parent=None if attribution is None or attribution.parent is None else ids.get(attribution.parent),
                cues=_statement_cues(certainty),
            )
        )
    return tuple(statements)


def _is_held(text: str, index: int | None, attributions: Sequence[Attribution], resolution: Resolution) -> bool:
    """Whether an attribution is all that another one to the same speaker consists of."""
    parent = None if index is None else attributions[index].parent
    if index is None or parent is None or resolution.assignment[index] != resolution.assignment[parent]:
        return False
    own = attributions[index]
    parts = merge_spans((*own.source, *own.cue, *own.content), text)
    left = [
        char
        for span in attributions[parent].content
        for at, char in enumerate(span.of(text), span.start)
        if char.isalnum() and not any(part.start <= at < part.end for part in parts)
    ]
    return "".join(left).lower() in ("", "that")


def _speaker_id(unit: StatementUnit, resolution: Resolution) -> str:
    if unit.attribution is not None:
        return resolution.assignment[unit.attribution]
    return AUTHOR_ID if unit.turn is None else resolution.turns.get(unit.turn, AUTHOR_ID)


def _statement_cues(certainty: Certainty) -> Cues:
    """The cues that bear on a statement, with their effects."""
    return tuple(
        StatementCue(
            span=effect.cue.span,
            text=effect.cue.text,
            type=effect.cue.type,
            effect=effect.change,
            scope=effect.cue.scope,
        )
        for effect in sorted(certainty.effects, key=lambda effect: effect.cue.span)
    )


def _main_factuality(parse: Parse, spans: Sequence[Span], predicates: Sequence[ScoredPredicate]) -> float | None:
    """Factuality of the highest predicate inside the spans, the first of several; `predicates` are in text order."""
    inside = [
        scored
        for span in spans
        for scored in predicates[_first_from(predicates, span.start) : _first_from(predicates, span.end)]
        if span.covers(scored.predicate.span)
    ]
    if not inside:
        return None
    depth = [sum(1 for _ in parse.sentences[p.predicate.sentence].ancestors(p.predicate.word)) for p in inside]
    return inside[depth.index(min(depth))].factuality


def _first_from(predicates: Sequence[ScoredPredicate], offset: int) -> int:
    """Index of the first predicate that begins at or after an offset."""
    return bisect_left(predicates, offset, key=lambda scored: scored.predicate.span.start)
