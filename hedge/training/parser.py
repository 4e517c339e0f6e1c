"""Refit the Stanza pack with Stanza's own trainers, stage by stage, resumable.

A stage whose result is in the work folder is not run again, so an interrupted training goes on where it stopped. The
parser learns on predicted tags: those that the starting pack gives its own training text, whose accuracy there
is near that of the new tagger on unseen text, so that training and use look alike without a jackknife.
"""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hedge.errors import MissingInputError
from hedge.evaluation.parsing import evaluate_parsing
from hedge.models.store import PACKS, model_folder
from hedge.parsing import load_parser
from hedge.training.cards import Card, finish_pack

VERSION = "1"
TREEBANKS = ("ewt", "gum_open")
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")

# Sizes are those of the starting pack, as its weights are the first ones here.
_TAGGER = (
    "--hidden_dim 200 --char_hidden_dim 100 --deep_biaff_hidden_dim 100 --composite_deep_biaff_hidden_dim 30 "
    "--word_emb_dim 50 --word_cutoff 4 --char_emb_dim 50 --tag_emb_dim 30 --transformed_dim 125 --batch_size 60 "
    "--dropout 0.33 --word_dropout 0.2 --no_second_optim --max_steps_before_stop 100000 --fix_eval_interval"
)
_PARSER = (
    "--hidden_dim 200 --char_hidden_dim 100 --deep_biaff_hidden_dim 200 --deep_biaff_output_dim 80 --word_emb_dim 50 "
    "--word_cutoff 4 --char_emb_dim 50 --tag_emb_dim 50 --transformed_dim 100 --num_layers 2 --batch_size 1500 "
    "--dropout 0.4 --word_dropout 0.25 --optim adam --beta2 0.95 --no_second_optim --no_checkpoint"
)
_TAGGER_PHASES = (
    "--lr 0.0015 --max_steps 600 --eval_interval 300",
    "--lr 0.0003 --max_steps 200 --eval_interval 200",
    "--lr 0.0005 --max_steps 450 --eval_interval 150",
)
_PARSER_PHASES = (
    "--lr 0.001 --max_steps 900 --eval_interval 150",
    "--lr 0.0003 --max_steps 600 --eval_interval 150",
    "--lr 0.0003 --max_steps 350 --eval_interval 175",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """Where a refit reads and writes.

    Parameters
    ----------
    data : Path
        Folder with ``ewt/`` and ``gum_open/``, each with ``train.conllu.gz`` and ``dev.conllu.gz``.
    work : Path
        Intermediate files; kept so that the training can be resumed.
    start : Path
        Stanza pack to start from: its vectors, vocabularies and first weights.
    gpu : bool
        Whether to train on a GPU.
    max_steps : int or None
        Cap on the steps of each phase, for a trial run.
    """

    data: Path
    work: Path
    start: Path
    gpu: bool
    max_steps: int | None = None

    def treebank(self, split: str, tags: str = "gold") -> Path:
        """Path of the joined treebanks of a split, with gold or predicted tags."""
        return self.work / f"{split}.{tags}.conllu"

    def first(self, processor: str) -> Path:
        """Path of a processor's weights in the starting pack."""
        return self.start / "en" / processor / "hedge.pt"

    def common(self, train: Path, dev: Path, output: Path) -> list[str]:
        """Arguments that every trainer gets."""
        device = "--cuda" if self.gpu else "--cpu"
        return [
            *(
                "--mode",
                "train",
                "--lang",
                "en",
                "--shorthand",
                "en_hedge",
                "--log_step",
                "50",
                "--seed",
                "1234",
                device,
            ),
            *(
                "--train_file",
                str(train),
                "--eval_file",
                str(dev),
                "--wordvec_pretrain_file",
                str(self.first("pretrain")),
            ),
            *("--save_dir", str(output.parent), "--save_name", output.name),
        ]


def refit_pack(
    data: Path,
    *,
    work: Path,
    start: Path | None = None,
    gpu: bool = False,
    out: Path | None = None,
    max_steps: int | None = None,
) -> Path:
    """Train tagger and parser further and write a pack.

    Tokenizer, multi-word expander, lemmatizer and word vectors are taken over from the starting pack.

    Parameters
    ----------
    data : Path
        The treebanks, as in `Refit`.
    work : Path
        Intermediate files; run again with the same folder to resume.
    start : Path, optional
        Pack to start from; the shipped one if left out.
    gpu : bool, default False
        Whether to train on a GPU.
    out : Path, optional
        Where the pack goes; the shipped pack is replaced if left out.
    max_steps : int, optional
        Cap on the steps of each phase, for a trial run.

    Returns
    -------
    Path
        The pack's folder.

    Raises
    ------
    MissingInputError
        A treebank or the starting pack is not there.
    """
    refit = Refit(data=data, work=work, start=start or model_folder("stanza"), gpu=gpu, max_steps=max_steps)
    for treebank in TREEBANKS:
        for split in ("train", "dev"):
            _require(data / treebank / f"{split}.conllu.gz", "a treebank")
    for processor in (*PROCESSORS, "pretrain"):
        _require(refit.first(processor), "weights to start from")
    work.mkdir(parents=True, exist_ok=True)
    _stage(refit.treebank("train"), lambda path: _unpack(refit, "train", TREEBANKS, path))
    _stage(refit.treebank("dev"), lambda path: _unpack(refit, "dev", TREEBANKS[:1], path))
    for split in ("train", "dev"):
        _stage(refit.treebank(split, "predicted"), partial(_retag, refit, split))
    tagger = _train_phases(refit, "pos")
    parser = _train_phases(refit, "depparse")
    return _write_pack(refit, {"pos": tagger, "depparse": parser}, out or PACKS / "stanza")


def _require(path: Path, what: str) -> None:
    if not path.is_file():
        raise MissingInputError(f"expected {what} at {path}, but there is none: check the path")


def _stage(result: Path, run: Callable[[Path], None]) -> Path:
    """Run a stage unless its result is there; the result appears under its name only when it is whole."""
    if not result.is_file():
        unfinished = result.with_name(f"partial-{result.name}")
        run(unfinished)
        unfinished.replace(result)
    return result


def _unpack(refit: Refit, split: str, treebanks: tuple[str, ...], path: Path) -> None:
    parts = [gzip.decompress((refit.data / name / f"{split}.conllu.gz").read_bytes()) for name in treebanks]
    path.write_bytes(b"".join(parts))


def _retag(refit: Refit, split: str, path: Path) -> None:
    """Replace the gold tags and lemmas of a split by those of the starting pack."""
    import stanza
    from stanza.utils.conll import CoNLL

    pipeline = stanza.Pipeline(
        "en", dir=str(refit.start), package="hedge", processors="tokenize,pos,lemma", tokenize_pretokenized=True,
        download_method=None, logging_level="ERROR", use_gpu=refit.gpu,
    )  # fmt: skip
    document = CoNLL.conll2doc(str(refit.treebank(split)))
    for processor in ("pos", "lemma"):
        document = pipeline.processors[processor].process(document)
    CoNLL.write_doc2conll(document, str(path))


def _train_phases(refit: Refit, processor: str) -> Path:
    """Train one processor in phases, each from the best model of the one before."""
    from hedge.training.stanza_trainers import train_parser, train_tagger

    if processor == "pos":
        run, fixed, phases, tags = train_tagger, _TAGGER, _TAGGER_PHASES, "gold"
    else:
        run, fixed, phases, tags = train_parser, _PARSER, _PARSER_PHASES, "predicted"
    weights = refit.first(processor)
    for number, phase in enumerate(phases, 1):
        first = weights

        def train(path: Path, first: Path = first, phase: str = phase) -> None:
            common = refit.common(refit.treebank("train", tags), refit.treebank("dev", tags), path)
            names = () if refit.max_steps is None else ("max_steps", "eval_interval")
            cap = [f"--{name}={refit.max_steps}" for name in names]
            run([*common, *fixed.split(), *phase.split(), *cap], first)

        weights = _stage(refit.work / f"{processor}-{number}.pt", train)
    return weights


def _write_pack(refit: Refit, trained: dict[str, Path], out: Path) -> Path:
    """Assemble the pack: trained weights in half precision, the rest taken over, and Stanza's index of it."""
    import torch

    fresh = out.with_name(f"{out.name}.partial")
    shutil.rmtree(fresh, ignore_errors=True)
    for processor in (*PROCESSORS, "pretrain"):
        target = fresh / "en" / processor / "hedge.pt"
        target.parent.mkdir(parents=True)
        if processor in trained:
            checkpoint = torch.load(trained[processor], map_location="cpu", weights_only=True)
            kept = {key: checkpoint[key] for key in ("model", "vocab", "config", "model_type") if key in checkpoint}
            kept["model"] = {name: value.half() for name, value in kept["model"].items()}
            torch.save(kept, target, _use_new_zipfile_serialization=False)
        else:
            shutil.copyfile(refit.first(processor), target)
    (fresh / "resources.json").write_text(json.dumps(_resources(fresh), indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    fresh.replace(out)
    if out.parent == PACKS:
        finish_pack(_card(refit, out))
    return out


def _card(refit: Refit, pack: Path) -> Card:
    """The card, with scores on the raw text of the development treebanks."""
    parser = load_parser(pack)
    scores = {
        f"{name}, dev": evaluate_parsing(refit.data / name / "dev.conllu.gz", parser).metrics for name in TREEBANKS
    }
    return Card(
        name=pack.name,
        version=VERSION,
        about="A Stanza model directory: tokenizer, multi-word expander, tagger, lemmatizer, dependency parser and "
        "vectors, in half precision but the vectors. Trained with Stanza's own trainers; tagger and parser in phases "
        "from the starting pack's weights, with averaged weights, the parser on predicted tags. The vectors are "
        "averages of all-MiniLM-L6-v2 (Apache-2.0) over the treebanks and PolNeAR train.",
        data="Universal Dependencies EWT v2.16-dev and GUM without its non-commercial genres, train parts; tokenizer "
        "and multi-word expander EWT only.",
        licence="CC BY-SA 4.0, from EWT (GUM is CC BY)",
        splits="train to fit, EWT dev to choose among checkpoints; scores are F1 in percent from raw text",
        command="hedge train parser --data ../shared/data/ud --start ../shared/models/stanza",
        limits="web text, news and speech of the treebanks; tokenizer, expander, lemmatizer and vectors are those of "
        "the starting pack. In version 1 the averaging began with the third phase of the tagger and of the parser.",
        scores=scores,
    )


def _resources(pack: Path) -> dict[str, Any]:
    """Stanza's index of a model directory, with one package called ``hedge``."""
    import hashlib

    def entry(processor: str) -> dict[str, Any]:
        digest = hashlib.md5((pack / "en" / processor / "hedge.pt").read_bytes(), usedforsecurity=False).hexdigest()
        needs = [{"model": "pretrain", "package": "hedge"}] if processor in ("pos", "depparse") else []
        return {"hedge": {"md5": digest} | ({"dependencies": needs} if needs else {})}

    package = dict.fromkeys(PROCESSORS, "hedge")
    return {
        "en": {
            "lang_name": "English",
            "packages": {"default": package, "hedge": package},
            "default_processors": package,
            "default_dependencies": {},
            **{processor: entry(processor) for processor in (*PROCESSORS, "pretrain")},
        }
    }
