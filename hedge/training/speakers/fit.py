"""Fit the ranking that resolves sources to speakers, on NewsCert and GUM, and measure it by cross-validation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from hedge.corpora.coreference import read_coreference
from hedge.corpora.newscert import LabelledArticle, LabelledStatement, read_newscert
from hedge.evaluation.speakers import NOBODY, b_cubed, is_right_name, name_accuracy
from hedge.models.store import PACKS, register_pack
from hedge.parsing import Parse
from hedge.speakers import Resolution, resolve_speakers
from hedge.speakers.candidates.features import Features
from hedge.speakers.candidates.ranking import WEIGHTS_FILE, Ranking
from hedge.speakers.labels import display_name
from hedge.speakers.mentions.entities import Entity
from hedge.speakers.mentions.first_names import FIRST_NAMES_FILE, load_first_names, write_first_names
from hedge.speakers.references.nouns import NOUNS_FILE, NounModel, write_nouns
from hedge.speakers.references.reader import Reference
from hedge.training.cards import Card, finish_pack
from hedge.training.parses import ParseCache
from hedge.training.speakers.cases import Case, TaughtResolver
from hedge.training.speakers.coreference import coreference_cases
from hedge.training.speakers.first_names import collect_first_names
from hedge.training.speakers.nouns import collect_nouns, cross_validate_nouns, fit_nouns
from hedge.training.speakers.stories import own_stories

VERSION = "7"
PENALTY = 6.0
RAREST = 3
GUM = Path("gum_open", "train.conllu.gz")
Example = tuple[LabelledArticle, Parse]


def train_speakers(data: Path, treebanks: Path, cache: ParseCache | None = None) -> dict[str, float]:
    """Fit, measure, and write the pack ``speakers``.

    Parameters
    ----------
    data : Path
        The NewsCert folder, with ``train/`` and ``dev/``.
    treebanks : Path
        The folder of treebanks: the model of nouns learns from their nouns, the ranking from the coreference of GUM.
    cache : ParseCache, optional
        Where parses are kept.

    Returns
    -------
    dict of str to float
        B-cubed F1 and name accuracy with gold attributions, on dev and by cross-validation on train; the share of right
        choices in our own stories by a ranking that learns from the others, and by one that learns from none; the
        accuracy of the model of nouns, by cross-validation.
    """
    cache = cache or ParseCache()
    train, dev = (read_examples(data / split, cache) for split in ("train", "dev"))
    folder = PACKS / "speakers"
    folder.mkdir(parents=True, exist_ok=True)
    write_first_names(collect_first_names(), folder / FIRST_NAMES_FILE)
    register_pack("speakers", VERSION)  # it is read again right away, and checked
    load_first_names.cache_clear()
    labelled = collect_nouns(treebanks)
    nouns = fit_nouns(*labelled)
    # What is not annotated is resolved by what was taught before: first by the sources of NewsCert alone.
    first = fit_ranking(collect_cases(train, nouns))
    treebank = _joined(coreference_cases(read_coreference(treebanks / GUM), cache, first, nouns))
    stories = coreference_cases([*own_stories()], cache, first, nouns)
    further = [*treebank, *_joined(stories)]
    second = fit_ranking([*collect_cases(train, nouns), *further])
    cases = collect_cases(train, nouns, second)
    ranking = fit_ranking([*cases, *further])
    figures = {
        "train, 5-fold cross-validation": cross_validate(train, nouns, further, second),
        "own stories, 5-fold cross-validation": {
            "choices": choice_accuracy(stories, [*cases, *treebank]),
            "choices_without_stories": accuracy_of(fit_ranking([*cases, *treebank]), _joined(stories)),
        },
        "dev": measure(dev, [resolve_example(example, ranking, nouns) for example in dev]),
        "nouns, 10-fold cross-validation": cross_validate_nouns(*labelled),
    }
    record = {"schema": "hedge/speakers/1", "weights": dict(sorted(ranking.weights.items()))}
    (folder / WEIGHTS_FILE).write_text(json.dumps(record, indent=0) + "\n", encoding="utf-8")
    write_nouns(nouns, folder / NOUNS_FILE)
    finish_pack(_card(figures))
    return {f"{name}: {key}": value for name, each in figures.items() for key, value in each.items()}


@dataclass
class _Teacher:
    """Chooses the gold speaker's entity and keeps every choice as a training case."""

    article: LabelledArticle
    ranking: Ranking | None = None
    labels: dict[int, str] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)

    def name(self, entities: Sequence[Entity]) -> None:
        """Label the named entities whose name is that of a gold speaker."""
        speakers = sorted({(each.speaker, each.speaker_type) for each in self.article.statements})
        for entity in entities:
            full = display_name(entity)
            exact = [name for name, kind in speakers if is_right_name(name, "", full)]
            loose = [name for name, kind in speakers if len(entity.full) == 1 and is_right_name(name, kind, full)]
            if exact or loose:
                self.labels[id(entity)] = (exact or loose)[0]

    def learn(self, number: int, reference: Reference, entity: Entity) -> None:
        """Give an entity without a label the speaker of the statement it was given."""
        if number < len(self.article.statements):
            self.labels.setdefault(id(entity), self.article.statements[number].speaker)

    def _is_right(self, statement: LabelledStatement, entity: Entity) -> bool:
        """Whether a statement's speaker is an entity, by the label or, of one that never spoke, by the description."""
        if id(entity) in self.labels or entity.full or entity.spoke:
            return self.labels.get(id(entity)) == statement.speaker
        return is_right_name(statement.speaker, statement.speaker_type, display_name(entity))

    def __call__(
        self, number: int, reference: Reference, candidates: Sequence[Entity], features: list[Features]
    ) -> int:
        if self.ranking is not None and number >= len(self.article.statements):
            return self.ranking.best(features)
        statement = self.article.statements[number]
        right = [self._is_right(statement, entity) for entity in candidates]
        if len(features) > len(candidates):
            right.append(not any(right))
        whole = statement.attribution.source and reference.span.start <= min(statement.attribution.source).start
        if any(right) and (whole or reference.form == "absent"):
            self.cases.append((features, right))
        return right.index(True) if any(right) else 0


