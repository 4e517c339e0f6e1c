"""Statements end to end on NewsCert: found, certainty, speaker, and all three together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hedge.analysis import Document, Pipeline
from hedge.corpora.newscert import LabelledArticle, LabelledStatement, read_newscert
from hedge.evaluation.bootstrap import Evaluation, bootstrap
from hedge.evaluation.classes import class_f1, macro_f1
from hedge.evaluation.speakers import b_cubed, is_right_name
from hedge.evaluation.tokens import tokens_in
from hedge.statements import Statement

LEVELS = {"uncommitted": 0, "possible": 1, "probable": 2, "certain": 3}
_FEWEST_SHARED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A gold statement and, where one was found, the predicted statement for it.

    Parameters
    ----------
    document : str
        Id of the article.
    gold : LabelledStatement
        With any certainty.
    predicted : Statement or None
        The matched statement.
    """

    document: str
    gold: LabelledStatement
    predicted: Statement | None


def evaluate_statements(folder: Path, nlp: Pipeline, *, n_jobs: int = 1) -> Evaluation:
    """Analyse the raw articles of a NewsCert split folder and score the statements.

    Returns
    -------
    Evaluation
        ``n`` is the number of gold statements with a certainty of 0 to 3; shares and F1 are in [0, 1]; intervals are
        over articles.

    Raises
    ------
    InputError, MissingInputError
        The folder is no NewsCert split.
    """
    articles = [article for article in read_newscert(folder) if article.statements]
    documents = nlp.pipe((article.text for article in articles), n_jobs=n_jobs)
    matches = [match_statements(article, document) for article, document in zip(articles, documents, strict=True)]
    metrics, intervals = bootstrap(matches, lambda sample: score_matches([m for own in sample for m in own]))
    n = sum(isinstance(m.gold.certainty, int) for own in matches for m in own)
    return Evaluation(n=n, metrics=metrics, intervals=intervals)


def match_statements(article: LabelledArticle, document: Document) -> list[Match]:
    """Match gold and predicted statements one to one, best content-token Jaccard first, at least 0.5."""
    gold = [set(tokens_in(article.text, g.attribution.content)) for g in article.statements]
    # Some statements are shown with the words that frame them: "I can't confirm that".
    found = [
        set(tokens_in(article.text, s.spans)).difference(tokens_in(article.text, (*s.source, *s.cue)))
        for s in document.statements
    ]
    pairs = []
    for i, wanted in enumerate(gold):
        for j, tokens in enumerate(found):
            shared = len(wanted & tokens)
            if shared and shared / len(wanted | tokens) >= _FEWEST_SHARED:
                # Of equally good candidates an attributed statement comes before the author's.
                pairs.append((-shared / len(wanted | tokens), document.statements[j].kind == "author", i, j))
    chosen: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [
        Match(document=article.id, gold=g, predicted=document.statements[chosen[i]] if i in chosen else None)
        for i, g in enumerate(article.statements)
    ]


def score_matches(matches: Sequence[Match]) -> Mapping[str, float]:
    """All metrics of the task ``statements`` over gold statements and their matches."""
    graded = [m for m in matches if isinstance(m.gold.certainty, int)]
    hits = [(m, m.predicted) for m in graded if m.predicted is not None]
    with_na = [(m.gold.certainty == "na", m.predicted.label == "na") for m in matches
               if m.predicted is not None and m.gold.certainty is not None]  # fmt: skip
    gold_levels = [m.gold.certainty for m, _ in hits if isinstance(m.gold.certainty, int)]
    right_speaker = [_right_speaker(m, p) for m, p in hits]
    of_persons = [ok for ok, (m, _) in zip(right_speaker, hits, strict=True) if m.gold.speaker_type == "person"]
    right = [
        ok for ok, (m, p) in zip(right_speaker, hits, strict=True) if ok and LEVELS.get(p.label) == m.gold.certainty
    ]
    return {
        "found": _share(len(hits), len(graded)),
        "certainty_macro_f1": macro_f1(gold_levels, [LEVELS.get(p.label, -1) for _, p in hits], range(4)),
        "certainty_spearman": _spearman(gold_levels, [p.certainty for _, p in hits]),
        "na_f1": class_f1([wanted for wanted, _ in with_na], [found for _, found in with_na]),
        "speaker_b3_f1": b_cubed(
            [(m.document, m.gold.speaker) for m, _ in hits], [(m.document, p.speaker.id) for m, p in hits]
        )[2]
        if hits
        else float("nan"),
        "speaker_name_accuracy": _share(sum(right_speaker), len(hits)),
        "person_name_accuracy": _share(sum(of_persons), len(of_persons)),
        "end_to_end": _share(len(right), len(graded)),
    }


def _right_speaker(match: Match, predicted: Statement) -> bool:
    gold, speaker = match.gold, predicted.speaker
    return is_right_name(gold.speaker, gold.speaker_type, speaker.name, speaker.type)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _spearman(gold: Sequence[object], predicted: Sequence[float]) -> float:
    from scipy.stats import rankdata

    if len(set(gold)) < 2 or len(set(predicted)) < 2:
        return float("nan")
    return float(np.corrcoef(rankdata(gold), rankdata(predicted))[0, 1])
