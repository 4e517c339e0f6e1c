"""Treebanks in the forms that Stanza's trainers read: joined, as labelled characters, contracted, retagged."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

from hedge.parsing import stanza_options


def join_treebanks(parts: Sequence[Path], path: Path) -> None:
    """Write gzipped CoNLL-U files one after the other into a plain one."""
    path.write_bytes(b"".join(gzip.decompress(part.read_bytes()) for part in parts))


def label_characters(treebanks: dict[str, Path], folder: Path) -> None:
    """Write what the tokenizer learns from: raw text, a label for each character, and the multi-word tokens.

    The training part gets more kinds of quotation marks, brackets and dots, as in Stanza's own preparation.

    Parameters
    ----------
    treebanks : dict of str to Path
        CoNLL-U files, by split (``train`` or ``dev``).
    folder : Path
        Where the files go: ``.txt``, ``.labels`` and ``.mwt.json``, named after the split.
    """
    from stanza.utils.datasets import conllu_to_text, prepare_tokenizer_data
    from stanza.utils.datasets.prepare_tokenizer_treebank import augment_punct, write_augmented_dataset

    folder.mkdir(parents=True)
    for split, source in treebanks.items():
        text, labels, tokens = (folder / f"{split}.{suffix}" for suffix in ("txt", "labels", "mwt.json"))
        # Stanza's scripts print what they did.
        with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
            if split == "train":
                varied = folder / "train.conllu"
                write_augmented_dataset(str(source), str(varied), augment_punct)
                source = varied
            conllu_to_text.main([str(source), str(text)])
            prepare_tokenizer_data.main([str(text), str(source), "--output", str(labels), "--mwt_output", str(tokens)])


def contract_tokens(treebank: Path, path: Path) -> None:
    """Write a treebank with its multi-word tokens not yet expanded."""
    from stanza.utils.datasets.contract_mwt import contract_mwt

    contract_mwt(str(treebank), str(path))


def retag(treebank: Path, pack: Path, path: Path, *, gpu: bool = False) -> None:
    """Write a treebank with the tags and lemmas of a pack instead of the gold ones."""
    import stanza
    from stanza.utils.conll import CoNLL

    pipeline = stanza.Pipeline(
        "en", processors="tokenize,pos,lemma", tokenize_pretokenized=True, logging_level="ERROR", use_gpu=gpu,
        **stanza_options(pack),
    )  # fmt: skip
    document = CoNLL.conll2doc(str(treebank))
    for processor in ("pos", "lemma"):
        document = pipeline.processors[processor].process(document)
    CoNLL.write_doc2conll(document, str(path))
