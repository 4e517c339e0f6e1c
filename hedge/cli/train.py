"""``hedge train``: refit a shipped model from data; run in a checkout, as it replaces the shipped files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

train = typer.Typer(help="Refit the shipped models from data.", no_args_is_help=True)

Data = Annotated[Path, typer.Option("--data", help="The data set's folder.")]
Cache = Annotated[Path | None, typer.Option("--cache", help="Folder for parses of the training texts.")]


@train.command("parser")
def parser(
    data: Data,
    work: Annotated[Path, typer.Option(help="Folder for intermediate files; give it again to resume.")] = Path("work"),
    start: Annotated[Path | None, typer.Option(help="Stanza pack to start from; default: the shipped one.")] = None,
    gpu: Annotated[bool, typer.Option("--gpu", help="Train on a GPU.")] = False,
) -> None:
    """Refit the Stanza pack (tagger and parser) on universal dependencies treebanks."""
    from hedge.training.parser import refit_pack

    typer.echo(f"wrote {refit_pack(data, work=work, start=start, gpu=gpu)}")
