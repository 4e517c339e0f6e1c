"""What limits the figures on NewsCert: the lexicon of cues, the annotators, ties, rare levels, and bounds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hedge.analysis import load
from hedge.corpora.newscert import LabelledArticle, LabelledStatement, read_newscert
from hedge.documents import Span
from hedge.encoding import load_encoder
from hedge.evaluation.certainty import score_gold_statements
from hedge.evaluation.regression import regression_metrics
from hedge.evaluation.statements import LEVELS, Match, match_statements
from hedge.evaluation.tokens import tokens_in
from hedge.parsing import Parse
from hedge.predicates.cue_features import candidate_span, find_candidates
from hedge.predicates.cues import find_cues, load_cue_model
from hedge.scoring.certainty.model import Certainty

Facts = dict[str, Any]
# Gold label, predicted label and predicted certainty; labels as levels, -1 for "na".
Labelled = tuple[int, int, float]
# A cue's article and its characters.
Place = tuple[int, Span]
#: Words in fewer errors are not named.
_OFTEN = 3
_CUE_F1 = 0.85


def cue_facts(folder: Path, parse: Callable[[Sequence[str]], Sequence[Parse]]) -> Facts:
    """Which cues the shipped model gets wrong and why, and what two annotators make of each other."""
    articles = [article for article in read_newscert(folder) if article.cues is not None]
    parses = list(parse([article.text for article in articles]))
    found = find_cues(parses, load_cue_model(), load_encoder().encode(parses))
    marked = {(n, cue.span): cue.agreed for n, article in enumerate(articles) for cue in article.cues or ()}
    gold, disputed = ({place for place, agreed in marked.items() if agreed is sort} for sort in (True, False))
    claimed = {(n, cue.span) for n, own in enumerate(found) for cue in own} - disputed
    proposed = {
        (n, candidate_span(sentence, candidate))
        for n, parsed in enumerate(parses)
        for sentence in parsed.sentences
        for candidate in find_candidates(sentence)
    }
    reach = len(gold & proposed) / len(gold)
    missed, spurious = gold - claimed, claimed - gold
    total = len(gold) + len(claimed)
    return {
        "facts": {
            "gold cues on which both annotators agree": len(gold),
            "share of them that the lexicon proposes": reach,
            "F1 of a perfect choice among what the lexicon proposes": 2 * reach / (1 + reach),
            "F1 of one annotator against the other, before disputed cues are left out": len(gold)
            / (len(gold) + len(disputed) / 2),
            "cues found": len(claimed),
            f"further cues to find for an F1 of {_CUE_F1}, with no other change": max(
                0, int(np.ceil(_CUE_F1 * total / 2)) - len(gold & claimed)
            ),
        },
        "groups": {
            "Cues that are wrong": _cue_errors(missed, spurious, claimed, gold, disputed, proposed),
            "Words most often among the wrong cues": _frequent(articles, missed, spurious),
        },
    }


def _cue_errors(
    missed: set[Place],
    spurious: set[Place],
    claimed: set[Place],
    gold: set[Place],
    disputed: set[Place],
    proposed: set[Place],
) -> dict[str, dict[str, int]]:
    near = {place for place in missed if _touches(place, claimed)}
    wide = {place for place in spurious if _touches(place, gold)}
    doubted = {place for place in spurious - wide if _touches(place, disputed)}
    counts = {
        "missed: not in the lexicon": missed - proposed - near,
        "missed: proposed but not chosen": (missed & proposed) - near,
        "missed: found with other bounds": near,
        "spurious: other bounds than gold": wide,
        "spurious: overlaps a disputed cue": doubted,
        "spurious: no cue there": spurious - wide - doubted,
    }
    return {name: {"cues": len(places)} for name, places in counts.items()}


def _touches(place: Place, others: set[Place]) -> bool:
    number, span = place
    return any(n == number and span.start < other.end and other.start < span.end for n, other in others)


def _frequent(
    articles: Sequence[LabelledArticle], missed: set[Place], spurious: set[Place]
) -> dict[str, dict[str, int]]:
    counts = {
        name: Counter(span.of(articles[n].text).lower() for n, span in places)
        for name, places in (("missed", missed), ("spurious", spurious))
    }
    both = counts["missed"] + counts["spurious"]
    return {word: {name: own[word] for name, own in counts.items()} for word, n in both.most_common() if n >= _OFTEN}


def certainty_facts(folder: Path, train: Path, parse: Callable[[Sequence[str]], Sequence[Parse]]) -> Facts:
    """What annotators, ties and rare levels allow, and what the bounds of statements cost."""
    scored = score_gold_statements(folder, parse, encoder=load_encoder())
    given = [row for own in scored for row in own]
    best = [_with_gold_spans(gold, found) for gold, found in given if isinstance(gold.certainty, int)]
    levels = np.array([row[0] for row in best])
    return {
        "facts": {
            "Spearman correlation of the right order without ties: no two predictions equal": spearman_without_ties(
                levels
            ),
            "Spearman correlation of the labels we predict (gold spans), as levels": _spearman(
                levels, [row[1] for row in best]
            ),
            **_annotator_facts(folder / "statements.jsonl"),
        },
        "groups": {
            "Levels, gold spans": _level_groups(best, train),
            "Bounds; Spearman also of the certainties put into the right order, and of a right order without ties": (
                _bound_groups(folder, scored)
            ),
        },
    }


def spearman_without_ties(gold: Sequence[int] | np.ndarray[Any, Any]) -> float:
    """Spearman correlation of tied gold levels with a prediction in the right order that has no ties.

    The larger the groups of equal levels, the further it lies below 1 (Kendall and Gibbons 1990, chapter 3).

    Examples
    --------
    >>> round(spearman_without_ties([1, 1, 2, 2]), 4)
    0.8944
    """
    n = len(gold)
    sizes = np.unique(np.asarray(gold), return_counts=True)[1].astype(float)
    return float(np.sqrt(1 - (sizes**3 - sizes).sum() / (n**3 - n)))


def _annotator_facts(path: Path) -> dict[str, float]:
    """One annotator scored against the other, both ways; "na" for a level is a miss."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pairs = [tuple(-1 if each == "na" else int(each) for each in record["annotators"]) for record in records]
    ways = [[(a, b, max(b, 0) / 3) for a, b in some if a >= 0] for some in (pairs, [pair[::-1] for pair in pairs])]
    figures = [_figures(rows) for rows in ways]
    both = np.array([pair for pair in pairs if min(pair) >= 0])
    return {
        "macro-F1 of one annotator against the other": float(np.mean([each["macro-F1"] for each in figures])),
        "Spearman correlation of the two annotators' levels": _spearman(both[:, 0], both[:, 1]),
        "statements on whose label the annotators disagree, left out of the gold": sum(a != b for a, b in pairs),
    }


