"""What each layer of attribution adds, and what it costs: ``python benchmarks/attribution_ablation.py --data DATA``.

DATA is a PolNeAR split such as ``../shared/data/attribution/polnear/dev``. Four systems read the same parses: rules
over the tree and quotation marks, the tags of the encoder by themselves (no source is linked to a content there), the
models of the parse (preset ``fast``), and parse and encoder together (default). Costs are shares of the time that
parsing takes. Writes ``benchmarks/results/attribution_ablation.json``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from machine import machine
from numpy.typing import NDArray

from hedge.corpora.polnear import read_polnear
from hedge.documents import Span
from hedge.encoding import HEADS, columns_of, load_encoder
from hedge.evaluation.attribution import evaluate_found
from hedge.parsing import Parse, load_parser
from hedge.sources import Attribution, find_attributions, load_attribution_model
from hedge.sources.tokens import NO_QUOTE, Tokens, flatten

RESULTS = Path(__file__).parent / "results" / "attribution_ablation.json"
ROLES = ("source", "cue", "content")
VERBS = {
    "say", "tell", "add", "note", "claim", "argue", "insist", "warn", "write", "explain", "announce",
    "report", "suggest", "believe", "think", "admit", "acknowledge", "deny", "confirm", "reveal", "state",
    "declare", "predict", "promise", "vow", "complain", "reply", "respond", "ask", "recall", "conclude",
    "stress", "hope", "fear", "expect", "want", "know", "testify", "contend", "maintain", "assert", "allege",
}  # fmt: skip
CLAUSES = ("ccomp", "parataxis", "xcomp")
Found = tuple[Attribution, ...]


def by_rules(parse: Parse) -> Found:
    """A verb from a list with its subject's phrase and its clause, or the quotation in its sentence; "according to"."""
    tokens = flatten(parse)
    return tuple(
        Attribution(source=(tokens.span_of(*source),), cue=(tokens.span_of(*cue),), content=(tokens.span_of(*content),))
        for source, cue, content in _frames(tokens)
    )


def _frames(tokens: Tokens) -> Iterator[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]:
    for index, word in enumerate(tokens.words):
        start, end = tokens.bounds[tokens.sentence[index]]
        if word.text.lower() == "according" and index + 2 < end and tokens.words[index + 1].text == "to":
            noun = next((i for i in tokens.children[index] if i > index + 1), index + 2)
            source = (index + 2, max(tokens.last[noun] + 1, index + 3))
            content = (start, index) if index > start else (min(source[1] + 1, end - 1), end - 1)
            if content[0] < content[1]:
                yield source, (index, index + 2), content
        elif word.lemma.lower() in VERBS and word.upos == "VERB":
            subject = next((i for i in tokens.children[index] if tokens.words[i].deprel == "nsubj"), None)
            clause = next((i for i in tokens.children[index] if tokens.words[i].relation in CLAUSES), None)
            quoted = [tokens.quote[i] for i in range(start, end) if tokens.quote[i] != NO_QUOTE]
            if subject is None or (clause is None and not quoted):
                continue
            source = (tokens.first[subject], tokens.last[subject] + 1)
            if quoted and tokens.quote[index] == NO_QUOTE:
                yield source, (index, index + 1), tokens.quote_bounds[quoted[0]]
            elif clause is not None:
                yield source, (index, index + 1), (tokens.first[clause], tokens.last[clause] + 1)


def by_tags(parse: Parse, encoded: Sequence[NDArray[np.float32]]) -> Found:
    """Every run of a role in the encoder's likeliest tags, as an attribution of its own that has nothing else."""
    words = [word for sentence in parse.sentences for word in sentence.words]
    labels = np.concatenate(encoded)[:, columns_of("attribution")].argmax(axis=1) if words else []
    runs: list[tuple[str, int, int]] = []
    for word, label in zip(words, labels, strict=True):
        mark, _, role = HEADS["attribution"][label].partition("-")
        if role and runs and mark == "I" and runs[-1][0] == role and runs[-1][2] >= word.start - 2:
            runs[-1] = (role, runs[-1][1], word.end)
        elif role:
            runs.append((role, word.start, word.end))
    nothing: dict[str, tuple[Span, ...]] = dict.fromkeys(ROLES, ())
    return tuple(Attribution(**nothing | {role: (Span(start, end),)}) for role, start, end in runs)  # type: ignore[arg-type]


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives, and the processor seconds that it took."""
    start = time.process_time()
    return work(), time.process_time() - start


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    folder = arguments.parse_args().data
    articles, model, encoder, parser = read_polnear(folder), load_attribution_model(), load_encoder(), load_parser()
    parses, parsing = timed(lambda: parser.parse([article.text for article in articles]))
    encoded, encoding = timed(lambda: encoder.encode(parses))
    systems: dict[str, tuple[Callable[[], list[Found]], float]] = {
        "rules": (lambda: [by_rules(parse) for parse in parses], 0.0),
        "encoder tags": (lambda: [by_tags(*pair) for pair in zip(parses, encoded, strict=True)], encoding),
        "parse": (lambda: find_attributions(parses, model, nested=False), 0.0),
        "parse and encoder": (lambda: find_attributions(parses, model, encoded, nested=False), encoding),
    }
    results = {}
    for name, (work, before) in systems.items():
        found, seconds = timed(work)
        scores = evaluate_found(articles, found)
        results[name] = {
            "metrics": {key: round(value, 4) for key, value in scores.metrics.items()},
            "intervals": {key: [round(low, 4), round(high, 4)] for key, (low, high) in scores.intervals.items()},
            "cost": round((seconds + before) / parsing, 3),
        }
        figures = " ".join(f"{key} {value:.3f}" for key, value in scores.metrics.items())
        print(f"{name}: {figures}; {results[name]['cost']:.0%} of parsing")
    report = {"schema": "hedge/ablation/1", "task": "attribution", "data": folder.name, "n": len(articles)}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(report | {"machine": machine(), "systems": results}, indent=1) + "\n")


if __name__ == "__main__":
    main()
