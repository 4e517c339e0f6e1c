"""How fast hedge is, as ratios taken in one run on the same texts: ``python benchmarks/speed.py [--data FOLDER]``.

FOLDER holds plain texts; without it the texts of corpora/sample are used. Everything runs on one thread, and CPU time
is counted, so that other work on the machine disturbs little. Each pair runs the bare Stanza pack (`bulk_process`), a
BERT-base forward pass over the same sentences (random weights: the cost of a published tool that has such an encoder),
and hedge, one after another; the figures are medians over the pairs. Word vectors that the parser keeps are dropped
before every run. Writes ``benchmarks/results/speed.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from machine import HERE, machine

import hedge
from hedge.encoding.windows import load_tokenizer
from hedge.models import model_folder
from hedge.parsing import stanza_options
from hedge.parsing.stanza import PROCESSORS

ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
RESULTS = HERE / "benchmarks" / "results" / "speed.json"
SHORT = "Officials said the talks may resume, but it is unclear when."
TARGETS = {
    "default": {"over_stanza": 1.5, "sentences_over_bert": 8.0},
    "fast": {"over_stanza": 1.25, "sentences_over_bert": 8.0},
    "start_seconds": 4.0,
    "short_text_milliseconds": 50.0,
    "peak_gigabytes": 1.5,
}
#: Every so many sentences go through BERT, which is slow.
BERT_EVERY = 8
BERT_BATCH = 16
STAGES = {
    "parsing": ("hedge.parsing.stanza", "Parser.parse"),
    "cues": ("hedge.predicates.cues", "find_cues"),
    "encoder": ("hedge.encoding.encoder", "Encoder.encode"),
    "factuality": ("hedge.scoring.factuality", "FactualityModel.score"),
    "attribution": ("hedge.sources.finding", "find_attributions"),
    "speakers": ("hedge.speakers.resolve", "resolve_speakers"),
    "certainty": ("hedge.scoring.certainty.model", "CertaintyModel.score"),
    "perception": ("hedge.scoring.perception.model", "PerceptionModel.score"),
    "assertiveness": ("hedge.scoring.passages.assertiveness", "rate_assertiveness"),
}
LOAD = """
import json, resource, sys, time
wall, cpu = time.perf_counter(), time.process_time()
import hedge
nlp = hedge.load(sys.argv[1])
loaded = [time.perf_counter() - wall, time.process_time() - cpu]
texts = json.load(open(sys.argv[2])) if len(sys.argv) > 2 else []
for document in nlp.pipe(texts): pass
print(json.dumps([*loaded, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6]))
"""


def cpu_seconds(work: Callable[[], Any]) -> float:
    """CPU time of one call."""
    started = time.process_time()
    work()
    return time.process_time() - started


def bare_stanza() -> Any:
    """The shipped pack as any user of Stanza would run it."""
    import stanza

    return stanza.Pipeline("en", processors=PROCESSORS, use_gpu=False, logging_level="ERROR", **stanza_options())


class Bert:
    """A forward pass of BERT-base with random weights over sentences, sorted by length."""

    def __init__(self, sentences: Sequence[str]) -> None:
        from transformers import BertConfig, BertModel

        self._model = BertModel(BertConfig()).train(False)
        tokenizer = load_tokenizer(model_folder("encoder") / "tokenizer.json")
        rows = sorted((one.ids[:512] for one in tokenizer.encode_batch(list(sentences))), key=len)
        self.sentences = len(rows)
        self._batches = [_padded(rows[first : first + BERT_BATCH]) for first in range(0, len(rows), BERT_BATCH)]

    def __call__(self) -> None:
        """Run all sentences."""
        with torch.inference_mode():
            for pieces, mask in self._batches:
                self._model(input_ids=pieces, attention_mask=mask)


def _padded(rows: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, rows))
    pieces = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return pieces, mask


@contextmanager
def stage_timers() -> Iterator[dict[str, float]]:
    """Replace the stages' functions everywhere in hedge by ones that count their CPU time."""
    spent: dict[str, float] = defaultdict(float)
    undo: list[tuple[Any, str, Any]] = []
    for stage, (module, path) in STAGES.items():
        *owner, name = path.split(".")
        holder = getattr(sys.modules[module], owner[0]) if owner else sys.modules[module]
        original = getattr(holder, name)
        timed = _timed(original, stage, spent)
        holders = [holder] if owner else [m for key, m in sys.modules.items() if key.startswith("hedge")]
        for place in holders:
            if getattr(place, name, None) is original:
                undo.append((place, name, original))
                setattr(place, name, timed)
    try:
        yield spent
    finally:
        for place, name, original in undo:
            setattr(place, name, original)


def _timed(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*args: Any, **options: Any) -> Any:
        started = time.process_time()
        try:
            return function(*args, **options)
        finally:
            spent[stage] += time.process_time() - started

    return timed


