"""The tasks of ``hedge evaluate``, by name."""

from __future__ import annotations

from pathlib import Path

from hedge.errors import OptionError
from hedge.evaluation.bootstrap import Evaluation

TASKS = ("parsing", "factuality", "uncertainty", "attribution", "cues", "statements")


def evaluate_task(task: str, data: Path, *, parser: str = "hedge", n_jobs: int = 1) -> Evaluation:
    """Score the shipped models on one data split.

    Parameters
    ----------
    task : str
        One of `TASKS`.
    data : Path
        File or folder in the data set's published format.
    parser : str, default "hedge"
        What `hedge.load` takes as `parser`.
    n_jobs : int, default 1
        Processes to analyse documents with, where the task analyses whole documents.

    Raises
    ------
    OptionError
        There is no such task.
    InputError, MissingInputError
        The data are not there or in another format.
    """
    if task == "statements":
        from hedge.analysis import load
        from hedge.evaluation.statements import evaluate_statements

        return evaluate_statements(data, load(parser=parser), n_jobs=n_jobs)
    if task == "uncertainty":
        from hedge.evaluation.uncertainty import evaluate_uncertainty

        return evaluate_uncertainty(data)
    from hedge.parsing import load_parser

    if task == "parsing":
        from hedge.evaluation.parsing import evaluate_parsing

        return evaluate_parsing(data, load_parser(parser))
    if task == "factuality":
        from hedge.evaluation.factuality import evaluate_factuality

        return evaluate_factuality(data, load_parser(parser))
    if task == "attribution":
        from hedge.evaluation.attribution import evaluate_attribution

        return evaluate_attribution(data, load_parser(parser))
    if task == "cues":
        from hedge.evaluation.cues import evaluate_cues

        return evaluate_cues(data, load_parser(parser).parse)
    raise OptionError(f"expected one of {', '.join(TASKS)}, got {task!r}")
