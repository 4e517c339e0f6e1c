"""Expressions of probability by class, degree words and negations: what the trained strengths fall back to.

Every class has a prior log-odds, a round number on the scale that training stretches; words learn deviations from it.

References
----------
Horn, L. (1989). A Natural History of Negation. University of Chicago Press.
Lassiter, D. (2017). Graded Modality. Oxford University Press.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hedge.scoring.certainty.lexicon import attribution_classes

# Log-odds before training.
CLASS_PRIORS: Mapping[str, float] = {
    "truth": 3.2,
    "certain": 3.2,
    "report": 2.6,
    "strong": 2.0,
    "belief": 1.5,
    "likely": 1.0,
    "semblance": 1.0,
    "possible": 0.5,
    "even": 0.0,
    "open": 0.0,
    "doubt": -1.0,
    "slight": -1.5,
    "denial": -3.0,
    "exclusion": -3.0,
    "impossible": -3.0,
}
# What an unhedged assertion is worth.
PLAIN = 3.0
# Classes whose words report an attitude: what they report may carry an expression of its own, which then counts.
ATTITUDES = frozenset({"report", "belief", "semblance", "strong"})
# Classes whose words turn down what stands below them.
REJECTIONS = frozenset({"denial", "exclusion", "impossible"})

_WORDS: Mapping[str, str] = {
    # What is true is so, and what is not true is not so, where what is not certain may well be.
    "truth": "true fact",
    "certain": """
        certain certainly certainty sure surely definite definitely undoubtedly unquestionably indisputably
        inevitable inevitably bound guarantee guaranteed undeniable undeniably indisputable unquestionable
        conclusive know prove confirm necessarily indeed no_doubt of_course
    """,
    "strong": "clear clearly obvious obviously evident evidently confident confidently convinced positive doubtless",
    "belief": "believe consider reckon expect expected predict forecast anticipate foresee",
    "likely": """
        likely probable probably likelihood probability presumably plausible set presumptive should good high strong
        great fair decent substantial considerable suspect guess suppose assume
    """,
    "semblance": "seem appear apparently seemingly reportedly allegedly supposedly suggest indicate imply look",
    "possible": """
        possible possibly possibility may might could perhaps maybe potential potentially conceivable conceivably
        chance prospect risk danger odds speculate hint better_than_even
    """,
    "even": "even 50-50 fifty-fifty toss-up tossup",
    "open": """
        unknown undecided undetermined unresolved moot debatable questionable wonder ask question mystery unsettled
        unpredictable remain_to_be_seen
    """,
    "doubt": "doubt doubtful dubious skeptical sceptical skepticism scepticism far-fetched",
    "slight": "slight slim small remote low little faint poor minimal",
    "impossible": "impossible inconceivable unthinkable",
    "denial": "deny refute disprove false myth lie hoax falsehood untrue reject dismiss rebut debunk disavow denial",
}
_CLASS_BY_WORD = {word: name for name, words in _WORDS.items() for word in words.split()}
# What a word is made from: what is learned of one counts for the other, turned round where the sign is negative.
_BASES: Mapping[str, tuple[str, int]] = {
    "probably": ("probable", 1),
    "probability": ("probable", 1),
    "improbable": ("probable", -1),
    "implausible": ("plausible", -1),
    "unlikely": ("likely", -1),
    "likelihood": ("likely", 1),
    "certainly": ("certain", 1),
    "certainty": ("certain", 1),
    "doubtful": ("doubt", 1),
    "possibly": ("possible", 1),
    "possibility": ("possible", 1),
    "think": ("believe", 1),
    "belief": ("believe", 1),
}
# Words that hold a negation of another one.
NEGATED: Mapping[str, str] = {
    "uncertain": "certain",
    "uncertainty": "certain",
    "unsure": "sure",
    "unclear": "clear",
    "unconvinced": "convinced",
}
# Words that speak of probability only beside a word for chance, or before a clause.
QUANTITIES = frozenset((_WORDS["slight"] + " even good high strong great fair decent substantial considerable").split())
CHANCES = frozenset(["chance", "odds", "probability", "likelihood", "possibility", "prospect", "risk", "danger"])
# Adjectives that speak of probability of any subject: "a strike is likely".
OF_EVENTS = frozenset(
    [
        "likely",
        "unlikely",
        "probable",
        "improbable",
        "possible",
        "impossible",
        "certain",
        "uncertain",
        "doubtful",
        "inevitable",
    ]
)
_ATTRIBUTION_CLASSES: Mapping[str, str] = {
    "denial": "denial",
    "question": "open",
    "refusal": "open",
    "knowledge": "certain",
    "fear": "possible",
    "semblance": "semblance",
    "belief": "belief",
    "speech": "report",
    "assertion": "report",
}

_DEGREES: Mapping[float, str] = {
    1.5: "very highly extremely exceedingly overwhelmingly most incredibly",
    1.3: "really quite entirely strongly so all too real distinct",
    1.1: "absolutely completely totally perfectly utterly virtually fully firmly",
    0.85: "almost nearly practically about",
    0.6: "somewhat fairly rather moderately relatively reasonably pretty slightly partly",
}
DEGREE_PRIORS = {word: factor for factor, words in _DEGREES.items() for word in words.split()}

# By how much of the full effect each negates.
NEGATIONS: Mapping[str, float] = {
    **dict.fromkeys(
        ["not", "n't", "never", "no", "nobody", "none", "nothing", "neither", "nor", "nowhere", "without", "beyond"],
        1.0,
    ),
    **dict.fromkeys(["few", "little", "hardly", "scarcely", "barely", "rarely", "seldom"], 0.75),
}
NEGATIVE_NOMINALS = frozenset({"no", "nobody", "none", "nothing", "neither", "nor", "few", "little"})
# Verbs that leave the meaning to a noun: "expressed doubt", "there is no chance".
LIGHT = frozenset(
    [
        "be",
        "have",
        "there",
        "express",
        "voice",
        "cast",
        "raise",
        "harbor",
        "harbour",
        "entertain",
        "see",
        "give",
        "stand",
    ]
)
INTERROGATIVES = frozenset({"whether", "if"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of a word.

    Parameters
    ----------
    root : str
        The word whose learned strength counts.
    group : str
        Its class, a key of `CLASS_PRIORS`.
    sign : int
        -1 where the word is the reverse of its root ("unlikely").
    """

    root: str
    group: str
    sign: int = 1


def look_up(lemma: str) -> Entry | None:
    """Entry of a word that expresses a probability of its own; None for all others.

    Examples
    --------
    >>> look_up("unlikely")
    Entry(root='likely', group='likely', sign=-1)
    """
    root, sign = _BASES.get(lemma, (lemma, 1))
    group = _CLASS_BY_WORD.get(root)
    return None if group is None else Entry(root, group, sign)


def look_up_attitude(lemma: str) -> Entry | None:
    """Entry of a word that introduces what somebody says or thinks, by its class if it has no entry of its own.

    Examples
    --------
    >>> look_up_attitude("reckon").group, look_up_attitude("murmur")
    ('belief', None)
    """
    entry = look_up(lemma)
    if entry is not None:
        return entry
    groups = (_ATTRIBUTION_CLASSES.get(name) for name in attribution_classes(lemma))
    group = next((group for group in groups if group is not None), None)
    return None if group is None else Entry(lemma, group)
