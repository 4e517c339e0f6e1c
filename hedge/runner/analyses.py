"""Sources in, results in the caller's form out; formed where they are analysed, so that little travels."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from hedge.analysis import Document, FailedDocument
from hedge.analysis.document import ModelInfo
from hedge.analysis.stream import hash_source
from hedge.documents import Source
from hedge.errors import ResumeError
from hedge.runner.results import ResultFile
from hedge.workers import Failure, Task, attempt, run_batches

Form = TypeVar("Form")
Item = Source | FailedDocument

#: What reading raises: such a failure is of the input, any other of the analysis.
UNREADABLE = ("InputError", "MissingInputError")


@dataclass(frozen=True, slots=True)
class Forming(Generic[Form]):
    """An analysis, and what to make of each document while it is still in the worker.

    Parameters
    ----------
    analysis : Task
        From sources to documents.
    form : callable
        A function of a module, applied to each document.
    """

    analysis: Task[Source, Document]
    form: Callable[[Document], Form]

    def load(self) -> None:
        """Load the analysis."""
        self.analysis.load()

    def run(self, items: Sequence[Item]) -> list[Form | FailedDocument]:
        """Analyse what could be read; what could not stays in its place."""
        documents = iter(self.analysis.run([item for item in items if isinstance(item, Source)]))
        return [item if isinstance(item, FailedDocument) else self.form(next(documents)) for item in items]


def run_analyses(
    task: Forming[Form], items: Iterable[Item], *, batch_size: int, inline: bool = False, **options: Any
) -> Generator[Form | FailedDocument, None, None]:
    """Analyse a stream; one result for each item, in order.

    Parameters
    ----------
    task : Forming
        The analysis and the form of its results.
    items : iterable of Source or FailedDocument
        As `hedge.runner.read_inputs` gives them.
    batch_size : int
        Documents analysed together.
    inline : bool, default False
        Whether to work in this process, which a document may then take with it.
    **options
        Of `hedge.workers.run_batches`.

    Raises
    ------
    OptionError, WorkerError, ModelError
        As `hedge.workers.run_batches` and loading raise them.
    """
    stream = iter(items)
    batches = iter(lambda: list(islice(stream, batch_size)), [])
    results = ((b, attempt(task, b)) for b in batches) if inline else run_batches(task, batches, **options)
    for batch, found in results:
        for item, result in zip(batch, found, strict=True):
            if isinstance(result, Failure):
                yield FailedDocument(id=item.id, type=result.type, message=result.message)
            else:
                yield result


def form_line(result: Document | FailedDocument) -> str:
    """Make a line of JSON (ASCII) of an analysis or failure."""
    return json.dumps(result.to_dict(), ensure_ascii=True) + "\n"


def form_json(result: Document | FailedDocument) -> str:
    """Make an indented JSON object (ASCII) of an analysis or failure."""
    return json.dumps(result.to_dict(), ensure_ascii=True, indent=1)


def keep(document: Document) -> Document:
    """Leave a document as it is."""
    return document


def skip_done(results: ResultFile, items: Iterator[Item], model: ModelInfo) -> tuple[int, int]:
    """Step over the items whose results a file holds already.

    Parameters
    ----------
    results : ResultFile
        The file to continue.
    items : iterator of Source or FailedDocument
        The same input from its beginning; left at the first item without a result.
    model : ModelInfo
        The models to continue with.

    Returns
    -------
    done, failed : int
        Items stepped over, and how many of them are failures.

    Raises
    ------
    ResumeError
        The file is of other documents, options or models.
    """
    done = failed = 0
    for record in results.records():
        item = next(items, None)
        where = f"result {done + 1} in {results.path}"
        if item is None:
            raise ResumeError(f"expected {done} results in {results.path}, one for each document, got more: {_ADVICE}")
        if record.get("id") != item.id:
            raise ResumeError(f"expected {where} to be of {item.id!r}, got one of {record.get('id')!r}: {_ADVICE}")
        if record.get("model", model.to_dict()) != model.to_dict():
            raise ResumeError(f"expected {where} to be by {model.to_dict()}, got one by {record['model']}: {_ADVICE}")
        if not _same_input(record, item):
            raise ResumeError(f"expected {where} to be of the same input, but {item.id!r} has changed since: {_ADVICE}")
        done += 1
        failed += "error" in record
    return done, failed


_ADVICE = "resume with the same input, options and models, or write to another file"


def _same_input(record: dict[str, Any], item: Item) -> bool:
    if isinstance(item, FailedDocument):
        return record == item.to_dict()
    if "error" in record:
        return record["error"]["type"] not in UNREADABLE
    return bool(record.get("input_sha256") == hash_source(item))
