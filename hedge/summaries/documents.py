"""What is needed of an analysed document; `hedge.Document` is one.

Sums, reports and exports come before the document itself in the data flow, so they describe what they take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from hedge.documents import Segment
from hedge.speakers import Speaker
from hedge.statements import Statement

if TYPE_CHECKING:
    from hedge.summaries.profiles import Profile


class DatedDocument(Protocol):
    """What sums over several documents need."""

    @property
    def id(self) -> str:
        """Name given by the caller; in sums unlike that of every other document."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """In text order."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """The author and everybody who speaks."""

    @property
    def date(self) -> str | None:
        """When it was said or written (ISO 8601), where the input says so."""

    @property
    def columns(self) -> Mapping[str, str]:
        """What else the input says about it."""


AnyDocument = TypeVar("AnyDocument", bound=DatedDocument)


def number_documents(documents: Iterable[AnyDocument]) -> Iterator[AnyDocument]:
    """Pass documents on, those without an id as ``document-1``, ``document-2``, ... by their places.

    Whatever tells documents apart by their ids begins with this, so that the same documents have the same ids in all
    tables.

    Parameters
    ----------
    documents : iterable of Document
        Dataclasses, such as `hedge.Document`.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load("fast")
    >>> [doc.id for doc in number_documents([nlp("It may rain."), nlp("It rains.", id="b"), nlp("It rained.")])]
    ['document-1', 'b', 'document-3']
    """
    for number, document in enumerate(documents, 1):
        yield document if document.id else cast(AnyDocument, replace(cast(Any, document), id=f"document-{number}"))


class AnalysedDocument(DatedDocument, Protocol):
    """What reports and exports lay out."""

    @property
    def text(self) -> str:
        """The string that all spans refer to."""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """One for each speaker with statements."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Captions, rows or utterances that the text was joined from."""
