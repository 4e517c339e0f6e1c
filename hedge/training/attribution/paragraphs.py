r"""Paragraphs of our own with gold attributions, written one by one: talk, books and the press.

Each file of the folder ``marked`` has one a line, marked as in `marks`, with ``\n`` for the end of a
paragraph; spans are as in `patterns`. More than a third of the texts have no attribution, but often what
looks like one. Every paragraph is in a fold, so that there is an encoder that has not seen it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from hedge.corpora.polnear import AttributedArticle
from hedge.training.attribution.marks import read_marks

FILES = ("talk.txt", "books.txt", "press.txt")


def own_paragraphs() -> Iterator[AttributedArticle]:
    """All paragraphs, in the order of their files; their fold is that of their id."""
    for name in FILES:
        lines = files("hedge.training.attribution").joinpath("marked", name).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
            text, attributions = read_marks(line.replace("\\n", "\n"))
            events = tuple(f"E{event}" for event, _ in enumerate(attributions, 1))
            yield AttributedArticle(
                id=f"paragraph {name} {number}", text=text, attributions=attributions, events=events
            )