def collect_cases(examples: Sequence[Example], nouns: NounModel, ranking: Ranking | None = None) -> list[Case]:
    """Every choice of the ranking on gold attributions, with earlier sources resolved as in the gold.

    Pronouns that are no sources are left out unless there is a ranking that resolves them.
    """
    cases: list[Case] = []
    for article, parse in examples:
        teacher = _Teacher(article, ranking)
        attributions = [each.attribution for each in article.statements]
        resolver = TaughtResolver(parse, attributions, teacher, nouns, passing=ranking is not None)
        teacher.labels[id(resolver.author)] = NOBODY
        resolver.run()
        cases.extend(teacher.cases)
    return cases


def fit_ranking(cases: Sequence[Case], penalty: float = PENALTY) -> Ranking:
    """Fit a conditional logit: the probability that the right candidate comes first, with an L2 penalty."""
    counts: dict[str, int] = {}
    for rows, _ in cases:
        for name in {name for row in rows for name in row}:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    column = {name: i for i, name in enumerate(names)}
    data: list[float] = []
    indices: list[int] = []
    pointers = [0]
    group: list[int] = []
    right: list[bool] = []
    for number, (rows, labels) in enumerate(cases):
        for row, label in zip(rows, labels, strict=True):
            items = sorted((column[name], value) for name, value in row.items() if name in column)
            indices.extend(i for i, _ in items)
            data.extend(value for _, value in items)
            pointers.append(len(indices))
            group.append(number)
            right.append(label)
    matrix = csr_matrix((data, indices, pointers), shape=(len(group), len(names)))
    weights = _maximise(matrix, np.array(group), np.array(right), penalty)
    return Ranking(
        {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True) if abs(weight) > 1e-3}
    )


