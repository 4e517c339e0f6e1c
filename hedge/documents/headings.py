"""Lines and openings of lines that nobody speaks: ``CLAIM:``, ``CROSS-EXAMINATION``, ``BY MS. ORTEGA:``."""

from __future__ import annotations

import re

_LONGEST = 300

# What opens a line with a colon without speaking: headers of letters, parts of papers, lists, forms and reports.
_NO_SPEAKERS = re.compile(
    r"(?:(?:the|an?|our|my)\s)?"
    r"(?:(?:from|to|cc|bcc|date|sent|subject|re|fwd|reply-to|attachments?|title|authors?|abstract|keywords|background"
    r"|objectives?|aims?|methods?|results?|findings?|conclusions?|discussion|introduction|summary|design|setting"
    r"|participants|measures|limitations|funding|sources?|credit|photo|caption|contact|phone|tel|fax|e-?mail|website"
    r"|address|pros|cons|verdict|rating|notes?|nb|warning|caution|todo|updated?|correction|clarification|examples?"
    r"|figure|table|steps?|topic|agenda|attendees|location|time|when|where|what|why|how|disclaimer|disclosure"
    r"|key\spoints?|bottom\sline|(?:key\s)?takeaways?|advantages|disadvantages|strengths|weaknesses|risks?|benefits"
    r"|requirements|deadline|version"
    r"|claims?|facts?|truth|myth|ruling|evidence|fact\schecks?|context|analysis|assessment|narrative|synopsis|overview"
    r"|interview|transcript|headlines?|breaking(?:\snews)?|just\sin|exclusive|developing|watch|alert|news|statement"
    r"|announcement|explainer|factbox|questions?\sand\sanswers|recommendations?|advice|tips?|ingredients|directions"
    r"|instructions|plot|problem|solution|reason|cause|effect|outcome|status|details?|description|remarks|comments?|case|case\sno\.?"
    r"|number|no\.?|incident(?:\sreport)?|report|reference|category|type|input|output|key\sjudge?ments?|outlook|hint"
    r"|appendix|chapter|section|part|item|motion|amendment|resolution|exhibits?|appearances|proceedings|index|poll)"
    r"(?:\s|$))+",
    re.IGNORECASE,
)
# Of these, those that open a piece of a text also where no capitals show it.
_SECTIONS = frozenset(
    {"claim", "verdict", "headline", "summary", "interview", "narrative", "update", "updated", "breaking", "synopsis"}
    | {"overview", "ruling", "fact check", "breaking news", "exclusive", "analysis", "explainer", "factbox"}
)
# Last words of what a form asks for: "Reporting Officer: R. Tan", "Water Bill: Second Reading".
_FIELDS = frozenset(
    {"no", "number", "officer", "date", "time", "date/time", "bill", "act", "name", "unit", "address", "id"}
    | {"interview"}
)
_FIELD = re.compile(r"\s*(?P<label>[A-Z][\w.'’/\-]*(?:\s[A-Z][\w.'’/\-]*){0,4})\s*:\s+(?=\S)")
# Words of a value in a form: "Ofc. R. Delgado #412", "24-11873", and of a heading: "Second Reading".
_VALUE = re.compile(r"(?:[^\W\d_a-z][^\s:]*|[\d#(][^\s:]*|of|for|the|and|in|on|at|&|hrs)[,;]?")
_LONGEST_VALUE = 120
# What news agencies put before a headline: "UPDATE 2-", "RPT-EXCLUSIVE-".
_SLUG = re.compile(
    r"\s*(?:(?:UPDATE|WRAPUP|RPT|REPEAT|REFILE|CORRECTED|EXCLUSIVE|BREAKING|BRIEF|FACTBOX|TIMELINE|EXPLAINER|ANALYSIS"
    r"|INSIGHT|FEATURE|NEWSMAKER|INTERVIEW|SPECIAL\sREPORT)(?:\s\d{1,2})?\s?[-–—])+(?P<gap>\s?)"
    r"(?=[^\W\d_]|[\"“'‘])(?!BASED\b|LED\b)"
)
_OPENING = re.compile(r"\s*(?:\*\*|__)?(?P<label>[^\W\d_][\w.'’\- ]{1,39}?)(?:\*\*|__)?\s*:(?:\*\*|__)?(?P<gap>\s+|$)")
_TITLED = r"(?:MR|MRS|MS|MISS|DR|PROF|JUDGE|JUSTICE|THE)\b\.?\s[^:;!?]{1,40}?"
# Who asks from here on, in court.
_EXAMINER = re.compile(rf"\s*BY\s(?P<examiner>{_TITLED})\s*:\s*$", re.IGNORECASE)
_EXAMINATION = re.compile(
    r"\s*(?P<kind>(?:(?:CONTINUED|FURTHER|RESUMED|VOIR\sDIRE|DIRECT|CROSS|RE-?DIRECT|RE-?CROSS)[-\s]+){0,3}EXAMINATION)"
    r"(?:\s*[(,-]\s*(?:CONTINUED|RESUMED)\)?)?(?:\sOF\s(?P<witness>[^:;]{3,60}?))?"
    rf"(?:,?\sBY\s(?P<examiner>{_TITLED}))?\s*[:.]?\s*$",
    re.IGNORECASE,
)
_SWORN = re.compile(
    r"\s*(?:THE\sWITNESS,\s)?(?P<witness>[A-Z][\w.'’\-]*(?:\s[A-Z][\w.'’\-]*){1,4}),\s"
    r"(?:[^.;:]*\bcalled\s(?:as|by)\b|[^.;:]*\b(?:been|being|was|duly)\s(?:first\s)?(?:duly\s)?(?:sworn|affirmed)\b(?!\sin\b))",
)
_JOINING = frozenset({"of", "by", "the", "and", "for"})


