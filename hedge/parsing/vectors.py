"""Word vectors of a pack for the parser, in a file of our own, and what Stanza needs to use them.

Stanza keeps vectors in full precision, beside a vocabulary that takes half a second to unpickle. The vectors of our
packs have half precision, and their words are text: half the size, read in a tenth of the time.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hedge.errors import ModelError
from hedge.models import model_folder

if TYPE_CHECKING:
    from stanza.models.common.foundation_cache import FoundationCache
    from stanza.models.common.pretrain import Pretrain


def vectors_file(pack: Path) -> Path:
    """File of a pack's vectors: ``hedge.npz`` in our packs, ``hedge.pt`` in those that Stanza's trainers read."""
    theirs = Path(_stanza_file(pack))
    own = theirs.with_suffix(".npz")
    return own if own.is_file() else theirs


def _stanza_file(pack: Path) -> str:
    """The name by which Stanza asks for a pack's vectors."""
    return os.path.join(pack, "en", "pretrain", "hedge.pt")


def stanza_options(pack: Path | None = None) -> dict[str, Any]:
    """Options with which `stanza.Pipeline` loads a pack.

    Parameters
    ----------
    pack : Path, optional
        The shipped one if left out.

    Returns
    -------
    dict of str to object
        `dir`, `package`, `download_method`, and `foundation_cache` with the vectors.

    Raises
    ------
    ModelMissingError, ModelHashError
        The shipped pack is missing or damaged.
    ModelError
        The vectors of another cannot be read.

    Examples
    --------
    ::

        import stanza
        from hedge.parsing import stanza_options

        nlp = stanza.Pipeline("en", processors="tokenize,mwt,pos,lemma,depparse", **stanza_options())
    """
    folder = pack or model_folder("stanza")
    options: dict[str, Any] = {"dir": str(folder), "package": "hedge", "download_method": None}
    if pack is None:
        options["foundation_cache"] = _shipped(str(folder))
    elif vectors_file(folder).suffix == ".npz":
        options["foundation_cache"] = _foundations(folder)
    return options


def load_vectors() -> tuple[dict[str, int], NDArray[np.float32]]:
    """Rows by lower-case word, and the vectors that the shipped pack's tagger and parser use (read once a process).

    *Shape:* ``(n_words, n_dimensions)``.

    Raises
    ------
    ModelMissingError, ModelHashError
        The pack is missing or damaged.
    """
    folder = model_folder("stanza")
    pretrain = _shipped(str(folder)).load_pretrain(_stanza_file(folder))
    return pretrain.vocab._unit2id, pretrain.emb.numpy()


@cache
def _shipped(folder: str) -> FoundationCache:
    return _foundations(Path(folder))


def _foundations(pack: Path) -> FoundationCache:
    """What Stanza's processors share: the vectors."""
    from stanza.models.common.foundation_cache import FoundationCache

    shared = FoundationCache(local_files_only=True)
    shared.pretrains[_stanza_file(pack)] = read_pretrain(vectors_file(pack))
    return shared


def read_pretrain(path: Path) -> Pretrain:
    """Read vectors, of our form or of Stanza's, as Stanza holds them.

    Raises
    ------
    ModelError
        The file is of another kind.
    """
    import torch
    from stanza.models.common.pretrain import Pretrain, PretrainedWordVocab

    if path.suffix == ".pt":
        return Pretrain(str(path))
    try:
        with np.load(path, allow_pickle=False) as stored:
            words, vectors = stored["words"].tobytes().decode("utf-8").split("\n"), stored["vectors"]
        numbers = dict(zip(words, range(len(vectors)), strict=True))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(
            f"expected word vectors in {path}, got {error!r}: write the pack again, or reinstall hedge"
        ) from error
    vocabulary = {"lang": "", "idx": 0, "cutoff": 0, "lower": False, "_unit2id": numbers, "_id2unit": words}
    pretrain = Pretrain(str(path))
    pretrain._vocab = PretrainedWordVocab.load_state_dict(vocabulary)
    pretrain._emb = torch.from_numpy(vectors.astype(np.float32))
    return pretrain


def write_vectors(pretrain: Pretrain, path: Path) -> None:
    """Write vectors in our form; values lose what half precision does not hold."""
    words = np.frombuffer("\n".join(pretrain.vocab._id2unit).encode("utf-8"), dtype=np.uint8)
    np.savez(path, words=words, vectors=pretrain.emb.numpy().astype(np.float16))
