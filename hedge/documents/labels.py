r"""Labels in front of the turns of a transcript: ``MS. ORTEGA:``, ``Ana Ruiz (Acme):``, ``Q.``, ``[00:12] Bo Tan:``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from hedge.documents.headings import is_heading, is_value

LONGEST_LABEL = 120

_CAPITAL = "[A-ZÀ-ÖØ-ÞŠŽČĆŁŚŻŹŐŰŘĎŤŇĞİŞ]"
_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?"
_LEAD = rf"\s*+(?:>{{2,3}}\s*+)?(?:{_TIME}\s*+(?:[-–—|]\s*+)?)?(?:\*\*|__)?"
_TAIL = rf"(?:\s*[(\[][^()\[\]]{{1,60}}[)\]]){{0,2}}(?:\s+{_TIME})?(?:\*\*|__)?\s*:(?:\*\*|__)?\s+(?=\S)"
_SHOUTED = rf"(?:Ma?c|O['’]|D[ei])?{_CAPITAL}(?:{_CAPITAL}|[.'’&\-])*"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Amb|Lt|Col|Sgt|Adm|Hon|Rev)\.?"
_ROLE = rf",\s(?:{_CAPITAL}|[ .'’&/\-]){{2,60}}"
_WORD = rf"(?:{_CAPITAL}[\w.'’\-]*|de|del|der|den|di|da|dos|du|la|le|van|von|bin|al|el|of|the|and|y|hon\.|\d{{1,3}})"
_NAME = rf"{_CAPITAL}[\w.'’\-]*(?:\s{_WORD}){{0,5}}"
# What somebody is, after the name: "Ana Ruiz -- Head of Sales", "Bo Tan, Chief Executive Officer".
_OFFICE = rf"{_CAPITAL}[\w.'’&/\-]*(?:,?\s(?:{_CAPITAL}[\w.'’&/\-]*|--|[–—&-]|of|for|the|and|at|to|in)){{0,12}}"
_DASHED = rf"\s(?:--|[–—-])\s(?P<dashed>{_OFFICE})"

# In capitals: a label wherever it stands. "Mr. RUIZ." is how parliaments write it, "BY MR. RUIZ:" who asks in court.
_STRONG = re.compile(
    rf"{_LEAD}(?:BY\s(?=(?:MR|MRS|MS|MISS|DR|THE)\b))?(?P<label>(?:{_TITLE}\s)?(?:{_SHOUTED}\s){{0,5}}{_SHOUTED})"
    rf"(?:{_ROLE})?(?:\s\d{{1,3}})?{_TAIL}"
    rf"|\s*(?P<other>{_TITLE}\s{_CAPITAL}{{2}}(?:{_CAPITAL}|[ '’\-])*?(?:\sof\s{_NAME})?"
    rf"|The\s{_CAPITAL}{{4}}(?:{_CAPITAL}| )*(?:\spro\stempore)?)\.\s+(?=\S)"
)
#: Whom a post of a social network calls by their handle.
HANDLE = r"@\w[\w.\-]{0,29}"
# A post: its author, or whose post is passed on.
_HANDLE = re.compile(rf"{_LEAD}(?:RT\s+)?(?P<label>{HANDLE})\s*:\s+(?=\S)")
_PASSED_ON = re.compile(rf"RT\s+(?P<label>{HANDLE})\s*:\s+(?=\S)")
# In ordinary case: labels only where they recur, as any line may begin with a word and a colon.
_WEAK = re.compile(rf"{_LEAD}(?P<label>{_NAME})(?:{_DASHED}|,\s(?P<role>{_OFFICE}))?{_TAIL}")
# Enough of a sign of a speaker where questions and answers show that people speak.
_RANK = re.compile(rf"(?:{_TITLE}|Officer|Detective|Sergeant|Lieutenant|Captain|Judge|Justice|Senator|President)\s")
_LOWER = re.compile(rf"{_LEAD}(?P<label>[a-z][\w.\-]{{1,29}}){_TAIL}")
_LETTER = re.compile(r"\s*(?P<label>[QA])\.\s+(?=\S)")
_TIMED = re.compile(
    rf"\s*(?:(?P<label>{_NAME})(?:\s*[|–—-])?\s+{_TIME}|[\[(]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])]?\s+(?P<other>{_NAME}))\s*$"
)
# Alone on its line, above the words: "Ana Ruiz -- Chief Financial Officer".
_STANDING = re.compile(
    rf"{_LEAD}(?:(?P<label>{_NAME}){_DASHED}|(?P<other>Operator|Moderator|Un(?:known|identified)\s{_CAPITAL}\w+))"
    r"(?:\*\*|__)?\s*$"
)
# The same on two lines.
_FULL_NAME = re.compile(rf"{_CAPITAL}[\w.'’\-]*(?:\s{_WORD}){{1,4}}$")
_OFFICE_LINE = re.compile(rf"{_OFFICE}$")
_OFFICER = re.compile(
    r"\b(?:c[efimot]o|[se]?vp|chief|president|chair(?:man|woman|person)?|director|officer|head|manager|analyst|partner"
    r"|founder|co-founder|treasurer|secretary|counsel|minister|mayor|governor|senator|commissioner|superintendent"
    r"|professor|editor|reporter|correspondent|anchor|host|moderator|spokes(?:man|woman|person)|adviser|advisor"
    r"|economist|engineer|scientist|researcher|attorney|lawyer|judge|coach|captain|operator|relations)\b",
    re.IGNORECASE,
)


class LabelFinder:
    """Finds the labels of one document, by what its lines have in common.

    Parameters
    ----------
    lines : iterable of str
        All lines that may open with a label.

    Attributes
    ----------
    letters : bool
        Whether questions and answers are marked "Q." and "A.".

    Examples
    --------
    >>> finder = LabelFinder(["Q. Will it hold?", "A. It may.", "Q. Are you sure?", "A. No."])
    >>> finder.match("A. It may.", 0, 10)
    (0, 1, 3)
    """

    def __init__(self, lines: Iterable[str]) -> None:
        whole = list(lines)
        lines = [line[:LONGEST_LABEL] for line in whole]
        found = [(line, match) for line in lines if (match := _WEAK.match(line)) and _may_speak(match)]
        names = Counter(match["label"] for line, match in found if not is_value(line[match.end() :]))
        named, recurring = sum(names.values()), sum(count > 1 for count in names.values())
        offices = sum(bool(_OFFICER.search(_office(match))) for _, match in found)
        self._weak = (named >= 3 and (named * 4 >= len(lines) or recurring >= 2)) or offices >= 2
        self._names = frozenset(names)
        self.letters = _has_letters(whole)
        self._timed = sum(bool(_TIMED.match(line)) for line in lines) >= 2
        self._standing = sum(bool((match := _STANDING.match(line)) and _stands(match)) for line in whole) >= 2
        self._lower = _alternating(lines)
        self._stacked = _stacked(whole)
        self._offices = frozenset(self._stacked.values())

    def match(self, text: str, start: int, end: int) -> tuple[int, int, int] | None:
        """Return where the label of the line at `start` begins and ends, and where the words after it begin."""
        stop = min(end, start + LONGEST_LABEL)
        found = _STRONG.match(text, start, stop)
        if found is not None and is_value(text[found.end() : end]) and not text[found.end() : end].isupper():
            return None
        if found is None:
            found = _HANDLE.match(text, start, stop)
        if found is None and (self._weak or (self.letters and _RANK.match(text, start, stop))):
            found = _WEAK.match(text, start, stop)
            if found and found["label"] not in self._names and is_value(text[found.end() : end]):
                found = None
        if found is None and self.letters:
            found = _LETTER.match(text, start, stop)
        for pattern, used in ((_TIMED, self._timed), (_STANDING, self._standing)):
            if found is None and used and stop == end:
                found = pattern.match(text, start, stop)
        if found is None and text[start:end] in self._stacked:
            # What stands above a speaker's office stands on a line of its own.
            return (start, end, end)
        if found is None and self._lower:
            found = _LOWER.match(text, start, stop)
            found = found if found and found["label"] in self._lower else None
        return _bounds(found) if found is not None and _may_speak(found) else None

    def is_office(self, line: str) -> bool:
        """Whether a line says what the speaker named on the line above is: "Chief Executive Officer"."""
        return line in self._offices

    def passed_on(self, text: str, start: int, end: int) -> tuple[int, int, int] | None:
        """Return the same as `match` for whose post the words at `start` pass on: "RT @bo: It may rain."."""
        found = _PASSED_ON.match(text, start, end)
        return _bounds(found) if found is not None else None


def _bounds(found: re.Match[str]) -> tuple[int, int, int]:
    group = _group(found)
    return found.start(group), found.end(group), found.end()


def _group(found: re.Match[str]) -> str:
    return "label" if found.groupdict().get("label") is not None else "other"


def _office(found: re.Match[str]) -> str:
    """Return what a label says somebody is, where it gives a full name; "" elsewhere."""
    group = _group(found)
    return found.string[found.end(group) : found.end()] if " " in found[group] else ""


def _stands(found: re.Match[str]) -> bool:
    return found["other"] is not None or bool(_OFFICER.search(_office(found)))


def _may_speak(found: re.Match[str]) -> bool:
    """Whether a label can be a speaker's: "From", "Abstract" and "The Verdict" are none, nor is "In fact, Ana"."""
    if found.re is _STANDING:
        return _stands(found)
    groups = found.groupdict()
    told = groups.get("dashed") or groups.get("role")
    return not is_heading(found[_group(found)]) and (not told or bool(_office(found)))


