"""Chances held against something: "better than even", "50-50", "23% less likely", "a lower risk"."""

from __future__ import annotations

from hedge.parsing import Sentence, Word

_DEGREES = frozenset({"more", "less", "as"})
_MEASURES = frozenset({"%", "percent", "times", "twice"})


def is_comparative(word: Word) -> bool:
    """Whether a word is a comparative: "lower", "fewer", "more"."""
    return word.feature("Degree") == "Cmp" or word.xpos in ("JJR", "RBR")


def is_better_than_even(sentence: Sentence, node: int) -> bool:
    """Whether those words begin at the node or end before it, with hyphens or without."""
    texts = [word.text.lower() for word in sentence.words]
    before = [text for text in texts[max(0, node - 5) : node] if text != "-"]
    return ["better", "than", "even"] in (texts[node : node + 3], before[-3:])


def is_even(sentence: Sentence, node: int) -> bool:
    """Whether a number is half of "50-50"."""
    texts = [word.text.lower() for word in sentence.words[max(0, node - 2) : node + 3]]
    joined = "".join(texts).replace("/", "-").replace("–", "-")
    return sentence.words[node].upos == "NUM" and ("50-50" in joined or "fifty-fifty" in joined)


def is_compared(sentence: Sentence, node: int, *, opened: bool) -> bool:
    """Whether a chance is only said to be larger or smaller than another one.

    A comparison is a statement of its own; how large the chance is stays unsaid.

    Parameters
    ----------
    sentence : Sentence
        The tree.
    node : int
        A word for chance ("risk", "likely"), or one that sizes it ("low").
    opened : bool
        Whether a clause with "that" hangs on it: "a lower risk that the dam breaks" still is about the dam.
    """
    if is_better_than_even(sentence, node):
        return False
    words = sentence.words
    if words[node].upos == "NOUN":
        return not opened and any(is_comparative(words[child]) for child in sentence.children[node])
    if words[node].upos == "VERB" or is_comparative(words[node]):
        return words[node].upos != "VERB"
    texts = [word.text.lower() for word in words]
    if not _DEGREES & {*texts[max(0, node - 1) : node]}:
        return False
    # "More likely than not" compares a chance with nothing else.
    than = texts.index("than", node) + 1 if "than" in texts[node:] else len(texts)
    other = texts[than : than + 1]
    return bool(_MEASURES & {*texts[max(0, node - 2) : node - 1]}) or (other != [] and other != ["not"])
