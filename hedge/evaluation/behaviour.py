"""Behaviour on minimal pairs: the hedged one of two sentences is to be less certain, a harmless change harmless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hedge.analysis import Document, Pipeline
from hedge.corpora.behaviour import MinimalPair, TargetedText, read_behaviour
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.evaluation.tokens import tokens_in
from hedge.statements import Statement

# Certainties further apart than this are in order; those closer than that are equal.
MARGIN = 0.02
TOLERANCE = 0.1
_FEWEST_SHARED = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A pair and the statements found for its targets.

    Parameters
    ----------
    pair : MinimalPair
        With the texts and what is expected.
    first, second : Statement or None
        The predicted statement that shares most with each target; None where none does.
    """

    pair: MinimalPair
    first: Statement | None
    second: Statement | None

    @property
    def passed(self) -> bool:
        """Whether both statements are found and their certainties are as expected."""
        if self.first is None or self.second is None:
            return False
        change = self.first.certainty - self.second.certainty
        # A rounding error must not decide a pair that is exactly on the line.
        return change >= MARGIN - 1e-9 if self.pair.kind == "order" else abs(change) < TOLERANCE

    def __str__(self) -> str:
        """Return one line: phenomenon, kind, and each text with its certainty."""
        sides = ((self.pair.first, self.first), (self.pair.second, self.second))
        shown = [f"{'missing' if s is None else f'{s.certainty:.2f}'}\t{targeted.text}" for targeted, s in sides]
        return "\t".join([self.pair.phenomenon, self.pair.kind, *shown])


def evaluate_behaviour(path: Path, nlp: Pipeline, *, n_jobs: int = 1) -> Evaluation:
    """Analyse the sentences of a suite of minimal pairs, each as a document of its own, and count the pairs that pass.

    Parameters
    ----------
    path : Path
        File or folder, as `read_behaviour` takes it.
    nlp : Pipeline
        From `hedge.load`.
    n_jobs : int, default 1
        Processes to analyse with.

    Returns
    -------
    Evaluation
        ``n`` pairs; shares of pairs passed in [0, 1]: ``pass_rate``, ``<half>_pass_rate`` of the halves ``dev`` and
        ``held`` (only the first is for looking at failures), and ``<phenomenon>_pass_rate``; intervals over pairs;
        the pairs that failed, in the order of the suite, as errors.

    Raises
    ------
    MissingInputError, InputError
        There is no such suite, or it is not in the format.

    References
    ----------
    Ribeiro, M., Wu, T., Guestrin, C. and Singh, S. (2020). Beyond accuracy: behavioral testing of NLP models with
    CheckList. ACL.
    """
    outcomes = run_pairs(read_behaviour(path), nlp, n_jobs=n_jobs)
    metrics, intervals = bootstrap(outcomes, pass_rates)
    errors = tuple(str(outcome) for outcome in outcomes if not outcome.passed)
    return Evaluation(n=len(outcomes), metrics=metrics, intervals=intervals, errors=errors)


def run_pairs(pairs: Sequence[MinimalPair], nlp: Pipeline, *, n_jobs: int = 1) -> list[Outcome]:
    """Analyse both texts of every pair and pick the statements that are compared."""
    texts = list(dict.fromkeys(side.text for pair in pairs for side in (pair.first, pair.second)))
    documents = dict(zip(texts, nlp.pipe(texts, batch_size=64, n_jobs=n_jobs), strict=True))
    return [
        Outcome(
            pair=pair,
            first=best_statement(documents[pair.first.text], pair.first),
            second=best_statement(documents[pair.second.text], pair.second),
        )
        for pair in pairs
    ]


def best_statement(document: Document, targeted: TargetedText) -> Statement | None:
    """Return the statement with the best token Jaccard with the target, at least 0.2; None if there is none."""
    wanted = tokens_in(targeted.text, [targeted.target])
    shares = []
    for statement in document.statements:
        found = tokens_in(targeted.text, statement.spans)
        shares.append((len(wanted & found) / len(wanted | found), statement))
    share, best = max(shares, key=lambda scored: scored[0], default=(0.0, None))
    return best if share >= _FEWEST_SHARED else None


def pass_rates(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Share of pairs passed: of all, of each half, and of each phenomenon in the order of first appearance."""
    passed: dict[str, list[bool]] = {"pass_rate": [], "dev_pass_rate": [], "held_pass_rate": []}
    for outcome in outcomes:
        for name in ("pass_rate", f"{outcome.pair.half}_pass_rate", f"{outcome.pair.phenomenon}_pass_rate"):
            passed.setdefault(name, []).append(outcome.passed)
    return {name: sum(results) / len(results) if results else float("nan") for name, results in passed.items()}
