"""Probabilities that a text states as numbers: "an 80% chance", "one in ten", "the odds are 3 to 1 that"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hedge.parsing import Sentence
from hedge.scoring.perception.lexicon import CHANCES

#: Words whose size a number beside them gives.
MEASURED = CHANCES | {
    *("likely", "probable", "possible", "certain", "sure", "confident", "convinced", "positive"),
    *("confidence", "certainty"),
}
# Numbers closer to 0 or 1 count as this close.
_LEAST = 0.001
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMERALS: Mapping[str, float] = {
    **{word: float(number) for number, word in enumerate(_ONES.split())},
    **{word: 10.0 * number for number, word in enumerate(_TENS.split(), 2)},
}
_POWERS: Mapping[str, float] = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}

# What words are cut into; in a line of such parts numbers are "N", those with decimals "D", percent signs "%".
_PART = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[^\W\d]+|\S")
_SHARES: Mapping[str, str] = {
    "percent": r"(?:[ND] (?:% )?(?:to|-|–|and|or) )?[ND] %",
    "fraction": r"N (?:- )?(?:in|out of|out - of|/) (?:- )?N",
    "even": r"N [-–/] N",
    "decimal": r"D",
}
_ABOUT = (
    "(?:(?:about|around|roughly|approximately|nearly|almost|only|just|over|under|up to|at least|at most|more than"
    "|less than|as high as|as low as|between|some|well|still|now) )*"
)
_BEFORE = {name: re.compile(rf"(?<!\S){share}$") for name, share in _SHARES.items()}
_AFTER = {name: re.compile(rf"^{_ABOUT}{share}(?!\S)") for name, share in _SHARES.items()}
# "One chance in ten", the chance being "_".
_AROUND = {"fraction": re.compile(r"^N _ (?:in|out of) N(?!\S)")}
# Odds say how often one thing happens for another, so the text must say for which side they are.
_ODDS = re.compile(r"(?<!\S)N (?:- )?(?:to|-|–) (?:- )?N (?:_ )?(?P<side>that|in favou?r|against)(?!\S)")
# How many words before and after are read.
_REACH = 8


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number that a text gives as a probability.

    Parameters
    ----------
    probability : float
        In (0, 1).
    words : frozenset of int
        Indices of its words in the sentence.
    """

    probability: float
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a word in a line of parts, which word, and for a number its value."""

    text: str
    word: int
    value: float = 0.0


def find_stated_number(sentence: Sentence, index: int) -> StatedNumber | None:
    """Find the number that gives the size of a chance or of somebody's confidence.

    Parameters
    ----------
    sentence : Sentence
        The words.
    index : int
        A word of `MEASURED`; others have no such number.

    Returns
    -------
    StatedNumber or None
        None where there is no number, or one that says something else ("a 23% lower risk").
    """
    lemma, text = sentence.words[index].lemma.lower(), sentence.words[index].text.lower()
    if lemma not in MEASURED and text not in MEASURED:
        return None
    line = _parts(sentence, range(index - _REACH, index + _REACH), hidden=index)
    found = [_odds(line)] if text == "odds" else []
    found.append(_share([part for part in line if part.word < index], _BEFORE))
    if lemma == "chance":
        found.append(_share([part for part in line if part.word >= index - 1], _AROUND))
    for start, nodes in _sequels(sentence, index):
        number = _share(_parts(sentence, range(start, start + _REACH)), _AFTER)
        found.append(number if number is not None and number.words & nodes else None)
    return next((number for number in found if number is not None), None)


def _sequels(sentence: Sentence, index: int) -> Iterator[tuple[int, frozenset[int]]]:
    """Where a word's number may begin behind it, and words one of which it then has to hold.

    They are "a chance of 5%", "the risk is 5%" and "puts the chance at 5%".
    """
    words, children = sentence.words, sentence.children
    if index + 1 < len(words) and words[index + 1].text.lower() == "of":
        yield index + 2, frozenset(children[index])
    governor = words[index].head
    if governor < 0 or words[index].relation not in ("nsubj", "obj"):
        return
    copula = sentence.child(governor, "cop")
    if copula is not None:
        yield copula + 1, frozenset({governor})
    for node in children[governor]:
        case = sentence.child(node, "case")
        if words[node].relation == "obl" and case is not None and words[case].text.lower() == "at":
            yield case + 1, frozenset({node})


def _share(line: Sequence[_Part], patterns: Mapping[str, re.Pattern[str]]) -> StatedNumber | None:
    """The number that the first pattern finds in a line."""
    for name, pattern in patterns.items():
        match = pattern.search(" ".join(part.text for part in line))
        if match is None:
            continue
        parts = _matched(line, match)
        values = [part.value for part in parts if part.text in "ND"]
        probability = {
            "percent": sum(values) / len(values) / 100,
            "fraction": values[0] / max(values[-1], 1.0),
            "even": 0.5 if values == [50, 50] else 2.0,
            "decimal": values[0],
        }[name]
        return _number(probability, parts) if probability <= 1 or name == "percent" else None
    return None


def _odds(line: Sequence[_Part]) -> StatedNumber | None:
    match = _ODDS.search(" ".join(part.text for part in line))
    if match is None:
        return None
    parts = _matched(line, match)
    first, second = (part.value for part in parts if part.text == "N")
    favour = first / max(first + second, 1.0)
    return _number(1 - favour if match["side"] == "against" else favour, parts)


def _number(probability: float, parts: Iterable[_Part]) -> StatedNumber:
    words = frozenset(part.word for part in parts if part.text != "_")
    return StatedNumber(min(1 - _LEAST, max(_LEAST, probability)), words)


def _matched(line: Sequence[_Part], match: re.Match[str]) -> Sequence[_Part]:
    first = match.string.count(" ", 0, match.start())
    return line[first : first + 1 + match[0].count(" ")]


def _parts(sentence: Sentence, indices: Iterable[int], hidden: int = -1) -> list[_Part]:
    """Cut words into a line of parts; the hidden word is "_"."""
    line: list[_Part] = []
    for index in indices:
        if index == hidden:
            line.append(_Part("_", index))
        elif 0 <= index < len(sentence):
            for text in _PART.findall(sentence.words[index].text.lower()):
                _add(line, text, index)
    return line


def _add(line: list[_Part], text: str, word: int) -> None:
    """Add a part to a line; parts of one number ("twenty-five", "a million", "per cent") become one."""
    last = [part.text for part in line[-2:]]
    if text in _POWERS:
        numbers = last[-1:] == ["N"] or last[-1:] == ["D"]
        factor = line[-1].value if numbers else 1.0
        if numbers or last[-1:] in (["a"], ["an"]):
            line.pop()
        line.append(_Part("N", word, factor * _POWERS[text]))
    elif text in _NUMERALS and last == ["N", "-"] and line[-2].value in range(20, 100, 10) and _NUMERALS[text] < 10:
        line[-2:] = [_Part("N", word, line[-2].value + _NUMERALS[text])]
    elif text in _NUMERALS:
        line.append(_Part("N", word, _NUMERALS[text]))
    elif text[0].isdecimal() or (text[0] == "." and len(text) > 1):
        value = float(text.replace(",", ""))
        line.append(_Part("D" if "." in text else "N", word, value))
    elif text in ("percent", "pct") or (text == "cent" and last[-1:] == ["per"]):
        line[len(line) - (text == "cent") :] = [_Part("%", word)]
    else:
        line.append(_Part(text, word))
