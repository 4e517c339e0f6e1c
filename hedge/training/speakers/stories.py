r"""Stories of our own in which it is marked who is meant: press, talk and books, bodies and papers.

Each file of the folder ``marked`` has one a line, with ``\n`` for the end of a paragraph. ``[words=N]`` marks the head
words of a mention (a name, the noun of a description, a pronoun); mentions of one speaker have one number. Whoever
could speak is marked wherever he is mentioned, speaking or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from hedge.corpora.coreference import CoreferenceDocument, Mention
from hedge.documents import Span

FILES = ("press.txt", "talk.txt", "bodies.txt")
_MARK = re.compile(r"\[([^\[\]=]+)=(\d+)\]")


def own_stories() -> Iterator[CoreferenceDocument]:
    """All stories, in the order of their files."""
    for name in FILES:
        lines = files("hedge.training.speakers").joinpath("marked", name).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
            yield read_story(f"story {name} {number}", line.replace("\\n", "\n"))


def read_story(name: str, marked: str) -> CoreferenceDocument:
    """Return a text without its marks, and the mentions that they held.

    Examples
    --------
    >>> story = read_story("one", "[Ana Ruiz=1] said [she=1] knew.")
    >>> story.text, [(mention.span, mention.heads) for mention in story.mentions]
    ('Ana Ruiz said she knew.', [(Span(start=0, end=8), (0, 4)), (Span(start=14, end=17), (14,))])
    """
    text = ""
    mentions = []
    end = 0
    for mark in _MARK.finditer(marked):
        text += marked[end : mark.start()]
        heads = tuple(len(text) + word.start() for word in re.finditer(r"\S+", mark[1]))
        mentions.append(Mention(Span(len(text), len(text) + len(mark[1])), heads, mark[2], ""))
        text += mark[1]
        end = mark.end()
    return CoreferenceDocument(name, text + marked[end:], tuple(mentions))
