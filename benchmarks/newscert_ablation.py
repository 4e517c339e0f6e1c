"""What each layer of cues and of certainty adds: ``python benchmarks/newscert_ablation.py --data NEWSCERT/dev``.

Four systems read the same parses: the lexicon by itself (cues are the entries that are mostly one, as the first type
they are listed with; the weakest of them in a statement sets its certainty), the encoder by itself (its likeliest
tags; its view of a statement), the models of the parse (preset ``fast``), and both together (default). Statements have
gold spans. Writes ``benchmarks/results/cues_ablation.json`` and ``certainty_ablation.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from machine import machine

from hedge.corpora.newscert import read_newscert
from hedge.encoding import HEADS, columns_of, load_encoder
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.evaluation.certainty import evaluate_certainty
from hedge.evaluation.cues import cue_metrics
from hedge.parsing import Parse
from hedge.predicates import Cue, find_cues, load_cue_model
from hedge.predicates.cue_features import Candidate, candidate_span, find_candidates
from hedge.predicates.cue_strengths import strength_of
from hedge.scoring.certainty.features import Context, cues_of
from hedge.scoring.certainty.model import LEVELS, Certainty, load_certainty_model
from hedge.training.parses import ParseCache

RESULTS = Path(__file__).parent / "results"
SURE = ("nearly always", "mostly")
#: Level of a statement by the type of a cue in it; words for what is merely possible are lower than the rest.
TYPE_LEVELS = {"unknown": 0, "investigation": 0, "epistemic": 2, "doxastic": 2, "evidential": 2, "condition": 2}
POSSIBLE = {"may", "might", "could", "perhaps", "maybe", "possibly", "possible", "possibility"}


def lexicon_cues(parse: Parse) -> tuple[Cue, ...]:
    """Entries of the lexicon that are mostly cues, the longest first where they overlap."""
    found = []
    for number, sentence in enumerate(parse.sentences):
        taken: set[int] = set()
        for each in sorted(find_candidates(sentence), key=lambda c: (c.first - c.last, c.first)):
            words = set(range(each.first, each.last + 1))
            if strength_of(each.entry) in SURE and not words & taken:
                taken |= words
                found.append(_cue(parse, number, (each.first, each.last), each.types[0]))
    return tuple(found)


def tagged_cues(parse: Parse, rows: Sequence[np.ndarray[Any, Any]]) -> tuple[Cue, ...]:
    """Runs of the encoder's likeliest tags."""
    found: list[Cue] = []
    for number, scores in enumerate(rows):
        runs: list[tuple[str, int, int]] = []
        for word, label in enumerate(scores[:, columns_of("cues")].argmax(axis=1)):
            mark, _, kind = HEADS["cues"][label].partition("-")
            if mark == "I" and runs and runs[-1][::2] == (kind, word - 1):
                runs[-1] = (kind, runs[-1][1], word)
            elif kind:
                runs.append((kind, word, word))
        found.extend(_cue(parse, number, (first, last), kind) for kind, first, last in runs)
    return tuple(found)


def _cue(parse: Parse, number: int, words: tuple[int, int], kind: str) -> Cue:
    span = candidate_span(parse.sentences[number], Candidate(*words, "", (kind,)))
    inside = tuple(range(words[0], words[1] + 1))
    return Cue(span=span, text=span.of(parse.text), type=kind, probability=1.0, sentence=number, words=inside, scope=())


class LexiconCertainty:
    """Stands in for a `CertaintyModel`: the weakest cue that the lexicon finds in a statement sets its level."""

    def score(self, parses: Sequence[Parse], statements: Sequence[Sequence[Any]], *_: Any) -> list[list[Certainty]]:
        """Score statements, as `CertaintyModel.score` does."""
        contexts = [Context(parse, lexicon_cues(parse)) for parse in parses]
        return [
            [_certainty(min([3, *map(_level, cues_of(context, spans))])) for spans in own]
            for context, own in zip(contexts, statements, strict=True)
        ]


def _level(cue: Cue) -> int:
    return 1 if cue.text.lower() in POSSIBLE else TYPE_LEVELS.get(cue.type, 3)


def _certainty(level: int) -> Certainty:
    shares = {name: float(number == level) for number, name in enumerate(LEVELS)}
    return Certainty(
        label=LEVELS[level], certainty=level / 3, interval=(level / 3, level / 3), probabilities=shares, evaluable=1.0,
        polarity="pos", effects=(),
    )  # fmt: skip


def measure_cues(folder: Path, cache: ParseCache) -> tuple[int, dict[str, Evaluation]]:
    """Number of articles, and the systems' figures."""
    articles = [article for article in read_newscert(folder) if article.cues is not None]
    parses = cache.parse([article.text for article in articles])
    encoded, model = load_encoder().encode(parses), load_cue_model()
    found = {
        "lexicon": [lexicon_cues(parse) for parse in parses],
        "encoder": [tagged_cues(*pair) for pair in zip(parses, encoded, strict=True)],
        "parse": find_cues(parses, model),
        "parse and encoder": find_cues(parses, model, encoded),
    }
    results = {}
    for name, cues in found.items():
        pairs = [(article.cues or (), own) for article, own in zip(articles, cues, strict=True)]
        metrics, intervals = bootstrap(pairs, cue_metrics)
        results[name] = Evaluation(n=len(pairs), metrics=metrics, intervals=intervals)
    return len(articles), results


def measure_certainty(folder: Path, cache: ParseCache) -> tuple[int, dict[str, Evaluation]]:
    """Number of statements, and the systems' figures."""
    model, encoder = load_certainty_model(), load_encoder()
    alone = replace(
        model.pooled, level_weights=(0.0, 0.0, 1.0), level_offsets=(0.0,) * 4,
        evaluable_weights=(0.0, 0.0, 1.0), evaluable_offset=0.0,
    )  # fmt: skip
    lexicon: Any = LexiconCertainty()
    results = {
        "lexicon": evaluate_certainty(folder, cache.parse, model=lexicon),
        "encoder": evaluate_certainty(folder, cache.parse, encoder=encoder, model=replace(model, pooled=alone)),
        "parse": evaluate_certainty(folder, cache.parse, model=model),
        "parse and encoder": evaluate_certainty(folder, cache.parse, encoder=encoder, model=model),
    }
    return results["parse"].n, results


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    folder, cache = arguments.parse_args().data, ParseCache()
    for task, measure in (("cues", measure_cues), ("certainty", measure_certainty)):
        n, results = measure(folder, cache)
        systems = {}
        for name, scores in results.items():
            figures = {key: round(value, 4) for key, value in scores.metrics.items()}
            bounds = {key: [round(low, 4), round(high, 4)] for key, (low, high) in scores.intervals.items()}
            systems[name] = {"metrics": figures, "intervals": bounds}
            print(task, name, {key: figures[key] for key in list(figures)[:4]}, flush=True)
        record = {"schema": "hedge/ablation/1", "task": task, "data": f"newscert/{folder.name}", "n": n}
        text = json.dumps(record | {"machine": machine(), "systems": systems}, indent=1)
        (RESULTS / f"{task}_ablation.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
