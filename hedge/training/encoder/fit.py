"""Fit the sentence encoder on every data set at once, one head a task, and export it as int8 ONNX.

Hard parameter sharing (Caruana 1997): all tasks share the encoder, and each has one linear layer over the word pieces,
so that at run time a word is one row of numbers.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hedge.encoding.encoder import FILE, PACK, open_encoder
from hedge.encoding.heads import HEADS
from hedge.encoding.windows import load_tokenizer
from hedge.models.store import PACKS
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder import teachers as encoder_teachers
from hedge.training.encoder.export import export_encoder, read_network
from hedge.training.encoder.network import (
    Recipe,
    base_folder,
    fine_tune,
    join_networks,
    make_network,
    networks_of,
    weigh_heads,
)
from hedge.training.encoder.onward import go_on
from hedge.training.encoder.samples import Sample, read_plain_samples, read_samples
from hedge.training.encoder.teachers import Teachers
from hedge.training.folds import EVERYONES

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VERSION = "11"

#: From the annotations alone: fifty minutes on one core.
ALONE = Recipe(
    epochs={"attribution": 2, "cues": 5, "content": 3, "factuality": 3, "uncertain": 2, "science": 2},
    average_decay=0.995,
    seed=21,
)
#: What one that is fitted alone counts beside another, by heads or their columns: near what suits texts best that are
#: in the fold of neither. In the heads that are not named it counts nothing: cues and attributions by models fitted on
#: both were no better.
SHARES = MappingProxyType(
    {
        "factuality": 0.4,
        "commitmentbank": 0.2,
        "megaveridicality": 0.2,
        "ross_pavlick": 0.2,
        "content": 0.5,
        "framing": 0.5,
    }
)
#: With the opinions of larger encoders.
TAUGHT = Recipe(
    epochs={"attribution": 3, "cues": 12, "content": 6, "factuality": 6, "uncertain": 4, "science": 5, "plain": 4},
    rates=(4e-4, 2e-3),
    n_pieces=6000,
    gold_weight=0.7,
)


def train_teachers(data: Path, base: Path, *, work: Path, device: str = "cpu") -> Path:
    """Fit larger encoders on the annotated samples, as `hedge.training.encoder.teachers.train_teachers`.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder.samples.read_samples` wants it.
    base : Path
        Hugging Face folder of all-mpnet-base-v2.
    work : Path
        Gets one file a teacher; run again with the same to resume.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    MissingInputError, InputError
        A data set or the network is missing or another than expected.
    """
    return encoder_teachers.train_teachers(
        base, read_samples(data, "train", _tokenizer()), _tokenizer(), work=work, device=device
    )


def fit_encoder(
    data: Path,
    *,
    work: Path,
    teachers: Path | None = None,
    earlier: Path | None = None,
    beside: Path | None = None,
    unseen: int | None = None,
    device: str = "cpu",
) -> Any:
    """A network, fitted to the annotations and to what teachers say, or to what an earlier one says.

    At most one of `teachers`, `earlier` and `beside` is named.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder.samples.read_samples` wants it.
    work : Path
        For the checkpoint; run again with the same to resume.
    teachers : Path, optional
        What `train_teachers` wrote, or an encoder; default: from the annotations alone.
    earlier : Path, optional
        Folder of an encoder to go on from, instead of beginning anew.
    beside : Path, optional
        Folder of an encoder that is joined with a new one, which learns from the annotations alone.
    unseen : int, optional
        A fold that neither the network nor these others may see.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    MissingInputError, InputError
        A data set or a teacher is missing or damaged.
    """
    tokenizer = _tokenizer()
    samples = read_samples(data, "train", tokenizer)
    if teachers is not None or earlier is not None:
        samples.extend(read_plain_samples(data, tokenizer))
    else:
        samples = choose_paragraphs(samples)
    samples = [one for one in samples if one.fold != unseen]
    if earlier is not None:
        network = read_network(earlier / FILE)
        go_on(network, samples, work=work, device=device)
        return network
    network = make_network(base_folder())
    if teachers is None:
        fine_tune(network, samples, ALONE, work=work, device=device)
    else:
        teacher = Teachers(teachers, samples, tokenizer, unseen=unseen, device=device)
        fine_tune(network, samples, TAUGHT, work=work, teacher=teacher, device=device)
    return network if beside is None else join_encoders(read_network(beside / FILE), network)


def join_encoders(earlier: Any, network: Any) -> Any:
    """An encoder and one that was fitted alone, as one in which each head of the new one counts its share."""
    before = networks_of(earlier)
    shares = [SHARES.get(name, SHARES.get(head, 0.0)) for head, names in HEADS.items() for name in names]
    n_all = len(before) + 1
    for one in before:
        weigh_heads(one, [(1 - share) * n_all / len(before) for share in shares])
    weigh_heads(network, [share * n_all for share in shares])
    return join_networks([*before, network])


def choose_paragraphs(samples: Sequence[Sample]) -> list[Sample]:
    """Samples of one paragraph, each once, and half of the patterned ones of ours."""
    once: dict[tuple[str, bytes], Sample] = {}
    for one in samples:
        if not one.breaks:
            once.setdefault((one.task, one.pieces.tobytes()), one)
    met: Counter[str] = Counter()
    chosen: list[Sample] = []
    for one in once.values():
        is_patterned = one.ours and one.fold == EVERYONES
        met[one.task] += is_patterned
        if not (is_patterned and met[one.task] % 2):
            chosen.append(one)
    return chosen


def _tokenizer() -> Tokenizer:
    return load_tokenizer(base_folder() / "tokenizer.json")


def train_encoder(
    data: Path,
    *,
    work: Path,
    teachers: Path | None = None,
    earlier: Path | None = None,
    beside: Path | None = None,
    device: str = "cpu",
) -> dict[str, float]:
    """Fit, export and write the pack ``encoder``; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder.samples.read_samples` wants it.
    work : Path
        For the checkpoint.
    teachers : Path, optional
        What `train_teachers` wrote, or an encoder; default: from the annotations alone.
    earlier : Path, optional
        Folder of an encoder to go on from, instead of beginning anew.
    beside : Path, optional
        Folder of an encoder that is joined with a new one, which learns from the annotations alone.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Returns
    -------
    dict of str to float
        What the exported model's heads reach on dev by themselves.

    Raises
    ------
    MissingInputError, InputError
        A data set or a teacher is missing or damaged.
    """
    work.mkdir(parents=True, exist_ok=True)
    network = fit_encoder(data, work=work, teachers=teachers, earlier=earlier, beside=beside, device=device)
    return write_encoder(network, data)


def write_encoder(network: Any, data: Path) -> dict[str, float]:
    """Export a network as the pack ``encoder`` and score it on dev, as `train_encoder` does."""
    from hedge.training.encoder.scores import score_encoder

    folder = PACKS / PACK
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(network, folder / FILE)
    shutil.copyfile(base_folder() / "tokenizer.json", folder / "tokenizer.json")
    dev = read_samples(data, "dev", load_tokenizer(folder / "tokenizer.json"))
    scores = score_encoder(dev, open_encoder(folder).run)
    finish_pack(_card(scores))
    return {f"{task} {name}": value for task, figures in scores.items() for name, value in figures.items()}


def _card(scores: dict[str, dict[str, float]]) -> Card:
    return Card(
        name=PACK,
        version=VERSION,
        about="all-MiniLM-L6-v2 (6 layers of 384, Apache-2.0), fine-tuned on all tasks at once with one linear layer "
        "for all heads, as ONNX with int8 weights. Every word gets one row of numbers, which other models take up. "
        "Beside the annotations it learnt from nine teachers: all-mpnet-base-v2 (12 layers of 768, Apache-2.0), "
        "fine-tuned on the same tasks, each without one third of the texts, which it taught. That was version 4; "
        "versions 5 to 10 each went on from the one before: they learnt more sentences of ours, and kept what that one "
        "said of some texts of the others; since 7 they read every paragraph by itself; 9 learnt events and idioms, 10 "
        "sentences and paragraphs that were written one by one. Version 11 is two networks in one file: 10, and one "
        "fitted to the annotations alone; of what both say of certainty and factuality the weighed mean counts (SHARES "
        "in hedge/training/encoder/fit.py, near the best for texts of the training sets that neither had seen), of the "
        "rest what 10 says. They have the word embeddings in common, which no training alters.",
        data="UDS-IH2, UW, MEANTIME, CommitmentBank, MegaVeridicality and Ross & Pavlick (split 1 of each of the last "
        "three), PolNeAR, NewsCert (cues and certainty), the Wikipedia sentences, scientific findings; train parts, "
        "without one Wikipedia sentence in 5; patterned sentences of our own (certainty/patterns.py and "
        "attribution/patterns.py in hedge/training) and others (the folders labelled and marked there); "
        "for the teachers' opinions alone, rated passages and sentences of surveys.",
        licence="both networks are Apache-2.0; the data sets are for research (UDS-IH2 is over EWT, CC BY-SA 4.0); the "
        "pack holds weights, no text",
        splits="train parts to fit; scores on dev, by the exported model, each head by itself; of three forms of "
        "version 4 with other weights of the annotations that of the recipe of the folds was kept, whose dev "
        "scores were alike; the later versions were fitted once each. The file modals.txt of our sentences is newer "
        "than all networks",
        command="hedge train encoder-teachers --data ../shared/data --teacher MPNET --work TEACHERS --device cuda, "
        "then hedge train encoder --data ../shared/data --teachers TEACHERS --device cuda (version 4; by the code of "
        "commit 2cb044d, whose teachers were asked once about each text, and by 2,600 fewer sentences of our own; "
        "without --teachers fifty minutes on a core, for a single network like the second one), then six times "
        "hedge train encoder --data ../shared/data --earlier hedge/models/packs/encoder (half an hour on a core), then "
        "hedge train encoder --data ../shared/data --beside hedge/models/packs/encoder (fifty minutes on a core)",
        limits="US news and web text above all; windows of one paragraph, or of 230 word pieces of it, so that a "
        "quotation's beginning may lie outside. Refitted on another machine the weights differ: sums on a GPU have no "
        "fixed order, and both networks went to the GPU with weights rounded to 8 bits.",
        scores=scores,
    )
