"""Run all stages over documents."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from weakref import WeakValueDictionary

from hedge.analysis.document import Document, ModelInfo
from hedge.encoding import Encoder, load_encoder
from hedge.errors import InputError, OptionError
from hedge.models import load_manifest
from hedge.parsing import Parse, Parser, load_parser
from hedge.predicates import CueModel, find_cues, load_cue_model
from hedge.scoring import (
    CertaintyModel,
    FactualityModel,
    PerceptionModel,
    StatementSpans,
    load_certainty_model,
    load_factuality_model,
    load_perception_model,
)
from hedge.scoring.assertiveness import load_assertiveness_model, rate_assertiveness
from hedge.scoring.passage_model import PassageModel
from hedge.sources import Attribution, AttributionModel, find_attributions, load_attribution_model
from hedge.speakers import resolve_speakers
from hedge.statements import StatementUnit, find_units, join_statements
from hedge.summaries import summarise_speakers
from hedge.version import __version__

#: What `load` takes as preset, the default first.
PRESETS = ("default", "fast")


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

    preset: str
    parser: str
    use_gpu: bool


class Pipeline:
    """The analysis as a callable; make one with `load`.

    Threads may share one: they take turns. A pipeline that is sent to another process is loaded anew there.

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
        self._info = ModelInfo(name=models.parser.name, version=__version__, sha256=load_manifest().sha256)
        _guard_forks()

    def __repr__(self) -> str:
        info = self._info
        return f"<hedge.Pipeline: preset {self._options.preset!r}, parser {info.name!r}, models {info.sha256[:12]}>"

    def __reduce__(self) -> tuple[Callable[[LoadOptions], Pipeline], tuple[LoadOptions]]:
        # Worker processes load the models themselves, which is faster and smaller than sending them.
        return _load_options, (self._options,)

    def __call__(self, text: str, *, id: str = "") -> Document:
        """Analyse one text.

        Parameters
        ----------
        text : str
            Plain text, or a transcript with ``NAME:`` labels.
        id : str, optional
            Kept as the document's id.

        Raises
        ------
        InputError
            `text` is no string.
        """
        return next(self.pipe([text], ids=[id]))

    def pipe(
        self, texts: Iterable[str], *, ids: Iterable[str] | None = None, batch_size: int = 8, n_jobs: int = 1
    ) -> Iterator[Document]:
        """Analyse a stream of texts; the order is kept and the input is read lazily.

        Parameters
        ----------
        texts : iterable of str
            The documents.
        ids : iterable of str, optional
            An id for each text.
        batch_size : int, default 8
            Documents parsed together.
        n_jobs : int, default 1
            Processes to use; each loads the models once and runs on one thread.

        Raises
        ------
        InputError
            An item is no string, or there are fewer ids than texts.
        OptionError
            `batch_size` or `n_jobs` is below 1.
        """
        for name, value in (("batch_size", batch_size), ("n_jobs", n_jobs)):
            if value < 1:
                raise OptionError(f"expected {name} of at least 1, got {value}: leave it out for the default")
        batches = _batches(texts, ids, batch_size)
        if n_jobs == 1:
            for batch, names in batches:
                yield from self._analyse(batch, names)
            return
        from joblib import Parallel, delayed

        run = Parallel(n_jobs=n_jobs, return_as="generator")
        for documents in run(delayed(_analyse_elsewhere)(self._options, *batch) for batch in batches):
            yield from documents

    def _analyse(self, texts: Sequence[str], ids: Sequence[str]) -> list[Document]:
        return self.analyse_parses(self._models.parser.parse(texts), ids)

    def analyse_parses(self, parses: Sequence[Parse], ids: Sequence[str]) -> list[Document]:
        """Analyse texts that are parsed already.

        Parameters
        ----------
        parses : sequence of Parse
            The documents.
        ids : sequence of str
            An id for each.
        """
        models = self._models
        encoded = None if models.encoder is None else models.encoder.encode(parses)
        cues = find_cues(parses, models.cues, encoded)
        predicates = models.factuality.score(parses, encoded)
        attributions = find_attributions(parses, models.attribution, encoded)
        resolutions = [resolve_speakers(parse, found) for parse, found in zip(parses, attributions, strict=True)]
        units = [
            find_units(parse, found, resolution.turns)
            for parse, found, resolution in zip(parses, attributions, resolutions, strict=True)
        ]
        spans = [[_statement_spans(u, found) for u in own] for own, found in zip(units, attributions, strict=True)]
        certainties = models.certainty.score(parses, spans, cues, encoded)
        perceived = models.perception.score(parses, spans, cues, certainties)
        documents = []
        for index, (name, parse) in enumerate(zip(ids, parses, strict=True)):
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
                    id=name,
                    text=parse.text,
                    parse=parse,
                    statements=statements,
                    speakers=resolutions[index].speakers,
                    profiles=summarise_speakers(statements),
                    assertiveness=rate_assertiveness(parse.text, models.assertiveness),
                    model=self._info,
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
    """
    if preset not in PRESETS:
        raise OptionError(f"expected a preset among {', '.join(PRESETS)}, got {preset!r}: name one of them")
    if isinstance(parser, Parser):
        return _load_with(parser, LoadOptions(preset=preset, parser=parser.name, use_gpu=use_gpu))
    options = LoadOptions(preset=preset, parser=str(parser), use_gpu=use_gpu)
    with _LOADING:
        pipeline = _LOADED.get(options)
        if pipeline is None:
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


def _batches(texts: Iterable[str], ids: Iterable[str] | None, size: int) -> Iterator[tuple[list[str], list[str]]]:
    """Batches of texts with their ids, checked."""
    stream = iter(texts)
    names = None if ids is None else iter(ids)
    while batch := list(islice(stream, size)):
        for text in batch:
            if not isinstance(text, str):
                raise InputError(f"expected a text as str, got {type(text).__name__}: decode bytes first")
        labels = [""] * len(batch) if names is None else list(islice(names, len(batch)))
        if len(labels) < len(batch):
            raise InputError("expected an id for every text, got fewer: pass as many ids as texts")
        yield batch, labels


@cache
def _load_elsewhere(options: LoadOptions) -> Pipeline:
    """The pipeline of a worker process: loaded once, on one thread, as several workers share the cores."""
    _use_one_thread()
    return _load_options(options)


def _load_options(options: LoadOptions) -> Pipeline:
    return load(options.preset, parser=options.parser, use_gpu=options.use_gpu)


def _analyse_elsewhere(options: LoadOptions, texts: list[str], ids: list[str]) -> list[Document]:
    return list(_load_elsewhere(options).pipe(texts, ids=ids, batch_size=len(texts)))


def _statement_spans(unit: StatementUnit, attributions: Sequence[Attribution]) -> StatementSpans:
    if unit.attribution is None:
        return StatementSpans(content=unit.spans, cue=(), source=())
    attribution = attributions[unit.attribution]
    return StatementSpans(content=unit.spans, cue=attribution.cue, source=attribution.source)
