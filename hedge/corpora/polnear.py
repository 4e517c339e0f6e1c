"""PolNeAR (Newell, Margolin and Ruths, LREC 2018): attributions in news as brat stand-off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hedge.documents import Span
from hedge.errors import InputError, MissingInputError
from hedge.sources.attribution import Attribution

_RECORD = re.compile(r"[TE]\d+\t")
_ANNOTATOR = re.compile(r"_[0-9A-Za-z]{1,8}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributedArticle:
    """An article with its gold attributions.

    Parameters
    ----------
    id : str
        File name without ``.txt``.
    text : str
        The article.
    attributions : tuple of Attribution
        Of the first annotator in name order.
    events : tuple of str
        Event id (``"E1"``) of each attribution.
    """

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    events: tuple[str, ...]


def read_text(path: Path) -> str:
    """Decode an article as UTF-8 without touching its line ends, so that offsets hold."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise MissingInputError(f"expected the article {path}, but it is missing: check the corpus folder") from error
    except UnicodeDecodeError as error:
        raise InputError(f"expected UTF-8 in {path}, got other bytes at offset {error.start}: convert it") from error


def read_polnear(folder: Path) -> list[AttributedArticle]:
    """Read a split folder with ``text/*.txt`` and ``attributions/<article>_<annotator>.ann``.

    Where an article has several annotators, the first file in name order is the gold. Articles without any annotation
    file are left out.

    Raises
    ------
    MissingInputError
        The folder lacks ``text/`` or ``attributions/``.
    InputError
        A stand-off file does not parse, or its spans are not in the text.
    """
    for part in ("text", "attributions"):
        if not (folder / part).is_dir():
            raise MissingInputError(
                f"expected a PolNeAR split folder with text/ and attributions/, got {folder}: no {part}/ in it"
            )
    annotations: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations.setdefault(_ANNOTATOR.sub("", path.stem), []).append(path)
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in annotations:
            text = read_text(path)
            events = list(_read_events(annotations[path.stem][0], len(text)))
            articles.append(
                AttributedArticle(
                    id=path.stem,
                    text=text,
                    attributions=tuple(a for _, a in events),
                    events=tuple(name for name, _ in events),
                )
            )
    return articles


def _read_events(path: Path, length: int) -> Iterator[tuple[str, Attribution]]:
    """Events of a brat file in file order, with the spans of their source, cue and content."""
    # Other lines are the rest of an annotated text with a line break in it, or brat's notes.
    lines = [item for item in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if _RECORD.match(item[1])]
    # Events may stand before the spans they name, so all spans are read first.
    lines.sort(key=lambda item: item[1].startswith("E"))
    spans: dict[str, tuple[Span, ...]] = {}
    for number, line in lines:
        try:
            fields = line.split("\t")
            if line.startswith("T"):
                spans[fields[0]] = _read_spans(fields[1].split(" ", 1)[1], length)
            elif line.startswith("E") and (attribution := _read_event(fields[1], spans)):
                yield fields[0], attribution
        except (KeyError, IndexError, ValueError) as error:
            raise InputError(
                f"expected brat stand-off in {path}, line {number} is {line[:60]!r}: fix or remove it"
            ) from error


def _read_event(field: str, spans: dict[str, tuple[Span, ...]]) -> Attribution | None:
    """The attribution of an event line; None where it has no content."""
    roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
    for pair in field.split():
        role, _, target = pair.partition(":")
        role = role.rstrip("0123456789")
        if role in roles:
            roles[role].extend(spans[target])
    if not roles["Content"]:
        return None
    source, cue, content = (tuple(sorted(roles[role])) for role in ("Source", "Cue", "Content"))
    return Attribution(source=source, cue=cue, content=content)


def _read_spans(field: str, length: int) -> tuple[Span, ...]:
    spans = tuple(Span(*map(int, part.split())) for part in field.split(";"))
    if any(not 0 <= span.start < span.end <= length for span in spans):
        raise ValueError(f"span outside the text: {field}")
    return spans
