"""Run all stages over documents."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, overload
from weakref import WeakValueDictionary

from hedge.analysis.collecting import no_collections
from hedge.analysis.document import Document, ModelInfo
from hedge.analysis.stream import Analysis, FailedDocument, InlineAnalysis, hash_source, make_batches
from hedge.documents import Source
from hedge.encoding import Encoder, load_encoder
from hedge.errors import DocumentError, OptionError
from hedge.models import load_manifest
from hedge.parsing import Parse, Parser, load_parser
from hedge.predicates import CueModel, find_cues, load_cue_model
from hedge.predicates.scare_quotes import encode_plainly
from hedge.scoring import (
    CertaintyModel,
    FactualityModel,
    PerceptionModel,
    StatementSpans,
    load_certainty_model,
    load_factuality_model,
    load_perception_model,
)
from hedge.scoring.passages.assertiveness import load_assertiveness_model, rate_assertiveness
from hedge.scoring.passages.model import PassageModel
from hedge.sources import Attribution, AttributionModel, find_attributions, load_attribution_model
from hedge.speakers import resolve_speakers
from hedge.statements import StatementUnit, find_units, join_statements
from hedge.summaries import summarise_speakers
from hedge.version import __version__
from hedge.workers import Failure, attempt, check_options, run_batches

#: What `load` takes as preset, the default first.
PRESETS = ("default", "fast")

#: Documents analysed together.
BATCH_SIZE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """The models of all stages; without an encoder the later stages rely on the parse alone."""

    parser: Parser
    encoder: Encoder | None
    cues: CueModel
    factuality: FactualityModel
    attribution: AttributionModel
    certainty: CertaintyModel
    perception: PerceptionModel
    assertiveness: PassageModel


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOptions:
    """What `load` was called with, so that worker processes can load the same."""

    preset: str = "default"
    parser: str = "hedge"
    use_gpu: bool = False

    def __post_init__(self) -> None:
        if self.preset not in PRESETS:
            raise OptionError(f"expected a preset among {', '.join(PRESETS)}, got {self.preset!r}: name one of them")

    def model(self) -> ModelInfo:
        """Which models these options load."""
        sha256 = load_manifest().sha256
        return ModelInfo(name=self.parser, version=__version__, sha256=sha256, preset=self.preset)


class Pipeline:
    """The analysis as a callable; make one with `load`.

    Threads may share one: they take turns. A pipeline that is sent to another process is loaded anew there.

    Attributes
    ----------
    model : ModelInfo
        Which models it has.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load()
    >>> doc = nlp("Officials said the talks may resume, but it is unclear when.")
    >>> doc.statements[0].label
    'possible'
    """

    def __init__(self, models: Models, options: LoadOptions) -> None:
        self._models = models
        self._options = options
        self.model = options.model()
        _guard_forks()

    def __repr__(self) -> str:
        preset, info = self._options.preset, self.model
        return f"<hedge.Pipeline: preset {preset!r}, parser {info.name!r}, models {info.sha256[:12]}>"

    def __reduce__(self) -> tuple[Callable[[LoadOptions], Pipeline], tuple[LoadOptions]]:
        # Worker processes load the models themselves, which is faster and smaller than sending them.
        return _load_options, (self._options,)

    def __call__(self, text: str | Source, *, id: str = "") -> Document:
        """Analyse one text.

        Parameters
        ----------
        text : str or Source
            Plain text, or a transcript with ``NAME:`` labels; or a source, of which speakers may be known.
        id : str, optional
            Kept as the document's id, in the place of the source's.

        Raises
        ------
        InputError
            `text` is neither.
        """
        (batch,) = make_batches([text], [id] if id else None, 1)
        return self._analyse(batch)[0]

    @overload
    def pipe(
        self,
        texts: Iterable[str | Source],
        *,
        ids: Iterable[str] | None = None,
        batch_size: int = BATCH_SIZE,
        n_jobs: int = 1,
        backend: str = "loky",
        scheduler: str | None = None,
        time_limit: float | None = None,
        errors: Literal["raise"] = "raise",
    ) -> Iterator[Document]: ...

    @overload
    def pipe(
        self,
        texts: Iterable[str | Source],
        *,
        ids: Iterable[str] | None = None,
        batch_size: int = BATCH_SIZE,
        n_jobs: int = 1,
        backend: str = "loky",
        scheduler: str | None = None,
        time_limit: float | None = None,
        errors: Literal["record"],
    ) -> Iterator[Document | FailedDocument]: ...

    def pipe(
        self,
        texts: Iterable[str | Source],
        *,
        ids: Iterable[str] | None = None,
        batch_size: int = BATCH_SIZE,
        n_jobs: int = 1,
        backend: str = "loky",
        scheduler: str | None = None,
        time_limit: float | None = None,
        errors: str = "raise",
    ) -> Iterator[Document | FailedDocument]:
        """Analyse a stream of texts; the order is kept and the input is read lazily, so it may be endless.

        The results do not depend on any of these options. One exception cannot be ruled out: sums of numbers differ in
        their last bits (about 1e-7) between batches of sentences, and where a parser's two best scores for a word are
        that close, it may choose differently. That is about one word in a million.

        Parameters
        ----------
        texts : iterable of str or Source
            The documents; `hedge.read_sources` gives sources.
        ids : iterable of str, optional
            An id for each text, in the place of the sources'.
        batch_size : int, default 16
            Documents analysed together.
        n_jobs : int, default 1
            Processes to use; each loads the models once and runs on one thread. With 1, this process, unless there is a
            time limit.
        backend : {"loky", "dask"}, default "loky"
            Processes of this machine, or of a Dask cluster that is there already (needs ``hedge[dask]``); the cluster's
            size counts then, not `n_jobs`.
        scheduler : str, optional
            The address of the cluster's scheduler; default: the current `distributed.Client`, or Dask's configuration.
        time_limit : float, optional
            Seconds that one document may take. Documents then run in other processes, as only a process can be stopped.
        errors : {"raise", "record"}, default "raise"
            What to do about a document that makes the analysis fail, crashes the process it is in, or takes too long:
            raise a `DocumentError`, or yield a `FailedDocument` in its place and go on.

        Yields
        ------
        Document or FailedDocument
            One for each text.

        Raises
        ------
        InputError
            An item is neither, or there are fewer ids than texts.
        OptionError
            An option is out of range, or there is no such cluster.
        DocumentError
            A document could not be analysed.
        WorkerError
            Processes do not start, or the cluster is gone.
        """
        if batch_size < 1:
            raise OptionError(f"expected batch_size of at least 1, got {batch_size}: leave it out for the default")
        if errors not in ("raise", "record"):
            raise OptionError(f"expected errors to be 'raise' or 'record', got {errors!r}: name one of them")
        check_options(n_jobs=n_jobs, backend=backend, scheduler=scheduler, time_limit=time_limit)
        batches: Iterable[Sequence[Source]] = make_batches(texts, ids, batch_size)
        if n_jobs == 1 and backend == "loky" and time_limit is None:
            task = InlineAnalysis(self)
            results: Iterator[tuple[Sequence[Source], list[Document | Failure]]] = (
                (batch, attempt(task, batch)) for batch in batches
            )
        else:
            results = run_batches(
                Analysis(self._options, self.model),
                batches,
                n_jobs=n_jobs,
                backend=backend,
                scheduler=scheduler,
                time_limit=time_limit,
            )
        for batch, found in results:
            for source, result in zip(batch, found, strict=True):
                if not isinstance(result, Failure):
                    yield result
                elif errors == "record":
                    yield FailedDocument(id=source.id, type=result.type, message=result.message)
                else:
                    raise DocumentError(
                        f"expected to analyse the document {source.id!r}, but that failed ({result.type}: "
                        f"{result.message}): leave it out, or pass errors='record' to go on without it"
                    )

    def _analyse(self, sources: Sequence[Source]) -> list[Document]:
        with no_collections():
            return self.analyse_parses(self._models.parser.parse(sources), sources)

    def analyse_parses(self, parses: Sequence[Parse], sources: Sequence[Source]) -> list[Document]:
        """Analyse documents that are parsed already.

        Parameters
        ----------
        parses : sequence of Parse
            The documents.
        sources : sequence of Source
            Where each comes from.
        """
        models = self._models
        encoded = None if models.encoder is None else models.encoder.encode(parses)
        plain = None if models.encoder is None else encode_plainly(models.encoder, parses, encoded)
        cues = find_cues(parses, models.cues, plain)
        predicates = models.factuality.score(parses, encoded)
        attributions = find_attributions(parses, models.attribution, encoded)
        resolutions = [resolve_speakers(parse, found) for parse, found in zip(parses, attributions, strict=True)]
        units = [
            find_units(parse, found, resolution.turns)
            for parse, found, resolution in zip(parses, attributions, resolutions, strict=True)
        ]
        spans = [[_statement_spans(u, found) for u in own] for own, found in zip(units, attributions, strict=True)]
        certainties = models.certainty.score(parses, spans, cues, plain)
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
                    model=self.model,
                    date=source.date,
                    columns=dict(source.columns),
                    segments=source.segments,
                    input_sha256=hash_source(source),
                )
            )
        return documents


def load(preset: str = "default", *, parser: str | Path | Parser = "hedge", use_gpu: bool = False) -> Pipeline:
    """Load the shipped models; no network.

    While a pipeline is in use, loading the same again gives that one: a notebook cell that is run twice costs nothing.

    Parameters
    ----------
    preset : {"default", "fast"}, default "default"
        ``"fast"`` leaves the encoder out: less accurate, for a great many texts.
    parser : str, Path or Parser, default "hedge"
        ``"hedge"`` for the shipped parser; the name of an official Stanza package (``"default"``) to use that, which
        Stanza downloads; a Stanza model folder; or a parser that is loaded already.
    use_gpu : bool, default False
        Whether the parser may use a GPU.

    Raises
    ------
    OptionError
        There is no such preset.
    ModelError
        A model does not load, or cannot be downloaded.
    ModelHashError, ModelMissingError
        A shipped file was changed or is missing.

    Examples
    --------
    >>> import hedge
    >>> nlp = hedge.load()
    >>> (statement,) = nlp("Officials said the talks may resume.").statements
    >>> statement.speaker.name, statement.label
    ('officials', 'possible')
    """
    if isinstance(parser, Parser):
        return _load_with(parser, LoadOptions(preset=preset, parser=parser.name, use_gpu=use_gpu))
    options = LoadOptions(preset=preset, parser=str(parser), use_gpu=use_gpu)
    with _LOADING:
        pipeline = _LOADED.get(options)
        if pipeline is None:
            with no_collections(keep=True):
                pipeline = _load_with(load_parser(parser, use_gpu=use_gpu), options)
            if parser == "hedge" or not Path(parser).is_dir():  # what lies in a folder may change
                _LOADED[options] = pipeline
    return pipeline


_LOADING = threading.RLock()
_LOADED: WeakValueDictionary[LoadOptions, Pipeline] = WeakValueDictionary()


def _load_with(parser: Parser, options: LoadOptions) -> Pipeline:
    return Pipeline(
        Models(
            parser=parser,
            encoder=load_encoder() if options.preset == "default" else None,
            cues=load_cue_model(),
            factuality=load_factuality_model(),
            attribution=load_attribution_model(),
            certainty=load_certainty_model(),
            perception=load_perception_model(),
            assertiveness=load_assertiveness_model(),
        ),
        options,
    )


@cache
def _guard_forks() -> None:
    """Keep forked workers (`multiprocessing` on Linux) from waiting for threads that were not forked with them."""
    import os

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_use_one_thread)


def _use_one_thread() -> None:
    import torch

    torch.set_num_threads(1)


def _load_options(options: LoadOptions) -> Pipeline:
    return load(options.preset, parser=options.parser, use_gpu=options.use_gpu)


def _statement_spans(unit: StatementUnit, attributions: Sequence[Attribution]) -> StatementSpans:
    if unit.attribution is None:
        return StatementSpans(content=unit.spans, cue=(), source=())
    attribution = attributions[unit.attribution]
    return StatementSpans(content=unit.spans, cue=attribution.cue, source=attribution.source)
