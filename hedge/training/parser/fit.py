"""Refit the Stanza pack with Stanza's own trainers, stage by stage, resumable.

A stage whose result is in the work folder is not run again, so an interrupted training goes on where it stopped. The
parser learns on predicted tags: those that the starting pack gives its own training text, whose accuracy there
is near that of the new tagger on unseen text, so that training and use look alike without a jackknife.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from hedge.errors import InputError, MissingInputError
from hedge.evaluation.parsing import evaluate_parsing
from hedge.models.store import PACKS, model_folder
from hedge.parsing import load_parser
from hedge.parsing.vectors import read_pretrain, vectors_file, write_vectors
from hedge.training.cards import Card, finish_pack
from hedge.training.parser import trainers as stanza_trainers
from hedge.training.parser.treebanks import contract_tokens, join_treebanks, label_characters, retag
from hedge.training.parser.vectors import ADDED_WORDS, RARE, extend_vectors

VERSION = "7"
TREEBANKS = ("ewt", "gum_open")
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")

# Sizes are those of the starting pack; for tagger and parser they have to be, as its weights are the first ones here.
_TOKENIZER = (
    "--emb_dim 32 --hidden_dim 64 --max_seqlen 300 --batch_size 32 --use_mwt --steps 12000 --eval_steps 400 "
    "--report_steps 400 --feat_funcs space_before,capitalized,numeric,end_of_para,start_of_para,"
    "labeled_field,phone_id,date_pattern,currency"
)
_EXPANDER = "--hidden_dim 100 --emb_dim 50 --max_dec_len 20 --force_exact_pieces --num_epoch 8 --log_step 50"
_LEMMATIZER = "--hidden_dim 100 --emb_dim 50 --pos_dim 50 --batch_size 400 --lr 0.003 --num_epoch 8 --log_step 50"
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


class _Phase(NamedTuple):
    """Arguments of a run of a trainer, the memory of its average, and whether its result is averaged with its start."""

    arguments: str
    decay: float = stanza_trainers.AVERAGE_DECAY
    joined: bool = False


_TAGGER_PHASES = (
    _Phase("--lr 0.0015 --max_steps 600 --eval_interval 300"),
    _Phase("--lr 0.0003 --max_steps 200 --eval_interval 200"),
    _Phase("--lr 0.0005 --max_steps 450 --eval_interval 150"),
    _Phase("--lr 0.0015 --max_steps 2400 --eval_interval 800"),
    _Phase("--lr 0.0004 --max_steps 1000 --eval_interval 500"),
    _Phase("--lr 0.002 --max_steps 3000 --eval_interval 1000"),
    _Phase("--lr 0.0006 --max_steps 800 --eval_interval 400"),
    _Phase("--lr 0.0002 --max_steps 500 --eval_interval 250"),
)
# The tagger's last phases see the first treebank alone: the two do not always agree on what is a proper noun, an
# adjective or an auxiliary, and GUM is tagged well as it is.
_TAGGER_LAST_PHASES = (
    _Phase("--lr 0.0006 --max_steps 600 --eval_interval 150"),
    _Phase("--lr 0.0006 --max_steps 200 --eval_interval 200"),
    _Phase("--lr 0.0002 --max_steps 240 --eval_interval 120"),
    _Phase("--lr 0.0015 --max_steps 900 --eval_interval 300", joined=True),
    _Phase("--lr 0.001 --max_steps 1500 --eval_interval 500", decay=0.998),
)
# And then, where there are texts, what the teacher makes of them, and the first treebank once more.
_TAGGER_TAUGHT_PHASES = (
    ("taught", _Phase("--lr 0.0015 --max_steps 600 --eval_interval 300", decay=0.995)),
    ("taught", _Phase("--lr 0.0015 --max_steps 500 --eval_interval 500", decay=0.998)),
    (TREEBANKS[0], _Phase("--lr 0.0006 --max_steps 400 --eval_interval 100", decay=0.995)),
    (TREEBANKS[0], _Phase("--lr 0.0005 --max_steps 600 --eval_interval 150", decay=0.998)),
)
_PARSER_PHASES = (
    _Phase("--lr 0.001 --max_steps 900 --eval_interval 150"),
    _Phase("--lr 0.0003 --max_steps 600 --eval_interval 150"),
    _Phase("--lr 0.0003 --max_steps 350 --eval_interval 175"),
    _Phase("--lr 0.0012 --max_steps 1600 --eval_interval 800"),
    _Phase("--lr 0.0003 --max_steps 600 --eval_interval 300"),
)

# What a model needs in use; the rest of a checkpoint is for going on with the training.
_KEPT = (
    *("model", "vocab", "config", "model_type"),
    *("lexicon", "external_dict", "dict", "dicts", "dicts_version", "contextual"),
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
        Stanza pack to start from: its vectors, its tagger and parser, and its tags for the parser to learn on.
    gpu : bool
        Whether to train on a GPU.
    texts : Path or None
        Folder with the data sets whose texts a larger tagger tags for the tagger.
    max_steps : int or None
        Cap on the steps of each phase, for a trial run.
    """

    data: Path
    work: Path
    start: Path
    gpu: bool
    texts: Path | None = None
    max_steps: int | None = None

    def treebank(self, name: str, tags: str = "gold") -> Path:
        """Path of the joined treebanks of a split, or of the train part of one, with gold or predicted tags."""
        return self.work / f"{name}.{tags}.conllu"

    def first(self, processor: str) -> Path:
        """Path of a processor's weights in the starting pack."""
        return vectors_file(self.start) if processor == "pretrain" else self.start / "en" / processor / "hedge.pt"

    @property
    def vectors(self) -> Path:
        """Path of the new vectors, with which tagger and parser train."""
        return self.work / "pretrain.pt"

    def common(self, output: Path) -> list[str]:
        """Arguments that every trainer gets."""
        device = "--cuda" if self.gpu else "--cpu"
        fixed = "--mode train --shorthand en_hedge --seed 1234"
        return [*fixed.split(), device, "--save_dir", str(output.parent), "--save_name", output.name]

    def capped(self, arguments: str, *names: str) -> list[str]:
        """A trainer's own arguments, with those called `names` set to the cap of a trial run."""
        cap = () if self.max_steps is None else names
        return [*arguments.split(), *(f"--{name}={self.max_steps}" for name in cap)]


