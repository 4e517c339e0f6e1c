"""What the encoder makes of a statement: logits of its level and of being truth-evaluable at all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hedge.documents import Span
from hedge.encoding import columns_of
from hedge.encoding.heads import LEVELS as HEAD_COLUMNS
from hedge.models.linear import FloatArray
from hedge.scoring.certainty.features import Context, StatementSpans
from hedge.scoring.certainty.pool import COLUMNS, LEVELS, NOT_EVALUABLE

_LEVELS = [HEAD_COLUMNS.index(name) for name in LEVELS]
_NOT_EVALUABLE = HEAD_COLUMNS.index(NOT_EVALUABLE)


def view_statements(
    contexts: Sequence[tuple[Context, StatementSpans, Sequence[NDArray[np.float32]]]],
) -> FloatArray:
    """Views of several statements.

    Parameters
    ----------
    contexts : sequence of (Context, StatementSpans, sequence of array)
        Each statement's document, its place, and the document's rows from `hedge.encoding.Encoder.encode`.

    Returns
    -------
    array, shape (n_statements, 5)
        The mean over the words of the content plus the mean over the words of attribution, in the `COLUMNS` of
        `hedge.scoring.certainty.pool`.
    """
    views = np.zeros((len(contexts), len(COLUMNS)))
    for number, (context, spans, rows) in enumerate(contexts):
        logits = _mean(context, spans.content, rows, "content") + _mean(context, spans.cue, rows, "framing")
        levels = logits[_LEVELS]
        views[number, :4] = levels
        views[number, 4] = np.logaddexp.reduce(levels) - logits[_NOT_EVALUABLE]
    return views


def _mean(context: Context, spans: Sequence[Span], rows: Sequence[NDArray[np.float32]], head: str) -> FloatArray:
    places = context.words_in(spans)
    if not places:
        return np.zeros(len(HEAD_COLUMNS))
    columns = columns_of(head)
    return np.asarray(np.mean([rows[sentence][word, columns] for sentence, word in places], axis=0, dtype=np.float64))
