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

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.encoder import FILE, PACK, open_encoder
from hedge.encoding.heads import columns_of
from hedge.encoding.windows import load_tokenizer
from hedge.models.store import PACKS
from hedge.training import encoder_teachers
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder_network import Recipe, Views, base_folder, fine_tune, make_network, read_pieces
from hedge.training.encoder_samples import OURS, Sample, read_plain_samples, read_samples
from hedge.training.encoder_teachers import Teachers

if TYPE_CHECKING:
    from tokenizers import Tokenizer

VERSION = "6"

#: From the annotations alone: what two processor cores do in an hour.
ALONE = Recipe(
    epochs={"attribution": 2, "cues": 5, "content": 4, "factuality": 3, "uncertain": 1, "science": 2},
    rates=(1.2e-4, 1.5e-3),
    n_pieces=2000,
)
#: With the opinions of larger encoders.
TAUGHT = Recipe(
    epochs={"attribution": 3, "cues": 12, "content": 6, "factuality": 6, "uncertain": 4, "science": 5, "plain": 4},
    rates=(4e-4, 2e-3),
    n_pieces=6000,
    gold_weight=0.7,
)


#: On from an earlier encoder: sentences of our own are learnt, its views of all other texts stay.
ONWARD = Recipe(
    epochs={"attribution": 2, "cues": 2, "content": 4, "factuality": 2, "uncertain": 1, "science": 1, "plain": 1},
    rates=(6e-5, 4e-4),
    average_decay=0.99,
    gold_weight=0.7,
)
#: Where an earlier encoder goes on, it reads one in so many of the texts of others again.
_REHEARSED = MappingProxyType({"attribution": 16, "content": 2, "factuality": 6, "plain": 2})


def train_teachers(data: Path, base: Path, *, work: Path, device: str = "cpu") -> Path:
    """Fit larger encoders on the annotated samples, as `hedge.training.encoder_teachers.train_teachers`.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder_samples.read_samples` wants it.
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
    data: Path, *, work: Path, teachers: Path | None = None, unseen: int | None = None, device: str = "cpu"
) -> Any:
    """A new network, fitted to the annotations and to what teachers say.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder_samples.read_samples` wants it.
    work : Path
        For the checkpoint; run again with the same to resume.
    teachers : Path, optional
        What `train_teachers` wrote, or an encoder; default: from the annotations alone.
    unseen : int, optional
        A fold that neither the network nor these teachers may see.
    device : str
        ``"cpu"`` or ``"cuda"``.

    Raises
    ------
    MissingInputError, InputError
        A data set or a teacher is missing or damaged.
    """
    samples = [one for one in _all_samples(data, plain=teachers is not None) if one.fold != unseen]
    network = make_network(base_folder())
    if teachers is None:
        fine_tune(network, samples, ALONE, work=work, device=device)
    else:
        teacher = Teachers(teachers, samples, _tokenizer(), unseen=unseen, device=device)
        fine_tune(network, samples, TAUGHT, work=work, teacher=teacher, device=device)
    return network


def _all_samples(data: Path, *, plain: bool) -> list[Sample]:
    return [*read_samples(data, "train", _tokenizer()), *(read_plain_samples(data, _tokenizer()) if plain else ())]


def _tokenizer() -> Tokenizer:
    return load_tokenizer(base_folder() / "tokenizer.json")


def rehearse(samples: Sequence[Sample]) -> list[Sample]:
    """Samples of our own, and some of all others."""
    chosen: list[Sample] = []
    met: Counter[str] = Counter()
    for sample in samples:
        if sample.fold == OURS:
            chosen.append(sample)
        else:
            if met[sample.task] % _REHEARSED.get(sample.task, 1) == 0:
                chosen.append(sample)
            met[sample.task] += 1
    return chosen


def keep_views(network: Any, samples: Sequence[Sample], *, device: str = "cpu") -> list[NDArray[np.float16]]:
    """What a network says of samples before it goes on; nan where our own sentences know better.

    To be taught by one's former self is to learn without forgetting (Li and Hoiem 2016).
    """
    views = read_pieces(network, samples, device=device)
    for sample, scores in zip(samples, views, strict=True):
        if sample.fold == OURS:
            for head in ("content", "framing") if sample.task == "content" else (sample.task,):
                scores[:, columns_of(head)] = np.nan
    return views


def train_encoder(
    data: Path, *, work: Path, teachers: Path | None = None, earlier: Path | None = None, device: str = "cpu"
) -> dict[str, float]:
    """Fit, export and write the pack ``encoder``; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder_samples.read_samples` wants it.
    work : Path
        For the checkpoint.
    teachers : Path, optional
        What `train_teachers` wrote, or an encoder; default: from the annotations alone.
    earlier : Path, optional
        Folder of an encoder to go on from, instead of beginning anew; `teachers` are not asked then.
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
    from hedge.training.encoder_export import import_weights

    work.mkdir(parents=True, exist_ok=True)
    if earlier is None:
        network = fit_encoder(data, work=work, teachers=teachers, device=device)
    else:
        network = make_network(base_folder())
        import_weights(network, earlier / FILE)
        samples = rehearse(_all_samples(data, plain=True))
        views = Views(keep_views(network, samples, device=device))
        fine_tune(network, samples, ONWARD, work=work, teacher=views, device=device)
    return write_encoder(network, data)


def write_encoder(network: Any, data: Path) -> dict[str, float]:
    """Export a network as the pack ``encoder`` and score it on dev, as `train_encoder` does."""
    from hedge.training.encoder_export import export_encoder
    from hedge.training.encoder_scores import score_encoder

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
        "version 5 went on from it, and 6 from 5: each learnt more sentences of our own, and kept what the one before "
        "said of some texts of the others.",
        data="UDS-IH2, UW, MEANTIME, CommitmentBank, MegaVeridicality and Ross & Pavlick (split 1 of each of the last "
        "three), PolNeAR, NewsCert (cues and certainty), the Wikipedia sentences, scientific findings; train parts, "
        "without one Wikipedia sentence in 5; patterned sentences of our own (certainty_patterns.py and "
        "attribution_patterns.py in hedge/training); "
        "for the teachers' opinions alone, rated passages and sentences of surveys.",
        licence="both networks are Apache-2.0; the data sets are for research (UDS-IH2 is over EWT, CC BY-SA 4.0); the "
        "pack holds weights, no text",
        splits="train parts to fit; scores on dev, by the exported model, each head by itself; of three forms of "
        "version 4 with other weights of the annotations that of the recipe of the folds was kept, whose dev "
        "scores were alike; versions 5 and 6 were fitted once each",
        command="hedge train encoder-teachers --data ../shared/data --teacher MPNET --work TEACHERS --device cuda, "
        "then hedge train encoder --data ../shared/data --teachers TEACHERS --device cuda (version 4; by the code of "
        "commit 2cb044d, whose teachers were asked once about each text, and by 2,600 fewer sentences of our own; "
        "without --teachers an hour on two processor cores, for an encoder like version 3), then twice "
        "hedge train encoder --data ../shared/data --earlier hedge/models/packs/encoder (40 minutes on one core)",
        limits="US news and web text above all; windows of 230 word pieces, so that a quotation's beginning may lie "
        "outside. Refitted on another machine the weights differ: sums on a GPU have no fixed order, and both networks "
        "went to the GPU with weights rounded to 8 bits.",
        scores=scores,
    )