def refit_pack(
    data: Path,
    *,
    work: Path,
    start: Path | None = None,
    gpu: bool = False,
    texts: Path | None = None,
    out: Path | None = None,
    max_steps: int | None = None,
) -> Path:
    """Train every part of a pack and write the pack.

    Vectors are extended; tokenizer, multi-word expander and lemmatizer are trained anew; tagger and parser are trained
    further, from the starting pack's weights.

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
    texts : Path, optional
        Folder with all data sets: a larger tagger tags their texts, for the tagger to learn from in two more phases.
    out : Path, optional
        Where the pack goes; the shipped pack is replaced if left out.
    max_steps : int, optional
        Cap on the steps of each phase, for a trial run; also on the epochs of expander and lemmatizer.

    Returns
    -------
    Path
        The pack's folder.

    Raises
    ------
    InputError
        The treebanks lack what a trainer learns from.
    MissingInputError
        A treebank or the starting pack is not there.
    ModelError
        What only the training of vectors needs is not installed.
    """
    refit = Refit(
        data=data, work=work, start=start or model_folder("stanza"), gpu=gpu, texts=texts, max_steps=max_steps
    )
    for treebank in TREEBANKS:
        for split in ("train", "dev"):
            _require(data / treebank / f"{split}.conllu.gz", "a treebank")
    for processor in ("pretrain", "pos", "lemma", "depparse"):
        _require(refit.first(processor), "weights to start from")
    work.mkdir(parents=True, exist_ok=True)
    for name, split, treebanks in (
        ("train", "train", TREEBANKS),
        (TREEBANKS[0], "train", TREEBANKS[:1]),
        ("dev", "dev", TREEBANKS[:1]),
    ):
        parts = [data / treebank / f"{split}.conllu.gz" for treebank in treebanks]
        _stage(refit.treebank(name), partial(join_treebanks, parts))
    _stage(refit.vectors, partial(extend_vectors, refit.first("pretrain"), refit.treebank("train")))
    trained = {
        "pretrain": refit.vectors,
        "tokenize": _stage(work / "tokenize.pt", partial(_train_tokenizer, refit)),
        "mwt": _stage(work / "mwt.pt", partial(_train_expander, refit)),
        "lemma": _stage(work / "lemma.pt", partial(_train_lemmatizer, refit)),
        "pos": _train_phases(refit, "pos"),
        "depparse": _train_phases(refit, "depparse"),
    }
    return _write_pack(refit, trained, out or PACKS / "stanza")


