"""What ``hedge profile`` and ``hedge compare`` start from: all documents, and who is the same in several of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hedge.cli.progress import Progress
from hedge.documents import TableColumns

if TYPE_CHECKING:
    from hedge.analysis import Document
    from hedge.analysis.document import ModelInfo
    from hedge.summaries import SpeakerTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Analysed documents and their speakers.

    Parameters
    ----------
    documents : list of Document
        Those that could be analysed.
    table : SpeakerTable
        Their speakers.
    aside : SpeakerTable
        Rows of the given table for documents that failed this time: neither used nor lost.
    failed : bool
        Whether any did.
    model : ModelInfo
        Which models were used.
    """

    documents: list[Document]
    table: SpeakerTable
    aside: SpeakerTable
    failed: bool
    model: ModelInfo


def gather_documents(
    names: list[str],
    *,
    columns: TableColumns,
    input_format: str | None,
    merge_table: Path | None,
    parser: str,
    preset: str,
    n_jobs: int,
) -> Gathered:
    """Analyse all documents and merge their speakers; what fails is reported, and the rest goes on.

    Raises
    ------
    typer.Exit
        With 2, where there is nothing to go on with.
    HedgeError
        The merge table or an option does not fit.
    """
    from hedge.analysis.models import LoadOptions
    from hedge.analysis.pipeline import BATCH_SIZE, load
    from hedge.analysis.stream import Analysis, FailedDocument, InlineAnalysis
    from hedge.runner import Forming, keep, read_inputs, run_analyses
    from hedge.summaries import SpeakerTable, merge_speakers, read_speaker_table

    options = LoadOptions(preset=preset, parser=parser)
    given = read_speaker_table(merge_table) if merge_table is not None else SpeakerTable(())
    with Progress(names, None) as progress:
        items = list(
            progress.reading(read_inputs(names, columns=columns, format=input_format, on_guess=progress.say_encoding))
        )
        # Models are loaded only if there is something to analyse.
        if progress.read:
            inline = n_jobs == 1
            task = InlineAnalysis(load(preset, parser=parser)) if inline else Analysis(options, options.model())
            run = run_analyses(Forming(task, keep), items, batch_size=BATCH_SIZE, inline=inline, n_jobs=n_jobs)
            found = list(progress.results(run))
        else:
            found = list(progress.results(each for each in items if isinstance(each, FailedDocument)))
    documents = [each for each in found if not isinstance(each, FailedDocument)]
    if not documents:
        raise typer.Exit(2)
    lost = {each.id for each in found if isinstance(each, FailedDocument)}
    used = SpeakerTable(tuple(row for row in given.rows if row.document not in lost))
    return Gathered(
        documents=documents,
        table=merge_speakers(documents, used),
        aside=SpeakerTable(tuple(row for row in given.rows if row.document in lost)),
        failed=bool(lost),
        model=options.model(),
    )
