"""Entry point of the ``hedge`` command: commands put together, errors turned into one line and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from hedge.cli.analyze import analyze
from hedge.cli.compare import compare
from hedge.cli.corpora import corpora
from hedge.cli.doctor import doctor
from hedge.cli.evaluate import evaluate
from hedge.cli.models import models
from hedge.cli.profile import profile
from hedge.cli.train import train
from hedge.errors import HedgeError
from hedge.version import __version__


class _Commands(TyperGroup):
    """The commands; whatever ends one of them ends in a line on standard error and an exit code.

    This is done in here because typer has answers of its own to Ctrl-C and to a reader that is gone.
    """

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except HedgeError as error:
            typer.echo(f"hedge: {error}", err=True)
            raise typer.Exit(2) from error
        except BrokenPipeError as error:
            # The reader, such as `head`, has seen enough; keep Python from complaining when it flushes at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from error
        except KeyboardInterrupt as error:
            typer.echo("hedge: interrupted", err=True)
            raise typer.Exit(130) from error


app = typer.Typer(
    name="hedge",
    cls=_Commands,
    rich_markup_mode="markdown",  # the default takes "hedge[plots]" for markup, and keeps our line ends
    help="Who said what, and how sure were they? Hedging, certainty and attribution in English text.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
)
app.command("analyze")(analyze)
app.command("profile")(profile)
app.command("compare")(compare)
app.command("evaluate")(evaluate)
app.add_typer(train, name="train")
app.add_typer(models, name="models")
app.add_typer(corpora, name="corpora")
app.command("doctor")(doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"hedge {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Hold the options that stand before a command."""


def run() -> None:
    """Run the command line; exit 0 ok, 1 some documents failed, 2 bad usage or input."""
    app(prog_name="hedge")