def _has_letters(lines: list[str]) -> bool:
    """Whether "Q." and "A." mark questions and answers: both twice, or a question with its answer."""
    marks = [(match["label"], line) for line in lines if line and (match := _LETTER.match(line))]
    counts = Counter(label for label, _ in marks)
    pairs = pairwise(line for line in lines if line)
    answered = any(
        (asks := _LETTER.match(one)) and asks["label"] == "Q" and one.endswith("?")
        and (answers := _LETTER.match(other)) and answers["label"] == "A"
        for one, other in pairs
    )  # fmt: skip
    return answered or min(counts["Q"], counts["A"]) >= 2


def _stacked(lines: list[str]) -> dict[str, str]:
    """Names on lines of their own above offices and then words, if such offices are told twice or more."""
    rows = zip(lines, lines[1:], lines[2:], strict=False)
    found = [
        (name, office)
        for name, office, words in rows
        if _FULL_NAME.match(name) and _OFFICE_LINE.match(office) and words.endswith((".", "?", "!", "…", '"', "”"))
    ]
    return dict(found) if sum(bool(_OFFICER.search(office)) for _, office in found) >= 2 else {}


def _alternating(lines: list[str]) -> frozenset[str]:
    """Lower-case labels of a chat: those that recur, if there are two and most lines have one."""
    found = [match for line in lines if (match := _LOWER.match(line)) and not is_heading(match["label"])]
    counts = Counter(match["label"] for match in found)
    if sum(count > 1 for count in counts.values()) < 2 or len(found) * 2 < sum(map(bool, lines)):
        return frozenset()
    return frozenset(counts)
