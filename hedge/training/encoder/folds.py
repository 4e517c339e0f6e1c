"""Encoders that have not seen a part of the training texts each, so that later models can learn how far to trust one.

An encoder knows its own training texts by heart. A model that weighs it against the parse is therefore fitted on what
encoders make of texts that were kept from them (stacking, Wolpert 1992): each of these encoders is trained without one
fold of the texts, and reads that fold. They are not shipped.

Where they learnt from larger encoders, these have not seen the fold either. An encoder of our own that teaches them
has: then they know a little of their fold, and where that counts, their weight must not be chosen on it.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from hedge.encoding.encoder import FILE, Encoder, Floats, open_encoder
from hedge.errors import MissingInputError
from hedge.parsing import Parse
from hedge.training.encoder.export import export_encoder
from hedge.training.encoder.fit import fit_encoder
from hedge.training.encoder.network import base_folder
from hedge.training.folds import FOLDS, fold_of

#: How the encoders were made that the shipped models learnt from: 3 minutes on an H100 or hours on a processor, then
#: five times half an hour each on one core. A later teacher would have read sentences of ours that they must not know.
COMMAND = (
    "hedge train encoder-folds --data ../shared/data --teachers ENCODER5 --work FIRST (the folder of encoder 5: "
    "git show 746b6e3:hedge/models/packs/encoder/encoder.onnx, with tokenizer.json), then four times "
    "hedge train encoder-folds --data ../shared/data --earlier BEFORE --work NEXT, then "
    "hedge train encoder-folds --data ../shared/data --beside NEXT --work FOLDS"
)


def train_fold_encoders(
    data: Path,
    *,
    work: Path,
    teachers: Path | None = None,
    earlier: Path | None = None,
    beside: Path | None = None,
    device: str = "cpu",
) -> None:
    """Train the encoders one after the other; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder.samples.read_samples` wants it.
    work : Path
        Gets a folder for each, which `FoldEncoders` reads.
    teachers : Path, optional
        What `hedge.training.encoder.fit.train_teachers` wrote, or the folder of an encoder; default: without.
    earlier : Path, optional
        A folder that this function filled, to go on from each of its encoders.
    beside : Path, optional
        A folder that this function filled, to join each of its encoders with a new one.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    MissingInputError, InputError
        A data set is missing or damaged.
    """
    for fold in range(FOLDS):
        folder = _folder(work, fold)
        if not _encoder(folder).is_file():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(base_folder() / "tokenizer.json", folder / "tokenizer.json")
            network = fit_encoder(
                data,
                work=folder,
                teachers=teachers,
                earlier=None if earlier is None else _folder(earlier, fold),
                beside=None if beside is None else _folder(beside, fold),
                unseen=fold,
                device=device,
            )
            export_encoder(network, folder / "partial.onnx")
            (folder / "partial.onnx").replace(_encoder(folder))


class FoldEncoders:
    """Reads training texts by the encoder that was trained without their fold.

    Parameters
    ----------
    work : Path
        Where `train_fold_encoders` put the encoders.

    Raises
    ------
    MissingInputError
        There is no encoder of one of the folds.
    ModelError
        A file is no encoder.
    """

    def __init__(self, work: Path) -> None:
        folders = [_folder(work, fold) for fold in range(FOLDS)]
        for folder in folders:
            if not _encoder(folder).is_file():
                raise MissingInputError(
                    f"expected an encoder in {folder}, but there is none: run hedge train encoder-folds --work {work}"
                )
        self._encoders = [open_encoder(folder) for folder in folders]

    def encode(self, names: Sequence[str], parses: Sequence[Parse]) -> list[list[Floats]]:
        """Scores of all heads for every word, as from `Encoder.encode`.

        Parameters
        ----------
        names : sequence of str
            What `hedge.training.folds.fold_of` takes.
        parses : sequence of Parse
            Theirs.
        """
        return [self.of(name).encode([parse])[0] for name, parse in zip(names, parses, strict=True)]

    def of(self, name: str) -> Encoder:
        """The encoder that has not seen what has a name, as for `hedge.training.folds.fold_of`."""
        return self._encoders[fold_of(name)]


def _folder(work: Path, fold: int) -> Path:
    return work / f"fold-{fold}"


def _encoder(folder: Path) -> Path:
    return folder / FILE