def _maximise(matrix: csr_matrix, group: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])

    def shares(scores: np.ndarray, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        scores = np.where(mask, scores, -np.inf)
        top = np.maximum.reduceat(scores, starts)
        exponent = np.exp(scores - top[group])
        total = np.add.reduceat(exponent, starts)
        return exponent / total[group], top + np.log(total)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        every, all_total = shares(scores, np.ones_like(right))
        good, good_total = shares(scores, right)
        value = float((all_total - good_total).sum() + penalty / 2 * weights @ weights)
        return value, matrix.T @ (every - good) + penalty * weights

    result = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return np.asarray(result.x)


def measure(examples: Sequence[Example], resolutions: Sequence[Resolution]) -> dict[str, float]:
    """B-cubed and name accuracy over all statements, and over those with a speaker."""
    figures: dict[str, float] = {}
    for suffix, wanted in (("", False), ("_with_none", True)):
        gold: list[tuple[str, str]] = []
        predicted: list[tuple[str, str]] = []
        names: list[tuple[str, str, str | None, str]] = []
        for (article, _), resolution in zip(examples, resolutions, strict=True):
            for statement, identifier in zip(article.statements, resolution.assignment, strict=True):
                if statement.speaker == NOBODY and not wanted:
                    continue
                speaker = resolution.speaker(identifier)
                gold.append((article.id, statement.speaker))
                predicted.append((article.id, identifier))
                names.append((statement.speaker, statement.speaker_type, speaker.name, speaker.type))
        figures["speaker_b3_precision" + suffix], figures["speaker_b3_recall" + suffix], f1 = b_cubed(gold, predicted)
        figures["speaker_b3_f1" + suffix] = f1
        figures["speaker_name_accuracy" + suffix] = name_accuracy(names)
    return figures


def cross_validate(
    examples: Sequence[Example],
    nouns: NounModel,
    further: Sequence[Case] = (),
    passing: Ranking | None = None,
    folds: int = 5,
    penalty: float = PENALTY,
) -> dict[str, float]:
    """Figures on articles that the ranking was not fitted on; it learns from the `further` cases in each fold.

    Where it learns, `passing` resolves the pronouns that are no sources.
    """
    cases = [collect_cases([example], nouns, passing) for example in examples]
    resolutions: list[Resolution | None] = [None] * len(examples)
    for fold in range(folds):
        seen = [case for i, found in enumerate(cases) if i % folds != fold for case in found]
        ranking = fit_ranking([*seen, *further], penalty)
        for i in range(fold, len(examples), folds):
            resolutions[i] = resolve_example(examples[i], ranking, nouns)
    return measure(examples, [each for each in resolutions if each is not None])


def choice_accuracy(documents: Sequence[Sequence[Case]], further: Sequence[Case], folds: int = 5) -> float:
    """Share of right choices in documents that the ranking was not fitted on; `further` cases it always learns from."""
    right = 0.0
    for fold in range(folds):
        seen = _joined(cases for i, cases in enumerate(documents) if i % folds != fold)
        held = _joined(documents[fold::folds])
        right += accuracy_of(fit_ranking([*further, *seen]), held) * len(held)
    return right / len(_joined(documents))


def accuracy_of(ranking: Ranking, cases: Sequence[Case]) -> float:
    """Share of choices that a ranking makes right."""
    return sum(right[ranking.best(rows)] for rows, right in cases) / len(cases)


def _joined(documents: Iterable[Sequence[Case]]) -> list[Case]:
    return [case for cases in documents for case in cases]


def resolve_example(example: Example, ranking: Ranking, nouns: NounModel) -> Resolution:
    """Speakers of the gold attributions of an article."""
    article, parse = example
    return resolve_speakers(parse, [each.attribution for each in article.statements], ranking=ranking, nouns=nouns)


def read_examples(folder: Path, cache: ParseCache) -> list[Example]:
    """Articles of a NewsCert split with their parses."""
    articles = [article for article in read_newscert(folder) if article.statements]
    return list(zip(articles, cache.parse([article.text for article in articles]), strict=True))


def _card(figures: dict[str, dict[str, float]]) -> Card:
    return Card(
        name="speakers",
        version=VERSION,
        about="Resolves sources to speakers: a conditional logit over named features (form of the source, distance, "
        "salience, syntactic role, agreement, descriptions seen in the text). He and she are resolved wherever they "
        "are subjects outside quotations, also to those who are only described. A logistic regression over the "
        "parser's word vectors tells whether a noun that is in no list describes a person; these hold no text and no "
        "names. A list says which first names are a man's or a woman's.",
        data="NewsCert train: speaker labels over PolNeAR articles, parsed with the shipped parser; the coreference of "
        "UD English GUM, open part, train, for the sources that the shipped attribution model finds there and for he "
        "and she; 150 stories of hedge's own, press, talk and books, marked for the same. For nouns: hedge's own word "
        "lists, and the nouns of UD English EWT and the open part of GUM, train, that are in none of "
        "them, which count as no persons though a few are. First names: those that Faker's lists of all "
        "countries give to one sex only.",
        licence="NewsCert labels CC BY 4.0; the articles (PolNeAR) are for research and not contained; treebanks "
        "CC BY-SA 4.0 and CC BY 4.0, not contained; Faker: MIT, Daniele Faraglia and contributors",
        splits="fitted on train; penalty, features and the word lists chosen by cross-validation on train and with an "
        "eye on dev. Scores are with gold attributions; those of nouns are against the noisy labels above.",
        command="hedge train speakers --data ../shared/data/newscert",
        limits="statements without a source whose speaker must be inferred; names of groups and documents, which are "
        "free descriptions in the gold; people with one surname; singular they; rare words for people.",
        scores=figures,
    )
