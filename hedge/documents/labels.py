r"""Labels in front of the turns of a transcript: ``MS. ORTEGA:``, ``Ana Ruiz (Acme):``, ``Q.``, ``[00:12] Bo Tan:``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

LONGEST_LABEL = 120

_CAPITAL = "[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻŹŐŰŘĎŤŇĞİŞ]"
_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?"
_LEAD = rf"\s*(?:>{{2,3}}\s*)?(?:{_TIME}\s*[-–—|]?\s*)?(?:\*\*|__)?"
_TAIL = rf"(?:\s*[(\[][^()\[\]]{{1,60}}[)\]])?(?:\s+{_TIME})?(?:\*\*|__)?\s*:(?:\*\*|__)?\s+(?=\S)"
_SHOUTED = rf"(?:Ma?c|O['’]|D[ei])?{_CAPITAL}(?:{_CAPITAL}|[.'’&\-])*"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Amb|Lt|Col|Sgt|Adm|Hon|Rev)\.?"
_ROLE = rf",\s(?:{_CAPITAL}|[ .'’&/\-]){{2,60}}"
_WORD = rf"(?:{_CAPITAL}[\w.'’\-]*|de|del|der|den|di|da|dos|du|la|le|van|von|bin|al|el|of|the|and|y|\d{{1,3}})"
_NAME = rf"{_CAPITAL}[\w.'’\-]*(?:\s{_WORD}){{0,5}}"

# In capitals: a label wherever it stands. "Mr. RUIZ." is how parliaments write it.
_STRONG = re.compile(
    rf"{_LEAD}(?P<label>(?:{_TITLE}\s)?(?:{_SHOUTED}\s){{0,5}}{_SHOUTED})(?:{_ROLE})?(?:\s\d{{1,3}})?{_TAIL}"
    rf"|\s*(?P<other>{_TITLE}\s{_CAPITAL}{{2}}(?:{_CAPITAL}|[ '’\-])*?(?:\sof\s{_NAME})?"
    rf"|The\s{_CAPITAL}{{4}}(?:{_CAPITAL}| )*)\.\s+(?=\S)"
)
# In ordinary case: labels only where they recur, as any line may begin with a word and a colon.
_WEAK = re.compile(rf"{_LEAD}(?P<label>{_NAME}){_TAIL}")
# What opens a line with a colon without speaking: headers of letters, parts of papers, lists and notes.
_NO_SPEAKERS = re.compile(
    r"(?:(?:from|to|cc|bcc|date|sent|subject|re|fwd|reply-to|attachments?|title|authors?|abstract|keywords|background"
    r"|objectives?|aims?|methods?|results?|findings|conclusions?|discussion|introduction|summary|design|setting"
    r"|participants|measures|limitations|funding|sources?|credit|photo|caption|contact|phone|tel|fax|e-?mail|website"
    r"|address|pros|cons|verdict|rating|notes?|nb|warning|caution|todo|updated?|correction|clarification|examples?"
    r"|figure|table|steps?|topic|agenda|attendees|location|time|when|where|what|why|how|disclaimer|disclosure"
    r"|key\spoints?|bottom\sline|(?:key\s)?takeaways?|advantages|disadvantages|strengths|weaknesses|risks?|benefits"
    r"|requirements|deadline|version)(?:\s|$))+",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\s*(?P<label>[QA])\.\s+(?=\S)")
_TIMED = re.compile(
    rf"\s*(?:(?P<label>{_NAME})(?:\s*[|–—-])?\s+{_TIME}|[\[(]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])]?\s+(?P<other>{_NAME}))\s*$"
)


class LabelFinder:
    """Finds the labels of one document, by what its lines have in common.

    Parameters
    ----------
    lines : iterable of str
        All lines that may open with a label.

    Examples
    --------
    >>> finder = LabelFinder(["Q. Will it hold?", "A. It may.", "Q. Are you sure?", "A. No."])
    >>> finder.match("A. It may.", 0, 10)
    (0, 1, 3)
    """

    def __init__(self, lines: Iterable[str]) -> None:
        lines = [line[:LONGEST_LABEL] for line in lines]
        names = Counter(match["label"] for line in lines if (match := _WEAK.match(line)) and _may_speak(match["label"]))
        letters = Counter(match["label"] for line in lines if (match := _LETTER.match(line)))
        named, recurring = sum(names.values()), sum(count > 1 for count in names.values())
        self._weak = named >= 3 and (named * 4 >= len(lines) or recurring >= 2)
        self._letters = min(letters["Q"], letters["A"]) >= 2
        self._timed = sum(bool(_TIMED.match(line)) for line in lines) >= 2

    def match(self, text: str, start: int, end: int) -> tuple[int, int, int] | None:
        """Return where the label of the line at `start` begins and ends, and where the words after it begin."""
        stop = min(end, start + LONGEST_LABEL)
        found = _STRONG.match(text, start, stop)
        if found is None and self._weak:
            found = _WEAK.match(text, start, stop)
        if found is None and self._letters:
            found = _LETTER.match(text, start, stop)
        if found is None and self._timed and stop == end:
            found = _TIMED.match(text, start, stop)
        if found is None:
            return None
        groups = found.groupdict()
        group = "label" if groups.get("label") is not None else "other"
        if not _may_speak(groups[group]):
            return None
        return found.start(group), found.end(group), found.end()


def _may_speak(label: str) -> bool:
    """Whether a label can be a speaker's: "From", "Abstract" and "Key takeaways" are none."""
    return _NO_SPEAKERS.fullmatch(label) is None