def _tag_texts(refit: Refit, path: Path) -> None:
    """Write the training treebanks, and after them texts as a larger tagger tags them."""
    from hedge.training.parser.tagger_teacher import plain_sentences, read_sentences, train_teacher, write_sentences

    if refit.texts is None:
        raise InputError("expected a folder of texts to tag, got none: name it as --texts")
    treebank = refit.treebank("train")
    passes = {} if refit.max_steps is None else {"passes": 1}
    teacher = train_teacher(read_sentences(treebank), **passes)
    write_sentences(teacher.tag(plain_sentences(refit.texts, load_parser(refit.start))), path)
    path.write_text(treebank.read_text(encoding="utf-8") + path.read_text(encoding="utf-8"), encoding="utf-8")


def _require(path: Path, what: str) -> None:
    if not path.is_file():
        raise MissingInputError(f"expected {what} at {path}, but there is none: check the path")


def _stage(result: Path, run: Callable[[Path], None]) -> Path:
    """Run a stage unless its result is there; the result appears under its name only when it is whole."""
    if result.exists():
        return result
    unfinished = result.with_name(f"partial-{result.name}")
    if unfinished.is_dir():
        shutil.rmtree(unfinished)
    unfinished.unlink(missing_ok=True)
    run(unfinished)
    # Some of Stanza's trainers only warn when there is nothing to learn from.
    if not unfinished.exists():
        raise InputError(
            f"expected the training to write {result.name}, but it wrote nothing: check that the treebanks are whole, "
            "with multi-word tokens and lemmas"
        )
    unfinished.replace(result)
    return result


def _train_tokenizer(refit: Refit, path: Path) -> None:
    treebanks = {split: refit.treebank(split) for split in ("train", "dev")}
    folder = _stage(refit.work / "characters", partial(label_characters, treebanks))
    files = {
        "txt_file": "train.txt",
        "label_file": "train.labels",
        "dev_txt_file": "dev.txt",
        "dev_label_file": "dev.labels",
        "mwt_json_file": "train.mwt.json",
    }
    own = [f"--{option}={folder / name}" for option, name in files.items()]
    sizes = refit.capped(_TOKENIZER, "steps", "eval_steps")
    stanza_trainers.train_tokenizer([*refit.common(path), "--lang", "en", *own, *sizes])


def _train_expander(refit: Refit, path: Path) -> None:
    gold = refit.treebank("dev")
    contracted = _stage(refit.treebank("dev", "contracted"), partial(contract_tokens, gold))
    own = [f"--train_file={refit.treebank('train')}", f"--eval_file={contracted}", f"--gold_file={gold}"]
    sizes = refit.capped(_EXPANDER, "num_epoch")
    stanza_trainers.train_expander([*refit.common(path), "--lang", "en", *own, *sizes])


def _train_lemmatizer(refit: Refit, path: Path) -> None:
    own = [f"--train_file={refit.treebank('train')}", f"--eval_file={refit.treebank('dev')}"]
    stanza_trainers.train_lemmatizer([*refit.common(path), *own, *refit.capped(_LEMMATIZER, "num_epoch")])


