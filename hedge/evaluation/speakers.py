"""How well speakers were resolved: B-cubed over statements, and the share of right names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

NOBODY = "NONE"


def b_cubed(gold: Sequence[Hashable], predicted: Sequence[Hashable]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1 of a clustering against a gold one.

    Parameters
    ----------
    gold, predicted : sequence of hashable
        The cluster of every item in either clustering. Over several documents the keys must hold the document, as
        ``(document, speaker)``.

    Returns
    -------
    precision, recall, f1 : float
        In [0, 1]; 0 where there is no item. Means over items, F1 their harmonic mean.

    References
    ----------
    Bagga and Baldwin (1998), Algorithms for scoring coreference chains.

    Examples
    --------
    >>> precision, recall, f1 = b_cubed(["a", "a", "b"], [1, 1, 1])
    >>> round(precision, 3), recall, round(f1, 3)
    (0.556, 1.0, 0.714)
    """
    both = Counter(zip(gold, predicted, strict=True))
    if not both:
        return 0.0, 0.0, 0.0
    count = len(gold)
    sizes, found = Counter(gold), Counter(predicted)
    precision = sum(shared * shared / found[cluster] for (_, cluster), shared in both.items()) / count
    recall = sum(shared * shared / sizes[cluster] for (cluster, _), shared in both.items()) / count
    return precision, recall, 2 * precision * recall / (precision + recall)


def is_right_name(gold: str, gold_type: str, predicted: str | None, predicted_type: str = "") -> bool:
    """Whether a predicted name is the gold one.

    Parameters
    ----------
    gold, gold_type : str
        Canonical name and speaker type of NewsCert; ``"NONE"`` where nobody is the speaker.
    predicted : str or None
        The predicted name; None for no speaker.
    predicted_type : str, optional
        The predicted type: the author is right where nobody is the speaker.

    Returns
    -------
    bool
        Names are compared without regard to case and the shape of apostrophes; for persons the same last name is
        enough.

    Examples
    --------
    >>> is_right_name("Ana Ruiz", "person", "Ruiz"), is_right_name("NONE", "none", "author", "author")
    (True, True)
    """
    if gold == NOBODY:
        return predicted is None or predicted_type == "author"
    if predicted is None:
        return False
    gold, predicted = (name.replace("’", "'") for name in (gold, predicted))
    if gold.casefold() == predicted.casefold():
        return True
    return gold_type == "person" and bool(_surname(gold)) and _surname(gold) == _surname(predicted)


def name_accuracy(names: Iterable[tuple[str, str, str | None, str]]) -> float:
    """Share of right names among (gold name, gold type, predicted name, predicted type); NaN where there are none."""
    right = [is_right_name(*each) for each in names]
    return sum(right) / len(right) if right else float("nan")


def _surname(name: str) -> str:
    """Return the last word of a name, without "Jr." and its like."""
    words = [
        word
        for word in re.findall(r"[^\s,]+", name.casefold())
        if word.rstrip(".") not in {"jr", "sr", "ii", "iii", "iv"}
    ]
    return words[-1] if words else ""
