"""Fit which nouns describe persons, on the word lists of `hedge.speakers.lexicon` and the nouns of treebanks."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from hedge.errors import MissingInputError
from hedge.predicates.vectors import load_word_vectors
from hedge.speakers import lexicon
from hedge.speakers.references.nouns import LEAST, NounModel
from hedge.speakers.references.phrases import noun_kind

TREEBANKS = ("ewt", "gum_open")
SEED = 0
FOLDS = 10


def collect_nouns(treebanks: Path) -> tuple[list[str], list[bool]]:
    """Collect nouns with a vector, and whether each describes a person.

    Persons are those of the word list and the treebanks' nouns with a person's ending; everything else in the
    treebanks that no list calls a person or a group counts as none, except what a "who" goes on to tell of. A few
    persons are left among the latter.

    Parameters
    ----------
    treebanks : Path
        Folder with ``ewt/`` and ``gum_open/``, each with ``train.conllu.gz``.

    Returns
    -------
    nouns : list of str
        Lower-case lemmas, sorted.
    persons : list of bool
        Whether each is a person.

    Raises
    ------
    MissingInputError
        A treebank is missing.
    """
    known = load_word_vectors().rows
    seen: set[str] = set()
    who: set[str] = set()
    for treebank in TREEBANKS:
        for noun, told_of in _treebank_nouns(treebanks / treebank / "train.conllu.gz"):
            (who if told_of else seen).add(noun)
    kinds = {noun: noun_kind(noun, plural=False) for noun in seen | lexicon.DOCUMENT_NOUNS}
    persons = lexicon.PERSON_NOUNS | {noun for noun, kind in kinds.items() if kind == "person"}
    # Groups are left out: "voters" are persons, "the crew" hardly less.
    others = {noun for noun, kind in kinds.items() if kind in {"", "document"}} - who
    others |= lexicon.ORGANIZATION_NOUNS - lexicon.GROUP_NOUNS
    others -= persons
    nouns = sorted(noun for noun in persons | others if noun in known and noun.isalpha())
    return nouns, [noun in persons for noun in nouns]


def _treebank_nouns(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield every common noun's lemma, with whether a relative clause with "who" hangs on it."""
    if not path.is_file():
        raise MissingInputError(f"expected a treebank in {path}, but there is none: name the folder by --treebanks")
    for sentence in gzip.decompress(path.read_bytes()).decode("utf-8").split("\n\n"):
        rows = [line.split("\t") for line in sentence.splitlines() if line[:1].isdigit()]
        words = {row[0]: row for row in rows}
        clauses = {row[6] for row in rows if row[2] == "who"}
        told_of = {words[clause][6] for clause in clauses if clause in words and words[clause][7] == "acl:relcl"}
        yield from ((row[2].casefold(), row[0] in told_of) for row in rows if row[3] == "NOUN")


def fit_nouns(nouns: list[str], persons: list[bool]) -> NounModel:
    """Fit the logistic regression; persons and others weigh the same in all."""
    model = _regression().fit(load_word_vectors().look_up(nouns), persons)
    return NounModel(np.asarray(model.coef_[0], dtype=np.float64), float(model.intercept_[0]))


def cross_validate_nouns(nouns: list[str], persons: list[bool]) -> dict[str, float]:
    """Figures on nouns that the model was not fitted on."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    vectors = load_word_vectors().look_up(nouns)
    chances = cross_val_predict(_regression(), vectors, persons, cv=folds, method="predict_proba")[:, 1]
    right = (chances >= LEAST) == np.array(persons)
    return {
        "noun_accuracy": float(right.mean()),
        "noun_balanced_accuracy": float(balanced_accuracy_score(persons, chances >= LEAST)),
        "noun_person_recall": float(right[np.array(persons)].mean()),
        "noun_auc": float(roc_auc_score(persons, chances)),
    }


def _regression() -> LogisticRegression:
    return LogisticRegression(class_weight="balanced", max_iter=2000, random_state=SEED)
