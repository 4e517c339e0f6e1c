"""What limits the names of speakers on NewsCert: attributions that are missed, and names that no article writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from learning_curves import Scores, measure_curve

from hedge.analysis import load
from hedge.corpora.newscert import read_newscert
from hedge.evaluation.speakers import NOBODY, is_right_name
from hedge.evaluation.statements import Match, match_statements
from hedge.speakers.references.nouns import load_nouns
from hedge.training.parses import ParseCache
from hedge.training.speakers.fit import collect_cases, fit_ranking, measure, read_examples, resolve_example

METRIC = "speaker_name_accuracy"


def speaker_curve(data: Path, cache: ParseCache) -> tuple[int, dict[str, dict[str, list[float]]]]:
    """Names by articles that the ranking of candidates is fitted on, with gold attributions."""
    train, dev = (read_examples(data / "newscert" / split, cache) for split in ("train", "dev"))
    nouns = load_nouns()
    cases = [collect_cases([example], nouns) for example in train]

    def score(chosen: Sequence[int]) -> Scores:
        ranking = fit_ranking([case for i in chosen for case in cases[i]])
        return measure(dev, [resolve_example(example, ranking, nouns) for example in dev])

    return len(train), measure_curve(len(train), score, (METRIC,))


@dataclass(frozen=True, slots=True)
class _Named:
    """A statement that was found: whether its gold name is written so in the article, and what we call the speaker."""

    kind: str
    written: bool
    right: bool
    author: bool


def speaker_facts(folder: Path) -> dict[str, Any]:
    """What part of the gold names stands in the articles, and how many are lost with their attribution."""
    articles = [article for article in read_newscert(folder) if article.statements]
    documents = load().pipe(article.text for article in articles)
    named = [
        _named(article.text, match)
        for article, document in zip(articles, documents, strict=True)
        for match in match_statements(article, document)
        if isinstance(match.gold.certainty, int) and match.predicted is not None
    ]
    n = len(named)
    return {
        "facts": {
            "statements found": n,
            "share whose gold name is written so in the article, or is a person's, or nobody's": (
                sum(one.written for one in named) / n
            ),
            "share whose attribution was missed, so that its words are the author's": sum(one.author for one in named)
            / n,
            "share of right names, were every name right that is written so and not lost with its attribution": sum(
                one.written and not one.author for one in named
            )
            / n,
        },
        "groups": {"Names by the kind of speaker": _by_kind(named)},
    }


def _named(text: str, match: Match) -> _Named:
    assert match.predicted is not None
    name, kind, speaker = match.gold.speaker, match.gold.speaker_type, match.predicted.speaker
    right = is_right_name(name, kind, speaker.name, speaker.type)
    written = name == NOBODY or kind == "person" or _plain(name) in _plain(text)
    return _Named(kind, written, right, author=speaker.type == "author" and not right)


def _plain(text: str) -> str:
    return text.replace("’", "'").casefold()


def _by_kind(named: Sequence[_Named]) -> dict[str, dict[str, int]]:
    rows = {}
    for kind, n in Counter(one.kind for one in named).most_common():
        own = [one for one in named if one.kind == kind]
        rows[kind] = {
            "found": n,
            "name written so": sum(one.written for one in own),
            "attribution missed": sum(one.author for one in own),
            "right": sum(one.right for one in own),
        }
    return rows
