"""Whether many documents cost many times what one costs, and no more: ``python benchmarks/scaling.py``.

- ``n_jobs=2`` against ``n_jobs=1``: documents a second once all processes have started, in alternating pairs; the
  median of the ratios. Beside it what the machine itself gives: products of small matrices that two processes make
  against one, for two virtual cores are often one real one.
- CPU time for a thousand words in the five hundred documents from number 100 on, and in the last five hundred.
- Memory of a worker at document 500 and at document 5,000, and its peak.

The texts are sentences of ``corpora/sample``, shuffled; each process runs on one thread. Those of the long run are
short, so that 10,000 documents take minutes: what a worker keeps from one document to the next grows with the number of
documents and of different words, and the latter are few here. Needs a quiet machine with two free cores, about a
quarter of an hour, and Linux, for memory is read from ``/proc``. ``--documents 200 --pairs 1`` shows that it works.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from machine import HERE, machine

from hedge.analysis import Document
from hedge.analysis.models import LoadOptions
from hedge.analysis.pipeline import BATCH_SIZE
from hedge.analysis.stream import Analysis
from hedge.documents import read_source
from hedge.runner import Forming, run_analyses
from hedge.workers.slot import ONE_THREAD

RESULTS = Path(__file__).parent / "results" / "scaling.json"
SEED = 0
SENTENCES = 5  # in a document of the paired runs: a paragraph
SHORT = 1  # in a document of the long run
EARLY, SPAN = 100, 500  # documents before those first timed, and how many are timed
MEMORY = 500, 5000  # documents after which memory is compared
WARM = 2  # batches a process that are not timed, loading among them
BUSY = 3.0  # seconds of arithmetic


class Mark(NamedTuple):
    """What a worker says after a document."""

    words: int
    cpu_seconds: float
    megabytes: float
    peak_megabytes: float


def mark(document: Document) -> Mark:
    """Measure the process that analysed a document; runs there."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    sizes = {
        name: int(value.split()[0]) / 1024
        for name, _, value in (line.partition(":") for line in lines)
        if "kB" in value
    }
    words = sum(len(sentence.words) for sentence in document.parse.sentences)
    return Mark(words, time.process_time(), sizes["VmRSS"], sizes["VmHWM"])


def texts(number: int, length: int) -> Iterator[Any]:
    """Sources made of so many shuffled sentences each, always the same."""
    from hedge.parsing import load_parser

    draw = random.Random(SEED)
    samples = [read_source(path) for path in sorted((HERE / "corpora" / "sample" / "text").glob("*.txt"))]
    parses = load_parser().parse([sample.text for sample in samples])
    sentences = [
        parse.text[sentence.span.start : sentence.span.end] for parse in parses for sentence in parse.sentences
    ]
    source = type(samples[0])
    for index in range(number):
        text = " ".join(draw.choices(sentences, k=length))
        yield source(id=str(index), text=text, encoding="utf-8", assumed=False)


def run(sources: list[Any], preset: str, n_jobs: int) -> tuple[list[Mark], float]:
    """Marks of all documents, and documents a second after the first batches."""
    options = LoadOptions(preset=preset)
    skipped = WARM * BATCH_SIZE * n_jobs
    marks: list[Mark] = []
    started = time.perf_counter()
    for result in run_analyses(
        Forming(Analysis(options, options.model()), mark), sources, batch_size=BATCH_SIZE, n_jobs=n_jobs
    ):
        if not isinstance(result, Mark):
            raise SystemExit(f"document {result.id} failed: {result.message}")
        marks.append(result)
        if len(marks) == skipped:
            started = time.perf_counter()
    return marks, (len(marks) - skipped) / (time.perf_counter() - started)


def speedup(sources: list[Any], preset: str, pairs: int) -> dict[str, Any]:
    """How many times as fast two processes are as one."""
    rates: list[tuple[float, float]] = []
    for number in range(pairs):
        order = (1, 2) if number % 2 == 0 else (2, 1)
        found = {n_jobs: run(sources, preset, n_jobs)[1] for n_jobs in order}
        rates.append((found[1], found[2]))
        print(f"one process {found[1]:.2f} documents a second, two {found[2]:.2f}", flush=True)
    ratios = [two / one for one, two in rates]
    return {
        "median": round(statistics.median(ratios), 3),
        "ratios": [round(ratio, 3) for ratio in ratios],
        "documents_per_second": {
            "1": round(statistics.median(one for one, _ in rates), 2),
            "2": round(statistics.median(two for _, two in rates), 2),
        },
        "documents": len(sources),
    }