def _train_phases(refit: Refit, processor: str) -> Path:
    """Train one processor in phases, each from the best model of the one before."""
    if processor == "pos":
        run, fixed, tags = stanza_trainers.train_tagger, _TAGGER, "gold"
        phases = [("train", phase) for phase in _TAGGER_PHASES]
        phases += [(TREEBANKS[0], phase) for phase in _TAGGER_LAST_PHASES]
        if refit.texts is not None:
            _stage(refit.treebank("taught"), partial(_tag_texts, refit))
            phases += _TAGGER_TAUGHT_PHASES
    else:
        run, fixed, tags = stanza_trainers.train_parser, _PARSER, "predicted"
        phases = [("train", phase) for phase in _PARSER_PHASES]
        for split in ("train", "dev"):
            source = refit.treebank(split)
            _stage(refit.treebank(split, tags), partial(retag, source, refit.start, gpu=refit.gpu))
    own = ["--lang", "en", "--log_step", "50", f"--wordvec_pretrain_file={refit.vectors}"]
    own.append(f"--eval_file={refit.treebank('dev', tags)}")
    weights = refit.first(processor)
    for number, (name, phase) in enumerate(phases, 1):
        sizes = refit.capped(f"{fixed} {phase.arguments}", "max_steps", "eval_interval")
        sizes.append(f"--train_file={refit.treebank(name, tags)}")

        def train(path: Path, first: Path = weights, sizes: list[str] = sizes, phase: _Phase = phase) -> None:
            run([*refit.common(path), *own, *sizes], first, phase.decay)
            if phase.joined:
                stanza_trainers.join_models(first, path)

        weights = _stage(refit.work / f"{processor}-{number}.pt", train)
    return weights


def _write_pack(refit: Refit, trained: dict[str, Path], out: Path) -> Path:
    """Assemble the pack: all in half precision, and Stanza's index of it."""
    import torch

    fresh = out.with_name(f"{out.name}.partial")
    shutil.rmtree(fresh, ignore_errors=True)
    for processor, weights in trained.items():
        target = fresh / "en" / processor / "hedge.pt"
        target.parent.mkdir(parents=True)
        if processor == "pretrain":
            write_vectors(read_pretrain(weights), target.with_suffix(".npz"))
            continue
        checkpoint = torch.load(weights, map_location="cpu", weights_only=True)
        kept = {key: value for key, value in checkpoint.items() if key in _KEPT}
        kept["model"] = {
            name: value.half() if value.is_floating_point() else value for name, value in kept["model"].items()
        }
        torch.save(kept, target, _use_new_zipfile_serialization=False)
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
        "vectors, in half precision. Trained with Stanza's own trainers: tokenizer, expander and "
        "lemmatizer from the beginning, the lemmatizer on gold tags; tagger and parser in phases from the starting "
        "pack's weights, the tagger at the end on what a tagger on all-MiniLM-L6-v2 makes of other texts (in "
        "version 7 on the sentence encoder of that time, which began with it) and on EWT alone, the parser on "
        "predicted tags. All but the expander have averaged weights. The vectors are "
        "averages of all-MiniLM-L6-v2 (Apache-2.0) over the treebanks and PolNeAR train; words that the treebanks "
        f"have {RARE} times or less, and {ADDED_WORDS:,} frequent words that they lack, have vectors predicted from "
        "what the same encoder makes of the word alone.",
        data="Universal Dependencies EWT v2.16-dev and GUM without its non-commercial genres, train parts; texts of "
        "PolNeAR train, of the rated passages and of the Wikipedia sentences, with tags of the larger tagger; the list "
        "of frequent words is wordfreq's (CC BY-SA 4.0).",
        licence="CC BY-SA 4.0, from EWT and wordfreq (GUM is CC BY)",
        splits="train to fit, EWT dev to choose among checkpoints; scores are F1 in percent from raw text",
        command="hedge train parser --data ../shared/data/ud --start ../shared/models/stanza --texts ../shared/data",
        limits="web text, news and speech of the treebanks. Words beyond the vectors' vocabulary are known to tagger "
        "and parser by their letters only. In version 7, as in 6, tokenizer, expander and lemmatizer are still the "
        "starting pack's, without averaging; the first three phases of tagger and parser ran with its vectors, and the "
        "tagger's sixth went on from weights in half precision, its last six had other seeds, and the first on taught "
        "texts read a fifth of the news only: a refit is equivalent, not identical.",
        scores=scores,
    )


def _resources(pack: Path) -> dict[str, Any]:
    """Stanza's index of a model directory, with one package called ``hedge``."""
    import hashlib

    def entry(processor: str) -> dict[str, Any]:
        path = vectors_file(pack) if processor == "pretrain" else pack / "en" / processor / "hedge.pt"
        digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
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