def is_heading(label: str) -> bool:
    """Whether a label in front of a colon names a part of a text and no speaker.

    Examples
    --------
    >>> is_heading("Abstract"), is_heading("THE VERDICT"), is_heading("MR. PRICE")
    (True, True, False)
    """
    return _NO_SPEAKERS.fullmatch(label) is not None


def heading_end(text: str, start: int, end: int, *, cased: bool = True) -> int:
    """Where the heading that opens a line ends, the line's end for fields of a form; `start` where there is none.

    What a news agency puts before a headline is one ("UPDATE 2-").

    Parameters
    ----------
    text : str
        The document.
    start, end : int
        The line.
    cased : bool
        Whether capitals matter, as in front of prose; a heading that stands alone needs none.
    """
    field = _FIELD.match(text, start, end)
    if field is not None and is_value(text[field.end() : end]):
        last = field["label"].split()[-1].casefold().rstrip(".")
        if last in _FIELDS:
            return end
    slug = _SLUG.match(text, start, end)
    if slug is not None:
        return slug.start("gap")
    found = _OPENING.match(text, start, end)
    if found is None or not is_heading(found["label"]):
        return start
    label = found["label"]
    article = label.startswith("The ") and label.istitle()
    shown = label.isupper() or article or found.end() == end or (label[0].isupper() and label.casefold() in _SECTIONS)
    return found.start("gap") if shown or not cased else start


def is_value(words: str) -> bool:
    """Whether what follows a colon is no speech but what fills in a form or a heading.

    Examples
    --------
    >>> is_value("24-11873"), is_value("Second Reading"), is_value("Yes"), is_value("Good morning, Ana.")
    (True, True, False, False)
    """
    parts = words.split()
    if not parts or len(words) > _LONGEST_VALUE or words.rstrip()[-1] in '.!?…"”’':
        return False
    return (len(parts) > 1 or parts[0][0].isdigit()) and all(_VALUE.fullmatch(part) for part in parts)


def read_examination(line: str) -> re.Match[str] | None:
    """Read a line of a court's transcript that says who asks or answers from here on, in its named groups.

    Examples
    --------
    >>> read_examination("BY MS. ORTEGA:")["examiner"], read_examination("CROSS-EXAMINATION OF BO TAN")["witness"]
    ('MS. ORTEGA', 'BO TAN')
    """
    if len(line) > _LONGEST:
        return None
    found = _EXAMINER.match(line) or _SWORN.match(line)
    if found is None and all(word[0].isupper() or word in _JOINING or not word[0].isalpha() for word in line.split()):
        found = _EXAMINATION.match(line)
    return found


def is_shouted(line: str) -> bool:
    """Whether a line is a heading in capitals, as "AFTERNOON SESSION"."""
    return len(line) <= 80 and line.isupper() and " " in line and line[-1] not in '.!?…,;:-—"”’'
