"""``hedge models``: what is shipped, whether it is intact, and each model's card."""

from __future__ import annotations

from typing import Annotated

import typer

from hedge.cli.completion import complete_models
from hedge.errors import ModelMissingError
from hedge.models import load_manifest, verify_models
from hedge.models.store import PACKS

models = typer.Typer(
    help="List, verify and describe the shipped models.", no_args_is_help=True, rich_markup_mode="markdown"
)


@models.command("list")
def list_models() -> None:
    """List the shipped models with version, size and number of files."""
    packs = load_manifest().packs.values()
    for pack in packs:
        typer.echo(f"{pack.name:14} {pack.version:8} {pack.size / 1e3:8,.0f} kB  {len(pack.files):3} files")
    typer.echo(f"{'all':23} {sum(pack.size for pack in packs) / 1e3:8,.0f} kB")


@models.command("verify")
def verify() -> None:
    """Check every shipped file against its SHA-256; exit 1 if one differs."""
    report = verify_models()
    for name, state in report.items():
        typer.echo(f"{name:14} {state}")
    if any(state != "ok" for state in report.values()):
        raise typer.Exit(1)


@models.command("card")
def card(
    name: Annotated[str, typer.Argument(help="A model's name, as listed.", autocompletion=complete_models)],
) -> None:
    """Show a model's card: data, licence, splits, scores, size, date, command."""
    packs = load_manifest().packs
    if name not in packs:
        raise ModelMissingError(f"expected one of {', '.join(packs)}, got {name!r}: see hedge models list")
    typer.echo((PACKS / name / "card.md").read_text(encoding="utf-8"), nl=False)