def measure_pairs(texts: list[str], pairs: int) -> dict[str, Any]:
    """Ratios of hedge to Stanza and BERT, and the share of each stage."""
    pipelines = {preset: hedge.load(preset) for preset in ("default", "fast")}
    stanza_pack = bare_stanza()
    documents = list(pipelines["fast"].pipe(texts))
    sentences = [s.span.of(d.text) for d in documents for s in d.parse.sentences]
    words = sum(len(s.words) for d in documents for s in d.parse.sentences)
    bert = Bert(sentences[::BERT_EVERY])
    for warm in (lambda: stanza_pack.bulk_process(texts[:1]), lambda: list(pipelines["default"].pipe(texts[:1])), bert):
        warm()
    rounds: list[dict[str, Any]] = []
    for number in range(pairs):
        record: dict[str, Any] = {
            "stanza": cpu_seconds(lambda: stanza_pack.bulk_process(list(texts))) / len(sentences),
            "bert": cpu_seconds(bert) / bert.sentences,
        }
        for preset, nlp in sorted(pipelines.items(), reverse=bool(number % 2)):
            nlp._models.parser.forget()
            with stage_timers() as spent:
                seconds = cpu_seconds(lambda: list(nlp.pipe(texts)))  # noqa: B023
            shares = {stage: spent[stage] / seconds for stage in STAGES} | {"rest": 1 - sum(spent.values()) / seconds}
            record[preset] = {"seconds": seconds / len(sentences), "shares": shares}
        rounds.append(record)
        print(f"pair {number + 1}: {_shown(record)}", flush=True)
    return {
        "documents": len(texts), "sentences": len(sentences), "words": words, "pairs": pairs,
        "stanza_milliseconds_a_sentence": _median(1000 * r["stanza"] for r in rounds),
        "bert_milliseconds_a_sentence": _median(1000 * r["bert"] for r in rounds),
        **{preset: _summary(preset, rounds) for preset in pipelines},
        "short_text_milliseconds": short_text(pipelines["default"]),
    }  # fmt: skip


def _summary(preset: str, rounds: Sequence[dict[str, Any]]) -> dict[str, Any]:
    over_stanza = [r[preset]["seconds"] / r["stanza"] for r in rounds]
    return {
        "milliseconds_a_sentence": _median(1000 * r[preset]["seconds"] for r in rounds),
        "over_stanza": _median(over_stanza),
        "over_stanza_range": [round(min(over_stanza), 3), round(max(over_stanza), 3)],
        "sentences_over_bert": _median(r["bert"] / r[preset]["seconds"] for r in rounds),
        "shares": {stage: _median(r[preset]["shares"][stage] for r in rounds) for stage in rounds[0][preset]["shares"]},
    }


def _shown(record: dict[str, Any]) -> str:
    return ", ".join(
        f"{preset} {record[preset]['seconds'] / record['stanza']:.2f} of Stanza's time, "
        f"{record['bert'] / record[preset]['seconds']:.1f} times BERT's sentences"
        for preset in ("default", "fast")
    )


def _median(values: Any) -> float:
    return round(float(statistics.median(values)), 3)


def short_text(nlp: Any, runs: int = 21) -> float:
    """CPU milliseconds for one short text with a loaded pipeline."""
    nlp(SHORT)
    seconds = []
    for _ in range(runs):
        nlp._models.parser.forget()
        seconds.append(cpu_seconds(lambda: nlp(SHORT)))
    return _median(1000 * each for each in seconds)


def start(runs: int = 5) -> dict[str, float]:
    """Seconds from a fresh process to a loaded pipeline, imports included."""
    loads = [_fresh("default")[:2] for _ in range(runs)]
    return {"wall": _median(wall for wall, _ in loads), "cpu": _median(cpu for _, cpu in loads), "runs": runs}


def peak(texts: list[str], folder: Path) -> float:
    """Largest memory of a fresh process that analyses all texts, in gigabytes."""
    path = folder / "speed-texts.json"
    path.write_text(json.dumps(texts), encoding="utf-8")
    try:
        return round(_fresh("default", str(path))[2], 3)
    finally:
        path.unlink()


def _fresh(*arguments: str) -> list[float]:
    command = [sys.executable, "-c", LOAD, *arguments]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    values: list[float] = json.loads(output)
    return values


def main() -> None:
    if not ONE_THREAD.items() <= os.environ.items():  # they count when the libraries are loaded
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE / "corpora" / "sample" / "text")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--limit", type=int, help="use only this many texts")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    paths = sorted(path for path in arguments.data.rglob("*.txt") if path.is_file())[: arguments.limit]
    if not paths:
        parser.error(f"expected .txt files in {arguments.data}, found none: name a folder of plain texts")
    texts = [path.read_text(encoding="utf-8") for path in paths]
    inside = arguments.data.resolve().is_relative_to(HERE)
    record = {
        "machine": machine(),
        "data": str(arguments.data.resolve().relative_to(HERE)) if inside else "/".join(arguments.data.parts[-4:]),
        "targets": TARGETS,
        "start_seconds": start(),
        "peak_gigabytes": peak(texts, RESULTS.parent),
        **measure_pairs(texts, arguments.pairs),
    }
    results = json.loads(RESULTS.read_text()) if RESULTS.is_file() else {"runs": {}}
    results["runs"][record["data"]] = record
    RESULTS.write_text(json.dumps(results, indent=1) + "\n")
    print(json.dumps(record, indent=1))


if __name__ == "__main__":
    main()