def _level_groups(rows: Sequence[Labelled], train: Path) -> dict[str, dict[str, float]]:
    """By level: how many there are to learn from and to score, the F1, and what one more hit adds to the macro-F1."""
    fitted = Counter(one.certainty for article in read_newscert(train) for one in article.statements)
    groups = {}
    for name, level in LEVELS.items():
        gold, found = (sum(row[side] == level for row in rows) for side in (0, 1))
        hits = sum(row[0] == row[1] == level for row in rows)
        groups[name] = {
            "in train": fitted[level],
            "in dev": gold,
            "right": hits,
            "F1": 2 * hits / (gold + found),
            "one more hit adds": 2 / (gold + found + 1) / len(LEVELS),
        }
    return groups


def _bound_groups(folder: Path, scored: Sequence[Sequence[tuple[LabelledStatement, Certainty]]]) -> dict[str, Any]:
    """Figures with gold spans and from raw text on the same statements, by whether ours have the gold's bounds."""
    rows: dict[str, list[tuple[Labelled, Labelled]]] = {"exact": [], "other": []}
    missing: list[Labelled] = []
    for match, article, found in _matches(folder, scored):
        given = _with_gold_spans(match.gold, found)
        if match.predicted is None:
            missing.append(given)
            continue
        own = (given[0], LEVELS.get(match.predicted.label, -1), match.predicted.certainty)
        frame = tokens_in(article.text, (*match.predicted.source, *match.predicted.cue))
        ours = {*tokens_in(article.text, match.predicted.spans)}.difference(frame)
        same = ours == {*tokens_in(article.text, match.gold.attribution.content)}
        rows["exact" if same else "other"].append((given, own))
    exact, other = rows["exact"], rows["other"]
    both = exact + other
    return {
        "all, gold spans": _figures([*missing, *(given for given, _ in both)]),
        "not found, gold spans": _figures(missing),
        "found, gold spans": _figures([given for given, _ in both]),
        "found, from raw text": _figures([own for _, own in both]),
        "found, from raw text, but gold spans where bounds differ": _figures(
            [*(own for _, own in exact), *(given for given, _ in other)]
        ),
        "found with exact bounds, gold spans": _figures([given for given, _ in exact]),
        "found with exact bounds, from raw text": _figures([own for _, own in exact]),
        "found with other bounds, gold spans": _figures([given for given, _ in other]),
        "found with other bounds, from raw text": _figures([own for _, own in other]),
    }


def _matches(
    folder: Path, scored: Sequence[Sequence[tuple[LabelledStatement, Certainty]]]
) -> Iterator[tuple[Match, LabelledArticle, Certainty]]:
    """Statements with a level as the whole pipeline finds them, with what the model makes of their gold spans."""
    articles = [article for article in read_newscert(folder) if article.statements]
    documents = load().pipe(article.text for article in articles)
    for article, document, own in zip(articles, documents, scored, strict=True):
        by_id: Mapping[str, Certainty] = {gold.id: found for gold, found in own}
        for match in match_statements(article, document):
            if isinstance(match.gold.certainty, int):
                yield match, article, by_id[match.gold.id]


def _with_gold_spans(gold: LabelledStatement, found: Certainty) -> Labelled:
    assert isinstance(gold.certainty, int)
    return gold.certainty, LEVELS.get(found.label, -1), found.certainty


def _figures(rows: Sequence[Labelled]) -> dict[str, float]:
    from sklearn.metrics import f1_score

    gold, found, certainty = (np.array(column) for column in zip(*rows, strict=True))
    present = sorted(set(gold.tolist()) | set(found[found >= 0].tolist()))
    return {
        "n": len(rows),
        "share right": float((gold == found).mean()),
        "macro-F1": float(f1_score(gold, found, labels=present, average="macro", zero_division=0)),
        "Spearman": _spearman(gold, certainty),
        "in the right order": _spearman(np.sort(gold), np.sort(certainty)),
        "right, without ties": spearman_without_ties(gold),
    }


def _spearman(gold: Any, found: Any) -> float:
    return regression_metrics(gold, found)["spearman_r"]