def machine_speedup(pairs: int) -> dict[str, Any]:
    """How many times the arithmetic of one process two processes do at the same time."""
    os.environ.update(ONE_THREAD)  # for the processes to come
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(products, [time.time()] * 2))  # both have started, and numpy is loaded

        def count(processes: int) -> int:
            return sum(pool.map(products, [time.time() + 0.2] * processes))

        ratios = [count(2) / count(1) for _ in range(pairs)]
    return {"median": round(statistics.median(ratios), 3), "ratios": [round(ratio, 3) for ratio in ratios]}


def products(start: float) -> int:
    """Products of matrices that stay in a core's cache, in `BUSY` seconds from a moment on; runs in a process."""
    matrix = np.random.default_rng(SEED).random((128, 128), dtype=np.float32)
    time.sleep(max(0.0, start - time.time()))
    number, stop = 0, time.perf_counter() + BUSY
    while time.perf_counter() < stop:
        matrix @ matrix
        number += 1
    return number


def growth(marks: list[Mark]) -> dict[str, Any]:
    """How time and memory change along one long run of one worker."""

    def cost(first: int, last: int) -> float:
        """CPU seconds for a thousand words; marks within a batch come together, so the ends are ends of batches."""
        first, last = (max(0, place // BATCH_SIZE * BATCH_SIZE - 1) for place in (first, last))
        words = sum(each.words for each in marks[first + 1 : last + 1])
        return 1000 * (marks[last].cpu_seconds - marks[first].cpu_seconds) / words

    early, late = min(MEMORY[0], len(marks) // 2), min(MEMORY[1], len(marks))
    before, after = marks[early - 1].megabytes, marks[late - 1].megabytes
    begin, span = min(EARLY, len(marks) // 4), min(SPAN, len(marks) // 4)
    first, last = cost(begin, begin + span), cost(len(marks) - span, len(marks))
    return {
        "documents": len(marks),
        "cpu_seconds_per_1000_words": {"first": round(first, 4), "last": round(last, 4)},
        "time_ratio": round(last / first, 3),
        "megabytes": {str(early): round(before, 1), str(late): round(after, 1)},
        "memory_growth": round(after / before - 1, 4),
        "peak_megabytes": round(max(each.peak_megabytes for each in marks), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000, help="of the long run (at least 100)")
    parser.add_argument("--pairs", type=int, default=3, help="of runs with one and two processes; 0 for none")
    parser.add_argument("--paired-documents", type=int, default=640, help="in each of these runs")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--preset", action="append", choices=["default", "fast"], help="default: both")
    arguments = parser.parse_args()
    if arguments.documents < 100 or (arguments.pairs and arguments.paired_documents < 5 * WARM * BATCH_SIZE):
        parser.error(f"expected at least 100 documents, and {5 * WARM * BATCH_SIZE} in a paired run")
    long, paired = list(texts(arguments.documents, SHORT)), list(texts(arguments.paired_documents, SENTENCES))
    record = json.loads(arguments.out.read_text()) if arguments.out.is_file() else {"runs": {}}
    for preset in arguments.preset or ("default", "fast"):
        result: dict[str, Any] = {"long": growth(run(long, preset, 1)[0])}
        print(f"{preset}: {result['long']}", flush=True)
        if arguments.pairs:
            own = speedup(paired, preset, arguments.pairs)
            result["two_processes"] = own | {"machine": machine_speedup(arguments.pairs)}
            given = result["two_processes"]["machine"]["median"]
            print(f"{preset}: two processes are {own['median']} times as fast as one, bare arithmetic {given} times")
        record["runs"][preset] = result
        record |= {"machine": machine(), "seed": SEED, "sentences_per_document": {"long": SHORT, "paired": SENTENCES}}
        arguments.out.parent.mkdir(exist_ok=True)
        arguments.out.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
