"""A text's certainty in a few dozen readable numbers: scores of the shipped models, counts of cues and forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from hedge.encoding.heads import CUE_TYPES
from hedge.models.linear import FloatArray
from hedge.parsing import Parse, Sentence, Word
from hedge.predicates import Cue
from hedge.scoring.certainty.features import NEGATIONS
from hedge.scoring.certainty.model import LEVELS, Certainty
from hedge.scoring.factuality import ScoredPredicate

_MODALS = frozenset(["may", "might", "can", "could", "will", "would", "shall", "should", "must"])
_BE_GOING = frozenset(["will", "shall"])
_FORMS = ("past", "present", "future", "modal", "passive", "negated")

#: Names of the columns of `summarise_text`, in order. Shares are in [0, 1]; what ends in ``_per_100`` counts words.
SUMMARY = (
    "words",
    "sentences",
    *(f"probability_{level}" for level in reversed(LEVELS)),
    "evaluable",
    "certainty",
    "rejected",
    *(f"factuality_{name}" for name in ("main", "mean", "lowest", "highest")),
    *(f"{name}_per_100" for name in CUE_TYPES),
    "cues_per_100",
    "strongest_hedge",
    "strongest_booster",
    *(f"{name}_share" for name in _FORMS),
    *(f"{name}_per_100" for name in ("negations", "modals", "first_person", "second_person", "numbers", "names")),
    *(f"{name}_per_100" for name in ("adjectives", "adverbs", "conditionals", "complements")),
    "questions_share",
    "exclamations_share",
)


def summarise_text(
    parse: Parse, cues: Sequence[Cue], predicates: Sequence[ScoredPredicate], certainty: Certainty
) -> FloatArray:
    """Sum up one text.

    Parameters
    ----------
    parse, cues, predicates, certainty
        What the shipped models found in it; the certainty is that of the whole text as one statement.

    Returns
    -------
    array, shape (len(SUMMARY),)
        Certainty, probabilities and shares in [0, 1], factuality in [-3, 3], effects of cues in [-1, 1]; zeros for what
        a text without words or predicates lacks.
    """
    words = [word for sentence in parse.sentences for word in sentence.words if word.upos != "PUNCT"]
    row: dict[str, float] = {"words": len(words), "sentences": len(parse.sentences)}
    row |= {f"probability_{level}": value for level, value in certainty.probabilities.items()}
    row |= {
        "evaluable": certainty.evaluable,
        "certainty": certainty.certainty,
        "rejected": float(certainty.polarity == "neg"),
    }
    row |= _factuality(parse, predicates)
    row |= _cues(cues, certainty, len(words))
    row |= _forms(parse, predicates)
    row |= _words(words)
    ends = Counter(sentence.words[-1].text[-1:] for sentence in parse.sentences)
    row["questions_share"] = ends["?"] / max(len(parse.sentences), 1)
    row["exclamations_share"] = ends["!"] / max(len(parse.sentences), 1)
    return np.array([row[name] for name in SUMMARY])


def _factuality(parse: Parse, predicates: Sequence[ScoredPredicate]) -> dict[str, float]:
    values = [scored.factuality for scored in predicates] or [0.0]
    roots = {(number, sentence.root) for number, sentence in enumerate(parse.sentences)}
    main = [s.factuality for s in predicates if (s.predicate.sentence, s.predicate.word) in roots] or [0.0]
    return {
        "factuality_main": float(np.mean(main)),
        "factuality_mean": float(np.mean(values)),
        "factuality_lowest": min(values),
        "factuality_highest": max(values),
    }


def _cues(cues: Sequence[Cue], certainty: Certainty, words: int) -> dict[str, float]:
    counts = Counter(cue.type for cue in cues)
    changes = [effect.change for effect in certainty.effects]
    return {
        **{f"{name}_per_100": 100 * counts[name] / max(words, 1) for name in CUE_TYPES},
        "cues_per_100": 100 * len(cues) / max(words, 1),
        "strongest_hedge": min([0.0, *changes]),
        "strongest_booster": max([0.0, *changes]),
    }


def _forms(parse: Parse, predicates: Sequence[ScoredPredicate]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for scored in predicates:
        counts.update(_forms_of(parse.sentences[scored.predicate.sentence], scored.predicate.word))
    return {f"{name}_share": counts[name] / max(len(predicates), 1) for name in _FORMS}


def _forms_of(sentence: Sentence, index: int) -> set[str]:
    below = [sentence.words[child] for child in sentence.children[index]]
    helpers = [word for word in below if word.relation in ("aux", "cop")]
    lemmas = {word.lemma.lower() for word in helpers}
    tenses = {word.feature("Tense") for word in (sentence.words[index], *helpers) if word.feature("VerbForm") == "Fin"}
    forms = set()
    if lemmas & _BE_GOING:
        forms.add("future")
    elif lemmas & _MODALS:
        forms.add("modal")
    elif "Past" in tenses:
        forms.add("past")
    elif "Pres" in tenses:
        forms.add("present")
    if any(word.deprel.endswith(":pass") for word in below):
        forms.add("passive")
    if any(word.lemma.lower() in NEGATIONS for word in below):
        forms.add("negated")
    return forms


def _words(words: Sequence[Word]) -> dict[str, float]:
    lemmas = Counter(word.lemma.lower() for word in words)
    tags = Counter(word.upos for word in words)
    relations = Counter(word.relation for word in words)
    persons = Counter(word.feature("Person") for word in words if word.upos in ("PRON", "DET"))
    counts = {
        "negations": sum(lemmas[name] for name in NEGATIONS),
        "modals": sum(word.upos == "AUX" and word.lemma.lower() in _MODALS for word in words),
        "first_person": persons["1"],
        "second_person": persons["2"],
        "numbers": tags["NUM"],
        "names": tags["PROPN"],
        "adjectives": tags["ADJ"],
        "adverbs": tags["ADV"],
        "conditionals": sum(word.relation == "mark" and word.lemma.lower() in ("if", "unless") for word in words),
        "complements": relations["ccomp"] + relations["xcomp"],
    }
    return {f"{name}_per_100": 100 * count / max(len(words), 1) for name, count in counts.items()}
