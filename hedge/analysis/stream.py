"""The analysis as work for worker processes, and documents that could not be analysed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedge.analysis.document import SCHEMA, Document, ModelInfo
from hedge.documents import Source
from hedge.errors import InputError, ModelError

if TYPE_CHECKING:
    from hedge.analysis.models import LoadOptions
    from hedge.analysis.pipeline import Pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedDocument:
    """A document that could not be read or analysed; it stands in the place of its analysis.

    Parameters
    ----------
    id : str
        The document's id.
    type : str
        The name of the error's class, such as ``InputError``; ``TimeLimitError`` where the analysis took too long, and
        ``WorkerDiedError`` where it killed the process it ran in.
    message : str
        What went wrong.

    Examples
    --------
    >>> FailedDocument(id="a.txt", type="TimeLimitError", message="took longer than 60 seconds").to_dict()["error"]
    {'type': 'TimeLimitError', 'message': 'took longer than 60 seconds'}
    """

    id: str
    type: str
    message: str

    def to_dict(self) -> dict[str, Any]:
        """Return the failure as it stands among analyses in the schema ``hedge/analysis/1``."""
        return {"schema": SCHEMA, "id": self.id, "error": {"type": self.type, "message": self.message}}


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of batches of sources as a task for worker processes.

    Parameters
    ----------
    options : LoadOptions
        What to load.
    model : ModelInfo
        What the caller has; a worker elsewhere must have the same.
    """

    options: LoadOptions
    model: ModelInfo

    def load(self) -> None:
        """Load the models, once a process.

        Raises
        ------
        ModelError
            They are not the caller's.
        """
        found = _loaded(self.options).model
        if found != self.model:
            raise ModelError(f"expected the models {self.model} on every worker, got {found}: install the same hedge")

    def run(self, sources: Sequence[Source]) -> list[Document]:
        """Analyse a batch."""
        return _loaded(self.options)._analyse(sources)


@dataclass(frozen=True, slots=True)
class InlineAnalysis:
    """The same in the caller's own process, with the models that are loaded already."""

    pipeline: Pipeline

    def load(self) -> None:
        """Do nothing."""

    def run(self, sources: Sequence[Source]) -> list[Document]:
        """Analyse a batch."""
        return self.pipeline._analyse(sources)


def make_batches(texts: Iterable[str | Source], ids: Iterable[str] | None, size: int) -> Iterator[list[Source]]:
    """Batches of checked sources under their ids.

    Raises
    ------
    InputError
        An item is neither str nor Source, `texts` is a single one, or there are fewer ids than texts.
    """
    if isinstance(texts, str | Source):
        raise InputError(f"expected several texts, got one {type(texts).__name__}: put it into a list")
    stream = iter(texts)
    names = None if ids is None else iter(ids)
    while batch := [_source(text) for text in islice(stream, size)]:
        if names is not None:
            labels = list(islice(names, len(batch)))
            if len(labels) < len(batch):
                raise InputError("expected an id for every text, got fewer: pass as many ids as texts")
            batch = [replace(source, id=label) for source, label in zip(batch, labels, strict=True)]
        yield batch


def _source(text: str | Source) -> Source:
    if isinstance(text, Source):
        return text
    if not isinstance(text, str):
        got = repr(text) if text is None or isinstance(text, float) else f"a value of type {type(text).__name__}"
        raise InputError(f"expected a text as str or Source, got {got}: {_advise(text)}")
    return Source(id="", text=text, encoding="utf-8", assumed=False)


def _advise(value: object) -> str:
    """What to do about a value that is no text."""
    if isinstance(value, bytes | bytearray):
        return "decode it first, as with data.decode('utf-8')"
    if isinstance(value, Path):
        return "read it with hedge.read_sources, and give what that yields to nlp.pipe"
    if isinstance(value, Iterable):
        return "give several texts to nlp.pipe, one by one"
    return "leave out what is missing, or put '' there; turn anything else into a string"


def hash_source(source: Source) -> str:
    """SHA-256 of a document's UTF-8 text, and after it, as JSON, of what else its input says about it, if anything.

    Examples
    --------
    >>> import hashlib
    >>> source = Source(id="a", text="It may rain.", encoding="utf-8", assumed=False)
    >>> hash_source(source) == hashlib.sha256(b"It may rain.").hexdigest()
    True
    """
    digest = hashlib.sha256(source.text.encode("utf-8", "surrogatepass"))
    said = {key: value for key, value in asdict(source).items() if value and key not in _NOT_SAID}
    if said:
        digest.update(json.dumps(said, sort_keys=True, default=str).encode("ascii"))
    return digest.hexdigest()


# The id is compared by itself; the encoding does not change what is analysed.
_NOT_SAID = ("id", "text", "encoding", "assumed")


@cache
def _loaded(options: LoadOptions) -> Pipeline:
    import torch

    from hedge.analysis.pipeline import load

    torch.set_num_threads(1)
    return load(options.preset, parser=options.parser, use_gpu=options.use_gpu)
