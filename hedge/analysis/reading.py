"""From parses to documents: all stages after the parser, in the order of the data flow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hedge.analysis.document import Document, ModelInfo
from hedge.analysis.models import Models
from hedge.analysis.stream import hash_source
from hedge.documents import Source
from hedge.parsing import Parse
from hedge.predicates import find_cues
from hedge.predicates.cues import Cue
from hedge.predicates.scare_quotes import encode_plainly
from hedge.scoring import Certainty, StatementSpans
from hedge.scoring.passages.assertiveness import rate_assertiveness
from hedge.sources import Attribution, find_attributions
from hedge.speakers import Resolution, resolve_speakers
from hedge.statements import StatementUnit, find_units, join_statements
from hedge.statements.claims import find_events, keep_claims
from hedge.summaries import summarise_speakers

Encoded = Sequence[Sequence[NDArray[np.float32]]]


def read_documents(
    parses: Sequence[Parse], sources: Sequence[Source], models: Models, info: ModelInfo
) -> list[Document]:
    """Analyse documents that are parsed.

    Parameters
    ----------
    parses : sequence of Parse
        The documents.
    sources : sequence of Source
        Where each comes from.
    models : Models
        Of all stages.
    info : ModelInfo
        What the documents say they were read with.
    """
    encoded = None if models.encoder is None else models.encoder.encode(parses)
    plain = None if models.encoder is None else encode_plainly(models.encoder, parses, encoded)
    cues = find_cues(parses, models.cues, plain)
    predicates = models.factuality.score(parses, encoded)
    attributions = [
        keep_claims(parse, found)
        for parse, found in zip(parses, find_attributions(parses, models.attribution, encoded), strict=True)
    ]
    resolutions = [
        resolve_speakers(parse, found, identities=source.identities)
        for source, parse, found in zip(sources, parses, attributions, strict=True)
    ]
    units, certainties = _score_units(parses, attributions, resolutions, cues, plain, models)
    spans = [[_unit_spans(u, found) for u in own] for own, found in zip(units, attributions, strict=True)]
    perceived = models.perception.score(parses, spans, cues, certainties)
    documents = []
    for index, (source, parse) in enumerate(zip(sources, parses, strict=True)):
        statements = join_statements(
            parse,
            units[index],
            attributions[index],
            resolutions[index],
            certainties[index],
            perceived[index],
            predicates[index],
        )
        documents.append(
            Document(
                id=source.id,
                text=parse.text,
                parse=parse,
                statements=statements,
                speakers=resolutions[index].speakers,
                profiles=summarise_speakers(statements),
                assertiveness=rate_assertiveness(parse.text, models.assertiveness),
                model=info,
                date=source.date,
                columns=dict(source.columns),
                segments=source.segments,
                input_sha256=hash_source(source),
            )
        )
    return documents


def _score_units(
    parses: Sequence[Parse],
    attributions: Sequence[Sequence[Attribution]],
    resolutions: Sequence[Resolution],
    cues: Sequence[Sequence[Cue]],
    encoded: Encoded | None,
    models: Models,
) -> tuple[list[tuple[StatementUnit, ...]], list[list[Certainty]]]:
    """Units of all documents with their certainties; what the author tells hangs on what attributions claim."""
    claimed = models.certainty.score(parses, [[*map(_spans_of, found)] for found in attributions], cues, encoded)
    units = [
        find_units(parse, found, resolution.turns, find_events(parse, found, [each.label for each in own]))
        for parse, found, resolution, own in zip(parses, attributions, resolutions, claimed, strict=True)
    ]
    told = [[StatementSpans(content=unit.spans) for unit in own if unit.attribution is None] for own in units]
    others = [iter(own) for own in models.certainty.score(parses, told, cues, encoded)]
    certainties = [
        [next(rest) if unit.attribution is None else own[unit.attribution] for unit in document]
        for document, own, rest in zip(units, claimed, others, strict=True)
    ]
    return units, certainties


def _unit_spans(unit: StatementUnit, attributions: Sequence[Attribution]) -> StatementSpans:
    if unit.attribution is None:
        return StatementSpans(content=unit.spans, cue=(), source=())
    return _spans_of(attributions[unit.attribution])


def _spans_of(attribution: Attribution) -> StatementSpans:
    return StatementSpans(content=attribution.content, cue=attribution.cue, source=attribution.source)
