"""``hedge corpora``: what there is to train and measure on, and fetching it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from hedge.cli.completion import complete_corpora
from hedge.corpora.registry import TABLE, Corpus, RemoteFile, choose_corpora, load_registry
from hedge.errors import HedgeError

SCHEMA = "hedge/corpora-list/1"

corpora = typer.Typer(help="List and fetch public corpora.", no_args_is_help=True, rich_markup_mode="markdown")

Table = Annotated[Path, typer.Option("--registry", help="A table of other corpora, in the format of the shipped one.")]


@corpora.command("list")
def list_corpora(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with files, hashes and whom to cite.")] = False,
    registry: Table = TABLE,
) -> None:
    """List the corpora with size, licence and whether their files can be verified."""
    known = load_registry(registry).values()
    if as_json:
        typer.echo(json.dumps({"schema": SCHEMA, "corpora": [_record(corpus) for corpus in known]}, indent=1))
        return
    for corpus in known:
        size = sum(file.bytes or 0 for file in corpus.files)
        shown = f"{size / 1e6:6.2f} MB" if size else "  size ?  "
        typer.echo(f"{corpus.name:20} {shown}  {_state(corpus):26} {corpus.licence}")
        typer.echo(f"{'':20} {corpus.title}")


@corpora.command("fetch")
def fetch(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", autocompletion=complete_corpora)],
    to: Annotated[
        Path | None, typer.Option(help="Each corpus gets a folder of its name in here; default: the user's cache.")
    ] = None,
    accept_unverified: Annotated[
        bool, typer.Option("--accept-unverified", help="Take files that nobody knows the hash of, and record theirs.")
    ] = False,
    by_hand: Annotated[
        Path | None, typer.Option("--from", help="The corpus's file, if you fetched it by hand.")
    ] = None,
    registry: Table = TABLE,
) -> None:
    """Fetch corpora: each file is verified by its SHA-256 before it takes its name.

    A corpus that fails is reported and the others are fetched; the exit code is then 1, or 2 if all failed.
    """
    chosen = choose_corpora(names, load_registry(registry))
    failed = 0
    for corpus in chosen:
        try:
            _fetch(corpus, to, accept_unverified, by_hand)
        except HedgeError as error:
            typer.echo(f"hedge: {corpus.name}: {error}", err=True)
            failed += 1
    if failed:
        raise typer.Exit(2 if failed == len(chosen) else 1)


def _fetch(corpus: Corpus, to: Path | None, accept_unverified: bool, by_hand: Path | None) -> None:
    from hedge.corpora.fetching import default_folder, fetch_corpus

    typer.echo(f"{corpus.name}: {corpus.title}")
    typer.echo(f"  licence: {corpus.licence}\n  cite: {corpus.citation}\n  homepage: {corpus.homepage}")
    if corpus.note and by_hand is None:
        typer.echo(f"  note: {corpus.note}")

    def accept(file: RemoteFile) -> bool:
        if accept_unverified or not sys.stdin.isatty():
            return accept_unverified
        return typer.confirm(f"  No SHA-256 is known for {file.url}, so it cannot be checked. Take it as it comes?")

    for result in fetch_corpus(corpus, to, accept=accept, by_hand=by_hand):
        typer.echo(f"  {result.state:10} {result.path}")
        if result.state == "unverified":
            typer.echo(f"             SHA-256 {result.sha256}, seen now for the first time and recorded")
    folder = (to or default_folder()) / corpus.name
    if corpus.use:
        typer.echo(f"  use: {corpus.use.replace('FOLDER', str(folder))}")


def _state(corpus: Corpus) -> str:
    unverified, files = corpus.unverified, len(corpus.files)
    if not unverified:
        return f"{files} files, verified" if files > 1 else "1 file, verified"
    return f"{unverified} of {files} without hash" if files > 1 else "1 file, no hash known"


def _record(corpus: Corpus) -> dict[str, Any]:
    fields = ("name", "title", "licence", "citation", "homepage", "commit", "use", "note")
    files = [{name: getattr(file, name) for name in RemoteFile.__slots__} for file in corpus.files]
    return {**{name: getattr(corpus, name) for name in fields}, "files": files}
