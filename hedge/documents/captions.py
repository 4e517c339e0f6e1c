"""Captions (WebVTT and SRT) to one text, with the time of every caption and the speakers that it names."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from hedge.documents.joining import Piece, join_pieces
from hedge.documents.labels import LabelFinder
from hedge.documents.source import BadSource, Source
from hedge.errors import InputError

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,200})?(?:\s([^<>]{0,200}))?>|</v>", re.I)
# Markup of WebVTT, of SRT ({\an8}), and times inside captions; not any "<": people write "x < 3".
_MARKUP = re.compile(
    r"</?(?:c|i|b|u|s|lang|ruby|rt|font)\b[^<>]{0,200}>|</?c[.\w]{0,200}>|<\d{1,4}:\d{2}[\d:.]{0,20}>|\{\\[^{}]{0,200}\}",
    re.I,
)
_CHEVRONS = re.compile(r"(?<!\s)\s*>{2,}\s*")
# Lines that only describe a sound. Songs may go on in the next caption; "#" opens hashtags too, so it has to be closed.
_SOUND = re.compile(r"\s*+(?:[-–—]\s*+)?(?:\[[^\]]*+\]|\([^)]*+\)|[♪♫][^♪♫]*+[♪♫]?|#[^#♪♫]++#)\s*+$")
_DASH = re.compile(r"\s*[-–—]\s*(?=\S)")
# Rolling captions show two or three lines.
_MOST_REPEATED = 20
_SKIPPED = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class _Cue:
    id: str
    start: float
    end: float
    lines: tuple[str, ...]


def is_captions(text: str) -> bool:
    """Whether a text is WebVTT or SRT by its first lines."""
    opening = text.lstrip("\ufeff \t\r\n")[:400]
    lines = opening.splitlines()
    return opening.startswith("WEBVTT") or (len(lines) > 1 and lines[0].strip().isdigit() and "-->" in lines[1])


def caption_source(source: Source, on_error: Callable[[BadSource], None]) -> Source:
    r"""Turn the text of a caption file into the text that is spoken.

    Captions of one speaker are joined by spaces, so that sentences run on; another speaker begins a new line. Voice
    tags (``<v Ana Ruiz>``), ``ANA RUIZ:`` and ``>> Ana Ruiz:`` give known turns and are left out of the text, as are
    markup, descriptions of sounds on lines of their own, and lines that rolling captions repeat. A label holds until
    the next one or a ``>>`` without a name; a surname alone means the one longer label that ends in it. Names are known
    in this file only: "Speaker 1" of another one may be anybody.

    Parameters
    ----------
    source : Source
        The file as it was read.
    on_error : callable
        Called with a caption whose times cannot be read; it is left out.

    Raises
    ------
    InputError
        There is no caption with words.

    Examples
    --------
    >>> file = "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Bo Tan>The dam may\n\n00:02.500 --> 00:04.000\n<v Bo Tan>leak."
    >>> found = caption_source(Source(id="a.vtt", text=file), print)
    >>> found.text, found.turns[0].speaker, found.segments[1].start
    ('The dam may leak.', 'Bo Tan', 2.5)
    """
    cues = _unrolled(list(_cues(source, on_error)))
    pieces = _full_names(list(_pieces(cues)))
    if not pieces:
        first = source.text.strip().splitlines()[0][:60] if source.text.strip() else ""
        raise InputError(
            f"expected captions with times such as 00:01:02.000 --> 00:01:04.000 in {source.id}, got none with words "
            f"(it begins {first!r}): check the file, or read it as plain text with --input-format text"
        )
    text, turns, segments = join_pieces(pieces, identity=False)
    return replace(source, text=text, turns=turns, segments=segments)


def _cues(source: Source, on_error: Callable[[BadSource], None]) -> Iterator[_Cue]:
    lines = re.split(r"\r\n|\r|\n", source.text.removeprefix("\ufeff"))
    number = 0
    while number < len(lines):
        first = number
        while number < len(lines) and not _ends(lines, number):
            number += 1
        block = lines[first:number]
        number += 1
        at = next((k for k, line in enumerate(block) if "-->" in line), None)
        if at is None or block[0].startswith(_SKIPPED):
            continue
        match = _TIMING.match(block[at])
        if match is None:
            place = f"{source.id}:{first + at + 1}"
            error = InputError(
                f"expected times such as 00:01:02.000 --> 00:01:04.000 in line {first + at + 1} of {source.id}, got "
                f"{block[at][:60]!r}: correct the line; its caption is left out"
            )
            on_error(BadSource(id=place, error=error))
            continue
        name = block[at - 1].strip() if at else ""
        yield _Cue(name, _seconds(match.groups()[:4]), _seconds(match.groups()[4:]), tuple(block[at + 1 :]))


def _ends(lines: Sequence[str], number: int) -> bool:
    """Whether a line ends a caption: an empty one, or a blank one before the next caption; others are part of it."""
    return not lines[number] or (
        not lines[number].strip() and any("-->" in line for line in lines[number + 1 : number + 3])
    )


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction}")


def _plain(line: str) -> str:
    return html.unescape(_MARKUP.sub("", line)).replace("\u200e", "").replace("\u200f", "").strip()


def _unrolled(cues: list[_Cue]) -> list[_Cue]:
    """Drop the lines that rolling captions, which name no voices, repeat from the one before, if many do."""
    if any(_VOICE.search(line) for cue in cues for line in cue.lines):
        return cues
    shown = [[line for line in map(_plain, cue.lines) if line] for cue in cues]
    repeated = [0] * len(cues)
    for k in range(1, len(cues)):
        before, now = shown[k - 1], shown[k]
        longest = range(min(len(before), len(now), _MOST_REPEATED), 0, -1)
        repeated[k] = next((n for n in longest if before[-n:] == now[:n]), 0)
    if sum(map(bool, repeated)) < 3 or sum(map(bool, repeated)) * 3 < len(cues):
        return cues
    kept = []
    for cue, count in zip(cues, repeated, strict=True):
        left = [line for line in cue.lines if _plain(line)][count:]
        kept.append(replace(cue, lines=tuple(left)))
    return kept


def _pieces(cues: Sequence[_Cue]) -> Iterator[Piece]:
    """What is said in the captions, in order, cut where the speaker changes."""
    voices = any(match[1] for cue in cues for line in cue.lines for match in _VOICE.finditer(line))
    finder = LabelFinder(_CHEVRONS.sub("", _plain(line)) for cue in cues for line in cue.lines)
    speaker: str | None = None
    for number, cue in enumerate(cues, 1):
        name = cue.id or str(number)
        dashes = sum(bool(_DASH.match(_plain(line))) for line in cue.lines) > 1
        voice: str | None = None
        for line in cue.lines:
            for opened, part in _voiced(line):
                voice = voice if opened is None else opened
                words = _plain(part)
                if not words or _SOUND.match(words):
                    continue
                opens = False
                if not voices:
                    opens, speaker, words = _labelled(words, finder, speaker, dashes)
                if words:
                    who = (voice or None) if voices else speaker
                    yield Piece(text=words, speaker=who, opens=opens, id=name, start=cue.start, end=cue.end)


def _voiced(line: str) -> Iterator[tuple[str | None, str]]:
    """Cut a line at its voice tags: the name a tag opens, ``""`` for one that closes, None for no tag, and the text."""
    position, opened = 0, None
    for match in _VOICE.finditer(line):
        if line[position : match.start()].strip():
            yield opened, line[position : match.start()]
        opened, position = html.unescape((match[1] or "").strip()), match.end()
    yield opened, line[position:]


def _labelled(words: str, finder: LabelFinder, speaker: str | None, dashes: bool) -> tuple[bool, str | None, str]:
    """Whether a line opens a turn, its speaker, and its words without what says so."""
    change = _CHEVRONS.match(words)
    rest = words[change.end() :] if change else words
    label = finder.match(rest, 0, len(rest))
    if label is not None:
        start, end, after = label
        return True, " ".join(rest[start:end].split()), rest[after:].strip()
    if change is None and (named := finder.match(rest + " x", 0, len(rest) + 2)) and named[2] > len(rest):
        # "ANA RUIZ:" on a line of its own.
        return True, " ".join(rest[named[0] : named[1]].split()), ""
    if change:
        return True, None, rest
    if dashes and (dash := _DASH.match(words)):
        return True, None, words[dash.end() :]
    return False, speaker, words


def _full_names(pieces: list[Piece]) -> list[Piece]:
    """Give a speaker called by the surname alone the one longer label that ends in it."""
    names = Counter(piece.speaker for piece in pieces if piece.speaker)
    by_surname: dict[str, list[str]] = {}
    for name in names:
        if " " in name:
            by_surname.setdefault(name.casefold().rpartition(" ")[2], []).append(name)
    full: dict[str, str] = {}
    for name in names:
        longer = by_surname.get(name.casefold(), []) if " " not in name else []
        if len(longer) == 1:
            full[name] = longer[0]
    return [replace(piece, speaker=full.get(piece.speaker or "", piece.speaker)) for piece in pieces]
