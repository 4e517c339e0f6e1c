"""The tasks of ``hedge evaluate``, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from hedge.errors import OptionError
from hedge.evaluation.bootstrap import Evaluation

if TYPE_CHECKING:
    from hedge.analysis import Pipeline
    from hedge.encoding import Encoder
    from hedge.parsing import Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Which models to evaluate, and how.

    Parameters
    ----------
    parser, preset : str
        What `hedge.load` takes.
    n_jobs : int
        Processes to analyse documents with, where the task analyses whole documents.
    """

    parser: str = "hedge"
    preset: str = "default"
    n_jobs: int = 1

    def load_parser(self) -> Parser:
        """Load the parser alone."""
        from hedge.parsing import load_parser

        return load_parser(self.parser)

    def load_encoder(self) -> Encoder | None:
        """Load the encoder alone, if the preset has it."""
        from hedge.encoding import load_encoder

        return load_encoder() if self.preset == "default" else None

    def load_pipeline(self) -> Pipeline:
        """Load all models."""
        from hedge.analysis import load

        return load(self.preset, parser=self.parser)


Runner = Callable[[Path, Options], Evaluation]


def _on_texts(place: str) -> Runner:
    """A task that reads raw texts; its evaluation is imported when it runs, as some bring heavy libraries along."""
    return lambda data, options: _function(place)(data)


def _on_parses(place: str) -> Runner:
    """A task that needs the parser."""
    return lambda data, options: _function(place)(data, options.load_parser())


def _on_words(place: str) -> Runner:
    """A task that needs the parser and, unless the preset is the fast one, the encoder."""
    return lambda data, options: _function(place)(data, options.load_parser(), encoder=options.load_encoder())


def _on_news(place: str) -> Runner:
    """Like `_on_words`, for a task that parses raw texts."""
    return lambda data, options: _function(place)(data, options.load_parser().parse, encoder=options.load_encoder())


def _on_findings(place: str, loader: str) -> Runner:
    """A task of scientific findings: raw texts, read with the encoder unless the preset is the fast one."""

    def run(data: Path, options: Options) -> Evaluation:
        load = getattr(import_module("hedge.scoring.passages.science"), loader)
        return _function(place)(data, model=load(encoder=options.preset == "default"))

    return run


def _on_documents(place: str) -> Runner:
    """A task that analyses whole documents."""
    return lambda data, options: _function(place)(data, options.load_pipeline(), n_jobs=options.n_jobs)


def _function(place: str) -> Callable[..., Evaluation]:
    module, _, name = place.partition(":")
    function: Callable[..., Evaluation] = getattr(import_module(f"hedge.evaluation.{module}"), name)
    return function


_RUNNERS = MappingProxyType(
    {
        "parsing": _on_parses("parsing:evaluate_parsing"),
        "factuality": _on_words("factuality:evaluate_factuality"),
        "uncertainty": _on_texts("uncertainty:evaluate_uncertainty"),
        "attribution": _on_words("attribution:evaluate_attribution"),
        "cues": _on_news("cues:evaluate_cues"),
        "certainty": _on_news("certainty:evaluate_certainty"),
        "statements": _on_documents("statements:evaluate_statements"),
        "assertiveness": _on_texts("assertiveness:evaluate_assertiveness"),
        "science-certainty": _on_findings("science:evaluate_science_certainty", "load_science_model"),
        "aspect-certainty": _on_findings("science:evaluate_aspect_certainty", "load_aspect_model"),
        "perceived-probability": _on_parses("perception:evaluate_perception"),
        "behaviour": _on_documents("behaviour:evaluate_behaviour"),
    }
)
TASKS = tuple(_RUNNERS)
#: Tasks whose `Evaluation` says what went wrong.
TASKS_WITH_ERRORS = ("attribution", "behaviour")


def evaluate_task(task: str, data: Path, options: Options | None = None) -> Evaluation:
    """Score the shipped models on one data split.

    Parameters
    ----------
    task : str
        One of `TASKS`.
    data : Path
        File or folder in the data set's published format.
    options : Options, optional
        Default: all shipped models, one process.

    Raises
    ------
    OptionError
        There is no such task, or no such preset.
    InputError, MissingInputError
        The data are not there or in another format.
    """
    from hedge.analysis.models import PRESETS

    if task not in _RUNNERS:
        raise OptionError(f"expected a task among {', '.join(TASKS)}, got {task!r}: name one of them")
    options = options or Options()
    if options.preset not in PRESETS:
        raise OptionError(f"expected a preset among {', '.join(PRESETS)}, got {options.preset!r}: name one of them")
    return _RUNNERS[task](data, options)
