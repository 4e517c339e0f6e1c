"""Results as pandas data frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hedge.errors import InputError
from hedge.exports.exportable import Exportable
from hedge.exports.records import TABLES, Row, Table, table_columns, table_rows
from hedge.summaries import CorpusProfile, number_documents, profile_rows

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {str: "string", int: "Int64", float: "float64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """The results of documents as data frames; `to_frames` says what their columns hold.

    Parameters
    ----------
    statements, cues, speakers, profiles, documents : pandas.DataFrame
        One row a statement; a cue of a statement; a speaker of a document; a speaker of a document with statements; a
        document.
    """

    statements: pd.DataFrame
    cues: pd.DataFrame
    speakers: pd.DataFrame
    profiles: pd.DataFrame
    documents: pd.DataFrame


def to_frames(documents: Iterable[Exportable]) -> Frames:
    """Make data frames of the results of documents.

    Parameters
    ----------
    documents : iterable of Document
        With ids that differ, so that rows can be told apart; those without one are called ``document-1``,
        ``document-2``, ... by their places, as in `hedge.profile_corpus`.

    Returns
    -------
    Frames
        Spans are offsets into the document's text; where there can be several, JSON (``[[12, 40]]``). Text columns
        have the type ``string``, counts and ids of statements ``Int64``, all others ``float64``.

    Raises
    ------
    InputError
        pandas is not installed.

    Notes
    -----
    ``statements``, one row a statement:

    ==============================================  ==============================================================
    ``document``, ``date``                          the document's id and date
    ``statement``                                   id in the document, from 0
    ``start``, ``end``, ``spans``, ``text``         first and last offset, all spans, their text
    ``speaker``, ``speaker_name``, ``speaker_type``  who makes it
    ``label``                                       certain, probable, possible, uncommitted or na
    ``certainty``, ``certainty_low``, ``..._high``  0 to 1, with its 90 % interval
    ``p_certain`` ... ``p_uncommitted``             probabilities of the labels if it can be evaluated
    ``evaluable``                                   probability that it can be evaluated
    ``perceived``, ``perceived_p50_low`` ...        perceived probability; where 50 and 90 % of readers are
    ``factuality``, ``polarity``                    of the main predicate, -3 to 3; pos or neg
    ``kind``                                        direct, mixed, indirect or author
    ``source``, ``attribution_cue``                 spans of the attribution
    ``parent``                                      id of the statement that holds it
    ``cues``                                        number of hedges and boosters
    ``segment``, ``time_start``, ``time_end``       row, utterance or caption it begins in; seconds, for captions
    ==============================================  ==============================================================

    and the columns that the input has besides, called ``input_NAME`` where a name is taken.

    ``cues``, one row for each cue of each statement: ``document``, ``statement``, ``speaker``, ``speaker_name``,
    ``start``, ``end``, ``text``, ``type``, ``effect`` (change of the statement's certainty), ``scope``.

    ``speakers``: ``document``, ``speaker``, ``name``, ``type``, ``mentions``, ``statements`` (both counts).

    ``profiles``: ``document``, ``date``, ``speaker``, ``name``, ``type``, ``statements``, ``words``, ``certainty``
    with ``certainty_low`` and ``certainty_high`` (95 %), the number of statements with each label, ``na`` among them,
    ``cues_per_100_words``, ``most_certain`` and ``least_certain`` (ids of statements); then the document's
    columns. Each is of one document; `hedge.profile_corpus` and `profiles_to_frame` sum up speakers across documents.

    ``documents``, one row a document: ``document``, ``date``; ``statements``, ``words``, ``certainty`` and the columns
    after it as in ``profiles``, for all speakers together; ``assertiveness`` of the whole text; then its columns.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load()
    >>> frames = to_frames([nlp("Officials said the talks may resume.", id="a")])
    >>> frames.statements[["document", "label"]].values.tolist()
    [['a', 'possible']]
    """
    kept = list(number_documents(documents))
    return Frames(**{table: make_frame(table, kept) for table in TABLES})


def profiles_to_frame(profiles: Iterable[CorpusProfile]) -> pd.DataFrame:
    """Make a data frame of profiles across documents, the table that ``hedge profile --format csv`` writes.

    Parameters
    ----------
    profiles : iterable of CorpusProfile
        From `hedge.profile_corpus`.

    Returns
    -------
    pandas.DataFrame
        One row a speaker: ``speaker``, ``type``; ``documents``, ``statements``, ``words``; ``certainty``, ``pooled``,
        each with ``..._low`` and ``..._high`` (95 %); ``median``; ``cues_per_100_words``, ``hedges_per_100_words``,
        ``boosters_per_100_words``; ``trend_per_year`` with ``trend_low`` and ``trend_high``; ``share_certain`` to
        ``share_na``; and mean certainty by part: ``kind_direct``, ``voice_self``, ``words_reported_directly``, columns
        and topics that were asked for. `hedge.CorpusProfile` says what they mean.

    Raises
    ------
    InputError
        pandas is not installed.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load()
    >>> documents = list(nlp.pipe(["Ana Ruiz said the dam will hold.", "Mayor Ana Ruiz said the dam may burst."]))
    >>> frame = profiles_to_frame(hedge.profile_corpus(documents))
    >>> frame[["speaker", "documents", "statements"]].values.tolist()
    [['Ana Ruiz', 2, 2]]
    """
    return _frame(*profile_rows(profiles))


def make_frame(table: Table, documents: Sequence[Exportable]) -> pd.DataFrame:
    """Make the data frame of one table; see `to_frames`."""
    rows = [row for document in documents for row in table_rows(table, document)]
    return _frame(table_columns(table, documents), rows)


def _frame(columns: Mapping[str, type], rows: Sequence[Row]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError as error:
        raise InputError(
            "expected pandas for data frames, but it is not installed: pip install 'hedge[frames]'"
        ) from error
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in rows], dtype=_DTYPES[kind]) for name, kind in columns.items()}
    )
