"""Who is one and the same speaker across documents, as a table that its user can edit."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hedge.documents import read_source
from hedge.errors import InputError
from hedge.summaries.counts import show_count

#: Columns of the table as CSV, in this order.
COLUMNS = ("document", "speaker", "name", "type", "canonical", "statements")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """A speaker of one document, and who that is across documents.

    Parameters
    ----------
    document, speaker : str
        Ids.
    name, type : str
        As the document gives them.
    canonical : str
        Rows with the same canonical name are one speaker.
    statements : int
        Number of statements in the document.
    """

    document: str
    speaker: str
    name: str
    type: str
    canonical: str
    statements: int


@dataclass(frozen=True, slots=True, repr=False)
class SpeakerTable:
    """The speakers of several documents, one row for each speaker and document.

    As CSV it has the header ``document,speaker,name,type,canonical,statements``, UTF-8, comma-separated, quoted as in
    RFC 4180 where needed. Users edit the column ``canonical`` and pass the table to `merge_speakers` again. Names are
    written as they are: a spreadsheet takes one that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, so import
    the columns as text where the documents are not trusted.

    Parameters
    ----------
    rows : tuple of SpeakerRow
        One for each speaker of each document.

    Examples
    --------
    >>> row = SpeakerRow(document="a", speaker="s1", name="Ruiz", type="person", canonical="Ana Ruiz", statements=2)
    >>> print(SpeakerTable((row,)).to_csv(), end="")
    document,speaker,name,type,canonical,statements
    a,s1,Ruiz,person,Ana Ruiz,2
    >>> SpeakerTable.from_csv(SpeakerTable((row,)).to_csv()).rows == (row,)
    True
    """

    rows: tuple[SpeakerRow, ...]

    def __repr__(self) -> str:
        speakers = show_count(len({row.canonical for row in self.rows}), "speaker")
        documents = show_count(len({row.document for row in self.rows}), "document")
        return f"<hedge.SpeakerTable: {show_count(len(self.rows), 'row')}, {speakers} in {documents}>"

    def to_csv(self) -> str:
        """Return the table as CSV, lines ended by a single newline character."""
        lines = [",".join(COLUMNS)]
        lines += [",".join(_quoted(str(getattr(row, column))) for column in COLUMNS) for row in self.rows]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_csv(cls, text: str, *, name: str = "the merge table") -> SpeakerTable:
        """Read a table as `to_csv` writes it; columns in any order, further ones ignored.

        Parameters
        ----------
        text : str
            The CSV.
        name : str, optional
            What to call it in messages.

        Raises
        ------
        InputError
            A column is missing or there twice, a line has too few or too many fields, ``statements`` is no number, or
            two lines stand for the same speaker.
        """
        reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        try:
            header = next(reader, [])
            wrong = [column for column in COLUMNS if header.count(column) != 1]
            if wrong:
                raise InputError(
                    f"expected the columns {','.join(COLUMNS)} in {name}, separated by commas, but {wrong[0]} is there "
                    f"{header.count(wrong[0])} times: start from a table that hedge wrote"
                )
            rows = tuple(_row(header, fields, f"line {reader.line_num} of {name}") for fields in reader if fields)
        except csv.Error as error:
            raise InputError(
                f"expected CSV in {name}, but line {reader.line_num} is not ({error}): fix or remove it"
            ) from error
        doubled = [place for place, count in Counter((row.document, row.speaker) for row in rows).items() if count > 1]
        if doubled:
            raise InputError(
                f"expected one line for each speaker of a document in {name}, but speaker {doubled[0][1]} of "
                f"{doubled[0][0]!r} has several: keep one"
            )
        return cls(rows)


def read_speaker_table(path: str | Path) -> SpeakerTable:
    """Read a merge table from a CSV file.

    Parameters
    ----------
    path : str or Path
        A file as ``hedge profile --write-merge-table`` and `SpeakerTable.to_csv` give it.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It is not in the format of `SpeakerTable.from_csv`.
    """
    return SpeakerTable.from_csv(read_source(path).text, name=str(path))


def _row(header: Sequence[str], fields: Sequence[str], place: str) -> SpeakerRow:
    if len(fields) != len(header):
        raise InputError(f"expected {len(header)} fields in {place}, got {len(fields)}: fix or remove it")
    values = dict(zip(header, fields, strict=True))
    if not re.fullmatch(r"[0-9]{1,9}", values["statements"]):
        raise InputError(
            f"expected a whole number of statements in {place}, got {values['statements'][:40]!r}: only the column "
            "canonical is for editing"
        )
    return SpeakerRow(
        document=values["document"],
        speaker=values["speaker"],
        name=values["name"],
        type=values["type"],
        canonical=values["canonical"],
        statements=int(values["statements"]),
    )


def _quoted(field: str) -> str:
    # The csv module leaves a lone carriage return bare, which its reader then takes for the end of the line.
    if field and not re.search(r"[\",\r\n]", field):
        return field
    return '"' + field.replace('"', '""') + '"'
